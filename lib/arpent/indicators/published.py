"""Figures read at the level where their producer published them: medians and quantiles do not add up."""

import math
from collections.abc import Sequence
from functools import lru_cache

import pandas as pd

from arpent import tables
from arpent.errors import ArpentError
from arpent.indicators.model import Median
from arpent.tables import TableRecord
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
    absent = found["territory"].map(_whys(record, territories, rows)).astype("object")
    why = found[reason].astype("object").where(found[reason].notna(), absent)
    why = why.mask(is_censored, CENSORED)
    value = published.mask(is_censored) * indicator.per
    return found[["territory", "year"]].assign(
        value=value, reason=why.where(value.isna(), None), is_estimated=False, is_fragile=False
    )


def _whys(record: TableRecord, territories: Sequence[Territory], rows: pd.DataFrame) -> dict[str, str]:
    """Why a territory may have no row: its producer does not publish it, or no file read is of its level."""
    here = set(rows["territory"])
    absent = [place for place in territories if place.id not in here]
    if not absent or "level" not in record.columns:
        return {place.id: "not_published" for place in territories}
    levels = {*_levels(record.name, table_file(record.name).stat().st_mtime_ns), "groupe"}
    return {
        place.id: "not_published" if place.level in levels or place.id in here else "not_available"
        for place in territories
    }


@lru_cache(maxsize=16)
def _levels(table: str, _made: int) -> frozenset[str]:
    return frozenset(tables.load(table, columns=["level"])["level"].unique())


def _of_territories(indicator: Median, ids: Sequence[str]) -> pd.DataFrame:
    columns = ["territory", "year", indicator.column, f"{indicator.column}_reason"]
    return tables.load(indicator.table, territories=ids, columns=columns)


def _of_communes(indicator: Median, territories: Sequence[Territory]) -> pd.DataFrame:
    """Published for communes only: a wider territory has no row, whatever its communes have."""
    codes = [place.code for place in territories if place.level == "commune"]
    columns = ["commune_code", "year", indicator.column, f"{indicator.column}_reason"]
    rows = tables.load(indicator.table, codes, columns=columns)
    return rows.assign(territory="commune:" + rows["commune_code"]).drop(columns="commune_code")
