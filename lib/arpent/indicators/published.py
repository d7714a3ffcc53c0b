"""Figures read at the level where their producer published them: medians and quantiles do not add up."""

from collections.abc import Sequence

import pandas as pd

from arpent import tables
from arpent.errors import ArpentError
from arpent.indicators.model import Median
from arpent.territory import Territory


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
        ``territory``, ``year``, ``value``, ``reason``; a territory or year without a published value has the
        reason ``not_published``, a value that the producer hides keeps ``secret``.

    Raises
    ------
    ArpentError
        The table holds no published levels: a median can't be computed from communes.
    DataUnavailable
        The table is not on this machine; the message names the command that brings it.
    """
    record = tables.describe(indicator.table)
    if "territory" not in record.key:
        raise ArpentError(
            f"{indicator.id}: a median can't be computed from communes; it is only read at a level where its producer "
            f"published it, and '{indicator.table}' holds none. Ask for a count or a ratio instead."
        )
    ids = [place.id for place in territories]
    reason = f"{indicator.column}_reason"
    rows = tables.load(
        indicator.table, territories=ids, columns=["territory", "year", indicator.column, reason]
    )
    asked = pd.MultiIndex.from_product([ids, record.years], names=["territory", "year"])
    found = rows.set_index(["territory", "year"]).reindex(asked).reset_index()
    value = found[indicator.column].astype("float64")
    why = found[reason].astype("object").where(found[reason].notna(), "not_published")
    return found[["territory", "year"]].assign(
        value=value, reason=why.where(value.isna(), None), is_estimated=False, is_fragile=False
    )
