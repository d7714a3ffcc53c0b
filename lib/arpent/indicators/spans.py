"""What was taken over several years, and what it stands against: a territory's area, or its growth meanwhile."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from arpent.indicators.cube import LACKING
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


def read_span(indicator: Span, territories: Sequence[Territory]) -> pd.DataFrame:
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
    DataFrame
        ``territory``, ``year``, ``value``, ``reason`` (``not_applicable`` where nothing grew),
        ``is_estimated``, ``is_fragile``.

    Raises
    ------
    DataUnavailable
        A table is not on this machine.
    """
    years = list(range(indicator.first, indicator.last + 1))
    top = _summed(indicator.table, indicator.column, territories, years)
    frame = top.rename(columns={"sum": "value"}).assign(is_fragile=False)
    if indicator.over:
        frame = _divided(frame, _summed(indicator.table, indicator.over, territories, years), indicator.per)
    elif indicator.other_table:
        frame = _divided(frame, _other(indicator, territories), indicator.per)
    reason = frame["reason"].astype("object")
    return frame.reset_index().assign(
        year=indicator.last, reason=reason.where(frame["value"].isna(), None).to_numpy()
    )


def _divided(frame: pd.DataFrame, bottom: pd.DataFrame, per: float) -> pd.DataFrame:
    is_positive = bottom["sum"] > 0
    reason = frame["reason"].fillna(bottom["reason"]).mask(bottom["sum"] <= 0, "not_applicable")
    return frame.assign(
        value=frame["value"] * per / bottom["sum"].where(is_positive),
        reason=reason,
        is_estimated=frame["is_estimated"] | bottom["is_estimated"],
    )


def _other(indicator: Span, territories: Sequence[Territory]) -> pd.DataFrame:
    """Level or growth of the other count."""
    if not indicator.after:  # a table without years: the communes' own
        return _summed(indicator.other_table, indicator.other_column, territories, [])
    after = _summed(indicator.other_table, indicator.other_column, territories, [indicator.after])
    if not indicator.before:
        return after
    before = _summed(indicator.other_table, indicator.other_column, territories, [indicator.before])
    return after.assign(sum=after["sum"] - before["sum"], reason=after["reason"].fillna(before["reason"]))


def _summed(table: str, column: str, territories: Sequence[Territory], years: Sequence[int]) -> pd.DataFrame:
    """Sums over some years, or all: ``sum``, ``reason``, ``is_estimated``, by territory."""
    one = Count(
        id=column, label="", short="", unit="", precision=0, definition="", table=table, column=column
    )
    sums = sum_columns(one, territories)
    kept = sums[sums["year"].isin(years)] if years else sums
    by = kept.groupby("territory", sort=False)
    asked = max(len(years), 1)
    frame = pd.DataFrame(
        {
            "sum": by[column].sum(min_count=asked).where(~by[column].apply(lambda one: one.isna().any())),
            "reason": by["reason"].first(),
            "is_estimated": by["is_estimated"].any(),
        }
    ).reindex([place.id for place in territories])
    frame["is_estimated"] = frame["is_estimated"].fillna(value=False).astype(bool)
    frame["reason"] = frame["reason"].astype("object").where(frame["reason"].notna(), None)
    frame.loc[frame["sum"].isna() & frame["reason"].isna(), "reason"] = LACKING
    return frame.rename_axis("territory")
