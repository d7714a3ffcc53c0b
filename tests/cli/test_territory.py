"""``arpent territory``: lists, neighbours, passages, tables in and out, refusals."""

import csv
import io
import json
import shutil
from functools import partial

import openpyxl
import pandas as pd
import pytest

from arpent import project

COG_2027 = """date,source_code,target_code,target_name
2027-01-01,63113,63113,Clermont-Aubière
2027-01-01,63014,63113,Clermont-Aubière
2027-01-01,01138,01039,Béon
2027-01-01,01138,01138,Culoz
2026-07-01,63075,63075,Chamalières-les-Bains
2026-09-01,12218,12076,Conques-en-Rouergue
"""
#: Culoz-Béon (01138, COG 2023) was Béon (443 inhabitants) and Culoz (3 004) in 2022.
TABLE = "codgeo;nom;pop;logements\n1138;Culoz-Béon;3447;1700\n63113;Clermont-Ferrand;146 351;95 000,5\n"


@pytest.fixture
def table(tmp_path):
    """A table of the COG 2023 as a spreadsheet leaves it: a zero lost, spaces and commas in numbers."""
    file = tmp_path / "table.csv"
    file.write_text(TABLE, encoding="utf-8")
    return file


@pytest.fixture
def later(tmp_path, monkeypatch):
    """A project with an invented COG 2027: data files only."""
    root = tmp_path / "later"
    embedded = root / "data" / "embedded"
    embedded.mkdir(parents=True)
    for file in project.path("data", "embedded").iterdir():
        (embedded / file.name).symlink_to(file)
    shutil.copytree(project.path("params"), root / "params")
    (embedded / "cog_events_2027.csv").write_text(COG_2027, encoding="utf-8")
    monkeypatch.setenv("ARPENT_ROOT", str(root))


def _rows(text):
    return list(csv.DictReader(io.StringIO(text)))


def test_list_in_three_forms(arpent):
    """Codes are text in each."""
    rows = _rows(arpent("territory", "list", "--level", "commune", "--cog", "2022", "--format", "csv").out)
    assert len(rows) == 34_955
    assert rows[0] == {"code": "01001", "name": "L'Abergement-Clémenciat", "departement_code": "01"}
    regions = json.loads(arpent("territory", "list", "--level", "region", "--format", "json").out)
    assert {"code": "01", "name": "Guadeloupe", "communes": 32} in regions
    assert "CC Petite Montagne" in arpent("territory", "list", "--level", "epci", "--cog", "2019").out


def test_neighbours_and_islands(arpent):
    """An island has none, and it is said."""
    rows = json.loads(arpent("territory", "neighbours", "departement:63", "--format", "json").out)
    assert rows[0]["id"] == "departement:03"
    ran = arpent("territory", "neighbours", "commune:85113")
    assert (ran.status, ran.out) == (0, "")
    assert "shares no border" in ran.err
    assert arpent("territory", "neighbours", "commune:85113", "--format", "json").out == "[]\n"


def test_twins_come_with_their_reasons(arpent):
    """Distance, stability, what brings them near; a grouping has none, and it is said."""
    rows = _rows(arpent("territory", "twins", "epci:246300701", "--number", "3", "--format", "csv").out)
    assert len(rows) == 3
    assert all(row["id"].startswith("epci:") and row["closest"] for row in rows)
    assert [float(row["distance"]) for row in rows] == sorted(float(row["distance"]) for row in rows)
    ran = arpent("territory", "twins", "groupe:vichy-brioude")
    assert (ran.status, ran.out) == (0, "")
    assert ran.err


def test_show_names_the_zones_around(arpent):
    """The arrondissement at least; INSEE's zonings where they were built."""
    facts = json.loads(arpent("territory", "show", "commune:63113", "--json").out)
    assert facts["within"][0] == "arrondissement:632 Clermont-Ferrand"


def test_passage_has_every_commune_once_or_more(arpent):
    """Weights sum to 1 per source; the table shows what changed only."""
    rows = _rows(arpent("territory", "passage", "2023", "2022", "--format", "csv").out)
    assert len({row["source_code"] for row in rows}) == 34_945
    cut = {row["target_code"]: float(row["weight"]) for row in rows if row["source_code"] == "01138"}
    assert cut == pytest.approx({"01039": 443 / 3447, "01138": 3004 / 3447})
    assert "01001" not in arpent("territory", "passage", "2023", "2022").out


