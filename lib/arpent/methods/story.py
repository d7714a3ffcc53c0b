"""One coherent story: people → households → dwellings → hectares. Arrays in, arrays out; years last but for people."""

from dataclasses import dataclass

import numpy as np

from arpent.methods.cohorts import Floats
from arpent.methods.framed import Framed
from arpent.methods.housing_need import Need, absorbed, housing_need, moving_share
from arpent.methods.land_take import hectares_needed

#: First ages of the groups that head households.
ADULTS = (20, 65)


@dataclass(frozen=True)
class Stock:
    """
    Dwellings of a territory on the first day.

    Parameters
    ----------
    dwellings, main_residences, vacant, second_homes : float
        Counts; the last three sum to the first.
    """

    dwellings: float
    main_residences: float
    vacant: float
    second_homes: float


@dataclass(frozen=True)
class Housing:
    """
    Hypotheses on dwellings and land.

    Parameters
    ----------
    headship : float
        Yearly change of households per adult, as a share: 0.002 is 0.2 % a year.
    vacancy, second_homes : float or None
        Share of all dwellings in the last year, 0-1; None: as on the first day.
    renewal : float
        Share of the stock lost in a year.
    arrears : float
        Share of today's households who need a dwelling more, 0-1.
    arrears_years : int
        Years in which they get it.
    density : float
        Dwellings a hectare of new land.
    renewed : float
        Share of new dwellings that take no new land, 0-1.
    """

    headship: float
    vacancy: float | None
    second_homes: float | None
    renewal: float
    arrears: float
    arrears_years: int
    density: float
    renewed: float


@dataclass(frozen=True, eq=False)
class Story:
    """
    What a scenario comes to, from the first 1 January (year 0) on.

    Parameters
    ----------
    people : Framed
        Population and what moves it.
    households : array (years + 1,)
    need : Need
        Dwellings of each year, without arrears.
    arrears : array (years,)
        Dwellings for households badly housed today.
    hectares : array (years,)
        Of new land.
    """

    people: Framed
    households: Floats
    need: Need
    arrears: Floats
    hectares: Floats

    @property
    def population(self) -> Floats:
        """Inhabitants, shape (years + 1,)."""
        return self.people.projection.totals()

    @property
    def dwellings(self) -> Floats:
        """Dwellings to build each year, arrears included, shape (years,)."""
        wanted: Floats = self.need.total + self.arrears
        return wanted


def adults(population: Floats) -> Floats:
    """
    Inhabitants by the age groups that head households.

    Parameters
    ----------
    population : array (…, 2, ages)

    Returns
    -------
    array (…, 2)
        20 to 64, 65 or more.

    Examples
    --------
    >>> adults(np.ones((2, 70))).tolist()
    [90.0, 10.0]
    """
    both = population.sum(axis=-2)
    first, second = ADULTS
    return np.stack([both[..., first:second].sum(axis=-1), both[..., second:].sum(axis=-1)], axis=-1)


def tell(people: Framed, rates: Floats, stock: Stock, given: Housing, *, steps: int = 0) -> Story:
    """
    The story of one scenario on one territory.

    Parameters
    ----------
    people : Framed
        Population by year, sex and age.
    rates : array (2,)
        Households per adult on the first day, by the groups of ``ADULTS``.
    stock : Stock
        Dwellings on the first day.
    given : Housing
        Hypotheses.
    steps : int
        Years in which shares of vacant dwellings and second homes reach their target: all of those projected unless
        given, and no fewer.

    Returns
    -------
    Story

    Raises
    ------
    AskedWrongly
        Shares that leave no main residence; a density of 0.

    Notes
    -----
    ASSUME: households per adult change at the same pace at all ages; vacant dwellings and second homes go to their
    target by equal steps; what is lost in a year is a share of that year's first day stock.
    """
    years = len(people.adjustment)
    households = (adults(people.projection.population) * rates).sum(axis=-1)
    households = households * (1 + given.headship) ** np.arange(years + 1)
    vacant, second = (
        moving_share(start, start if target is None else target, max(steps, years))[: years + 1]
        for start, target in (
            (stock.vacant / stock.dwellings, given.vacancy),
            (stock.second_homes / stock.dwellings, given.second_homes),
        )
    )
    standing = households / (1 - vacant - second)
    need = housing_need(households, vacant, second, given.renewal * standing[:-1])
    arrears = absorbed(given.arrears * households[0], over=given.arrears_years, years=years)
    hectares = hectares_needed(need.total + arrears, given.density, given.renewed)
    return Story(people, households, need, arrears, hectares)
