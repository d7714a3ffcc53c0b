"""What a scenario and a territory come to as arrays: places among the parts of France, hypotheses, frame."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from arpent import tables
from arpent.errors import AskedWrongly
from arpent.methods.cohorts import Floats, Hypotheses, Projection
from arpent.methods.framed import Framed, frame_factors, project_framed
from arpent.methods.headship import ecological_rates
from arpent.methods.mortality import local_mortality
from arpent.methods.national import National
from arpent.methods.persistence import OF_DEPARTEMENT, OF_EPCI
from arpent.methods.story import Housing
from arpent.study.first_ages import KEY, part_of_communes
from arpent.study.peopling import BASE, GROWTH, Peopling, load_national, load_peopling, mobility
from arpent.study.scenarios import Scenario
from arpent.territory import Territory

Places = npt.NDArray[np.intp]
LAST = 2070
#: Parts projected at once: 50 to 200 take France as little time.
BLOCK = 100
#: Département that the census of the base year leaves out.
UNCOUNTED = "976"
_ADULTS = ("population_20_64", "population_65_plus")


class Demography(NamedTuple):
    """What of a scenario moves people: two scenarios that share it have the same inhabitants."""

    national: str
    fertility: float
    mortality: float
    migration: float
    reached: int


def demography_of(scenario: Scenario) -> Demography:
    """A scenario's hypotheses on people."""
    fertility, mortality, migration = (
        number(scenario, lever) for lever in ("fertility", "mortality", "migration")
    )
    return Demography(scenario.national, fertility, mortality, migration, int(number(scenario, "reached")))


def housing_of(scenario: Scenario) -> Housing:
    """
    A scenario's hypotheses on dwellings and land, in the units that methods take.

    Raises
    ------
    AskedWrongly
        No density, or no share of new dwellings without new land: both must be set.
    """
    for lever in ("density", "renewed"):
        if scenario.value(lever) is None:
            raise AskedWrongly(
                f"scenario '{scenario.name}': no {lever}; set it in params/scenarios/{scenario.name}.yml."
            )
    shares = {name: scenario.value(name) for name in ("vacancy", "second_homes")}
    return Housing(
        headship=number(scenario, "headship") / 100,
        vacancy=None if shares["vacancy"] is None else shares["vacancy"] / 100,
        second_homes=None if shares["second_homes"] is None else shares["second_homes"] / 100,
        renewal=number(scenario, "renewal") / 100,
        arrears=number(scenario, "arrears") / 100,
        arrears_years=int(number(scenario, "arrears_years")),
        density=number(scenario, "density"),
        renewed=number(scenario, "renewed") / 100,
    )


def number(scenario: Scenario, lever: str) -> float:
    """Value of a lever that must have one; AskedWrongly where it has none."""
    value = scenario.value(lever)
    if value is None:
        raise AskedWrongly(f"scenario '{scenario.name}': no {lever}; set it in its file.")
    return value


def moves(start: Floats, moving: Floats, growth: Floats) -> tuple[Floats, Floats]:
    """
    Arrivals as persons, departures as rates: who comes in depends on how many live elsewhere, not here.

    ASSUME: arrivals at each age follow the country's inhabitants of that age. Were they a rate of those already
    there, a territory that draws people would grow ever faster.

    Parameters
    ----------
    start : array (parts, 2, ages)
        Inhabitants on the first day.
    moving : array (parts, ages + 1)
        Net migration on the first day, per inhabitant, by cohort.
    growth : array (2, ages)
        The country's inhabitants now, over those of the first day.

    Returns
    -------
    (array, array)
        Persons by cohort (parts, 2, ages + 1), none for newborns; rates (parts, 1, ages + 1).
    """
    arriving = np.maximum(moving[:, None, 1:], 0.0) * start * growth
    leaving = np.minimum(moving, 0.0)
    leaving[:, 0] = moving[:, 0]
    return np.concatenate([np.zeros((*start.shape[:-1], 1)), arriving], axis=-1), leaving[:, None, :]


def moving_by_year(peopling: Peopling, places: Places) -> Iterator[Floats]:
    """
    Net migration of each year, per inhabitant of the first day: what exceeds the parents' comes back towards theirs.

    ASSUME: at the pace measured on censuses (`arpent.methods.persistence`), from the last legal population on; what
    comes back has the ages of those who move, so that students go on coming and leaving.

    Parameters
    ----------
    peopling : Peopling
        All parts of France.
    places : array
        Rows of those wanted.

    Yields
    ------
    array (parts, ages + 1)
        From the base year on.
    """
    moving, lapsing = peopling.moving[places], peopling.excess[places]
    shape = one_each(peopling, places)
    middle = sum(GROWTH) / 2
    for year in range(BASE, LAST):
        lag = year + 0.5 - middle
        lost = np.array([1 - one.kept(lag) for one in (OF_DEPARTEMENT, OF_EPCI)])
        yield moving if year < GROWTH[1] else moving - (lapsing @ lost)[:, None] * shape


def growth_of(france: National) -> Iterator[Floats]:
    """The country's inhabitants of each sex and age, over those of the base year, year after year."""
    first = np.maximum(france.start(BASE), 1e-9)
    for year in range(BASE, LAST):
        yield france.start(year) / first


