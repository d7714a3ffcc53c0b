"""INSEE's projection of France as arrays: the start and the hypotheses of one scenario, from its long tables."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from arpent.errors import AskedWrongly, DataInvalid
from arpent.methods.cohorts import Floats, Hypotheses
from arpent.methods.graduation import collapse_open, spread_open

SEXES = ("women", "men")
OPEN_AGE = 105
LAST_AGE = 120


@dataclass(frozen=True, eq=False)
class National:
    """
    One scenario of INSEE for France, year by year.

    Parameters
    ----------
    first : int
        First year of the arrays.
    population : array (years + 1, 2, 106)
        On 1 January, ages 0 to 105 or more.
    quotients : array (years, 2, 121)
        By age reached in the year, 0 to 120.
    fertility : array (years, 120)
        Children a woman, by her age on 1 January.
    migration, correction : array (years, 2, 121)
        Persons, by age reached in the year.
    """

    first: int
    population: Floats
    quotients: Floats
    fertility: Floats
    migration: Floats
    correction: Floats

    @property
    def last(self) -> int:
        """Last year that has hypotheses."""
        return self.first + len(self.quotients) - 1

    def start(self, year: int) -> Floats:
        """Population of a 1 January, its open group spread over ages 105 to 119 or more, shape (2, 120)."""
        self._check(year, year)
        place = year - self.first
        return spread_open(self.population[place], self.quotients[place])

    def years(self, since: int, until: int) -> Iterator[Hypotheses]:
        """
        Hypotheses of each year that carry a population from one 1 January to another.

        Parameters
        ----------
        since, until : int
            The two 1 January.

        Yields
        ------
        Hypotheses
            Of 120 ages.
        """
        self._check(since, until - 1)
        for place in range(since - self.first, until - self.first):
            yield Hypotheses(
                self.quotients[place],
                self.fertility[place],
                migration=self.migration[place],
                correction=self.correction[place],
            )

    def _check(self, since: int, until: int) -> None:
        if not self.first <= since <= until <= self.last:
            raise AskedWrongly(
                f"projection: years {since}-{until}; INSEE's run from {self.first} to {self.last}."
            )


def read_national(population: pd.DataFrame, hypotheses: pd.DataFrame, scenario: str) -> National:
    """
    Arrays of one scenario.

    Parameters
    ----------
    population : DataFrame
        Table ``projections``.
    hypotheses : DataFrame
        Table ``projection_hypotheses``.
    scenario : str
        ``central``, ``fecondite_haute``, ``esperance_vie_basse``, ``migrations_hautes``.

    Returns
    -------
    National
        Of the years that have all the hypotheses.

    Raises
    ------
    AskedWrongly
        No such scenario.
    DataInvalid
        An age, a sex or a year is missing.
    """
    mine = hypotheses[hypotheses["scenario"] == scenario]
    if mine.empty:
        known = ", ".join(sorted(hypotheses["scenario"].unique()))
        raise AskedWrongly(f"scenario '{scenario}': unknown. Known: {known}.")
    given = {str(name): frame for name, frame in mine.groupby("quantity")}
    years = np.unique(given["net_migration"]["year"])
    people = population[population["scenario"] == scenario]
    fertility = _grid(given["fertility"], years, "value", LAST_AGE)[:, 0, 1:]
    return National(
        int(years[0]),
        _whole(_grid(people, np.append(years, years[-1] + 1), "population", OPEN_AGE), "population"),
        _whole(_grid(given["quotient"], years, "value", LAST_AGE), "quotient"),
        np.nan_to_num(fertility),
        np.nan_to_num(_grid(given["net_migration"], years, "value", LAST_AGE)),
        np.nan_to_num(_grid(given["correction"], years, "value", LAST_AGE)),
    )


def _grid(frame: pd.DataFrame, years: "np.ndarray", column: str, last: int) -> Floats:
    """Values by (year, sex, age); NaN where there is none."""
    grid = np.full((len(years), 2, last + 1), np.nan)
    kept = frame[frame["year"].isin(years)]
    places = (
        np.searchsorted(years, kept["year"]),
        kept["sex"].map(SEXES.index).to_numpy(),
        kept["age"].to_numpy(),
    )
    grid[places] = kept[column].to_numpy()
    return grid


def _whole(grid: Floats, name: str) -> Floats:
    if np.isnan(grid).any():
        year, sex, age = np.argwhere(np.isnan(grid))[0]
        raise DataInvalid(
            f"projection: {name} of {SEXES[sex]} aged {age} is missing, year {year} of the table."
        )
    return grid


def to_published_ages(population: Floats) -> Floats:
    """
    Population by the ages that INSEE publishes.

    Parameters
    ----------
    population : array (…, 120)
        Of `National.start` and what is projected from it.

    Returns
    -------
    array (…, 106)
        The last is 105 or more.
    """
    return collapse_open(population, OPEN_AGE)