def test_history_reads_in_french(arpent):
    """A commune by its code, bare or with its level; an EPCI since 2019."""
    line = arpent("territory", "history", "01039").out
    assert line.startswith("1er janvier 2023")
    assert "Culoz-Béon (01138)" in line
    assert arpent("territory", "history", "commune:01039").out == line
    told = json.loads(arpent("territory", "history", "01039", "--json").out)
    assert (told[0]["sources"], told[0]["targets"]) == (["01039", "01138"], ["01138"])
    assert "Petite Montagne" in arpent("territory", "history", "epci:200012060").out
    assert "aucun événement" in arpent("territory", "history", "97411").out


@pytest.mark.parametrize("kind", [".csv", ".xlsx", ".parquet"])
def test_convert_counts_from_each_kind_to_each_kind(arpent, tmp_path, kind):
    """3 447 inhabitants of Culoz-Béon go back to Béon (443) and Culoz (3 004); codes stay text."""
    given = tmp_path / f"given{kind}"
    frame = pd.DataFrame({"code": ["01138", "63113"], "pop": [3447, 146_351]})
    {".csv": frame.to_csv, ".xlsx": frame.to_excel, ".parquet": frame.to_parquet}[kind](given, index=False)
    made = tmp_path / f"made{kind}"
    ran = arpent(
        "territory", "convert", str(given), "--from", "2023", "--to", "2022", "--kind", "count",
        "--column", "pop", "--code", "code", "--output", str(made),
    )  # fmt: skip
    assert (ran.status, ran.out.strip()) == (0, str(made))
    assert "1 ont été partagées" in ran.err
    assert "estimated: 01039, 01138" in ran.err
    read = {
        ".csv": lambda f: pd.read_csv(f, dtype={"code": str}),
        ".xlsx": partial(pd.read_excel, engine="calamine", dtype={"code": str}),
        ".parquet": pd.read_parquet,
    }
    found = read[kind](made).set_index("code")["pop"]
    assert found.to_dict() == pytest.approx({"01039": 443, "01138": 3004, "63113": 146_351})


def test_convert_repairs_codes_and_numbers_openly(arpent, table, tmp_path):
    """A lost zero is said; spaces and commas are numbers; the column is found; the year too."""
    made = tmp_path / "made.xlsx"
    ran = arpent(
        "territory", "convert", str(table), "--to", "2022", "--kind", "ratio",
        "--column", "par_logement=pop/logements", "--output", str(made),
    )  # fmt: skip
    assert ran.status == 0
    assert "'1138' → 01138" in ran.err
    assert "COG of the table" in ran.err
    rows = list(openpyxl.load_workbook(made).active.iter_rows(values_only=True))
    assert [row[0] for row in rows] == ["codgeo", "01039", "01138", "63113"]
    assert rows[3][rows[0].index("par_logement")] == pytest.approx(146_351 / 95_000.5)


def test_convert_categories_and_flows(arpent, tmp_path):
    """A category by a declared rule; flows at both ends; arrondissements of Paris added up."""
    zoned = tmp_path / "zones.csv"
    zoned.write_text("code_insee,zone\n01039,B\n01138,C\n", encoding="utf-8")
    made = tmp_path / "made.csv"
    arguments = ["--from", "2022", "--to", "2023", "--output", str(made)]
    command = ["territory", "convert", str(zoned), *arguments, "--kind", "category", "--column", "zone"]
    assert arpent(*command, "--rule", "mixed").status == 0
    assert _rows(made.read_text())[0] == {"code_insee": "01138", "zone": "mixte", "is_mixed": "True"}
    assert arpent(*command, "--rule", "absorb", "--order", "B,C").status == 0
    assert _rows(made.read_text())[0]["zone"] == "B"
    flows = tmp_path / "flows.csv"
    flows.write_text("residence,travail,actifs\n01039,75101,10\n01138,75102,20\n", encoding="utf-8")
    ran = arpent(
        "territory", "convert", str(flows), *arguments, "--kind", "flow", "--column", "actifs",
        "--code", "residence", "--code", "travail",
    )  # fmt: skip
    assert ran.status == 0
    assert "arrondissements of Paris" in ran.err
    assert _rows(made.read_text())[0]["actifs"] == "30.0"