def counted(territory: Territory) -> Territory:
    """France without Mayotte, which the census of 2021 leaves out; any other territory as it is."""
    if territory.level != "france":
        return territory
    kept = (code for code in territory.communes if not code.startswith(UNCOUNTED))
    return replace(territory, communes=tuple(kept))


def places_of(territory: Territory, peopling: Peopling) -> Places:
    """Rows of the parts that make up a territory."""
    communes = part_of_communes()
    inside = communes.assign(inside=communes["commune_code"].isin(territory.communes))
    shares = inside.groupby(KEY)["inside"].mean()
    found = shares.reindex(pd.MultiIndex.from_frame(peopling.parts[KEY])).to_numpy()
    if ((found > 0) & (found < 1)).any() or not (found == 1).any():
        raise AskedWrongly(
            f"{territory.id}: a projection by age is made for EPCI, départements, régions and groupings of whole EPCI; "
            f"this one cuts an EPCI. 'arpent territory show {territory.id}' says what it is made of."
        )
    return np.flatnonzero(found == 1)


@lru_cache(maxsize=1)
def headship() -> Floats:
    """Households per adult of 20 to 64 and of 65 or more, from all the communes of the country."""
    # ASSUME: the country's, scaled to the territory. Read within one département, they told rents rather than ages.
    known = tables.load("census_communes", columns=["main_residences", *_ADULTS]).dropna()
    known = known[known["main_residences"] > 0]
    return ecological_rates(
        known["main_residences"].to_numpy(dtype="float64"), known[list(_ADULTS)].to_numpy(dtype="float64")
    )


def one_each(peopling: Peopling, places: Places) -> Floats:
    """Rates by cohort, shape (parts, ages + 1), that bring one person an inhabitant: the ages of those who move."""
    by_age = mobility()
    people = peopling.start[places].sum(axis=1)
    scale = people.sum(axis=-1) / (people * by_age).sum(axis=-1)
    rates = scale[:, None] * by_age
    return np.concatenate([rates[:, :1], rates], axis=1)


@lru_cache(maxsize=4)
def factors_of(variant: str) -> Floats:
    """What holds all parts of France to INSEE's variant, each year, sex and age."""
    peopling, france = load_peopling(), load_national(variant)
    share = peopling.start.sum() / france.start(BASE).sum()
    wanted = (france.start(year) * share for year in range(BASE + 1, LAST + 1))
    return frame_factors(peopling.start, _everywhere(peopling, variant), wanted)


def _everywhere(peopling: Peopling, variant: str) -> Iterator[Hypotheses]:
    france, places = load_national(variant), np.arange(len(peopling.parts))
    years = zip(france.years(BASE, LAST), growth_of(france), moving_by_year(peopling, places), strict=True)
    for given, growth, moving in years:
        arriving, leaving = moves(peopling.start, moving, growth)
        yield Hypotheses(
            local_mortality(given.mortality, peopling.mortality[:, None]),
            given.fertility * peopling.fertility[:, None],
            migration=arriving,
            migration_rates=leaving,
        )


def project_parts(peopling: Peopling, places: Places, given: Demography, last: int) -> Framed:
    """
    Parts of France to a year, in a scenario, held to the frame.

    Parameters
    ----------
    peopling : Peopling
        All parts of France.
    places : array
        Rows of those wanted.
    given : Demography
        Of the scenario.
    last : int
        Last 1 January.

    Returns
    -------
    Framed
        One row a part.
    """
    years = (one for _, one in zip(range(BASE, last), _hypotheses(peopling, places, given), strict=False))
    return project_framed(peopling.start[places], years, factors_of(given.national)[: last - BASE])


def _hypotheses(peopling: Peopling, places: Places, given: Demography) -> Iterator[Hypotheses]:
    fertility, mortality = peopling.fertility[places], peopling.mortality[places]
    start, reached = peopling.start[places], max(1, given.reached - BASE)
    extra = one_each(peopling, places)[:, None, :] * given.migration / 1000
    france = load_national(given.national)
    years = zip(france.years(BASE, LAST), growth_of(france), moving_by_year(peopling, places), strict=True)
    for year, (country, growth, moving) in enumerate(years):
        arriving, leaving = moves(start, moving, growth)
        share = min(1.0, (year + 1) / reached)
        risk = mortality * (1 + share * (given.mortality - 1))
        children = fertility * (1 + share * (given.fertility - 1))
        yield Hypotheses(
            local_mortality(country.mortality, risk[:, None]),
            country.fertility * children[:, None],
            migration=arriving,
            migration_rates=leaving + share * extra,
        )


def in_blocks(places: Places) -> Iterator[Places]:
    """Parts a few at a time: what a block goes through in a year stays in the processor's cache."""
    for first in range(0, len(places), BLOCK):
        yield places[first : first + BLOCK]


def together(blocks: Iterable[Framed]) -> Framed:
    """Parts summed to their territory, block after block."""
    sums: list[Floats] = []
    for block in blocks:
        one = block.projection
        flows = (one.population, one.births, one.deaths, one.migration, block.adjustment)
        told = [flow.sum(axis=1) for flow in flows]
        sums = [before + more for before, more in zip(sums, told, strict=True)] if sums else told
    return Framed(Projection(*sums[:-1]), sums[-1])
