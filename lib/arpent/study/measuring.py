"""Indicators measured for a study: what lacks is told, one year is chosen, a change says its years."""

from collections.abc import Sequence

import numpy as np

from arpent import catalogue, indicators, tables
from arpent.errors import AskedWrongly
from arpent.indicators import Change, Figures, Indicator, Lack, Measures
from arpent.study.record import Record
from arpent.territory import Territory

#: Roles and territories, the one studied first.
Places = Sequence[tuple[str, Territory]]


def measured(
    asked: Sequence[str],
    places: Places,
    record: Record,
    *,
    year: int | None = None,
    since: int | None = None,
    single: bool = False,
) -> Measures:
    """
    Some indicators of some territories, and what they come from, noted.

    Parameters
    ----------
    asked : sequence of str
        Ids of indicators, or names of families.
    places : sequence of (str, Territory)
        With their roles; the territory studied first.
    record : Record
        Where what was used is noted.
    year : int, optional
        The latest that each table holds, unless given.
    since : int, optional
        First year of a change.
    single : bool
        One year of each indicator, not all.

    Returns
    -------
    Measures

    Raises
    ------
    AskedWrongly
        No indicator, an unknown one, or a year where all are asked for.
    """
    if not asked:
        raise AskedWrongly("a study measures at least one indicator: give its id.")
    if year is not None and not single:
        raise AskedWrongly(f"a study measures all years or one: all_years=True and year={year} were given.")
    chosen = [indicators.indicator(name) for name in indicators.expand(asked)]
    found, lacking = _figures(chosen, places, since)
    focus, here = places[0][1], [one for one in chosen if one.id in found]
    lasts = {one.id: _last(found[one.id], focus, latest(one.id)) for one in here}
    if single:
        found = {name: one.at(year or lasts[name]) for name, one in found.items()}
    used = catalogue.merged(*(indicators.vintages_of(one, found[one.id].years, since=since) for one in here))
    record.add(used, shown=here)
    labelled = {one.id: _dated(one, since, lasts.get(one.id, 0)) for one in chosen}
    frame, source = indicators.framed(found, places), catalogue.source_line(used)
    return Measures(frame, labelled, focus, source, tuple(used), lacking)


def latest(name: str) -> int:
    """
    Latest year of an indicator.

    Parameters
    ----------
    name : str
        Its id.

    Returns
    -------
    int
        As its table says.
    """
    described = tables.describe(indicators.indicator(name).table)
    return max(described.years or (described.cog_year,))


def _figures(
    chosen: Sequence[Indicator], places: Places, since: int | None
) -> tuple[dict[str, Figures], dict[str, Lack]]:
    """Figures of those whose tables are here and hold something of the territory; what the others lack."""
    lacking = indicators.lacking(chosen)
    here = [one for one in chosen if one.id not in lacking]
    found = {one.id: indicators.figures(one, [place for _, place in places], since) for one in here}
    own = [place for role, place in places if role in ("focus", "part")]
    lacking |= indicators.uncovered(here, found, own)
    return {name: one for name, one in found.items() if name not in lacking}, lacking


def _last(figures: Figures, focus: Territory, otherwise: int) -> int:
    """Latest year in which the territory has a value, or else any has: not every year is published."""
    is_known = ~np.isnan(figures.value)
    here = is_known[figures.territories.index(focus.id)]
    years = figures.years[here if here.any() else is_known.any(axis=0)]
    return int(years.max()) if len(years) else otherwise


def _dated(one: Indicator, since: int | None, last: int) -> Indicator:
    if not isinstance(one, Change):
        return one
    last = last or latest(one.id)
    return indicators.dated(one, since or last - indicators.YEARS_APART, last)
