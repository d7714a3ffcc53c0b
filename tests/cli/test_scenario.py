"""``arpent scenario``: listed, shown, compared; refused with what to do."""

import json

import pytest

from arpent import project
from arpent.cli.main import main
from arpent.study.peopling import TABLES


def _run(capsys, *arguments):
    try:
        main(["scenario", *arguments])
        code = 0
    except SystemExit as stopped:
        code = stopped.code
    told = capsys.readouterr()
    return code, told.out, told.err


def test_scenarios_are_listed(capsys):
    """Name, title and how many hypotheses are its own."""
    code, out, _ = _run(capsys, "list", "--json")
    rows = {row["name"]: row for row in json.loads(out)}
    assert code == 0
    assert rows["sobre"]["inherited"] > 0
    assert rows["tendanciel"]["inherited"] == 0


def test_every_hypothesis_says_its_unit_and_source(capsys):
    """Those that no file sets say that they are by default, or as today."""
    code, out, _ = _run(capsys, "show", "sobre", "--json")
    rows = {row["hypothesis"]: row for row in json.loads(out)}
    assert code == 0
    assert rows["density"]["unit"] == "logements par hectare"
    assert rows["headship"]["inherited_from"] == "tendanciel"
    assert rows["second_homes"]["source"] == "as today"
    assert rows["fertility"]["source"] == "default"


@pytest.mark.usefixtures("real_tables")
def test_scenarios_are_compared_on_a_territory(capsys):
    """One row a scenario, in the order given."""
    code, out, _ = _run(
        capsys,
        "compare",
        "sobre",
        "attractif",
        "--territory",
        "epci:246300701",
        "--horizon",
        "2040",
        "--json",
    )
    rows = json.loads(out)
    assert code == 0
    assert [row["scenario"] for row in rows] == ["Sobre", "Attractif"]
    assert rows[0]["population"] < rows[1]["population"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["show", "sobr"], "did you mean 'sobre'"),
        (["compare", "--territory", "epci:246300702"], "246300702"),
        (["compare", "sobre", "--territory", "epci:246300701", "--horizon", "1999"], "from 2026 to 2070"),
    ],
)
def test_what_is_asked_wrongly_is_said(capsys, arguments, said):
    """Exit 2, one message."""
    code, out, err = _run(capsys, *arguments)
    assert code == 2
    assert out == ""
    assert said in err


def test_all_tables_that_are_missing_are_named_at_once(capsys, tmp_path, monkeypatch):
    """One message, one command that brings them all; exit 1, for nothing was asked wrongly."""
    for name in ("params", "data/embedded", "data/catalogue"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).symlink_to(project.path(*name.split("/")))
    monkeypatch.setenv("ARPENT_ROOT", str(tmp_path))
    code, out, err = _run(capsys, "compare", "--territory", "epci:246300701")
    assert (code, out) == (1, "")
    assert f"arpent data build {' '.join(TABLES)}" in err
