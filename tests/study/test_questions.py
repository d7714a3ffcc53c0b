"""The questions that figures raise, and what sets a territory apart: from declared rules, never invented."""

from dataclasses import replace

import pytest

from arpent import Study, indicators
from arpent.errors import AskedWrongly
from arpent.notebook.themes import read_themes
from arpent.study.distinctive import CANDIDATES, LEAST, farthest
from arpent.study.questions import ALONE, MOST, NONE, ask, declared
from arpent.study.rules import Rule
from arpent.views import say_gaps


@pytest.fixture(scope="module")
def vichy():
    """Vichy Communauté: 14.6 % of vacant dwellings in 2021, twins at 10.9 %."""
    return Study("epci:200071363")


def test_each_rule_names_an_indicator_that_is_not_a_count_and_asks():
    """Counts of territories of different sizes do not compare; a question ends with its mark."""
    for theme, rules in declared().items():
        assert theme in read_themes() or theme in indicators.themes()
        for rule in rules:
            assert indicators.indicator(rule.indicator).kind != "count"
            assert rule.by > 0
            assert rule.question.endswith(" ?")
            rule.question.format(of="", within="")


def test_a_question_is_asked_where_the_gap_is_wide(vichy):
    """The fact first, with both values, each traced; then the question."""
    points = vichy.questions("logement")
    assert points.items[0].startswith("Part des logements vacants, 14,6\u202f% en 2021, contre 10,9\u202f%")
    assert 1 <= len(points.items) <= MOST
    assert len(points.numbers) == 2 * len(points.items)
    assert points.description["kind"] == "phrase"
    assert points.description["markdown"].startswith("- Part")


def test_no_question_below_the_threshold_or_out_of_bounds(vichy):
    """A rule that asks too much of the gap, or whose bounds the value leaves, stays silent, which is said."""
    measures = vichy.standing("vacancy_share")
    rule = Rule("vacancy_share", above=True, by=0.01, question="que faire ?")
    asked = {name: ask(measures, [one], name="q").items[0] for name, one in {
        "held": rule, "far": replace(rule, by=0.5), "below": replace(rule, above=False),
        "bounded": replace(rule, under=0.10),
    }.items()}  # fmt: skip
    assert asked["held"].endswith("que faire\u202f?")
    assert {asked["far"], asked["below"], asked["bounded"]} == {NONE.replace("'", "’")}


def test_nobody_to_compare_with_raises_nothing():
    """France stands alone."""
    assert Study("france").questions("logement").items == (ALONE.replace("'", "’"),)


def test_a_theme_without_rules_is_refused(vichy):
    """A slip is met with the nearest."""
    with pytest.raises(AskedWrongly, match="did you mean 'logement'"):
        vichy.questions("logment")


def test_what_sets_a_territory_apart_is_farthest_from_its_twins(vichy):
    """Vacancy and old age at Vichy; each gap beyond the least that is worth a line, the widest first."""
    found = vichy.distinctive()
    assert list(found.indicators)[:2] == ["vacancy_share", "share_65_plus"]
    assert len(found.indicators) <= 5
    said = say_gaps(found, name="g")
    assert said.items[0] == (
        "Part des logements vacants\u00a0: 14,6\u202f% en 2021, contre 10,9\u202f% pour la médiane de ses 5 jumeaux."
    )
    assert LEAST > 0


def test_candidates_are_indicators_and_their_order_breaks_ties(vichy):
    """An unknown id would be left out in silence."""
    assert all(indicators.indicator(name).kind != "count" for name in CANDIDATES)
    measured = vichy.standing("vacancy_share", "share_65_plus")
    assert farthest(measured, vichy.territory, 1) == ["vacancy_share"]
