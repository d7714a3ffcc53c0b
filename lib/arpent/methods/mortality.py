"""National quotients of mortality moved to a territory."""

import numpy as np

from arpent.methods.cohorts import Floats


def local_mortality(national: Floats, ratio: Floats | float) -> Floats:
    """
    Quotients of a territory where the risk at each moment is that of the country times a ratio.

    Parameters
    ----------
    national : array (…, cohorts)
        Quotients, 0-1.
    ratio : array (…) or float
        Deaths in the territory over those it would have with national quotients; broadcast against all but cohorts.

    Returns
    -------
    array (…, cohorts)
        0-1, whatever the ratio.

    Notes
    -----
    q' = 1 - (1 - q)^ratio. ASSUME: one ratio at all ages, kept to the horizon; Omphale does the same with quotients
    multiplied, which can pass 1 at very old ages.

    Examples
    --------
    >>> local_mortality(np.array([0.1, 1.0]), 2.0).round(3).tolist()
    [0.19, 1.0]
    """
    with np.errstate(divide="ignore"):
        survival = np.log1p(-np.asarray(national, dtype=np.float64))
    hazard = survival * np.asarray(ratio, dtype=np.float64)[..., None]
    quotients: Floats = -np.expm1(hazard, out=hazard)
    return quotients


def expected_deaths(population: Floats, mortality: Floats) -> Floats:
    """
    Deaths that a territory would have in a year with a country's quotients.

    Parameters
    ----------
    population : array (…, 2, ages)
        On 1 January.
    mortality : array (…, 2, ages + 1)
        By cohort; that of newborns is left out: births are not known here, and infants are few among the dead.

    Returns
    -------
    array (…)
    """
    expected: Floats = (population * mortality[..., 1:]).sum(axis=(-2, -1))
    return expected


def trend_of_quotients(history: Floats, years: int) -> Floats:
    """
    Quotients of the years to come, each going on as it went.

    Parameters
    ----------
    history : array (past years, …, cohorts)
        Annual quotients above 0, oldest first; ten years or more.
    years : int
        How many to add.

    Returns
    -------
    array (years, …, cohorts)
        At most 1.

    Notes
    -----
    ln q goes on by its mean annual change over the history (the random walk with drift of Lee & Carter 1992, cohort
    by cohort), from the mean of the last three years: a single year's epidemic does not set the level.
    """
    logs = np.log(history)
    drift = (logs[-1] - logs[0]) / (len(logs) - 1)
    ahead = np.arange(2, years + 2).reshape(-1, *[1] * (history.ndim - 1))
    carried: Floats = np.minimum(np.exp(logs[-3:].mean(axis=0) + drift * ahead), 1.0)
    return carried
