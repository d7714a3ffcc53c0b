"""Each door of the command line: what it prints, and how it refuses."""

import csv
import io
import json
import re

import openpyxl
import pytest

from arpent import project


@pytest.fixture
def as_cloned(tmp_path, monkeypatch):
    """The project as a clone brings it: the embedded tables, none that was built."""
    for name in ("params", "notebooks", "reports"):
        (tmp_path / name).symlink_to(project.path(name))
    (tmp_path / "data").mkdir()
    for name in ("embedded", "catalogue"):
        (tmp_path / "data" / name).symlink_to(project.path("data", name))
    monkeypatch.setenv("ARPENT_ROOT", str(tmp_path))


def test_search_finds_and_prints_identifiers(arpent):
    """Paths and tables go to stdout."""
    ran = arpent("territory", "search", "puy en velay", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(ran.out)))
    assert (ran.status, ran.err) == (0, "")
    assert {"epci:200073419", "commune:43157"} == {row["id"] for row in rows}


def test_show_is_json_on_demand(arpent):
    """Codes are text in JSON."""
    facts = json.loads(arpent("territory", "show", "commune:01004", "--json").out)
    assert (facts["code"], facts["commune_codes"]) == ("01004", ["01004"])


def test_indicators_json_has_the_published_totals(arpent):
    """296 677 in 2022, 295 488 in 2023, 295 789 by IRIS in 2021, 171 242 dwellings."""
    rows = json.loads(arpent("indicators", "epci:246300701", "--format", "json").out)
    found = {(row["id"], row["year"]): row["value"] for row in rows}
    assert found["population", 2022] == 296_677
    assert found["population", 2023] == 295_488
    assert found["census_population", 2021] == 295_789
    assert found["dwellings", 2021] == 171_242
    assert set(rows[0]) >= {"id", "label", "value", "unit", "year", "source", "reason"}


def test_a_missing_figure_says_why(arpent):
    """Mayotte has no legal population for 2022: null, with its reason."""
    rows = json.loads(arpent("indicators", "departement:976", "--year", "2022", "--format", "json").out)
    row = next(row for row in rows if row["id"] == "population")
    assert (row["value"], row["reason"]) == (None, "not_published")


@pytest.mark.usefixtures("as_cloned")
def test_indicators_of_a_theme_name_the_tables_that_are_not_there(arpent):
    """What the embedded tables hold is given; the command that brings the rest is said; a theme of none fails."""
    ran = arpent("indicators", "epci:246300701", "--theme", "population", "--format", "json")
    assert ran.status == 0
    assert "population" in {row["id"] for row in json.loads(ran.out)}
    assert "Try: arpent data build population_history\n" in ran.err
    ran = arpent("indicators", "epci:246300701", "--theme", "revenus")
    assert (ran.status, ran.out) == (1, "")
    assert "Try: arpent data build income\n" in ran.err


@pytest.mark.usefixtures("as_cloned")
def test_a_report_of_no_page_says_what_would_bring_one(arpent, tmp_path):
    """A study whose tables are not built: exit status 1, the command, the study that does without; nothing kept."""
    asked = ("report", "epci:246300701", "--theme", "projection", "--output", str(tmp_path / "r"))
    ran = arpent(*asked)
    assert (ran.status, ran.out) == (1, "")
    assert "left out: projection: " in ran.err
    assert "Se fait sans elles : « Population tendancielle » (tendance). Try: arpent data build" in ran.err
    assert "nothing was written" in ran.err
    (tmp_path / "r").mkdir()
    assert "the report before is kept" in arpent(*asked).err


def test_indicators_in_a_workbook_keep_numbers_and_codes(arpent, tmp_path):
    """Numbers are numbers, codes are text."""
    path = tmp_path / "figures.xlsx"
    assert arpent("indicators", "commune:01004", "--format", "xlsx", "--output", str(path)).status == 0
    sheet = openpyxl.load_workbook(path).active
    cells = [cell for row in sheet.iter_rows(values_only=True) for cell in row]
    assert "commune:01004" in cells
    assert any(isinstance(cell, int | float) and cell > 10_000 for cell in cells)


def test_data_list_and_status(arpent):
    """Datasets with their licence; tables with their size."""
    assert "Licence Ouverte 2.0" in arpent("data", "list").out
    assert "population_legal" in arpent("data", "status").out


