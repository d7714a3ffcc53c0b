"""Rates published each quarter, and the mean of the four quarters of a year."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from arpent import tables
from arpent.indicators.figures import Figures, figures_of, laid_out
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


def read_years(indicator: Quarterly, territories: Sequence[Territory]) -> Figures:
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
    Figures
        ``not_published`` where there is no mean.
    """
    ids, years = [place.id for place in territories], list(tables.describe(indicator.table).years)
    rows = read_quarters(indicator, ids)
    place, year, kept = laid_out(rows, ids, years)
    values = rows["value"].to_numpy(dtype="float64", na_value=np.nan)[kept]
    is_there = ~np.isnan(values)
    total, count = np.zeros((len(ids), len(years))), np.zeros((len(ids), len(years)), dtype="int64")
    np.add.at(total, (place[is_there], year[is_there]), values[is_there])
    np.add.at(count, (place[is_there], year[is_there]), 1)
    value = np.where(count == QUARTERS, total, np.nan) / QUARTERS
    return figures_of(ids, years, value, np.full(value.shape, "not_published", dtype=object))
