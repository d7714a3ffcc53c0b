"""Latest figures of indicators on all the territories of a level at once: one pass a table."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import pandas as pd

from arpent.indicators.cube import ranks_of
from arpent.indicators.model import Indicator
from arpent.indicators.registry import indicator
from arpent.indicators.sums import sum_groups
from arpent.indicators.valued import valued
from arpent.territory.levels import owners
from arpent.territory.reference import latest_population

# ASSUME: a commune is compared with the two thousand nearest in population; other levels have fewer, all compared.
MOST_COMPARED = 2000


def profiles(
    names: Sequence[str], level: str, code: str, *, most: int = MOST_COMPARED
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """
    Latest figures of several indicators on the territories of a level. Not to be altered: they are remembered.

    Parameters
    ----------
    names : sequence of str
        Ids of indicators.
    level, code : str
        A level that has zones, and one of its territories.
    most : int
        Where the level has more others than this, those nearest in population to the territory.

    Returns
    -------
    tuple of two DataFrames
        One row a territory, one column an indicator: the values, and the reasons of those missing.
    """
    zone = owners(level)
    return _profiles(tuple(names), level, code if zone.nunique() > most + 1 else None, most)


@lru_cache(maxsize=8)
def _profiles(
    names: tuple[str, ...], level: str, around: str | None, most: int
) -> tuple[pd.DataFrame, pd.DataFrame]:
    zone = owners(level)
    kept = zone if around is None else zone[zone.isin(_nearest_in_size(zone, around, most))]
    frame = measure_everywhere([indicator(name) for name in names], f"{level}:" + kept)
    keyed = frame.set_index(["territory", "indicator"])
    values, reasons = (
        keyed[column].unstack("indicator")[list(names)]  # noqa: PD010 - pivot_table drops empty rows
        for column in ("value", "reason")
    )
    return values, reasons


def _nearest_in_size(zone: "pd.Series[str]", code: str, most: int) -> list[str]:
    sizes = latest_population().reindex(zone.index).fillna(0.0).groupby(zone).sum().sort_index()
    ratios = (sizes + 1).to_numpy(dtype="float64") / (float(sizes[code]) + 1)
    apart = pd.Series(np.abs(np.log(ratios)), index=sizes.index)
    apart[code] = -1.0
    return list(apart.sort_values(kind="stable").index[: most + 1])


def measure_everywhere(chosen: Sequence[Indicator], zone: "pd.Series[str]") -> pd.DataFrame:
    """
    Latest year of several indicators on territories that do not overlap, as ``measure`` would have it.

    Not for a page: it says neither what is estimated nor what is fragile.

    Parameters
    ----------
    chosen : sequence of Indicator
        Counts, ratios and changes.
    zone : Series of str
        Territory of each commune (index: ``commune_code``).

    Returns
    -------
    DataFrame
        ``territory``, ``indicator``, ``value``, ``reason`` (None where there is a value).
    """
    communes = zone.index.to_series().groupby(zone.to_numpy())
    ranks = {str(name): ranks_of(list(codes)) for name, codes in communes}
    frames = [valued(one, sum_groups(one, ranks)).frame().assign(indicator=one.id) for one in chosen]
    latest = [frame[frame["year"] == frame["year"].max()] for frame in frames]
    frame: pd.DataFrame = pd.concat(latest, ignore_index=True)[["territory", "indicator", "value", "reason"]]
    return frame
