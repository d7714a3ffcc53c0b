"""Rates published each quarter, and the mean of the four quarters of a year."""

from collections.abc import Sequence

import pandas as pd

from arpent import tables
from arpent.indicators.model import Quarterly
from arpent.territory import Territory

QUARTERS = 4


def read_quarters(indicator: Quarterly, territories: Sequence[str] | None = None) -> pd.DataFrame:
    """
    Published values, a row a territory and quarter.

    Parameters
    ----------
    indicator : Quarterly
        Says the table and the column.
    territories : sequence of str, optional
        Ids; all those published, unless given. One that the table lacks has no row.

    Returns
    -------
    DataFrame
        ``territory``, ``year``, ``quarter``, ``value`` (0-1), ``reason``.

    Raises
    ------
    DataUnavailable
        The table is not on this machine; the message names the command that brings it.
    """
    reason = f"{indicator.column}_reason"
    names = ["territory", "year", "quarter", indicator.column, reason]
    rows = tables.load(indicator.table, territories=territories, columns=names)
    return rows.rename(columns={indicator.column: "value", reason: "reason"})


def read_years(indicator: Quarterly, territories: Sequence[Territory]) -> pd.DataFrame:
    """
    Mean of the four quarters of each year. A year of which fewer are published has none.

    Parameters
    ----------
    indicator : Quarterly
        Says the table and the column.
    territories : sequence of Territory
        Any levels; the table knows those that its producer published.

    Returns
    -------
    DataFrame
        ``territory``, ``year``, ``value``, ``reason``: ``not_published`` where there is no mean.
    """
    ids = [place.id for place in territories]
    rows = read_quarters(indicator, ids)
    asked = pd.MultiIndex.from_product(
        [ids, tables.describe(indicator.table).years], names=["territory", "year"]
    )
    of_year = rows.groupby(["territory", "year"])["value"]
    means = of_year.mean().where(of_year.count() == QUARTERS).reindex(asked)
    frame = means.rename("value").reset_index()
    why = pd.Series("not_published", index=frame.index, dtype="object").where(frame["value"].isna(), None)
    return frame.assign(reason=why, is_estimated=False, is_fragile=False)
