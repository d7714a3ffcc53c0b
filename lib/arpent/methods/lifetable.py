"""Life tables from death rates, by age groups of any width; and old ages closed smoothly."""

from dataclasses import dataclass

import numpy as np

from arpent.errors import AskedWrongly
from arpent.methods.cohorts import Floats


@dataclass(frozen=True, eq=False)
class LifeTable:
    """
    A life table, one value an age group.

    Parameters
    ----------
    quotients : array
        Chance of dying in the group for one who enters it, 0-1.
    survivors : array
        Of one newborn, at the start of the group.
    lived : array
        Years lived in the group by those survivors.
    expectancy : array
        Years of life left at the start of the group.
    """

    quotients: Floats
    survivors: Floats
    lived: Floats
    expectancy: Floats


def life_table(
    rates: Floats, widths: Floats, before_death: Floats | None = None, *, infant_quotient: float | None = None
) -> LifeTable:
    """
    Life table of a period from its death rates.

    Parameters
    ----------
    rates : array (…, groups)
        Deaths per person and year, by age group; the last group is open.
    widths : array (groups,)
        Years in each group; that of the last is not used.
    before_death : array (groups,), optional
        Years lived in the group by those who die there. Half the width unless given.
    infant_quotient : float, optional
        Chance of dying before one year, where it is known from births rather than from the population.

    Returns
    -------
    LifeTable

    Raises
    ------
    AskedWrongly
        A rate is negative or missing, or the open group has no death.

    Notes
    -----
    q = n m / (1 + (n - a) m), 1 in the open group, where L = l / m (Preston, Heuveline & Guillot 2001, ch. 3).

    Examples
    --------
    >>> table = life_table(np.array([0.02, 0.5]), np.array([10.0, np.inf]))
    >>> table.expectancy.round(3).tolist()
    [10.727, 2.0]
    """
    given = np.asarray(rates, dtype=np.float64)
    if not (given.min() >= 0 and given[..., -1].min() > 0):
        raise AskedWrongly("life table: death rates must be 0 or more, and above 0 in the open age group.")
    closed = given[..., :-1]
    span = np.asarray(widths, dtype=np.float64)[:-1]
    before = span / 2 if before_death is None else np.asarray(before_death, dtype=np.float64)[:-1]
    dying = np.minimum(span * closed / (1 + (span - before) * closed), 1.0)
    if infant_quotient is not None:
        dying[..., 0] = infant_quotient
    survivors = np.concatenate([np.ones((*given.shape[:-1], 1)), np.cumprod(1 - dying, axis=-1)], axis=-1)
    lost = survivors[..., :-1] * dying
    lived = span * survivors[..., 1:] + before * lost
    lived = np.concatenate([lived, survivors[..., -1:] / given[..., -1:]], axis=-1)
    quotients = np.concatenate([dying, np.ones((*given.shape[:-1], 1))], axis=-1)
    return LifeTable(quotients, survivors, lived, _expectancy(lived, survivors))


def _expectancy(lived: Floats, survivors: Floats) -> Floats:
    ahead = np.cumsum(lived[..., ::-1], axis=-1)[..., ::-1]
    expectancy: Floats = np.divide(ahead, survivors, out=np.zeros_like(ahead), where=survivors > 0)
    return expectancy


def life_expectancy(quotients: Floats) -> Floats:
    """
    Life expectancy at birth that a year's quotients by cohort stand for.

    Parameters
    ----------
    quotients : array (…, cohorts)
        By age reached in the year, newborns first, to an age where hardly anyone is left.

    Returns
    -------
    array (…)
        Years.

    Notes
    -----
    A quotient by age reached in the year x covers, for x of 1 or more, a year that starts at x - 1/2 on average; the
    newborns' covers half a year. ASSUME: those who die do so in the middle of it.

    Examples
    --------
    >>> float(life_expectancy(np.array([0.0, 0.0, 1.0])))
    2.0
    """
    survivors = np.cumprod(1 - np.asarray(quotients, dtype=np.float64), axis=-1)
    before = np.concatenate([np.ones((*survivors.shape[:-1], 1)), survivors[..., :-1]], axis=-1)
    lived = (survivors + before) / 2
    lived[..., 0] /= 2
    expectancy: Floats = lived.sum(axis=-1)
    return expectancy


def close_old_ages(quotients: Floats, *, fitted: tuple[int, int], last: int) -> Floats:
    """
    Quotients carried on to an age where nobody is left, by Kannisto's logistic.

    It is no observation: beyond the last age fitted, what is given is a curve.

    Parameters
    ----------
    quotients : array (…, ages)
        By single age from 0.
    fitted : (int, int)
        First and last ages that the curve is fitted on (80 to 95, say); those beyond the last are replaced.
    last : int
        Last age wanted.

    Returns
    -------
    array (…, last + 1)

    Raises
    ------
    AskedWrongly
        The ages fitted are not in the quotients, or hold a 0 or a 1.

    Notes
    -----
    logit(-ln(1 - q)) is a straight line of age (Thatcher, Kannisto & Vaupel 1998), fitted by least squares.
    """
    given = np.asarray(quotients, dtype=np.float64)
    low, high = fitted
    hazard = -np.log1p(-given[..., low : high + 1])
    if high >= given.shape[-1] or not np.all((hazard > 0) & (hazard < 1)):
        raise AskedWrongly(
            f"old ages: quotients from {low} to {high} years must be there, above 0 and below 0.63."
        )
    ages = np.arange(low, high + 1) - low
    logit = np.log(hazard / (1 - hazard))
    centred = ages - ages.mean()
    slope = (logit * centred).sum(axis=-1, keepdims=True) / (centred**2).sum()
    level = logit.mean(axis=-1, keepdims=True) - slope * ages.mean()
    beyond = np.arange(high + 1, last + 1) - low
    carried = -np.expm1(-1 / (1 + np.exp(-(level + slope * beyond))))
    return np.concatenate([given[..., : high + 1], carried], axis=-1)
