"""Figures read at the level where their producer published them: medians and quantiles do not add up."""

import math
from collections.abc import Sequence
from functools import lru_cache

import pandas as pd

from arpent import tables
from arpent.errors import ArpentError
from arpent.indicators.model import Median
from arpent.tables.storage import table_file
from arpent.territory import Territory

#: Reason of a figure that its producer publishes as « so much or less ».
CENSORED = "censored"


def read_published(indicator: Median, territories: Sequence[Territory]) -> pd.DataFrame:
    """
    Published values of a median, by territory and year. Nothing is computed.

    Parameters
    ----------
    indicator : Median
        Says the table and the column.
    territories : sequence of Territory
        Any levels.

    Returns
    -------
    DataFrame
        ``territory``, ``year``, ``value``, ``reason``: ``not_published``, or ``not_available`` where no file read is
        of the territory's level; a value that the producer hides keeps ``secret``, one at its floor is ``censored``.

    Raises
    ------
    ArpentError
        The table holds no published levels: a median can't be computed from communes.
    DataUnavailable
        The table is not on this machine; the message names the command that brings it.
    """
    record = tables.describe(indicator.table)
    reason = f"{indicator.column}_reason"
    of_communes = "territory" not in record.key
    if of_communes and reason not in record.columns:
        raise ArpentError(
            f"{indicator.id}: a median can't be computed from communes; it is only read at a level where its producer "
            f"published it, and '{indicator.table}' holds none. Ask for a count or a ratio instead."
        )
    ids = [place.id for place in territories]
    rows = _of_communes(indicator, territories) if of_communes else _of_territories(indicator, ids)
    asked = pd.MultiIndex.from_product([ids, record.years], names=["territory", "year"])
    found = rows.set_index(["territory", "year"]).reindex(asked).reset_index()
    published = found[indicator.column].astype("float64")
    is_censored = published == (math.nan if indicator.floor is None else indicator.floor)
    levels = frozenset(["commune"]) if of_communes else levels_of(record.name)
    absent = found["territory"].map({place.id: why_absent(place, levels) for place in territories})
    why = found[reason].astype("object").where(found[reason].notna(), absent)
    why = why.mask(is_censored, CENSORED)
    value = published.mask(is_censored) * indicator.per
    return found[["territory", "year"]].assign(
        value=value, reason=why.where(value.isna(), None), is_estimated=False, is_fragile=False
    )


def levels_of(table: str) -> frozenset[str]:
    """
    Levels of the territories that a table of published figures holds; what it lacks may be published elsewhere.

    Parameters
    ----------
    table : str
        One whose rows are those of territories.

    Returns
    -------
    frozenset of str
        ``commune``, ``epci`` …
    """
    path = table_file(table)
    return _levels(table, path.stat().st_mtime_ns if path.is_file() else 0)


@lru_cache(maxsize=16)
def _levels(table: str, _made: int) -> frozenset[str]:
    ids = tables.load(table, columns=["territory"])["territory"]
    return frozenset(ids.str.partition(":")[0].unique())


def why_absent(place: Territory, levels: frozenset[str]) -> str:
    """
    Why a territory has no row in a table of published figures.

    Parameters
    ----------
    place : Territory
        Any level.
    levels : frozenset of str
        See ``levels_of``.

    Returns
    -------
    str
        ``not_published``; ``not_available`` where no file read is of its level, a grouping apart: nobody has one.
    """
    return "not_published" if place.level in {*levels, "groupe"} else "not_available"


def _of_territories(indicator: Median, ids: Sequence[str]) -> pd.DataFrame:
    columns = ["territory", "year", indicator.column, f"{indicator.column}_reason"]
    return tables.load(indicator.table, territories=ids, columns=columns)


def _of_communes(indicator: Median, territories: Sequence[Territory]) -> pd.DataFrame:
    """Published for communes only: a wider territory has no row, whatever its communes have."""
    codes = [place.code for place in territories if place.level == "commune"]
    columns = ["commune_code", "year", indicator.column, f"{indicator.column}_reason"]
    rows = tables.load(indicator.table, codes, columns=columns)
    return rows.assign(territory="commune:" + rows["commune_code"]).drop(columns="commune_code")
