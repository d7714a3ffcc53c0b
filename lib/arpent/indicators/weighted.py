"""Shares published without their counts: read for a commune, estimated for a wider territory."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from arpent.indicators.cube import Floats, Ints, load_cube
from arpent.indicators.model import Weighted
from arpent.indicators.sums import ranks_by_territory, terms
from arpent.territory import Territory

# ASSUME: a share is estimated where the communes whose share is published have at least this part of the weight. The
# others are mostly communes that merged or split since, which the producer's file does not hold as they are.
LEAST_COVERED = 0.98


def weigh(indicator: Weighted, territories: Sequence[Territory]) -> pd.DataFrame:
    """
    A published share on territories: that of a commune, the weighted mean of the communes' elsewhere.

    Parameters
    ----------
    indicator : Weighted
        Says the share, and what weights it.
    territories : sequence of Territory
        Any levels.

    Returns
    -------
    DataFrame
        ``territory``, ``year``, ``value`` (0-1; NaN where less than `LEAST_COVERED` of the weight has a share),
        ``reason`` of the first missing share, ``is_estimated`` (for all but a commune), ``weight`` (sum).

    Raises
    ------
    DataUnavailable
        A table is not on this machine; the message names the command that brings it.
    """
    shares = load_cube(indicator.table, (indicator.column,))
    weights = _weights(indicator)
    rows = [
        _row(place.id, int(year), shares.figures[0, rank][ranks], weights[ranks])
        | {"reason": _reason(shares.reasons[0, rank][ranks], shares.figures[0, rank][ranks], shares.names)}
        for place, ranks in zip(territories, ranks_by_territory(territories).values(), strict=True)
        for rank, year in enumerate(shares.years)
    ]
    return pd.DataFrame(rows)


def _weights(indicator: Weighted) -> Floats:
    names = terms(indicator.weight)
    cube = load_cube(indicator.weight_table, tuple(names))
    year = int(np.flatnonzero(cube.years == indicator.weight_year)[0])
    counts = pd.DataFrame({name: cube.figures[rank, year] for rank, name in enumerate(cube.columns)})
    return np.asarray(counts.eval(indicator.weight), dtype="float64")


def _row(territory: str, year: int, shares: Floats, weights: Floats) -> dict[str, object]:
    if len(shares) == 1:
        value, is_estimated = float(shares[0]), False
    else:
        both = ~np.isnan(shares) & ~np.isnan(weights)
        total, covered = np.nansum(weights), weights[both].sum()
        is_enough = covered > 0 and covered >= LEAST_COVERED * total
        value = float(shares[both] @ weights[both] / covered) if is_enough else np.nan
        is_estimated = True
    weight = float(np.nansum(weights))
    return {
        "territory": territory,
        "year": year,
        "value": value,
        "is_estimated": is_estimated,
        "weight": weight,
    }


def _reason(reasons: Ints, shares: Floats, names: tuple[str, ...]) -> str | None:
    missing = np.flatnonzero(np.isnan(shares))
    return names[int(reasons[missing[0]])] if len(missing) else None
