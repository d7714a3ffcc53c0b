"""Figures read at the level where their producer published them: medians and quantiles do not add up."""

import math
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import pandas as pd

from arpent import tables
from arpent.errors import ArpentError
from arpent.indicators.figures import Figures, figures_of, laid_out
from arpent.indicators.model import Median
from arpent.tables.storage import table_file
from arpent.territory import Territory

#: Reason of a figure that its producer publishes as « so much or less ».
CENSORED = "censored"


def read_published(indicator: Median, territories: Sequence[Territory]) -> Figures:
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
    Figures
        Its reasons: ``not_published``, or ``not_available`` where no file read is of the territory's level; a value
        that the producer hides keeps ``secret``, one at its floor is ``censored``.

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
    ids, years = [place.id for place in territories], list(record.years)
    rows = _of_communes(indicator, territories) if of_communes else _of_territories(indicator, ids)
    place, year, kept = laid_out(rows, ids, years)
    published = np.full((len(ids), len(years)), np.nan)
    published[place, year] = rows[indicator.column].to_numpy(dtype="float64", na_value=np.nan)[kept]
    levels = frozenset(["commune"]) if of_communes else levels_of(record.name)
    absent = np.array([[why_absent(one, levels)] for one in territories], dtype=object)
    why = np.repeat(absent, len(years), axis=1)
    told = rows[reason].to_numpy(dtype=object)[kept]
    why[place, year] = np.where(pd.isna(told), why[place, year], told)
    is_censored = published == (math.nan if indicator.floor is None else indicator.floor)
    value = np.where(is_censored, np.nan, published) * indicator.per
    return figures_of(ids, years, value, np.where(is_censored, CENSORED, why))


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
