"""Indicators measured for a study: what lacks is told, one year is chosen, a change says its years."""

from collections.abc import Sequence

import pandas as pd

from arpent import catalogue, indicators, tables
from arpent.errors import AskedWrongly
from arpent.indicators import Change, Indicator, Lack, Measures
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
    frame, lacking = _rows(chosen, places, since)
    here = [one for one in chosen if one.id not in lacking]
    if single:
        years = {one.id: year or _last(one.id, frame) for one in chosen}
        frame = frame[frame["year"] == frame["indicator"].map(years)]
    shown = {one.id: frame.loc[frame["indicator"] == one.id, "year"].unique() for one in here}
    used = catalogue.merged(*(indicators.vintages_of(one, shown[one.id], since=since) for one in here))
    record.add(used, shown=here)
    labelled = {one.id: _dated(one, since, frame) for one in chosen}
    source = catalogue.source_line(used)
    return Measures(frame.reset_index(drop=True), labelled, places[0][1], source, tuple(used), lacking)


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


def _rows(
    chosen: Sequence[Indicator], places: Places, since: int | None
) -> tuple[pd.DataFrame, dict[str, Lack]]:
    """Rows of those whose tables are here and hold something of the territory; what the others lack."""
    lacking = indicators.lacking(chosen)
    here = [one for one in chosen if one.id not in lacking]
    frame = indicators.measure(here, places, since=since)
    lacking |= indicators.uncovered(here, frame)
    return frame[~frame["indicator"].isin(list(lacking))], lacking


def _last(name: str, frame: pd.DataFrame) -> int:
    """Latest year in which the territory has a value, or else any has: not every year is published."""
    valued = frame[(frame["indicator"] == name) & frame["value"].notna()]
    here = valued[valued["role"] == "focus"]
    known = (here if len(here) else valued)["year"]
    return int(known.max()) if len(known) else latest(name)


def _dated(one: Indicator, since: int | None, frame: pd.DataFrame) -> Indicator:
    if not isinstance(one, Change):
        return one
    last = _last(one.id, frame)
    return indicators.dated(one, since or last - indicators.YEARS_APART, last)
