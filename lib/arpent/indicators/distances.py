"""How far persons go from the commune where they live to the one where they work."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import shapely

from arpent import tables
from arpent.indicators.cube import LACKING
from arpent.indicators.figures import Figures, Floats, figures_of
from arpent.indicators.flows import Network, network
from arpent.indicators.model import Distance
from arpent.indicators.sums import ranks_by_territory
from arpent.tables.pairs import load_pairs
from arpent.territory import Territory

EARTH_KM = 6371.0


def share_by_distance(indicator: Distance, territories: Sequence[Territory]) -> tuple[Figures, Floats]:
    """
    Share of those who live in a territory and work in France that go so far.

    Parameters
    ----------
    indicator : Distance
        Says the table of flows, its count and the distances.
    territories : sequence of Territory
        Any levels.

    Returns
    -------
    tuple of Figures and array, shape (territories, years)
        Shares, 0-1 (NaN where nobody was asked, or nobody works); and the persons asked.

    Raises
    ------
    DataUnavailable
        The table is not on this machine.
    """
    years, groups = sorted(load_pairs(indicator.table)), ranks_by_territory(territories)
    wanted, total = np.zeros((len(groups), len(years))), np.zeros((len(groups), len(years)))
    for rank, year in enumerate(years):
        flows = network(indicator.table, indicator.column, year)
        far, every = _persons(flows, indicator.low, indicator.high)
        for place, ranks in enumerate(groups.values()):
            if flows.is_known[ranks].all():
                wanted[place, rank], total[place, rank] = far[ranks].sum(), every[ranks].sum()
    value = wanted / np.where(total > 0, total, np.nan)
    return figures_of(groups, years, value, np.full(value.shape, LACKING, dtype=object)), total


@lru_cache(maxsize=32)
def _persons(flows: Network, low: float | None, high: float) -> tuple[Floats, Floats]:
    """Persons by commune where they live: those whose distance is in the bounds, and all."""
    homes = np.repeat(np.arange(flows.matrix.shape[0]), np.diff(flows.matrix.indptr))
    others, persons = flows.matrix.indices, flows.matrix.data
    is_same = homes == others
    if low is None:
        is_wanted = is_same
    else:
        far = _apart(homes, others)
        is_wanted = ~is_same & (far >= low) & (far < high)
    size = flows.matrix.shape[0]
    wanted, every = (
        np.bincount(homes, weights=one, minlength=size) for one in (persons * is_wanted, persons)
    )
    return wanted.astype("float64"), every.astype("float64")


def _apart(homes: npt.NDArray[np.int64], others: npt.NDArray[np.int32]) -> Floats:
    """Km between the centres of communes, as the crow flies."""
    centres = _centres()
    (lon_a, lat_a), (lon_b, lat_b) = centres[homes].T, centres[others].T
    chord = (
        np.sin((lat_b - lat_a) / 2) ** 2 + np.cos(lat_a) * np.cos(lat_b) * np.sin((lon_b - lon_a) / 2) ** 2
    )
    apart: Floats = 2 * EARTH_KM * np.arcsin(np.sqrt(chord))
    return apart


@lru_cache(maxsize=1)
def _centres() -> Floats:
    """Radians, east and north, in the order of every cube."""
    # ASSUME: persons live and work at the geometric centre of their commune.
    # NOTE: in degrees; over a commune, the centre moves by metres.
    shapes = tables.load_boundaries("commune").set_index("code").sort_index().geometry
    centres = shapely.centroid(shapes.to_numpy())
    radians: Floats = np.radians(np.column_stack([shapely.get_x(centres), shapely.get_y(centres)]))
    return radians
