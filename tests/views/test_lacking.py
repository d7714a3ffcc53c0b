"""What a view does where a table is not on this machine; the indicators and figures are made up."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from arpent.errors import AskedWrongly
from arpent.views import (
    KeyFigures,
    Missing,
    Table,
    draw_bars,
    draw_line,
    draw_shares,
    draw_table,
    key_figures,
    say,
    say_level,
)
from arpent.views.view import MIME

LACK = SimpleNamespace(
    label="Part des logements vacants",
    table="essai",
    title="Logements d'essai",
    command="arpent data build essai",
)


@pytest.fixture
def given(made):
    """A population that is there, a vacancy whose table is not."""
    measures = made.measures(
        (made.POPULATION, {made.HERE: {2016: 10000, 2023: 10350}, made.CANTAL: {2016: 1, 2023: 2}})
    )
    both = {made.POPULATION.id: made.POPULATION, made.VACANCY.id: made.VACANCY}
    return replace(measures, indicators=both, lacking={made.VACANCY.id: LACK})


def test_a_figure_whose_table_is_not_there_is_left_out(given):
    """It shows nothing, and names itself, its table and what brings it."""
    view = draw_bars(given, indicator="vacancy_share", name="b")
    assert isinstance(view, Missing)
    assert view.description["lacking"] == [
        {"what": "Part des logements vacants", "table": "essai", "command": "arpent data build essai"}
    ]
    assert "arpent data build essai" in view._repr_mimebundle_()["text/markdown"]


def test_a_figure_of_what_is_there_is_drawn(given):
    """The first indicator is there: what the measures lack beside it changes nothing."""
    view = draw_line(given, name="l")
    assert not isinstance(view, Missing)
    assert "lacking" not in view.description


def test_a_composition_needs_all_its_parts(given):
    """One category lacking, and the whole is left out under the title that it was given."""
    view = draw_shares(given, name="s", title="Les usages")
    assert view.words.title == "Les usages"
    assert [one.what for one in view.lacking] == ["Les usages"]


def test_key_figures_and_tables_show_those_there(made, given):
    """What is lacking is named, never shown as a value without figure."""
    figures, table = key_figures(given, name="k"), draw_table(given, name="t")
    assert isinstance(figures, KeyFigures)
    assert [item["id"] for item in figures.items] == ["population"]
    assert isinstance(table, Table)
    assert [column.name for column in table.data.columns][2:] == ["population"]
    for view in (figures, table):
        assert [one.what for one in view.lacking] == ["Part des logements vacants"]
        assert "vacants" not in view._repr_mimebundle_()["text/html"]
    assert isinstance(
        key_figures(replace(given, indicators={made.VACANCY.id: made.VACANCY}), name="k"), Missing
    )


def test_a_phrase_is_silent(given):
    """An empty phrase joins no paragraph, and the paragraph remembers what it lacks."""
    alone = say_level(given, indicator="vacancy_share")
    said = say(say_level(given), alone)
    assert alone.text == ""
    assert "10\u202f350" in said.text
    assert [one.table for one in said.lacking] == ["essai"]
    assert alone._repr_mimebundle_()[MIME]["lacking"]


def test_an_unknown_indicator_is_still_refused(given):
    """A slip is not a table that is not there."""
    with pytest.raises(AskedWrongly, match="no indicator"):
        draw_bars(given, indicator="vacancy_shar", name="b")


def test_measures_of_nothing_show_nothing(given):
    """A list that came out empty goes with its section, without a word."""
    view = draw_bars(replace(given, indicators={}, lacking={}), name="b")
    assert isinstance(view, Missing)
    assert view.why == ""