def test_convert_shares_by_another_weight(arpent, table, tmp_path):
    """Dwellings of the communes of 2022 instead of inhabitants: 1 to 3."""
    weights = tmp_path / "weights.csv"
    weights.write_text("codgeo,logements\n01039,100\n01138,300\n", encoding="utf-8")
    made = tmp_path / "made.csv"
    ran = arpent(
        "territory", "convert", str(table), "--from", "2023", "--to", "2022", "--kind", "count",
        "--column", "logements", "--weight", f"{weights}:logements", "--output", str(made),
    )  # fmt: skip
    assert ran.status == 0
    assert [float(row["logements"]) for row in _rows(made.read_text())][:2] == pytest.approx([425, 1275])


def test_detect_says_years_and_repairs(arpent, table, tmp_path):
    """Two years mixed: both named, exit status 1."""
    ran = arpent("territory", "detect", str(table))
    assert (ran.status, ran.out.splitlines()[0][:4]) == (0, "COG ")
    assert "repaired: '1138' → 01138" in ran.out
    mixed = tmp_path / "mixed.csv"
    mixed.write_text("insee\n20004\n63113\n27701\nABC\n", encoding="utf-8")  # 20004 to 1975, 27701 since 1981
    ran = arpent("territory", "detect", str(mixed), "--json", "--code", "insee")
    facts = json.loads(ran.out)
    assert ran.status == 1
    assert len(facts["mixed"]) == 2
    assert facts["unknown"] == ["ABC"]


