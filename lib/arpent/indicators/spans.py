"""What was taken over several years, and what it stands against: a territory's area, or its growth meanwhile."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from arpent.indicators.cube import LACKING
from arpent.indicators.figures import NO_REASON, Bools, Figures, Floats, Objects, figures_of
from arpent.indicators.model import Count, Indicator
from arpent.indicators.sums import sum_columns
from arpent.territory import Territory


@dataclass(frozen=True, kw_only=True)
class Span(Indicator):
    """
    A column summed over communes and years; alone, or over something else.

    Parameters
    ----------
    column : str
        Summed over the years ``first`` to ``last``; a year that is missing leaves no sum.
    first, last : int
        Years of the table.
    over : str
        Column of the same table, summed over the same years.
    other_table, other_column : str
        A count: its growth from ``before`` to ``after``, or its level in ``after`` where ``before`` is 0.
    before, after : int
        Years of the other table.
    per : float
        What a ratio is multiplied by.
    """

    column: str
    first: int
    last: int
    over: str = ""
    other_table: str = ""
    other_column: str = ""
    before: int = 0
    after: int = 0
    per: float = 1.0

    @property
    def kind(self) -> str:
        """A ratio or a count like another, for those who show it."""
        return "ratio" if self.over or self.other_table else "count"

    @property
    def columns(self) -> tuple[str, ...]:
        """Columns of its own table."""
        return (self.column, self.over) if self.over else (self.column,)


def read_span(indicator: Span, territories: Sequence[Territory]) -> Figures:
    """
    A span's figure on territories, told at its last year.

    Parameters
    ----------
    indicator : Span
        Any.
    territories : sequence of Territory
        Any levels.

    Returns
    -------
    Figures
        Its reasons: ``not_applicable`` where nothing grew.

    Raises
    ------
    DataUnavailable
        A table is not on this machine.
    """
    years = list(range(indicator.first, indicator.last + 1))
    top = _summed(indicator.table, indicator.column, territories, years)
    if indicator.over:
        top = _divided(top, _summed(indicator.table, indicator.over, territories, years), indicator.per)
    elif indicator.other_table:
        top = _divided(top, _other(indicator, territories), indicator.per)
    ids = [place.id for place in territories]
    estimated: Bools = top.is_estimated[:, np.newaxis]
    years = [indicator.last]
    return figures_of(ids, years, top.sum[:, np.newaxis], top.reason[:, np.newaxis], is_estimated=estimated)


@dataclass(frozen=True, eq=False)
class _Level:
    """One figure a territory, and what is said of it: shape (territories,)."""

    sum: Floats
    reason: Objects
    is_estimated: Bools


def _divided(top: _Level, bottom: _Level, per: float) -> _Level:
    value = top.sum * per / np.where(bottom.sum > 0, bottom.sum, np.nan)
    reason = np.where(bottom.sum <= 0, "not_applicable", _first(top.reason, bottom.reason))
    return _Level(value, reason, top.is_estimated | bottom.is_estimated)


def _other(indicator: Span, territories: Sequence[Territory]) -> _Level:
    """Level or growth of the other count."""
    if not indicator.after:  # a table without years: the communes' own
        return _summed(indicator.other_table, indicator.other_column, territories, [])
    after = _summed(indicator.other_table, indicator.other_column, territories, [indicator.after])
    if not indicator.before:
        return after
    before = _summed(indicator.other_table, indicator.other_column, territories, [indicator.before])
    return _Level(after.sum - before.sum, _first(after.reason, before.reason), after.is_estimated)


def _first(reason: Objects, other: Objects) -> Objects:
    return np.where(np.equal(reason, NO_REASON), other, reason)


def _summed(table: str, column: str, territories: Sequence[Territory], years: Sequence[int]) -> _Level:
    """Sums over some years, or all; a year that is not there leaves none."""
    one = Count(
        id=column, label="", short="", unit="", precision=0, definition="", table=table, column=column
    )
    sums = sum_columns(one, territories)
    kept = np.isin(sums.years, years) if years else np.ones(len(sums.years), bool)
    total = sums.columns[column][:, kept].sum(axis=1)
    if kept.sum() < max(len(years), 1):
        total = np.full(len(territories), np.nan)
    reason = np.full(len(territories), None, dtype=object)
    for rank in np.flatnonzero(kept):
        reason = _first(reason, sums.reason[:, rank])
    reason = np.where(np.isnan(total) & np.equal(reason, NO_REASON), LACKING, reason)
    is_estimated: Bools = np.asarray(sums.is_estimated[:, kept].any(axis=1))
    return _Level(total, reason, is_estimated)
