"""``arpent data``: what is said, where it comes from, and the exit status."""

import hashlib
import json

import pytest

from arpent.catalogue.reading import read_record
from arpent.sources import links
from arpent.sources.links import Link
from arpent.tables import build as tables_build
from arpent.tables.build import Outcome

RECORD = """
id: essai_communes
title: Essai
producer: Essai, Autre
licence: Licence Ouverte 2.0
licence_url: https://exemple.fr/lo
url: https://exemple.fr/page
rhythm: annuelle
feeds: [population]
vintages:
  - name: "2020"
    reference_year: 2020
    cog_year: 2022
    published: 2023-06
    files:
      - {role: communes, mirror: [a-2020.csv]}
  - name: "2021"
    reference_year: 2021
    cog_year: 2023
    published: 2024-06
    files:
      - {role: communes, mirror: [a.csv]}
      - {role: iris, mirror: [absent.csv]}
"""


@pytest.fixture
def projet(tmp_path, monkeypatch):
    """A project of one dataset with two millésimes, and a mirror that has one file of the second."""
    for name in ("ARPENT_MIRROR", "ARPENT_OFFLINE"):
        monkeypatch.delenv(name, raising=False)
    root = tmp_path / "projet"
    for folder in ("params", "data/catalogue"):
        (root / folder).mkdir(parents=True)
    (root / "params" / "territories.yml").touch()
    (root / "data" / "catalogue" / "essai_communes.yml").write_text(RECORD, encoding="utf-8")
    (root / "miroir").mkdir()
    (root / "miroir" / "a.csv").write_text("code;n\n01004;1\n")
    monkeypatch.setenv("ARPENT_ROOT", str(root))
    read_record.cache_clear()
    yield root
    read_record.cache_clear()


def rows(ran):
    """What a command printed in JSON."""
    return json.loads(ran.out)


@pytest.mark.usefixtures("projet")
def test_list_by_theme(arpent):
    """Each dataset with its millésimes and what it feeds."""
    (row,) = rows(arpent("data", "list", "--theme", "population", "--json"))
    assert (row["id"], row["vintages"], row["feeds"]) == ("essai_communes", "2020 2021", "population")
    assert rows(arpent("data", "list", "--theme", "foncier", "--json")) == []


def test_fetch_says_where_each_file_comes_from(arpent, projet):
    """From the mirror into the raw store, with its checksum; a file that no one has is said, and fails nothing."""
    ran = arpent("data", "fetch", "essai_communes", "--mirror", str(projet / "miroir"), "--json")
    (row,) = rows(ran)
    kept = projet / "data/raw/essai_communes/2021/a.csv"
    assert (ran.status, row["served_by"], row["path"]) == (0, "mirror", str(kept))
    assert row["sha256"] == hashlib.sha256(kept.read_bytes()).hexdigest()
    assert "not had: essai_communes 2021 (iris): no address of the producer's is known" in ran.err
    assert "essai_communes 2021 communes: mirror, 0.0 MB" in ran.err
    assert "1 from mirror, 1 not had" in ran.err
    again = arpent("data", "fetch", "essai_communes", "--offline", "--json")
    assert rows(again)[0]["served_by"] == "raw"


@pytest.mark.usefixtures("projet")
def test_fetch_fails_where_nothing_comes(arpent):
    """Exit status 1, and why."""
    ran = arpent("data", "fetch", "essai_communes", "--vintage", "2020", "--offline")
    assert (ran.status, ran.err.count("not had:")) == (1, 1)


def test_dry_run_fetches_nothing(arpent, projet):
    """It says where each file would come from."""
    ran = arpent("data", "fetch", "--all", "--dry-run", "--mirror", str(projet / "miroir"), "--json")
    assert [(row["role"], row["served_by"], row["next"]) for row in rows(ran)] == [
        ("communes", "mirror", ""),
        ("iris", "", "mirror only"),
    ]
    assert not (projet / "data" / "raw").exists()


