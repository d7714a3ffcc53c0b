"""Slopes between two years."""

import re

import pytest

from arpent.views import Figure, Missing, draw_slope


def _vacancy(made, here, cantal=None, france=None):
    values = {made.HERE: here}
    values |= {made.CANTAL: cantal} if cantal else {}
    values |= {made.FRANCE: france} if france else {}
    return made.measures((made.VACANCY, values))


def test_slope(made):
    """From the first to the last known year; the title is the focus's change, the reading its two values."""
    here = {2011: 0.08, 2016: 0.09, 2021: 0.10, 2022: None}
    figure = draw_slope(_vacancy(made, here, {2011: 0.12, 2021: 0.11}, {2011: 0.07, 2021: 0.08}), name="x")
    made.check_drawing(figure)
    assert figure.words.title == ("La part des logements vacants augmente de 2,0\u00a0points de 2011 à 2021")
    assert figure.words.reading == (
        "Lecture\u00a0: dans la communauté de communes du Pays d’Essai, la part des logements vacants passe de "
        "8,0\u202f% en 2011 à 10,0\u202f% en 2021."
    )
    assert [column.name for column in figure.data.columns[2:]] == ["vacancy_share_2011", "vacancy_share_2021"]
    assert figure.data.rows[1] == ("15", "Cantal", 12.0, 11.0)
    assert all(record["text"] in figure.words.title for record in figure.numbers)


def test_height_is_the_value(made):
    """Equal steps of value are equal steps of height, at both ends."""
    figure = draw_slope(_vacancy(made, {2011: 0.0, 2021: 0.2}, {2011: 0.1, 2021: 0.1}), name="x")
    dots = [float(y) for y in re.findall(r'<circle cx="[0-9.]+" cy="([0-9.]+)"', figure.svg)]
    cantal, zero, twice = dots[0], dots[2], dots[3]
    assert zero - cantal == pytest.approx(cantal - twice, abs=0.2)
    assert "zéro" not in figure.words.note


def test_left_out(made):
    """Who lacks a year is left out and said; the axis that is cut is said too."""
    figure = draw_slope(_vacancy(made, {2011: 0.1, 2021: 0.1}, {2011: None, 2021: 0.1}), name="x")
    assert figure.words.note == (
        "L’échelle verticale ne commence pas à zéro. Donnée non disponible\u00a0: Cantal."
    )


def test_years_too_near(made):
    """Two years under five years apart share surveys: Missing, with what is published."""
    view = draw_slope(_vacancy(made, {2019: 0.1, 2021: 0.1}), name="x")
    assert isinstance(view, Missing)
    assert view.why.endswith("(publié\u00a0: 2019–2021).")
    view = draw_slope(_vacancy(made, {2019: None}), name="x")
    assert isinstance(view, Missing)
    assert "donnée non disponible" in view.why


@pytest.mark.parametrize("values", [(0.1, 0.1), (-0.01, 0.02), (0.0, 0.0)])
def test_odd_values_are_drawn(made, values):
    """Flat, negative, zero, or all the same as the comparators': labels stay apart and inside."""
    ends = dict(zip((2011, 2021), values, strict=True))
    given = made.measures((made.RATE, {made.HERE: ends, made.CANTAL: ends, made.FRANCE: ends}))
    figure = draw_slope(given, name="x")
    assert isinstance(figure, Figure)
    made.check_drawing(figure)


def test_a_small_change_is_not_steep(made):
    """A change of one per cent of the value is drawn nearly flat, as it is."""
    figure = draw_slope(_vacancy(made, {2011: 0.100, 2021: 0.101}), name="x")
    start, end = (float(y) for y in re.findall(r'<circle cx="[0-9.]+" cy="([0-9.]+)"', figure.svg))
    assert 0 < start - end < 15
