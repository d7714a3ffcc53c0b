"""The form of sliders: it recomputes, it writes a scenario's file, it says what it can't."""

import shutil
from dataclasses import replace

import pytest

from arpent import project
from arpent.errors import AskedWrongly
from arpent.study.form import STEPS, VARIANT_LABELS, _decimals, save_scenario
from arpent.study.outlook import Outlook
from arpent.study.scenarios import LEVERS, VARIANTS, read_scenario


@pytest.fixture
def params(tmp_path, monkeypatch):
    """A project whose scenarios can be written."""
    shutil.copytree(project.path("params"), tmp_path / "params")
    monkeypatch.setenv("ARPENT_ROOT", str(tmp_path))
    return tmp_path / "params" / "scenarios"


def test_what_is_saved_is_read_again(params):
    """The file inherits its base and holds what was moved, with its unit and source."""
    base = read_scenario("tendanciel")
    moved = base.moved("vacancy", 6.5).moved("density", 30.0)
    path = save_scenario(moved, base, "essai_2", "Essai : l'autre", "atelier du 12 mars")
    assert path.parent == params
    read = read_scenario("essai_2")
    assert (read.value("vacancy"), read.value("density")) == (6.5, 30.0)
    assert {lever for lever, one in read.hypotheses.items() if not one.inherited_from} == {
        "vacancy",
        "density",
    }
    assert read.hypotheses["vacancy"].source == "atelier du 12 mars"
    assert "; densité des logements neufs" in read.text


@pytest.mark.parametrize(
    ("name", "title", "source", "said"),
    [
        ("../hors", "T", "S", "small letters"),
        ("Essai", "T", "S", "small letters"),
        ("sobre", "T", "S", "there already"),
        ("essai", " ", "S", "are needed"),
        ("essai", "T", "", "are needed"),
    ],
)
def test_what_cannot_be_saved_is_refused(params, name, title, source, said):
    """A name that climbs out, one that is taken, no title, no source; nothing is written."""
    before = sorted(params.iterdir())
    base = read_scenario("tendanciel")
    with pytest.raises(AskedWrongly, match=said):
        save_scenario(base.moved("density", 30.0), base, name, title, source)
    assert sorted(params.iterdir()) == before


def test_a_scenario_like_its_base_is_not_saved(params):
    """Nothing moved, nothing to write."""
    base = read_scenario("tendanciel")
    with pytest.raises(AskedWrongly, match="nothing differs"):
        save_scenario(base, base, "essai", "T", "S")
    assert not (params / "essai.yml").exists()


def test_every_lever_has_its_slider_and_every_variant_its_name():
    """The form offers all the hypotheses that a file may hold, and no other."""
    assert set(STEPS) == set(LEVERS)
    assert set(VARIANT_LABELS) == set(VARIANTS)


@pytest.mark.usefixtures("params")
def test_another_projection_of_the_country_is_saved_too():
    """Nothing else moved: the file holds the variant, and says it."""
    base = read_scenario("tendanciel")
    save_scenario(replace(base, national="fecondite_haute"), base, "plus", "Plus d'enfants", "essai")
    read = read_scenario("plus")
    assert (read.national, read.value("density")) == ("fecondite_haute", base.value("density"))
    assert "fécondité haute" in read.text


@pytest.mark.usefixtures("real_tables")
def test_a_moved_slider_tells_what_it_comes_to():
    """Less vacancy: the trial stands beside its base, with fewer dwellings to build."""
    form = Outlook("epci:246300701", ["tendanciel"]).form()
    vacancy = form.children[list(STEPS).index("vacancy")]
    result = form.children[len(STEPS) + 1]
    before = result.value
    vacancy.value = 5.0
    assert "Essai" in result.value
    assert result.value != before


@pytest.mark.usefixtures("real_tables")
def test_any_slider_tells_what_it_comes_to():
    """Each counts, moved by one step; but years of arrears where there are none, and what bears on land not known."""
    form = Outlook("epci:246300701", ["tendanciel"]).form()
    result = form.children[len(STEPS) + 1]
    for lever, slider in zip(STEPS, form.children, strict=False):
        if lever in ("arrears_years", "cut", "reached"):
            continue
        before, told = slider.value, result.value
        slider.value += STEPS[lever] if slider.value + STEPS[lever] <= slider.max else -STEPS[lever]
        assert result.value != told, lever
        slider.value = before


def test_readouts_have_the_decimals_of_their_step():
    """A year and a number of years have none; a ratio has two."""
    assert {lever: _decimals(STEPS[lever]) for lever in ("reached", "vacancy", "fertility", "renewal")} == {
        "reached": ".0f",
        "vacancy": ".1f",
        "fertility": ".2f",
        "renewal": ".2f",
    }