@pytest.mark.usefixtures("later")
def test_an_invented_cog_2027_is_data_only(arpent, tmp_path):
    """A merger, a re-establishment, a rename and a new code: every command takes the year."""
    rows = _rows(arpent("territory", "list", "--level", "commune", "--cog", "2027", "--format", "csv").out)
    names = {row["code"]: row["name"] for row in rows}
    assert (names["63113"], names["01039"], names["63075"]) == (
        "Clermont-Aubière",
        "Béon",
        "Chamalières-les-Bains",
    )
    assert "63014" not in names
    moved = _rows(arpent("territory", "passage", "1968", "2027", "--format", "csv").out)
    assert {row["target_code"] for row in moved if row["source_code"] in ("63014", "63113")} == {"63113"}
    assert "Clermont-Aubière" in arpent("territory", "history", "63014").out
    made, given = tmp_path / "made.csv", tmp_path / "given.csv"
    given.write_text("code_commune,n\n63014,10\n63113,140\n12218,3\n", encoding="utf-8")
    ran = arpent(
        "territory", "convert", str(given), "--from", "2026", "--to", "2027", "--kind", "count",
        "--column", "n", "--output", str(made),
    )  # fmt: skip
    assert ran.status == 0
    assert {row["code_commune"]: float(row["n"]) for row in _rows(made.read_text())} == {
        "63113": 150,
        "12076": 3,
    }
    found = json.loads(arpent("territory", "detect", str(made), "--json").out)
    assert 2027 in found["years"]
    for command in (("show", "commune:63014"), ("search", "aubiere"), ("neighbours", "commune:63014")):
        assert arpent("territory", *command).status == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("list", "--level", "communne"), "'communne' is not one of"),
        (("list", "--level", "epci", "--cog", "2010"), "2019 to 2026"),
        (("list", "--level", "commune", "--cog", "1850"), "1968 to"),
        (("neighbours", "commune:1004"), "did you mean 'commune:01004'"),
        (("twins", "epci:246300702"), "246300701"),
        (("twins", "epci:246300701", "--number", "0"), "--number"),
        (("passage", "1850", "2020"), "1968 to"),
        (("passage", "deux", "2020"), "not a valid integer"),
        (("history", "99999"), "never one since 1943"),
        (("history", "region:84"), "only communes and EPCI"),
        (("detect", "{tmp}/absent.csv"), "no such file"),
        (("detect", "{tmp}/table.pdf"), "allowed: .csv, .xlsx, .parquet"),
        (("detect", "{tmp}/names.csv"), "Columns: nom, valeur"),
        (("detect", "{tmp}/table.csv", "--code", "codgo"), "did you mean 'codgeo'"),
        (("neighbors", "france"), "did you mean 'neighbours'"),
    ],
)  # fmt: skip
def test_bad_questions_get_one_clear_message(arpent, tmp_path, arguments, message):
    """Exit status 2, nothing on stdout, no traceback."""
    (tmp_path / "names.csv").write_text("nom,valeur\nAy,1\n", encoding="utf-8")
    (tmp_path / "table.csv").write_text(TABLE, encoding="utf-8")
    ran = arpent("territory", *(argument.replace("{tmp}", str(tmp_path)) for argument in arguments))
    assert (ran.status, ran.out) == (2, "")
    assert message in ran.err
    assert "Traceback" not in ran.err


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"--kind": "median"}, "a median can't be moved"),
        ({"--kind": "quantile"}, "Read it in the year"),
        ({"--kind": "counts"}, "did you mean 'count'"),
        ({"--column": "popu"}, "did you mean 'pop'"),
        ({"--to": "1850"}, "1968 to"),
        ({"--kind": "category"}, "needs --rule"),
        ({"--kind": "flow"}, "name both ends"),
        ({"--kind": "ratio"}, "NAME=NUMERATOR/DENOMINATOR"),
        ({"--kind": "ratio", "--column": "r=pop/logement"}, "did you mean 'logements'"),
        ({"--rule": "mode"}, "needs --rule"),
        ({"--weight": "nothing"}, "FILE:COLUMN"),
        ({"--weight": "nothing.csv:x"}, "no such file"),
        ({"--by": "annee"}, "no column 'annee'"),
        ({"--output": "made.doc"}, "allowed: .csv, .xlsx, .parquet"),
        ({"--output": "/proc/nowhere/made.csv"}, "can't be written"),
    ],
)
def test_what_convert_refuses(arpent, table, tmp_path, options, message):
    """Asked wrongly: exit status 2, and no file."""
    given = {"--from": "2023", "--to": "2022", "--kind": "count", "--column": "pop"}
    given |= {"--output": str(tmp_path / "made.csv"), **options}
    ran = arpent("territory", "convert", str(table), *(word for pair in given.items() for word in pair))
    assert (ran.status, ran.out) == (2, "")
    assert message in ran.err
    assert not (tmp_path / "made.csv").exists()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("codgeo,pop\n01138,s\n", "--missing s"),
        ("codgeo,pop\n01138,1\n01138,2\n", "repeat"),
        ("codgeo,pop\nABCDE,1\n", "not commune codes of any year"),
        ("codgeo,pop\n01039,1\n", "not communes of the COG 2023"),
        ("codgeo,pop\n", "no row"),
    ],
)
def test_bad_tables_fail_with_what_is_wrong(arpent, tmp_path, content, message):
    """Exit status 1: the file breaks a rule, which is said."""
    file = tmp_path / "bad.csv"
    file.write_text(content, encoding="utf-8")
    ran = arpent(
        "territory", "convert", str(file), "--from", "2023", "--to", "2022", "--kind", "count",
        "--column", "pop", "--output", str(tmp_path / "made.csv"),
    )  # fmt: skip
    assert (ran.status, ran.out) == (1, "")
    assert message in ran.err


def test_a_mark_may_stand_for_a_missing_figure(arpent, tmp_path):
    """It stays missing in what it would be part of."""
    file, made = tmp_path / "given.csv", tmp_path / "made.csv"
    file.write_text("codgeo,pop\n01039,s\n01138,3004\n", encoding="utf-8")
    ran = arpent(
        "territory", "convert", str(file), "--from", "2022", "--to", "2023", "--kind", "count",
        "--column", "pop", "--missing", "s", "--output", str(made),
    )  # fmt: skip
    assert ran.status == 0
    assert _rows(made.read_text())[0]["pop"] == ""
