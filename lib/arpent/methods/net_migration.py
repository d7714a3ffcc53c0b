"""
Net migration by single age, from balances published by wide age groups: the substitute where flows by age are missing.

Method page: ``docs/methodes/projection.md``.
"""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pandas as pd

from arpent.errors import AskedWrongly
from arpent.methods.cohorts import Floats

#: First ages of the groups of adults that balances are taken from.
STARTS = (30, 40, 50, 65)
# ASSUME: children under this age move with adults of 30 to 49; from it to 29, people come and go to study and begin.
LEAVING_HOME = 17
PARENTS = (30, 50)
# ASSUME: a share of the country that changes faster than this from an age to the next is an accident of estimated ages.
STEEPEST = 0.15
# ASSUME: the balance of one year and one group of ages is trusted as much as the parent's rate where this many persons
# of the group live. Of 0 to 40 000, what found the ages of all EPCI in 2021 again best from those of 2016
# (docs/methodes/projection_ages.md); 10 000 to 20 000 do as well.
TRUSTED = 15_000.0


def rates_by_age(balances: Floats, population: Floats, reference: Floats) -> Floats:
    """
    Net migration a year, per inhabitant of each age.

    Parameters
    ----------
    balances : array (…, 4)
        Arrivals less departures of a year, persons, by the groups of ``STARTS``.
    population : array (…, ages)
        Both sexes, by single age.
    reference : array (ages,)
        The country's, above 0.

    Returns
    -------
    array (…, ages)
        Rates; from 30 on, times the population, they sum to each group's balance. 0 in a group where nobody lives.

    Raises
    ------
    AskedWrongly
        Not four groups, or too few ages.

    Notes
    -----
    ASSUME: from 30 on, one rate a group. From 17 to 29, rates keep the territory's share of the country at each age as
    it is: a university town goes on drawing students and seeing them leave. What is published there, a balance of all
    those under 20 and another from 20 to 29, mixes both moves: carried on alone, it lets students settle and makes
    births surge ten years later. Children have the rate of adults of 30 to 49.
    """
    if balances.shape[-1] != len(STARTS) or population.shape[-1] <= STARTS[-1]:
        raise AskedWrongly(
            f"net migration: {balances.shape[-1]} groups over {population.shape[-1]} ages; expected {len(STARTS)} "
            f"groups, from ages {', '.join(map(str, STARTS))}."
        )
    rates = np.zeros(np.broadcast_shapes(population.shape, (*balances.shape[:-1], population.shape[-1])))
    for group, (low, high) in enumerate(pairwise([*STARTS, population.shape[-1]])):
        rates[..., low:high] = _rate(balances[..., group], population[..., low:high])
    rates[..., :LEAVING_HOME] = _rate(balances[..., :2].sum(axis=-1), population[..., slice(*PARENTS)])
    rates[..., LEAVING_HOME : STARTS[0]] = _slope(population, reference)[..., LEAVING_HOME : STARTS[0]]
    return rates


def drawn_to_parent(
    balances: Floats, population: Floats, inside: "Sequence[str] | pd.Series[str]", trusted: float = TRUSTED
) -> Floats:
    """
    Balances of a year, drawn towards the rates of the parent: the more so as few live there at these ages.

    Parameters
    ----------
    balances : array (territories, 4)
        Arrivals less departures of a year, persons, by the groups of ``STARTS``.
    population : array (territories, ages)
        Both sexes, by single age.
    inside : sequence of str
        Parent of each territory.
    trusted : float
        Persons of a group who make its own rate weigh as much as the parent's; 0: its own alone.

    Returns
    -------
    array (territories, 4)
        Persons. They no longer sum to the parent's balance: what is missing is found again in the change of totals.

    Notes
    -----
    rate = parent's + n / (n + trusted) × (own - parent's), n those of the group. Measured by
    `arpent.study.ages_page`.

    Examples
    --------
    >>> people = np.full((2, 70), TRUSTED / 10)
    >>> drawn_to_parent(np.array([[100.0] * 4, [0.0] * 4]), people, ["63", "63"])[:, 0].tolist()
    [75.0, 25.0]
    """
    bounds = [*STARTS, population.shape[-1]]
    counts = np.stack([population[:, low:high].sum(axis=-1) for low, high in pairwise(bounds)], axis=-1)
    _, parents = np.unique(np.asarray(inside), return_inverse=True)
    sums = np.zeros((2, int(parents.max()) + 1, len(STARTS)))
    for rank, flow in enumerate((balances, counts)):
        np.add.at(sums[rank], parents, flow)
    usual = np.divide(sums[0], sums[1], out=np.zeros_like(sums[0]), where=sums[1] > 0)[parents] * counts
    drawn: Floats = usual + counts / np.maximum(counts + trusted, 1e-9) * (balances - usual)
    return drawn


def _slope(population: Floats, reference: Floats) -> Floats:
    """How the territory's share of the country changes from an age to the next, in logarithm."""
    known = np.maximum(population, 1e-9) / reference
    steps = np.diff(np.log(known), axis=-1)
    limited: Floats = np.clip(steps, -STEEPEST, STEEPEST)
    return limited


def _rate(balance: Floats, population: Floats) -> Floats:
    present = population.sum(axis=-1, keepdims=True)
    wanted = np.asarray(balance)[..., None]
    rate: Floats = np.divide(
        wanted, present, out=np.zeros(np.broadcast_shapes(wanted.shape, present.shape)), where=present > 0
    )
    return rate


def apparent(populations: Sequence[float] | Floats, years: int, natural: Floats | float) -> Floats:
    """
    Net migration a year that makes up a change: the change less births and more deaths.

    It holds the errors of both censuses and what arrives from abroad; it is no count of movers.

    Parameters
    ----------
    populations : array (2, …) or two numbers
        At the first and last date.
    years : int
        Between them: five at least.
    natural : array or float
        Births less deaths a year, over the same years.

    Returns
    -------
    array

    Raises
    ------
    AskedWrongly
        Under five years.

    Examples
    --------
    >>> float(apparent((1000.0, 1060.0), 6, 4.0))
    6.0
    """
    if years < 5:
        raise AskedWrongly(f"net migration: {years} years; censuses are compared five years apart or more.")
    first, last = (np.asarray(one, dtype=np.float64) for one in populations)
    yearly: Floats = (last - first) / years - natural
    return yearly