@pytest.mark.usefixtures("projet")
@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("fetch",), "say what to fetch"),
        (("fetch", "essai_comunes"), "did you mean 'essai_communes'"),
        (("fetch", "essai_communes", "--vintage", "2019"), "no vintage '2019'"),
        (("fetch", "essai_communes", "--role", "ilots"), "role 'ilots': no such file"),
        (("status", "--all", "--mirror", "/nowhere/at/all"), "no such folder"),
        (("status", "--vintage", "2020"), "of files; add DATASET"),
        (("build", "income", "--mirror", "/nowhere/at/all"), "no such folder"),
    ],
)
def test_what_is_asked_wrongly(arpent, arguments, message):
    """Exit status 2, nothing run."""
    ran = arpent("data", *arguments)
    assert ran.status == 2
    assert message in ran.err


def test_status_of_every_vintage(arpent, projet):
    """Nothing is fetched, opened or pinned."""
    found = rows(arpent("data", "status", "essai_communes", "--every-vintage", "--json"))
    assert [(row["vintage"], row["served_by"]) for row in found] == [("2020", ""), ("2021", ""), ("2021", "")]
    assert not (projet / "data" / "raw").exists()


def test_check_finds_what_changed_and_what_is_not_declared(arpent, projet):
    """Files of data/raw against their checksums and the records."""
    arpent("data", "fetch", "essai_communes", "--mirror", str(projet / "miroir"))
    assert arpent("data", "check").status == 0
    folder = projet / "data/raw/essai_communes/2021"
    (folder / "a.csv").write_text("code;n\n01004;2\n")
    (folder / "autre.csv").touch()
    ran = arpent("data", "check")
    assert ran.status == 1
    assert "a.csv: sha256 is" in ran.err
    assert "autre.csv: no record of data/catalogue declares it" in ran.err


@pytest.mark.usefixtures("projet")
def test_check_links(arpent, monkeypatch):
    """A link that leads nowhere is said with the page to look on; exit status 1."""
    found = [
        Link("essai_communes", "2021", "communes", "https://exemple.fr/a", "404 Not Found", "https://page")
    ]
    monkeypatch.setattr(links, "check_links", lambda _: iter(found))
    ran = arpent("data", "check", "--links", "--json")
    assert ran.status == 1
    assert (rows(ran)[0]["state"], rows(ran)[0]["look on"]) == ("404 Not Found", "https://page")


def test_build_says_what_became_of_each_table(arpent, monkeypatch):
    """Exit status 1 where one failed, or where one that was asked for has no raw file here."""
    outcomes = [Outcome("a", "built", rows=3), Outcome("b", "unavailable", "no raw file")]
    monkeypatch.setattr(tables_build, "build_tables", lambda *_, **__: iter(outcomes))
    ran = arpent("data", "build", "--json")
    assert (ran.status, rows(ran)[0]) == (0, {"table": "a", "state": "built", "rows": 3})
    assert "b: unavailable: no raw file" in ran.err
    assert arpent("data", "build", "b").status == 1
    outcomes.append(Outcome("c", "failed", "negative"))
    assert arpent("data", "build").status == 1


def test_status_of_tables_built_and_not(arpent):
    """One that could be built is there, served by nothing."""
    found = {row["table"]: row for row in rows(arpent("data", "status", "--json"))}
    assert found["population_legal"]["served_by"] == "embedded"
    unbuilt = [row for row in found.values() if not row["served_by"]]
    assert all(row["kB"] is None for row in unbuilt)


def test_outdated(arpent, projet):
    """A newer millésime to fetch comes before a new edition to look for; nothing where all is up to date."""
    assert rows(arpent("data", "outdated", "--on", "2024-12-01", "--json")) == []
    (row,) = rows(arpent("data", "outdated", "--on", "2025-07-01", "--json"))
    assert row["what"] == "look for a new edition (due 2025-07)"
    held = projet / "data/raw/essai_communes/2020"
    held.mkdir(parents=True)
    (held / "a-2020.csv").touch()
    (row,) = rows(arpent("data", "outdated", "--on", "2024-12-01", "--json"))
    assert (row["held"], row["what"]) == ("2020", "fetch 2021")


@pytest.mark.usefixtures("projet")
def test_licences(arpent):
    """Producers are named once each."""
    (row,) = rows(arpent("data", "licences", "--json"))
    assert (row["licence"], row["producers"]) == ("Licence Ouverte 2.0", "Autre, Essai")
