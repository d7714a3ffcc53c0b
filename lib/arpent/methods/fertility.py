"""National fertility rates moved to a territory, and local levels drawn towards the parent's where people are few."""

import numpy as np

from arpent.errors import AskedWrongly
from arpent.methods.cohorts import Floats


def local_fertility(national: Floats, ratio: Floats | float, shift: float = 0.0) -> Floats:
    """
    Rates of a territory: the country's, a little later or earlier in life, at another level.

    Parameters
    ----------
    national : array (ages,)
        Children a woman and year, by age.
    ratio : array (…) or float
        Total fertility of the territory over the country's.
    shift : float
        Years that mothers are older than in the country.

    Returns
    -------
    array (…, ages)
        They sum to ratio × the national total.

    Raises
    ------
    AskedWrongly
        The shift leaves no rate within the ages.

    Notes
    -----
    f'(a) = ratio × f(a - shift), between ages by a straight line. ASSUME: the shape does not change.

    Examples
    --------
    >>> local_fertility(np.array([0.0, 1.0, 0.0, 0.0]), 2.0, 0.5).tolist()
    [0.0, 1.0, 1.0, 0.0]
    """
    ages = np.arange(len(national), dtype=np.float64)
    moved = np.interp(ages - shift, ages, national, left=0.0, right=0.0)
    if not moved.sum() > 0:
        raise AskedWrongly(f"fertility: a shift of {shift} years leaves no rate; a year or two are expected.")
    rates: Floats = np.asarray(ratio, dtype=np.float64)[..., None] * moved * (np.sum(national) / moved.sum())
    return rates


def shrunk_ratio(observed: Floats, expected: Floats, parent: Floats | float, *, weight: float) -> Floats:
    """
    Ratio of births or deaths to those expected, drawn towards the parent's where few are expected.

    Parameters
    ----------
    observed : array
        Births or deaths of several years.
    expected : array
        Those with the country's rates by age.
    parent : array or float
        Ratio of the territory that holds each.
    weight : float
        Events expected at which own and parent's ratios count the same; see `prior_weight`.

    Returns
    -------
    array

    Notes
    -----
    (observed + weight × parent) / (expected + weight): the mean of a gamma posterior under Poisson counts.

    Examples
    --------
    >>> shrunk_ratio(np.array([8.0, 8000.0]), np.array([10.0, 10000.0]), 1.0, weight=10.0).round(3).tolist()
    [0.9, 0.8]
    """
    shrunk: Floats = (observed + weight * np.asarray(parent)) / (expected + weight)
    return shrunk


def prior_weight(observed: Floats, expected: Floats) -> float:
    """
    How many expected events a parent's ratio is worth, from how much its territories truly differ.

    Parameters
    ----------
    observed, expected : array (territories,)
        As in `shrunk_ratio`; ten territories or more.

    Returns
    -------
    float
        Infinite where they differ no more than chance has it: all take the parent's ratio.

    Notes
    -----
    Moments (Marshall 1991): variance of the ratios, weighted by what is expected, less that of Poisson counts.
    """
    mean = observed.sum() / expected.sum()
    spread = float((expected * (observed / expected - mean) ** 2).sum() / expected.sum())
    true = spread - mean * len(expected) / expected.sum()
    return float(mean / true) if true > 0 else float("inf")
