"""Specialisation: the most specific category is told beyond a threshold; else the title claims nothing."""

from dataclasses import replace

import pytest

from arpent.views import Figure, Missing, draw_specialisation


def _draw(made, industry, farming, **options):
    pairs = [
        (
            made.Indicator(one, label, label, "", 2, "index", "neutral", "", "f"),
            {made.HERE: {2019: value}, made.CANTAL: {2019: 1.1}, made.FRANCE: {2019: 1.0}},
        )
        for one, label, value in (("industry", "Industrie", industry), ("farming", "Agriculture", farming))
    ]
    return draw_specialisation(made.measures(*pairs), name="x", **options)


def test_what_weighs_most_beside_france_is_told(made):
    """Traced, with how many times its weight in France."""
    figure = _draw(made, 2.77, 0.53)
    assert isinstance(figure, Figure)
    assert "industrie, 2,77 fois son poids en France en 2019" in figure.words.title
    assert [one["value"] for one in figure.numbers] == [2.77]
    assert "industrie" in figure.words.reading
    made.check_drawing(figure)


@pytest.mark.parametrize("most", [1.19, 0.8])
def test_nothing_is_claimed_of_an_ordinary_structure(made, most):
    """Under 1.2 times its weight in France, no category is called specific."""
    figure = _draw(made, most, 0.5)
    assert "fois son poids" not in figure.words.title
    assert figure.numbers == ()


def test_without_a_value_there_is_no_figure(made):
    """Nothing known, nothing drawn."""
    pairs = [(made.Indicator("a", "A", "A", "", 2, "index"), {made.HERE: {2019: None}})]
    assert isinstance(draw_specialisation(made.measures(*pairs), name="x"), Missing)


def test_france_is_not_compared_with_itself(made):
    """All its weights are one: no figure, and why."""
    pairs = [(made.Indicator("a", "A", "A", "", 2, "index"), {made.FRANCE: {2019: 1.0}})]
    given = made.measures(*pairs)
    drawn = draw_specialisation(replace(given, focus=replace(given.focus, level="france")), name="x")
    assert isinstance(drawn, Missing)
    assert "sans objet" in drawn.why