def test_a_disk_that_refuses_is_said(arpent):
    """A folder that can't be written to, as one environment for all: exit status 1, the path, no traceback."""
    ran = arpent("kernel", "install", "--prefix", "/proc/nowhere")
    assert (ran.status, ran.out) == (1, "")
    assert ran.err.startswith("arpent: /proc/nowhere")
    assert ran.err.count("\n") == 1


def test_dry_run_makes_nothing(arpent, tmp_path):
    """It prints the pages that would be made."""
    ran = arpent("report", "epci:246300701", "--dry-run", "--output", str(tmp_path / "r"))
    assert ran.status == 0
    assert ran.out.splitlines()[0].endswith("index.html")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("report", "epci:999999999"), "no such code"),
        (("report", "246300701"), "Did you mean 'epci:246300701'"),
        (("report", "commune:1004"), "did you mean 'commune:01004'"),
        (("report", "comune:01004"), "did you mean 'commune'? Levels"),
        (("report", "commune:01091"), "became 'commune:01033'"),
        (("report", "epci:246300701", "--theme", "logment"), "did you mean 'logement'"),
        (("report", "epci:246300701", "--format", "pfd"), "Formats: html"),
        (("report", "epci:246300701", "--renderer", "word"), "renderer"),
        (("report", "epci:246300701", "--output", "/proc/nowhere/r"), "can't be written"),
        (("report",), "TERRITORY"),
        (("report", "epci:246300701", "--jobs", "0"), "jobs"),
        (("run", "population", "--territory", "france", "-p", "sinse=2017"), "did you mean 'since'"),
        (("run", "population", "--territory", "france", "-p", "since=deux"), "not a whole number"),
        (("run", "population", "--territory", "france", "-p", "since"), "name=value"),
        (("run", "populatoin", "--territory", "france"), "did you mean 'population'"),
        (("run", "population", "--territory", "france", "--output", "/proc/nowhere"), "can't be written to"),
        (("indicators", "france", "--theme", "populatio"), "did you mean 'population'"),
        (("indicators", "france", "--year", "1850"), "Years:"),
        (("indicators", "france", "--format", "xlsx"), "--output"),
        (("indicators", "france", "--theme", "portrait", "--format", "csv", "--output", "/proc/nowhere/x.csv"),
         "can't be written"),
        (("indicators", "france", "--output", ""), "it is empty"),
        (("report", "france", "--output", ""), "it is empty"),
        (("run", "population", "--territory", "france", "--output", ""), "it is empty"),
        (("territory", "search", "zzzzzqqqq"), "no territory"),
        (("territory", "show", "epci:246300702"), "246300701"),
        (("territory", "history", ""), "never one"),
        (("teritory",), "did you mean 'territory'"),
    ],
)  # fmt: skip
def test_what_is_asked_wrongly_is_refused_in_one_message(arpent, arguments, message):
    """Exit status 2, nothing on stdout, no traceback, the way out said."""
    ran = arpent(*arguments)
    assert ran.status == 2
    assert ran.out == ""
    assert message in ran.err
    assert "Traceback" not in ran.err


@pytest.mark.parametrize("group", ["", "territory", "campaign", "site", "scenario", "data", "new", "kernel"])
def test_help_cuts_no_sentence(group, arpent):
    """Each command of a group is told in a whole sentence, which ends with a full stop."""
    listed = arpent(*group.split(), "--help").out.partition("Commands:\n")[2]
    told = re.split(r"\n(?=  \w)", listed.rstrip("\n"))
    assert told[0]
    for one in told:
        assert one.endswith(".")
        assert not one.endswith("...")


@pytest.mark.parametrize(
    ("typed", "meant"), [("repport", "report"), ("site bild", "build"), ("data lst", "list")]
)
def test_the_nearest_command_is_suggested(typed, meant, arpent):
    """At each level, with the list of those there are; nothing is run."""
    ran = arpent(*typed.split())
    assert ran.status == 2
    assert f"did you mean '{meant}'" in ran.err


@pytest.mark.parametrize("given", [("html,pdf",), ("html", "pdf"), ("html", "pdf,html")])
def test_formats_add_up(given, arpent, tmp_path):
    """With commas or given several times: none is lost without a word."""
    formats = [word for one in given for word in ("--format", one)]
    asked = ("report", "epci:246300701", "--theme", "portrait", "--dry-run", "--output", str(tmp_path / "r"))
    ran = arpent(*asked, *formats)
    assert ran.status == 0
    assert "rapport.pdf" in ran.out
    assert "index.html" in ran.out
