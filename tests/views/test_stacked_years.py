"""Stacked columns of years: parts sum to the line, those below zero go down, every number is in the data."""

import re

import pytest

from arpent.territory import find
from arpent.views import draw_stacked_years
from arpent.views.futures import Path
from arpent.views.stacked_years import StackedYears

PARTS = (Path("a", "Ménages en plus", (100.0, 40.0, -30.0)), Path("b", "Renouvellement", (20.0, 20.0, 20.0)))


@pytest.fixture
def stacked() -> StackedYears:
    """Invented needs of three years, the last below zero."""
    return StackedYears(
        find("epci:246300701"), "Logements à produire par an", "logements", (2026, 2027, 2028), PARTS, "arpent",
        "120 logements en 2026", "Inventé.",
    )  # fmt: skip


def test_the_line_is_the_sum_of_the_parts(stacked):
    """Year by year, in the data too."""
    drawn = draw_stacked_years(stacked, name="essai")
    assert stacked.totals == (120.0, 60.0, -10.0)
    assert [row[-1] for row in drawn.data.rows] == [120.0, 60.0, -10.0]
    assert [column.name for column in drawn.data.columns] == ["year", "a", "b", "total"]


def test_columns_stack_up_and_down_from_zero(stacked):
    """Two parts of two years touch; in the third, one stands above zero and the other hangs below."""
    svg = draw_stacked_years(stacked, name="essai").svg
    boxes = [
        {name: float(value) for name, value in re.findall(r'\b(x|y|width|height)="([\d.]+)"', one)}
        for one in re.findall(r"<rect[^>]+>", svg)
    ]
    columns = [box for box in boxes if box["width"] > 30]
    assert len(columns) == 6
    first, second, below, above = columns[0], columns[1], columns[4], columns[5]
    assert second["y"] + second["height"] == pytest.approx(first["y"], abs=0.2)
    assert above["y"] + above["height"] == pytest.approx(below["y"], abs=0.2)
    assert first["height"] / second["height"] == pytest.approx(5, rel=0.02)


def test_the_reading_tells_the_first_year(stacked):
    """Total, then each part."""
    words = draw_stacked_years(stacked, name="essai").words
    assert "en 2026, 120 logements" in words.reading.replace("\u00a0", " ")
    assert words.title == "120 logements en 2026"
