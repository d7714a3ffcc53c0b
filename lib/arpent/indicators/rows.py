"""Figures read where a producer published them for a territory, and added up over the EPCI that make a grouping."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from arpent import tables
from arpent.indicators.figures import Figures, Floats, Objects, figures_of, laid_out
from arpent.indicators.model import Indicator
from arpent.indicators.published import levels_of, why_absent
from arpent.indicators.sums import evaluate, terms
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


def read_rows(indicator: Published, territories: Sequence[Territory]) -> Figures:
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
    Figures
        Its reasons: ``not_published``, ``not_available`` where no file read is of its level, ``not_applicable`` over
        nothing.

    Raises
    ------
    DataUnavailable
        The table is not on this machine; the message names the command that brings it.
    """
    of = {place.id: _made_of(place) for place in territories}
    ids = list(dict.fromkeys([*of, *(one for parts in of.values() for one in parts)]))
    years = list(tables.describe(indicator.table).years)
    published = _published(indicator, ids, years)
    rank = {name: position for position, name in enumerate(ids)}
    figures = {name: _completed(rows, of, rank) for name, rows in published.items()}
    levels = levels_of(indicator.table)
    absent = np.array([[why_absent(place, levels)] for place in territories], dtype=object)
    return _valued(indicator, list(of), years, figures, np.repeat(absent, len(years), axis=1))


def _published(indicator: Published, ids: Sequence[str], years: Sequence[int]) -> dict[str, Floats]:
    """Figures of published rows, by column; shape (territories, years)."""
    columns = ["territory", "year", *indicator.columns, *(column for column, _ in indicator.where)]
    rows = tables.load(indicator.table, territories=ids, columns=list(dict.fromkeys(columns)))
    for column, wanted in indicator.where:
        rows = rows[rows[column] == wanted]
    place, year, kept = laid_out(rows, ids, years)
    found = {}
    for column in indicator.columns:
        found[column] = np.full((len(ids), len(years)), np.nan)
        found[column][place, year] = rows[column].to_numpy(dtype="float64", na_value=np.nan)[kept]
    return found


def _completed(rows: Floats, of: Mapping[str, Sequence[str]], rank: Mapping[str, int]) -> Floats:
    """Rows of those asked for: where one is not published, the sum of its parts', if it has all of them."""
    figures = rows[: len(of)].copy()
    for position, parts in enumerate(of.values()):
        if parts:
            summed = rows[[rank[one] for one in parts]].sum(axis=0)
            figures[position] = np.where(np.isnan(figures[position]), summed, figures[position])
    return figures


def _valued(
    indicator: Published,
    ids: Sequence[str],
    years: Sequence[int],
    figures: Mapping[str, Floats],
    absent: Objects,
) -> Figures:
    top = evaluate(figures, indicator.numerator)
    if not indicator.denominator:
        return figures_of(ids, years, top, absent)
    bottom = evaluate(figures, indicator.denominator)
    value = top * indicator.per / np.where(bottom == 0, np.nan, bottom)
    is_area = tables.describe(indicator.table).columns[terms(indicator.denominator)[0]].unit == "ha"
    is_fragile = (bottom < FRAGILE_UNDER) & (not is_area)
    reason = np.where(bottom == 0, "not_applicable", absent)
    return figures_of(ids, years, value, reason, is_fragile=is_fragile)


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
