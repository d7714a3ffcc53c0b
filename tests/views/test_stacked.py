"""Compositions over many categories."""

import pytest

from arpent.errors import AskedWrongly
from arpent.views import Missing, draw_stacked_bars


def _sectors(made, here, cantal=None):
    given = []
    for i, value in enumerate(here):
        one = made.Indicator(
            f"s{i}", f"Secteur {i}", f"Secteur {i}", "emplois", 0, "count", "neutral", "", "m"
        )
        values = {made.HERE: {2021: value}} | ({made.CANTAL: {2021: cantal[i]}} if cantal else {})
        given.append((one, values))
    return made.measures(*given)


def test_the_smallest_are_grouped(made):
    """Of 40, 5, 10, 20, 3, 2, 20 the four largest keep a colour; 5 + 3 + 2 are « Autres », and named."""
    figure = draw_stacked_bars(_sectors(made, (40, 5, 10, 20, 3, 2, 20), (10,) * 7), name="x")
    made.check_drawing(figure)
    assert [column.label for column in figure.data.columns[2:]] == [
        "Secteur 0", "Secteur 3", "Secteur 6", "Secteur 2", "Autres"
    ]  # fmt: skip
    assert [row[2:] for row in figure.data.rows] == [(40, 20, 20, 10, 10), (10, 10, 10, 10, 30)]
    assert figure.words.note == "Autres\u00a0: secteur 1, secteur 4 et secteur 5."


def test_few_categories_are_shares(made):
    """Up to five categories nothing is grouped, and their order is that given."""
    figure = draw_stacked_bars(_sectors(made, (1, 2, 3)), name="x")
    assert [column.label for column in figure.data.columns[2:]] == ["Secteur 0", "Secteur 1", "Secteur 2"]
    with pytest.raises(AskedWrongly, match="most=9"):
        draw_stacked_bars(_sectors(made, (1, 2, 3)), name="x", most=9)


def test_a_missing_small_category(made):
    """A sum of categories one of which is missing is missing: the comparator has no bar, and is said."""
    figure = draw_stacked_bars(_sectors(made, (9, 8, 7, 6, 5, 4), (9, 8, 7, 6, 5, None)), name="x")
    assert [row[1] for row in figure.data.rows_shown if "n.d." in row] == ["Cantal"]
    assert "Cantal" in figure.words.note
    assert isinstance(draw_stacked_bars(_sectors(made, (None, 8, 7, 6, 5, 4)), name="x"), Missing)
