"""Migrations between territories: what leaves one arrives in another."""

import numpy as np

from arpent.errors import AskedWrongly
from arpent.methods.cohorts import Floats


def exchanges(population: Floats, departures: Floats, destinations: Floats) -> Floats:
    """
    Net migration of each territory with the others, and of those who leave them all.

    Arrivals from elsewhere are not in it: add them to the counts of `arpent.methods.cohorts.Hypotheses`.

    Parameters
    ----------
    population : array (territories, …, ages)
        On 1 January.
    departures : array, broadcast to ``population``
        Share who leave in the year, 0-1.
    destinations : array (territories, territories)
        Where those who leave a row's territory go: shares, of which the diagonal is 0 and a row sums to 1 at most.
        The rest leaves all of them.

    Returns
    -------
    array
        Shape of ``population``: arrivals less departures.

    Raises
    ------
    AskedWrongly
        Shares that are no shares.

    Notes
    -----
    ASSUME: destinations are the same at all ages, unlike departures.

    Examples
    --------
    >>> exchanges(np.array([[100.0], [50.0]]), 0.1, np.array([[0.0, 0.5], [1.0, 0.0]])).tolist()
    [[-5.0], [0.0]]
    """
    if not (np.min(departures) >= 0 and np.max(departures) <= 1):
        raise AskedWrongly("migration: departures must be shares, 0-1, with none missing.")
    if (
        np.min(destinations) < 0
        or np.max(destinations.sum(axis=1)) > 1 + 1e-9
        or np.any(np.diag(destinations))
    ):
        raise AskedWrongly(
            "migration: destinations must be 0 or more, 0 to oneself, and sum to 1 at most by origin."
        )
    leaving = population * departures
    arriving = np.tensordot(destinations, leaving, axes=(0, 0))
    net: Floats = arriving - leaving
    return net
