"""Counts published by département: read there, summed for a région and for France."""

from collections.abc import Sequence
from functools import lru_cache

import pandas as pd

from arpent import tables
from arpent.indicators.model import Tally
from arpent.indicators.sums import NOT_IN_FRANCE
from arpent.tables.storage import table_file
from arpent.territory import Territory, divisions

SUMMED = ("region", "france")


def read_tally(indicator: Tally, territories: Sequence[Territory]) -> pd.DataFrame:
    """
    A count published by département, by territory and year.

    Parameters
    ----------
    indicator : Tally
        Says the table, the column and which rows.
    territories : sequence of Territory
        Any levels; France is without Mayotte.

    Returns
    -------
    DataFrame
        ``territory``, ``year``, ``value`` (NaN where a département's is missing), ``reason``: ``not_published`` below
        the département.

    Raises
    ------
    DataUnavailable
        The table is not on this machine; the message names the command that brings it.
    """
    path = table_file(indicator.table)
    keyed = _rows(indicator, path.stat().st_mtime_ns if path.is_file() else 0)
    years = sorted({int(year) for year in keyed.index.get_level_values("year")})
    return pd.concat([_of(place, keyed, indicator.column, years) for place in territories], ignore_index=True)


@lru_cache(maxsize=32)
def _rows(indicator: Tally, _modified: int) -> pd.DataFrame:
    """Figures and reasons by territory and year; kept until the table's file changes."""
    rows = tables.load(indicator.table)
    for column, wanted in indicator.where:
        rows = rows[rows[column] == wanted]
    return rows.set_index(["territory", "year"])[[indicator.column, f"{indicator.column}_reason"]]


def _of(place: Territory, keyed: pd.DataFrame, column: str, years: list[int]) -> pd.DataFrame:
    asked = pd.MultiIndex.from_product([_departements(place), years], names=["territory", "year"])
    found = keyed.reindex(asked)
    why = found[f"{column}_reason"].astype("object").fillna("not_published").where(found[column].isna(), None)
    sums = found[column].groupby("year").sum(min_count=1).where(~found[column].isna().groupby("year").any())
    frame = sums.rename("value").reindex(years).rename_axis("year").reset_index()
    reason = why.groupby("year").first().reindex(years).fillna("not_published")
    return frame.assign(
        territory=place.id,
        reason=reason.where(frame["value"].isna().to_numpy(), None).to_numpy(),
        is_estimated=False,
        is_fragile=False,
    )


def _departements(place: Territory) -> list[str]:
    if place.level == "departement":
        return [place.id]
    if place.level not in SUMMED:
        return []
    return [part.id for part in divisions(place) if place.level != "france" or part.code != NOT_IN_FRANCE]
