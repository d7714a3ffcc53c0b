"""Quarterly series: the last quarter beside the median, broken where a quarter is missing, drawn at both widths."""

import math

import pandas as pd
import pytest

from arpent.indicators import Lack, indicator
from arpent.territory import find
from arpent.views import Figure, Missing, Quarters, draw_quarters

MEDIAN = "la médiane des 3 zones d'emploi"


def _quarters(here, median, *, lack=None):
    """Invented rates from the first quarter of 2021 on."""
    rows = []
    for name, role, values in (("Clermont-Ferrand", "focus", here), (MEDIAN, "parent", median)):
        rows += [
            (
                f"zone_emploi:{'8408' if role == 'focus' else 'm'}",
                name,
                role,
                2021 + rank // 4,
                1 + rank % 4,
                value,
            )
            for rank, value in enumerate(values)
        ]
    frame = pd.DataFrame(rows, columns=["territory", "name", "role", "year", "quarter", "value"])
    return Quarters(frame, indicator("unemployment_rate"), find("epci:246300701"), "Insee, essai", lack)


@pytest.mark.parametrize(
    ("last", "said"),
    [
        (0.065, "est sous la médiane des 3 zones d’emploi : 6,5 % contre 6,9 % au 1er trimestre 2022"),
        (0.081, "est au-dessus de la médiane des 3 zones d’emploi : 8,1 % contre 6,9 %"),
        (0.069, "est de 6,9 % dans la zone d’emploi de Clermont-Ferrand, comme la médiane"),
    ],
)
def test_the_title_says_the_last_quarter_beside_the_median(made, last, said):
    """And each number is traced to its zone, year and quarter."""
    figure = draw_quarters(
        _quarters([0.08, 0.07, 0.07, 0.07, last], [0.07, 0.07, 0.07, 0.07, 0.069]), name="q"
    )
    assert isinstance(figure, Figure)
    title = figure.words.title.replace("\u202f", " ").replace("\u00a0", " ")
    assert said in title
    assert [(one["year"], one["quarter"]) for one in figure.numbers] == [(2022, 1)] * 2
    assert all(one["text"] in figure.words.title for one in figure.numbers)
    made.check_drawing(figure)


def test_a_missing_quarter_breaks_the_line(made):
    """It is not drawn through, and has no value in the data."""
    whole = draw_quarters(_quarters([0.08] * 6, [0.07] * 6), name="q")
    broken = draw_quarters(_quarters([0.08, 0.08, math.nan, 0.08, 0.08, 0.08], [0.07] * 6), name="q")
    assert broken.svg.count("<path") == whole.svg.count("<path") + 1
    assert broken.data.rows[2][1] is None
    made.check_drawing(broken)


def test_a_zone_without_a_rate_has_no_figure():
    """Mayotte: nothing is published, which is said."""
    shown = draw_quarters(_quarters([math.nan] * 5, [0.07] * 5), name="q")
    assert isinstance(shown, Missing)
    assert "non publiée" in shown.why


def test_a_table_that_is_lacking_leaves_the_figure_out():
    """Named, with the command that brings it."""
    lack = Lack("Taux de chômage", "unemployment", "Chômage", "arpent data build unemployment")
    shown = draw_quarters(_quarters([0.08] * 5, [0.07] * 5, lack=lack), name="q")
    assert isinstance(shown, Missing)
    assert [one.table for one in shown.lacking] == ["unemployment"]
