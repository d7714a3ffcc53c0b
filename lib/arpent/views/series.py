"""The lines of a chart: which territories can share an axis, and what is drawn of each."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from arpent.views.described import Indicator
from arpent.views.numbers import factor, format_value, french_number
from arpent.views.rows import Cell
from arpent.views.scale import round_ticks

SAME_ORDER = 1.6  # counts this many times larger or smaller would flatten each other on one axis
MOST_LINES = 5


@dataclass(frozen=True)
class Series:
    """One line: its cells by year, and the values drawn (as printed, or index)."""

    cells: tuple[Cell, ...]
    values: tuple[float, ...]
    is_focus: bool
    rank: int

    @property
    def known(self) -> list[tuple[int, float, bool]]:
        """Year, value, whether estimated; published years only."""
        pairs = zip(self.cells, self.values, strict=True)
        return [(cell.year, value, cell.is_estimated) for cell, value in pairs if math.isfinite(value)]

    @property
    def runs(self) -> list[list[tuple[int, float]]]:
        """Year and value between two missing years."""
        out: list[list[tuple[int, float]]] = [[]]
        for cell, value in zip(self.cells, self.values, strict=True):
            if math.isfinite(value):
                out[-1].append((cell.year, value))
            else:
                out.append([])
        return [run for run in out if run]


@dataclass(frozen=True)
class Plan:
    """What a line chart is drawn from, whatever its width."""

    series: tuple[Series, ...]
    indicator: Indicator
    base: int | None

    @property
    def years(self) -> list[int]:
        """Published years of any line, in order."""
        return sorted({year for one in self.series for year, _, _ in one.known})

    @property
    def ticks(self) -> list[float]:
        """Round values of the axis; from zero where that costs less than about half of the height."""
        values = [value for one in self.series for _, value, _ in one.known] + ([100.0] if self.base else [])
        low, high = min(values), max(values)
        return round_ticks(0.0 if 0 <= low < 0.45 * high else low, high)

    def text(self, value: float) -> str:
        """A drawn value as a label prints it."""
        if self.base is not None:
            return french_number(value, 1)
        has_unit = self.indicator.unit.startswith("%")
        return format_value(value / factor(self.indicator.unit), self.indicator, unit=has_unit)


def choose_series(
    found: Sequence[Cell], indicator: Indicator, base: int | None
) -> tuple[list[Series], list[str]]:
    """
    The lines that can be drawn together, the focus first, then parents, then peers; and who is left out.

    Parameters
    ----------
    found : sequence of Cell
        Rows of one indicator.
    indicator : Indicator
        Theirs; only counts differ by order of magnitude.
    base : int, optional
        Year set to 100, after which all sizes compare.

    Returns
    -------
    (list of Series, list of str)
        Five lines at most, and the names of the others.
    """
    grouped: dict[str, list[Cell]] = {}
    for cell in sorted(found, key=lambda c: c.year):
        grouped.setdefault(cell.territory, []).append(cell)
    order = sorted(grouped.values(), key=lambda group: ("focus", "parent", "peer").index(group[0].role))
    series: list[Series] = []
    left_out: list[str] = []
    for group in order:
        values = _values(group, indicator, base)
        one = Series(tuple(group), values, group[0].role == "focus", len(series))
        same = base is not None or indicator.kind != "count" or not series or _same_order(series[0], one)
        if not one.known or not same or len(series) >= MOST_LINES:
            left_out.append(group[0].name)
        else:
            series.append(one)
    return series, left_out


def _values(group: Sequence[Cell], indicator: Indicator, base: int | None) -> tuple[float, ...]:
    if base is None:
        return tuple(cell.value * factor(indicator.unit) for cell in group)
    at = next((cell.value for cell in group if cell.year == base and cell.is_known and cell.value), math.nan)
    return tuple(cell.value / at * 100 if cell.year >= base else math.nan for cell in group)


def _same_order(focus: Series, other: Series) -> bool:
    sizes = [max(abs(value) for _, value, _ in one.known) if one.known else 0.0 for one in (focus, other)]
    return min(sizes) > 0 and max(sizes) / min(sizes) <= SAME_ORDER
