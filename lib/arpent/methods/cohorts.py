"""
Population by sex and single age, carried from one 1 January to the next: the cohort-component method.

It knows neither territories nor files: arrays in, arrays out. Method page: ``docs/methodes/projection.md``.

Axes: territory and scenario first (as many as wanted, broadcast), then sex (women, men), then age on 1 January, the
last age being open. A hypothesis on cohorts has one more place than there are ages: the newborns of the year come
first, then those aged 0, 1, … on 1 January, the open group last. Someone aged a on 1 January reaches a + 1 in the
year: a quotient or a migration published by "âge atteint dans l'année" is in that order as it stands.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from arpent.errors import AskedWrongly

Floats = npt.NDArray[np.floating]
WOMEN, MEN = 0, 1
# ASSUME: 105 boys are born for 100 girls, every year and everywhere (what INSEE's projections hold to six digits).
GIRLS = 100 / 205


@dataclass(frozen=True, eq=False)
class Hypotheses:
    """
    What happens in one year.

    Parameters
    ----------
    mortality : array (…, 2, ages + 1)
        Chance of dying in the year, 0-1, by cohort.
    fertility : array (…, ages)
        Children born in the year to a woman, by her age on 1 January.
    migration : array (…, 2, ages + 1), optional
        Arrivals less departures, persons, by cohort.
    migration_rates : array (…, 2, ages + 1), optional
        The same per person present on 1 January, or per newborn; added to ``migration``. Departures are negative.
    correction : array (…, 2, ages + 1), optional
        Persons that statistics add or take away at the end of the year (INSEE's "ajustement"), by cohort.
    """

    mortality: Floats
    fertility: Floats
    migration: Floats | float = 0.0
    migration_rates: Floats | float = 0.0
    correction: Floats | None = None


@dataclass(frozen=True, eq=False)
class Projection:
    """
    Population on each 1 January and what made it change.

    Parameters
    ----------
    population : array (years + 1, …, 2, ages)
        Counts, not rounded.
    births, deaths, migration : array (years, …, 2)
        Of the years between; births by the child's sex. P(t+1) - P(t) = births - deaths + migration, to which
        a correction of the statistics is added in the years that have one.
    """

    population: Floats
    births: Floats
    deaths: Floats
    migration: Floats

    def totals(self) -> Floats:
        """Population of both sexes and all ages, shape (years + 1, …)."""
        totals: Floats = self.population.sum(axis=(-2, -1), dtype=np.float64)
        return totals

    def negatives(self) -> npt.NDArray[np.intp]:
        """Place of each negative count, one row each (year, …, sex, age): none is ever clipped."""
        return np.argwhere(self.population < 0)


@dataclass(frozen=True, eq=False)
class Passage:
    """One year: population on the next 1 January; births, deaths and net migration by cohort or sex."""

    population: Floats
    births: Floats
    deaths: Floats
    migration: Floats


def pass_year(population: Floats, given: Hypotheses) -> Passage:
    """
    Carry a population to the next 1 January.

    It does not round: INSEE rounds each cell, which moves its total by a few persons in fifty years.

    Parameters
    ----------
    population : array (…, 2, ages)
        On 1 January.
    given : Hypotheses
        Of the year.

    Returns
    -------
    Passage
        Deaths and migration by cohort (…, 2, ages + 1), births by sex (…, 2).

    Notes
    -----
    Order of events, with P the population, M net migration, q quotients, f fertility::

        M = counts + rates × P
        D = q (P + M/2)                     half of the migrants are exposed
        B = Σ f (P + M/2 - D/2) of women    those of mid-year
        newborns: D = q B, M in full        infants' migration is not exposed
        P(next) = P + M - D                 one year older; the open group keeps its own

    ASSUME: migrations are spread over the year, so half of a year's migrants run its risks. This order was found by
    reading INSEE's projections 2021-2070 (``insee_projections``): it gives each of its deaths and births to the unit.
    """
    ages = population.shape[-1]
    present = np.broadcast_to(population, _shape(population, given))
    rates = np.broadcast_to(
        np.asarray(given.migration_rates, dtype=np.float64), (*present.shape[:-1], ages + 1)
    )
    counts = np.broadcast_to(np.asarray(given.migration, dtype=np.float64), rates.shape)
    moved = rates[..., 1:] * present
    moved += counts[..., 1:]
    exposed = moved * 0.5
    exposed += present
    dead = given.mortality[..., 1:] * exposed
    left = present + moved
    left -= dead
    exposed[..., WOMEN, :] -= 0.5 * dead[..., WOMEN, :]
    born = np.sum(given.fertility * exposed[..., WOMEN, :], axis=-1)
    births = np.stack([born * GIRLS, born * (1 - GIRLS)], axis=-1)
    dead_infants = given.mortality[..., 0] * births
    moved_infants = rates[..., 0] * births + counts[..., 0]
    following = np.empty_like(left)
    following[..., 0] = births - dead_infants + moved_infants
    following[..., 1:] = left[..., :-1]
    following[..., -1] += left[..., -1]
    if given.correction is not None:
        following += given.correction[..., :-1]
        following[..., -1] += given.correction[..., -1]
    return Passage(
        following,
        births,
        np.concatenate([dead_infants[..., None], dead], axis=-1),
        np.concatenate([moved_infants[..., None], moved], axis=-1),
    )


def _shape(population: Floats, given: Hypotheses) -> tuple[int, ...]:
    lead = np.broadcast_shapes(
        population.shape[:-1],
        given.mortality.shape[:-1],
        (*given.fertility.shape[:-1], 1),
        np.shape(given.migration)[:-1],
        np.shape(given.migration_rates)[:-1],
    )
    return (*lead, population.shape[-1])


def project(start: Floats, years: Iterable[Hypotheses], *, stored: npt.DTypeLike = np.float64) -> Projection:
    """
    Population of every year to come.

    Parameters
    ----------
    start : array (…, 2, ages)
        Population on the first 1 January.
    years : iterable of Hypotheses
        One a year, made when it is needed: fifty years of national quotients for a thousand territories never stand
        in memory at once.
    stored : dtype
        Of the population kept for each year (``float32`` halves the memory). What is computed is always float64.

    Returns
    -------
    Projection

    Raises
    ------
    AskedWrongly
        No year, or shapes that do not go together.
    """
    population: Floats = np.asarray(start, dtype=np.float64)
    kept: list[Floats] = []
    flows: list[tuple[Floats, Floats, Floats]] = []
    for given in years:
        check_hypotheses(population, given)
        passage = pass_year(population, given)
        if not kept:
            first = np.broadcast_to(population, passage.population.shape)
            kept.append(first.astype(stored))
        population = passage.population
        kept.append(population.astype(stored))
        flows.append((passage.births, passage.deaths.sum(axis=-1), passage.migration.sum(axis=-1)))
    if not flows:
        raise AskedWrongly("projection: no year to project; give at least one year of hypotheses.")
    births, deaths, migration = (np.stack(one) for one in zip(*flows, strict=True))
    return Projection(np.stack(kept), births, deaths, migration)


def check_hypotheses(population: Floats, given: Hypotheses) -> None:
    """
    Refuse hypotheses that do not fit a population.

    Parameters
    ----------
    population : array (…, 2, ages)
        On 1 January.
    given : Hypotheses
        Of the year.

    Raises
    ------
    AskedWrongly
        A wrong number of sexes, ages or cohorts; a quotient out of 0-1; a negative fertility; a missing value.
    """
    ages = population.shape[-1]
    if population.shape[-2:-1] != (2,):
        raise AskedWrongly(
            f"projection: shape {population.shape}; its last two axes must be sex (2) and age."
        )
    if given.mortality.shape[-1] != ages + 1 or given.fertility.shape[-1] != ages:
        raise AskedWrongly(
            f"projection: {ages} ages need {ages + 1} quotients and {ages} fertility rates; given "
            f"{given.mortality.shape[-1]} and {given.fertility.shape[-1]}."
        )
    if not (given.mortality.min() >= 0 and given.mortality.max() <= 1):
        raise AskedWrongly("projection: quotients must lie between 0 and 1, with none missing.")
    if not given.fertility.min() >= 0:
        raise AskedWrongly("projection: fertility rates must be 0 or more, with none missing.")
