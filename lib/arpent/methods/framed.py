"""Projections of many territories held, year by year, to the projection of the country that holds them."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from arpent.methods.cohorts import Floats, Hypotheses, Projection, check_hypotheses, pass_year


@dataclass(frozen=True, eq=False)
class Framed:
    """
    A projection, and what the frame added to it.

    Parameters
    ----------
    projection : Projection
        Held to the frame.
    adjustment : array (years, …)
        Persons that the frame added or took away ("calage"): P(t+1) - P(t) = births - deaths + migration + adjustment.
    """

    projection: Projection
    adjustment: Floats


def frame_factors(start: Floats, years: Iterable[Hypotheses], wanted: Iterable[Floats]) -> Floats:
    """
    What each sex and age of all territories is multiplied by, each year, for them to sum to their country.

    Parameters
    ----------
    start : array (territories, 2, ages)
        Population on the first 1 January: all of the country.
    years : iterable of Hypotheses
        One a year.
    wanted : iterable of array (2, ages)
        The country's population at the end of each of these years.

    Returns
    -------
    array (years, 2, ages)
        Applied at the end of each year, so that the next starts from framed counts. 1 where nobody is.

    Notes
    -----
    ASSUME: what the sum of territories misses is shared in proportion to those there, at each sex and age.
    """
    population = start
    factors = []
    for given, total in zip(years, wanted, strict=True):
        following = pass_year(population, given).population
        sums = following.sum(axis=0)
        factor = np.divide(total, sums, out=np.ones_like(sums), where=sums > 0)
        factors.append(factor)
        population = following * factor
    return np.stack(factors)


def project_framed(start: Floats, years: Iterable[Hypotheses], factors: Floats) -> Framed:
    """
    Population of some of the territories, each year held to the frame.

    Parameters
    ----------
    start : array (…, 2, ages)
        Population on the first 1 January.
    years : iterable of Hypotheses
        One a year.
    factors : array (years, 2, ages)
        Of `frame_factors`.

    Returns
    -------
    Framed

    Raises
    ------
    AskedWrongly
        Hypotheses that do not fit the population.
    """
    population = np.asarray(start, dtype=np.float64)
    kept, births, deaths, migration, adjustment = [population], [], [], [], []
    for given, factor in zip(years, factors, strict=True):
        check_hypotheses(population, given)
        passage = pass_year(population, given)
        population = passage.population * factor
        kept.append(population)
        births.append(passage.births)
        deaths.append(passage.deaths.sum(axis=-1))
        migration.append(passage.migration.sum(axis=-1))
        adjustment.append((population - passage.population).sum(axis=(-2, -1)))
    told = Projection(np.stack(kept), np.stack(births), np.stack(deaths), np.stack(migration))
    return Framed(told, np.stack(adjustment))
