"""Age groups brought to single ages, each group's total kept exactly."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from arpent.errors import AskedWrongly
from arpent.methods.cohorts import Floats


def graduate(groups: Floats, starts: Sequence[int], like: Floats) -> Floats:
    """
    Population by single age from counts by age group, with the shape of a reference population inside.

    It is not an observation: a hump that only one territory has inside a group (students, say) is not found.

    Parameters
    ----------
    groups : array (…, groups)
        Counts, 0 or more.
    starts : sequence of int
        First age of each group, from 0; the last group runs to the last age of ``like``.
    like : array (ages,)
        Population by single age of a larger territory that holds this one (the département, France), above 0.

    Returns
    -------
    array (…, ages)
        0 or more. The ages of each group sum to it.

    Raises
    ------
    AskedWrongly
        Groups that do not start at 0 or are not as many as their starts; a negative count; an age empty in ``like``.

    Notes
    -----
    The cumulated count is a monotone cubic (PCHIP, Fritsch & Butland 1984) of the reference's cumulated count, through
    the bounds of the groups: the ratio to the reference changes gently with age instead of jumping at each bound.
    """
    from scipy.interpolate import PchipInterpolator  # noqa: PLC0415 - heavy, used here only

    counts = np.asarray(groups, dtype=np.float64)
    _check(counts, starts, like)
    ahead = np.concatenate([[0.0], np.cumsum(like, dtype=np.float64)])
    bounds = [*starts, len(like)]
    reached = np.concatenate([np.zeros((*counts.shape[:-1], 1)), np.cumsum(counts, axis=-1)], axis=-1)
    single = np.diff(PchipInterpolator(ahead[bounds], reached, axis=-1)(ahead), axis=-1)
    return _to_groups(np.maximum(single, 0.0), counts, bounds)


def _to_groups(single: Floats, counts: Floats, bounds: Sequence[int]) -> Floats:
    """Take away what rounding left: each group's ages sum to it."""
    exact = single.copy()
    for place, (low, high) in enumerate(pairwise(bounds)):
        inside = exact[..., low:high]
        sums = inside.sum(axis=-1, keepdims=True)
        inside *= np.divide(counts[..., place : place + 1], sums, out=np.zeros_like(sums), where=sums > 0)
    return exact


def _check(counts: Floats, starts: Sequence[int], like: Floats) -> None:
    if list(starts) != sorted(set(starts)) or starts[0] != 0 or starts[-1] >= len(like):
        raise AskedWrongly(
            f"graduation: groups start at {list(starts)}; expected 0, then rising to {len(like) - 1}."
        )
    if counts.shape[-1] != len(starts):
        raise AskedWrongly(f"graduation: {counts.shape[-1]} counts for {len(starts)} age groups.")
    if not (counts.min() >= 0 and np.min(like) > 0):
        raise AskedWrongly("graduation: counts must be 0 or more, and the reference above 0 at every age.")


def collapse_open(population: Floats, last: int) -> Floats:
    """
    Population whose ages from ``last`` on are put together.

    Parameters
    ----------
    population : array (…, ages)
        By single age.
    last : int
        Age that becomes open.

    Returns
    -------
    array (…, last + 1)

    Examples
    --------
    >>> collapse_open(np.array([5.0, 4.0, 2.0, 1.0]), 2).tolist()
    [5.0, 4.0, 3.0]
    """
    tail = population[..., last:].sum(axis=-1, keepdims=True)
    return np.concatenate([population[..., :last], tail], axis=-1)


def spread_open(population: Floats, mortality: Floats) -> Floats:
    """
    Population whose open group is spread over the ages that quotients go to.

    Parameters
    ----------
    population : array (…, ages)
        The last age is open.
    mortality : array (…, cohorts)
        Quotients by cohort, of which there are as many or more.

    Returns
    -------
    array (…, cohorts - 1)

    Notes
    -----
    ASSUME: inside the open group, each age is to the one before as its survivors are (a stationary tail).
    """
    ages, wanted = population.shape[-1], mortality.shape[-1] - 1
    alive = np.cumprod(1 - mortality[..., ages:wanted], axis=-1)
    weights = np.concatenate([np.ones((*alive.shape[:-1], 1)), alive], axis=-1)
    weights = weights / weights.sum(axis=-1, keepdims=True)
    return np.concatenate([population[..., :-1], population[..., -1:] * weights], axis=-1)
