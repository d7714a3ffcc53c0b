"""Scenarios: typed, with unit and source; inherited; refused with what to do."""

import shutil

import pytest

from arpent import project
from arpent.errors import AskedWrongly
from arpent.study.scenarios import LEVERS, read_scenario, read_scenarios, scenario_names

GOOD = """title: Essai
text: Un essai.
hypotheses:
  density: {value: 25, unit: logements par hectare, source: essai}
"""


@pytest.fixture
def scenarios(tmp_path, monkeypatch):
    """A project whose folder of scenarios can be written: ``write(name, text)``."""
    shutil.copytree(project.path("params"), tmp_path / "params")
    monkeypatch.setenv("ARPENT_ROOT", str(tmp_path))

    def write(name, text):
        (tmp_path / "params" / "scenarios" / f"{name}.yml").write_text(text, encoding="utf-8")

    return write


def test_those_of_the_project_are_read():
    """Each has a title, a sentence, and every hypothesis that it sets says its source."""
    assert "tendanciel" in scenario_names()
    for one in read_scenarios([]):
        assert one.title
        assert one.text.endswith(".")
        assert all(given.source for given in one.hypotheses.values())


def test_what_is_inherited_says_from_whom():
    """A child keeps its parent's hypotheses but those that it sets."""
    child, parent = read_scenario("sobre"), read_scenario("tendanciel")
    assert child.hypotheses["density"].inherited_from == ""
    assert child.hypotheses["headship"].inherited_from == "tendanciel"
    assert child.value("headship") == parent.value("headship")
    assert child.value("density") != parent.value("density")


def test_a_lever_that_no_file_sets_has_its_default():
    """Or none: as it is today in the territory."""
    one = read_scenario("tendanciel")
    assert one.value("fertility") == LEVERS["fertility"].default == 1.0
    assert one.value("vacancy") is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("title: [", "not valid YAML"),
        ("- a", "not a mapping"),
        (GOOD.replace("text: Un essai.\n", ""), "'text' is missing"),
        (GOOD + "colour: red\n", "unknown key 'colour'"),
        (GOOD.replace("density", "densite"), "unknown hypothesis 'densite'; did you mean 'density'"),
        (
            GOOD.replace("logements par hectare", "logements/ha"),
            "unit 'logements/ha'; it is 'logements par hectare'",
        ),
        (GOOD.replace("25", "2500"), "from 1 to 300"),
        (GOOD.replace("25", "dense"), "not a number"),
        (GOOD.replace(", source: essai", ""), "density: source is missing; give value, unit"),
        (GOOD.replace("source: essai", "source: essai, note: a"), "'note' is unknown; give value, unit"),
        (GOOD + "  arrears_years: {value: 2.5, unit: ans, source: essai}\n", "whole number"),
        (GOOD + "  reached: {value: .nan, unit: année, source: essai}\n", "whole number"),
        (GOOD + "text: Un autre.\n", "'text' is there twice"),
        (GOOD + "  density: {value: 30, unit: logements par hectare, source: essai}\n", "there twice"),
        (GOOD.replace("source: essai", "source: ''"), "no source"),
        (GOOD + "national: baisse\n", "one of central"),
        (GOOD + "inherits: tendencieux\n", "essai.yml: inherits: .* did you mean 'tendanciel'"),
        (GOOD + "inherits: [tendanciel, sobre]\n", "is no scenario"),
        (GOOD + "inherits: essai\n", "inherits itself"),
    ],
)
def test_a_wrong_file_is_refused_by_name(scenarios, text, said):
    """Every mistake names the file, what was given and what is allowed."""
    scenarios("essai", text)
    with pytest.raises(AskedWrongly, match=said):
        read_scenario("essai")


def test_scenarios_that_inherit_each_other_are_refused(scenarios):
    """A circle is said, with its path."""
    scenarios("a", GOOD + "inherits: b\n")
    scenarios("b", GOOD + "inherits: a\n")
    with pytest.raises(AskedWrongly, match="a → b → a"):
        read_scenario("a")


def test_a_lever_moved_stays_within_its_bounds():
    """What a form or a tornado tries is checked as what a file says."""
    one = read_scenario("tendanciel")
    assert one.moved("vacancy", 5).value("vacancy") == 5
    with pytest.raises(AskedWrongly, match="from 0 to 40"):
        one.moved("vacancy", 80)
