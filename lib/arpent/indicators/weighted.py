"""Shares published without their counts: read for a commune, estimated for a wider territory."""

from collections.abc import Sequence

import numpy as np

from arpent.indicators.cube import load_cube
from arpent.indicators.figures import Figures, Floats, figures_of
from arpent.indicators.model import Weighted
from arpent.indicators.sums import evaluate, ranks_by_territory, terms
from arpent.territory import Territory

# ASSUME: a share is estimated where the communes whose share is published have at least this part of the weight. The
# others are mostly communes that merged or split since, which the producer's file does not hold as they are.
LEAST_COVERED = 0.98


def weigh(indicator: Weighted, territories: Sequence[Territory]) -> tuple[Figures, Floats]:
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
    tuple of Figures and array, shape (territories, years)
        Shares, 0-1 (NaN where less than `LEAST_COVERED` of the weight has one), with the reason of the first missing
        one, estimated for all but a commune; and the weights' sums.

    Raises
    ------
    DataUnavailable
        A table is not on this machine; the message names the command that brings it.
    """
    shares = load_cube(indicator.table, (indicator.column,))
    weights = _weights(indicator)
    ranks = ranks_by_territory(territories)
    shape = (len(ranks), len(shares.years))
    value, weight, reason = np.full(shape, np.nan), np.zeros(shape), np.full(shape, None, dtype=object)
    for place, held in enumerate(ranks.values()):
        weight[place] = np.nansum(weights[held])
        for year in range(len(shares.years)):
            value[place, year] = _mean(shares.figures[0, year][held], weights[held])
            missing = held[np.isnan(shares.figures[0, year][held])]
            reason[place, year] = shares.names[shares.reasons[0, year][missing[0]]] if len(missing) else None
    estimated = np.array([[len(held) > 1] for held in ranks.values()])
    return figures_of(ranks, shares.years, value, reason, is_estimated=estimated), weight


def _weights(indicator: Weighted) -> Floats:
    cube = load_cube(indicator.weight_table, tuple(terms(indicator.weight)))
    year = int(np.flatnonzero(cube.years == indicator.weight_year)[0])
    return evaluate(
        {name: cube.figures[rank, year] for rank, name in enumerate(cube.columns)}, indicator.weight
    )


def _mean(shares: Floats, weights: Floats) -> float:
    """Of the communes' shares; the share itself of one commune."""
    if len(shares) == 1:
        return float(shares[0])
    both = ~np.isnan(shares) & ~np.isnan(weights)
    total, covered = np.nansum(weights), weights[both].sum()
    is_enough = covered > 0 and covered >= LEAST_COVERED * total
    # NOTE: not a product of linear algebra, whose last digit depends on how many threads it has.
    return float((shares[both] * weights[both]).sum() / covered) if is_enough else np.nan
