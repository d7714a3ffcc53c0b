"""Households from the ages of inhabitants, where nobody publishes the age of their reference person."""

import numpy as np

from arpent.errors import AskedWrongly
from arpent.methods.cohorts import Floats


def ecological_rates(households: Floats, population: Floats) -> Floats:
    """
    Households per inhabitant of each age group, that explain best the households of many communes.

    It is a substitute for reference-person rates: what varies with the ages of a commune, and is not due to them (its
    rents, its studios), is in it too.

    Parameters
    ----------
    households : array (communes,)
        Counts, above 0.
    population : array (communes, groups)
        Inhabitants by age group; all but those under age, who head no household.

    Returns
    -------
    array (groups,)
        0-1.

    Raises
    ------
    AskedWrongly
        Fewer communes than ten a group.

    Notes
    -----
    Least squares bounded to 0-1 (`scipy.optimize.lsq_linear`), each commune weighted by 1/√households: the variance of
    a count grows as the count.

    Examples
    --------
    >>> people = np.array([[100.0, 50.0], [10.0, 40.0], [60.0, 10.0]] * 10)
    >>> ecological_rates(people @ np.array([0.5, 0.7]), people).round(6).tolist()
    [0.5, 0.7]
    """
    from scipy.optimize import lsq_linear  # noqa: PLC0415 - heavy, used here only

    if len(households) < 10 * population.shape[1]:
        raise AskedWrongly(
            f"headship: {len(households)} communes for {population.shape[1]} age groups; ten a group are expected."
        )
    weights = 1 / np.sqrt(households)
    found = lsq_linear(population * weights[:, None], households * weights, bounds=(0, 1))
    rates: Floats = found.x
    return rates


def fitted_rates(rates: Floats, households: Floats, population: Floats) -> Floats:
    """
    Rates brought to the households of a territory, all by the same factor.

    Parameters
    ----------
    rates : array (groups,)
        Of `ecological_rates`.
    households : array (…)
        Counts.
    population : array (…, groups)
        Inhabitants.

    Returns
    -------
    array (…, groups)
        Times the population, they sum to the households.

    Raises
    ------
    AskedWrongly
        A territory where nobody could head a household.
    """
    expected = (population * rates).sum(axis=-1)
    if not np.all(expected > 0):
        raise AskedWrongly("headship: a territory has nobody of an age to head a household.")
    fitted: Floats = rates * (households / expected)[..., None]
    return fitted
