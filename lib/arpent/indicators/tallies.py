"""Counts published by département: read there, summed for a région and for France."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from arpent import tables
from arpent.indicators.figures import Figures, Floats, Objects, figures_of
from arpent.indicators.model import Tally
from arpent.indicators.sums import NOT_IN_FRANCE
from arpent.tables.storage import table_file
from arpent.territory import Territory, divisions

SUMMED = ("region", "france")
NOT_PUBLISHED = "not_published"


def read_tally(indicator: Tally, territories: Sequence[Territory]) -> Figures:
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
    Figures
        NaN where a département's is missing; ``not_published`` below the département.

    Raises
    ------
    DataUnavailable
        The table is not on this machine; the message names the command that brings it.
    """
    path = table_file(indicator.table)
    wide = _wide(indicator, path.stat().st_mtime_ns if path.is_file() else 0)
    value, reason = zip(*(_of(place, wide) for place in territories), strict=True)
    return figures_of([place.id for place in territories], wide.years, np.array(value), np.array(reason))


@dataclass(frozen=True, eq=False)
class Wide:
    """Figures and reasons, a row a département, a column a year."""

    ranks: dict[str, int]
    years: npt.NDArray[np.int64]
    figures: Floats
    reasons: npt.NDArray[np.object_]


@lru_cache(maxsize=32)
def _wide(indicator: Tally, _modified: int) -> Wide:
    """Kept until the table's file changes."""
    rows = tables.load(indicator.table)
    for column, wanted in indicator.where:
        rows = rows[rows[column] == wanted]
    keyed = rows.set_index(["territory", "year"])
    figures = keyed[indicator.column].unstack("year")
    reasons = keyed[f"{indicator.column}_reason"].astype("object").unstack("year")
    told = reasons.where(reasons.notna(), NOT_PUBLISHED).to_numpy(dtype=object)
    ranks = {str(name): rank for rank, name in enumerate(figures.index)}
    return Wide(ranks, figures.columns.to_numpy(dtype="int64"), figures.to_numpy(dtype="float64"), told)


def _of(place: Territory, wide: Wide) -> tuple[Floats, Objects]:
    parts = [wide.ranks.get(part) for part in _departements(place)]
    values = np.full(len(wide.years), np.nan)
    reasons = np.full(len(wide.years), NOT_PUBLISHED, dtype=object)
    here = [rank for rank in parts if rank is not None]
    if here and len(here) == len(parts):
        values = wide.figures[here].sum(axis=0)
        first = np.isnan(wide.figures[here]).argmax(axis=0)
        reasons = wide.reasons[np.asarray(here)[first], np.arange(len(wide.years))]
    return values, reasons


@lru_cache(maxsize=256)
def _departements(place: Territory) -> tuple[str, ...]:
    if place.level == "departement":
        return (place.id,)
    if place.level not in SUMMED:
        return ()
    parts = divisions(place)
    return tuple(part.id for part in parts if place.level != "france" or part.code != NOT_IN_FRANCE)
