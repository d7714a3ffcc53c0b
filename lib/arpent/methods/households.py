"""Households of a population, from the share of each sex and age that heads one."""

import numpy as np

from arpent.errors import AskedWrongly
from arpent.methods.cohorts import Floats


def reference_rates(heads: Floats, population: Floats) -> Floats:
    """
    Share of people who are the reference person of a household.

    Parameters
    ----------
    heads : array (…, ages)
        Reference persons, hence households.
    population : array (…, ages)
        People in households, institutions apart.

    Returns
    -------
    array (…, ages)
        0-1; 0 where nobody is.

    Raises
    ------
    AskedWrongly
        More heads than people.
    """
    if np.any(heads > population):
        raise AskedWrongly(
            "households: more reference persons than people in some age; ages or places differ."
        )
    return np.divide(heads, population, out=np.zeros(np.shape(heads)), where=np.asarray(population) > 0)


def households(population: Floats, rates: Floats, outside_share: Floats | float = 0.0) -> Floats:
    """
    Number of households.

    Parameters
    ----------
    population : array (…, 2, ages)
        Everyone.
    rates : array (…, 2, ages)
        Of `reference_rates`.
    outside_share : array (…, 2, ages) or float
        Share who live outside ordinary households (homes, barracks, halls), 0-1.

    Returns
    -------
    array (…)

    Raises
    ------
    AskedWrongly
        A share out of 0-1.

    Notes
    -----
    ASSUME: the share who live outside households stays that of the base year at each sex and age.

    Examples
    --------
    >>> float(households(np.full((2, 2), 100.0), np.full((2, 2), 0.5), 0.1))
    180.0
    """
    for name, share in (("rates", rates), ("outside_share", outside_share)):
        if not (np.min(share) >= 0 and np.max(share) <= 1):
            raise AskedWrongly(f"households: {name} must be 0-1, with none missing.")
    number: Floats = (population * (1 - np.asarray(outside_share)) * rates).sum(axis=(-2, -1))
    return number
