"""INSEE's list of events, as published or re-published."""

import pytest

from arpent.errors import DataInvalid
from arpent.sources.insee_mouvements_communes import latest_file, read_events

SIDE = "TYPECOM_{0},COM_{0},TNCC_{0},NCC_{0},NCCENR_{0},LIBELLE_{0}"
HEAD = f"MOD,DATE_EFF,{SIDE.format('AV')},{SIDE.format('AP')}"
BEFORE, AFTER = "COM,1A001,1,AY,Ay,Ay", "COM,1A002,5,ORME,Orme,L'Orme"


@pytest.mark.parametrize(("day", "expected"), [("2023-01-01", "2023-01-01"), ("19358.0", "2023-01-01")])
def test_both_spellings_of_dates(tmp_path, day, expected):
    """INSEE writes ISO days; a re-publication counts days since 1970."""
    file = tmp_path / "v_mvt_commune_2025.csv"
    file.write_text(f"{HEAD}\n32,{day},{BEFORE},{AFTER}\n", encoding="utf-8")
    (row,) = read_events(file).to_dict("records")
    assert (row["date"], row["kind"], row["source_code"], row["target_name"]) == (
        expected,
        "new_commune",
        "1A001",
        "L'Orme",
    )
    assert row["target_typography"] == 5


def test_another_file_is_refused(tmp_path):
    """A file without the published columns names those that are missing."""
    file = tmp_path / "v_mvt_commune_2025.csv"
    file.write_text("code,nom\n", encoding="utf-8")
    with pytest.raises(DataInvalid, match="COM_AP"):
        read_events(file)


def test_the_newest_file_is_taken(tmp_path):
    """With two years fetched, the later one serves; with none, nothing does."""
    assert latest_file(tmp_path) is None
    for year in (2025, 2026):
        vintage = tmp_path / "insee_mouvements_communes" / str(year)
        vintage.mkdir(parents=True)
        (vintage / f"v_mvt_commune_{year}.csv").touch()
    assert latest_file(tmp_path).name == "v_mvt_commune_2026.csv"
