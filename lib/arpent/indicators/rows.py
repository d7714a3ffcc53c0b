"""Figures read where a producer published them for a territory, and added up over the EPCI that make a grouping."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import pandas as pd

from arpent import tables
from arpent.indicators.model import Indicator
from arpent.indicators.published import levels_of, why_absent
from arpent.indicators.sums import terms
from arpent.territory import Territory
from arpent.territory.levels import communes_of_zone, owners

#: Under so many inhabitants, a rate is fragile; areas have no such limit.
FRAGILE_UNDER = 200


@dataclass(frozen=True, kw_only=True)
class Published(Indicator):
    """
    A count, or a count over another, read in the rows of published territories.

    It is not summed from communes: a territory has one where its own row is published, or where it is made of
    whole EPCI that all have theirs.

    Parameters
    ----------
    numerator : str
        Columns added and taken off: ``"arrivals - leavers"``.
    denominator : str
        The same; empty for a count.
    per : float
        What a ratio is multiplied by.
    where : tuple of (str, str)
        Column and value: the rows read.
    """

    numerator: str
    denominator: str = ""
    per: float = 1.0
    where: tuple[tuple[str, str], ...] = ()

    @property
    def kind(self) -> str:
        """A ratio or a count like another, for those who show it."""
        return "ratio" if self.denominator else "count"

    @property
    def columns(self) -> tuple[str, ...]:
        """Columns read."""
        whole = [self.numerator, *([self.denominator] if self.denominator else [])]
        return tuple(dict.fromkeys(name for expression in whole for name in terms(expression)))


def read_rows(indicator: Published, territories: Sequence[Territory]) -> pd.DataFrame:
    """
    Figures of an indicator on territories, by year.

    Parameters
    ----------
    indicator : Published
        Says the table, the rows and the columns.
    territories : sequence of Territory
        Any levels.

    Returns
    -------
    DataFrame
        ``territory``, ``year``, ``value``, ``reason`` (``not_published``, ``not_available`` where no file read is of
        its level, ``not_applicable`` over nothing),
        ``is_estimated``, ``is_fragile``.

    Raises
    ------
    DataUnavailable
        The table is not on this machine; the message names the command that brings it.
    """
    of = {place.id: _made_of(place) for place in territories}
    ids = sorted({one for ids in of.values() for one in ids} | set(of))
    columns = ["territory", "year", *indicator.columns, *(column for column, _ in indicator.where)]
    rows = tables.load(indicator.table, territories=ids, columns=list(dict.fromkeys(columns)))
    for column, wanted in indicator.where:
        rows = rows[rows[column] == wanted]
    keyed = rows.set_index(["territory", "year"])[list(indicator.columns)].astype("float64")
    years = list(tables.describe(indicator.table).years)
    levels = levels_of(indicator.table)
    why = {place.id: why_absent(place, levels) for place in territories}
    frames = [_of(name, ids, keyed, years, indicator, why[name]) for name, ids in of.items()]
    return pd.concat(frames, ignore_index=True)


def _made_of(place: Territory) -> list[str]:
    """The whole EPCI that a grouping is made of; none where a part is not a whole EPCI."""
    if place.level != "groupe":
        return []
    codes = owners("epci").reindex(list(place.communes))
    if codes.isna().any():
        return []
    held = sorted(codes.unique())
    is_whole = sum(len(communes_of_zone("epci", code)) for code in held) == len(place.communes)
    return [f"epci:{code}" for code in held] if is_whole else []


def _of(
    name: str,
    parts: Sequence[str],
    keyed: pd.DataFrame,
    years: Sequence[int],
    indicator: Published,
    absent: str,
) -> pd.DataFrame:
    own = keyed.reindex([(name, year) for year in years])
    sums = pd.DataFrame({column: _summed(column, parts, keyed, years) for column in keyed})
    figures = own.reset_index(drop=True).fillna(sums)
    top = _evaluate(figures, indicator.numerator)
    reason = pd.Series(absent, index=top.index, dtype="object")
    value, is_fragile = top, pd.Series(data=False, index=top.index)
    if indicator.denominator:
        bottom = _evaluate(figures, indicator.denominator)
        value = top * indicator.per / bottom.where(bottom != 0)
        reason = reason.mask(bottom == 0, "not_applicable")
        is_area = tables.describe(indicator.table).columns[terms(indicator.denominator)[0]].unit == "ha"
        is_fragile = (bottom < FRAGILE_UNDER) & (not is_area)
    return pd.DataFrame(
        {
            "territory": name,
            "year": list(years),
            "value": value,
            "reason": reason.where(value.isna(), None),
            "is_estimated": False,
            "is_fragile": is_fragile,
        }
    )


def _summed(column: Hashable, parts: Sequence[str], keyed: pd.DataFrame, years: Sequence[int]) -> list[float]:
    """Sum over the parts, NaN where one has none."""
    if not parts:
        return [float("nan")] * len(years)
    return [float(keyed[column].reindex([(one, year) for one in parts]).sum(skipna=False)) for year in years]


def _evaluate(figures: pd.DataFrame, expression: str) -> "pd.Series[float]":
    first, *rest = terms(expression)
    signs = [one for one in expression.split(" ") if one in ("+", "-")]
    total = figures[first]
    for sign, column in zip(signs, rest, strict=True):
        total = total + figures[column] if sign == "+" else total - figures[column]
    return total
