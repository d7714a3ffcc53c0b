"""Figures of the IRIS of a territory: those of the census, and those that a producer publishes by IRIS."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from arpent import tables
from arpent.errors import AskedWrongly
from arpent.indicators.figures import NO_REASON, Figures
from arpent.indicators.lacks import Lack, lack_of
from arpent.indicators.measure import figures
from arpent.indicators.model import Count, Indicator, Median, Ratio
from arpent.indicators.published import levels_of, read_published
from arpent.indicators.sums import Sums, evaluate, terms
from arpent.indicators.valued import valued
from arpent.territory import Territory

LEVEL, CONTOURS, CENSUS = "iris", "boundaries_iris", "census_iris"
#: Table of communes → table of IRIS with the same columns.
BY_IRIS = {"census_communes": CENSUS}
#: End of the code of the IRIS that is a whole commune; kind of that IRIS.
WHOLE, UNCUT = "0000", "Z"
#: IRIS of communes that are cut, under which a map of communes says as much; parts above which none could be read.
FEWEST, MOST = 5, 150
# ASSUME: a rate on fewer than `FRAGILE_UNDER` is shown for a commune, not for an IRIS: those of activity hold a few
# dozen inhabitants, beside others of two thousand, and a map is read by its extremes.
TOO_FEW = "not_significant"


@dataclass(frozen=True)
class Cut:
    """
    A territory cut in IRIS.

    Parameters
    ----------
    parts : tuple of Territory
        By code; empty where it has too few or too many. A commune that is not cut is one of them.
    lack : Lack, optional
        What the contours of some are lacking in.
    """

    parts: tuple[Territory, ...]
    lack: Lack | None = None


def cut(territory: Territory) -> Cut:
    """
    The IRIS of a territory, where they are enough to tell more than its communes.

    Parameters
    ----------
    territory : Territory
        Any level.

    Returns
    -------
    Cut
        Its parts have the level ``iris`` and their commune. An IRIS is named with it, unless it is the territory.
    """
    communes = list(territory.communes)
    if len(communes) > MOST:
        return Cut(())
    iris = tables.load(CENSUS, communes, columns=["iris_code", "commune_code", "iris_type"])
    is_cut = iris["commune_code"].isin(iris.loc[iris["iris_type"] != UNCUT, "commune_code"])
    owner = iris[is_cut].set_index("iris_code")["commune_code"]
    whole = sorted(set(communes) - set(owner))
    if not FEWEST <= len(owner) <= MOST - len(whole):
        return Cut(())
    if lack := lack_of(CONTOURS):
        return Cut((), lack)
    try:
        drawn = tables.load_boundaries(LEVEL, list(owner.index)).set_index("code")["name"]
    except AskedWrongly:  # the file read is of other places
        return Cut((), Lack("", CONTOURS, tables.describe(CONTOURS).title, _COMMAND))
    names = tables.load("communes", communes, columns=["commune_code", "commune_name"])
    of = names.set_index("commune_code")["commune_name"]
    is_one = territory.level == "commune"
    own = {code: str(drawn[code]) if is_one else f"{of[one]} – {drawn[code]}" for code, one in owner.items()}
    parts = [_part(str(code), own[code], one, territory) for code, one in owner.items()]
    parts += [_part(f"{code}{WHOLE}", of[code], code, territory) for code in whole]
    return Cut(tuple(sorted(parts, key=lambda one: one.code)))


_COMMAND = f"arpent data fetch ign_iris, puis arpent data build {CONTOURS}"


def _part(code: str, name: str, commune: str, territory: Territory) -> Territory:
    return Territory(f"{LEVEL}:{code}", LEVEL, code, name, (commune,), territory.cog_year)


def figures_by_iris(indicator: Indicator, parts: Sequence[Territory]) -> Figures:
    """
    Figures of an indicator on IRIS, in the latest year in which one has a value; a rate on too few is not shown.

    Parameters
    ----------
    indicator : Indicator
        A count or a ratio of the census by IRIS, or a median that is published by IRIS.
    parts : sequence of Territory
        As `cut` gives them.

    Returns
    -------
    Figures
        Of one year. A commune that is not cut has its own figures.

    Raises
    ------
    AskedWrongly
        It is neither.
    """
    read = _reader(indicator)
    own = [one for one in parts if not _is_whole(one)]
    whole = [one for one in parts if _is_whole(one)]
    apart = read(indicator, own)
    known = apart.years[~np.isnan(apart.value).all(axis=0)]
    apart = apart.at(int(known.max() if len(known) else apart.years.max()))
    if not whole:
        return apart
    communes = figures(indicator, [replace(one, id=f"commune:{one.communes[0]}", level="commune",
                                           code=one.communes[0]) for one in whole])  # fmt: skip
    return joined(apart, replace(communes, territories=tuple(one.id for one in whole)))


def lack_by_iris(indicator: Indicator) -> Lack | None:
    """
    What lacks for the figures of IRIS of an indicator: its table, or the file of IRIS that it may be made of.

    Parameters
    ----------
    indicator : Indicator
        As in `figures_by_iris`.

    Returns
    -------
    Lack or None
        None where they are here.
    """
    if lack := lack_of(indicator.table, indicator.label):
        return lack
    if not isinstance(indicator, Median) or LEVEL in levels_of(indicator.table):
        return None
    record = tables.describe(indicator.table)
    command = f"arpent data fetch {record.datasets[0]}, puis arpent data build {record.name}"
    return Lack(indicator.label, record.name, record.title, command)


def _is_whole(part: Territory) -> bool:
    return part.code == f"{part.communes[0]}{WHOLE}"


def _reader(indicator: Indicator) -> Callable[[Any, Sequence[Territory]], Figures]:
    if isinstance(indicator, Count | Ratio) and indicator.table in BY_IRIS:
        return _of_census
    if isinstance(indicator, Median) and "territory" in tables.describe(indicator.table).key:
        return read_published
    raise AskedWrongly(f"{indicator.id}: '{indicator.table}' holds no figure of IRIS; ask for it by commune.")


def _of_census(indicator: Indicator, parts: Sequence[Territory]) -> Figures:
    """Rows of IRIS in the order of the parts, as sums of one each."""
    names = list(dict.fromkeys(name for column in indicator.columns for name in terms(column)))
    table = BY_IRIS[indicator.table]
    communes = sorted({one.communes[0] for one in parts})
    rows = tables.load(table, communes, columns=["iris_code", "year", "is_estimated", *names])
    rows = rows.set_index("iris_code").loc[[one.code for one in parts]]
    counts = {name: rows[[name]].to_numpy(dtype="float64") for name in names}
    columns = {column: evaluate(counts, column) for column in indicator.columns}
    reason = np.full((len(rows), 1), None, dtype=object)
    years = np.array([int(rows["year"].iloc[0])], dtype="int64")
    ids = tuple(one.id for one in parts)
    found = valued(indicator, Sums(ids, years, columns, reason, rows[["is_estimated"]].to_numpy(dtype=bool)))
    few = found.is_fragile & ~np.isnan(found.value)
    return replace(
        found, value=np.where(few, np.nan, found.value), reason=np.where(few, TOO_FEW, found.reason)
    )


def joined(first: Figures, second: Figures) -> Figures:
    """
    Figures of other territories one below the other.

    Parameters
    ----------
    first, second : Figures
        Of one indicator.

    Returns
    -------
    Figures
        On the years that both have.
    """
    years = np.intersect1d(first.years, second.years)
    kept = [np.isin(one.years, years) for one in (first, second)]

    def rows(name: str) -> Any:
        both = zip((first, second), kept, strict=True)
        return np.concatenate([getattr(one, name)[:, there] for one, there in both])

    value, reason = rows("value"), np.where(np.isnan(rows("value")), rows("reason"), NO_REASON)
    ids = (*first.territories, *second.territories)
    return Figures(ids, years, value, reason, rows("is_estimated"), rows("is_fragile"))
