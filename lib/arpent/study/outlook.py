"""Where a territory may go: one coherent story a scenario, from people to hectares."""

from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache

import numpy as np
import pandas as pd

from arpent import tables
from arpent.errors import AskedWrongly, DataUnavailable
from arpent.indicators import Measures
from arpent.methods.cohorts import Floats, Hypotheses
from arpent.methods.framed import Framed, frame_factors, project_framed
from arpent.methods.headship import ecological_rates, fitted_rates
from arpent.methods.mortality import local_mortality
from arpent.methods.story import Housing, Stock, Story, adults, tell
from arpent.study import told_paths, told_tables
from arpent.study.peopling import BASE, Peopling, load_national, load_peopling, mobility
from arpent.study.scenarios import Scenario, read_scenarios
from arpent.study.telling import PLANNED, used_by
from arpent.territory import Territory, find
from arpent.views.listing import Listing
from arpent.views.paths import Paths
from arpent.views.sources import Sources
from arpent.views.tornado import Effects

LAST = 2070
_STOCK = ("dwellings", "main_residences", "vacant_dwellings", "second_homes")
_ADULTS = ("population_20_64", "population_65_plus")


class Outlook:
    """
    A territory, some scenarios, and what each comes to, year by year. It draws nothing itself: views do.

    Parameters
    ----------
    territory : str
        ``epci:…``, ``departement:…``, ``region:…``, ``france``, or a ``groupe:…`` of whole EPCI.
    scenarios : sequence of str
        Names of ``params/scenarios``; all where empty. The first is the one that others are compared with.
    horizon : int
        Last 1 January, 2026 to 2070.

    Raises
    ------
    AskedWrongly
        Unknown territory or scenario; a territory that cuts an EPCI; a horizon out of bounds.
    DataUnavailable
        A table is not on this machine; the message names the command that brings it.
    """

    def __init__(self, territory: str, scenarios: Sequence[str] = (), horizon: int = 2050) -> None:
        if not BASE + 5 <= horizon <= LAST:
            raise AskedWrongly(f"horizon: {horizon}; from {BASE + 5} to {LAST}.")
        self.territory = find(territory)
        self.scenarios = {one.name: one for one in read_scenarios(scenarios)}
        self.horizon = horizon
        self._peopling = load_peopling()
        self._mine = _places(self.territory, self._peopling)

    @property
    def years(self) -> range:
        """1 January of each year, from the census to the horizon."""
        return range(BASE, self.horizon + 1)

    @property
    def first(self) -> str:
        """Name of the scenario that others are compared with."""
        return next(iter(self.scenarios))

    @property
    def substitutes(self) -> tuple[str, ...]:
        """French sentences: what stands for what is not published."""
        return self._peopling.substitutes

    @cached_property
    def stories(self) -> dict[str, Story]:
        """Story of each scenario, by its name."""
        return {name: self.story(one) for name, one in self.scenarios.items()}

    def story(self, scenario: Scenario) -> Story:
        """
        What a scenario comes to here; one that is not in a file too.

        Parameters
        ----------
        scenario : Scenario
            As read, or moved.

        Returns
        -------
        Story
        """
        return tell(self._people(scenario), self._rates, self.stock, housing_of(scenario))

    def population(self) -> Paths:
        """Inhabitants on each 1 January, by scenario; the first with its 80 % interval."""
        return told_paths.population_paths(self)

    def households(self) -> Paths:
        """Households on each 1 January, by scenario."""
        return told_paths.household_paths(self)

    def dwellings(self) -> Paths:
        """Dwellings to build each year, by scenario."""
        return told_paths.dwelling_paths(self)

    def components(self, scenario: str = "") -> Paths:
        """Births, deaths and net migration of each year; of the first scenario unless named."""
        return told_paths.component_paths(self, self._named(scenario))

    def ages(self, scenario: str = "") -> Measures:
        """Inhabitants by sex and age group on each 1 January, for a pyramid."""
        return told_paths.ages(self, self._named(scenario))

    def headline(self, *years: int, scenario: str = "") -> Measures:
        """Inhabitants, their ages, households, some years: for key figures."""
        return told_paths.headline(self, self._named(scenario), years or (BASE, self.horizon))

    def communes(self, scenario: str = "") -> Measures:
        """Yearly change of each commune to the horizon, for a map."""
        return told_paths.communes(self, self._named(scenario))

    def compared(self) -> Listing:
        """Scenarios side by side; dwellings and hectares of the ten years planned."""
        return told_tables.compared(self)

    def assumptions(self) -> Listing:
        """Every hypothesis, with its unit and source."""
        return told_tables.assumptions(self)

    def needs(self, scenario: str = "", since: int = PLANNED) -> Listing:
        """Dwellings to build by component, over a PLH and a SCoT from a year on."""
        return told_tables.needs(self, self._named(scenario), since)

    def effects(self, scenario: str = "") -> Effects:
        """Dwellings to build in the ten years planned, each hypothesis moved alone: for a tornado."""
        return told_tables.effects(self, self._named(scenario))

    def matrix(self, scenario: str = "", allowed_ha: float | None = None) -> Listing:
        """Hectares taken in the ten years planned, by density and vacancy, beside those allowed."""
        return told_tables.matrix(self, self._named(scenario), allowed_ha)

    def fitting(self, left_ha: float) -> Listing:
        """Density that makes each scenario fit in the hectares left."""
        return told_tables.fitting(self, left_ha)

    def sources(self) -> Sources:
        """Sources of all that it starts from, for the end of the page."""
        return Sources(used_by(self))

    def _named(self, scenario: str) -> str:
        name = scenario or self.first
        if name not in self.scenarios:
            raise AskedWrongly(
                f"scenario '{name}': not in this outlook. It holds: {', '.join(self.scenarios)}."
            )
        return name

    @cached_property
    def stock(self) -> Stock:
        """Dwellings of the census of ``BASE``."""
        rows = tables.load(
            "census_communes", list(self.territory.communes), columns=["commune_code", *_STOCK]
        )
        if rows[list(_STOCK)].isna().any().any():
            raise DataUnavailable(
                f"{self.territory.id}: the census of {BASE} has no dwellings of all its communes; no need can be told."
            )
        return Stock(*(float(rows[name].sum()) for name in _STOCK))

    @cached_property
    def _rates(self) -> Floats:
        """Households per adult, brought to the territory's households."""
        start = adults(self._peopling.start[self._mine].sum(axis=0))
        return fitted_rates(_headship(), np.array(self.stock.main_residences), start)

    def _people(self, scenario: Scenario) -> Framed:
        factors = _factors(scenario.national)[: self.horizon - BASE]
        start = self._peopling.start[self._mine]
        parts = project_framed(start, self._hypotheses(scenario), factors)
        return _together(parts)

    def _hypotheses(self, scenario: Scenario) -> Iterator[Hypotheses]:
        fertility, mortality = self._peopling.fertility[self._mine], self._peopling.mortality[self._mine]
        moving = self._peopling.moving[self._mine][:, None, :]
        extra = _extra_migration(self._peopling, self._mine) * _number(scenario, "migration") / 1000
        reached = max(1, int(_number(scenario, "reached")) - BASE)
        national = load_national(scenario.national).years(BASE, self.horizon)
        for year, given in enumerate(national):
            share = min(1.0, (year + 1) / reached)
            risk = mortality * (1 + share * (_number(scenario, "mortality") - 1))
            children = fertility * (1 + share * (_number(scenario, "fertility") - 1))
            yield Hypotheses(
                local_mortality(given.mortality, risk[:, None]),
                given.fertility * children[:, None],
                migration_rates=moving + share * extra,
            )


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
        headship=_number(scenario, "headship") / 100,
        vacancy=None if shares["vacancy"] is None else shares["vacancy"] / 100,
        second_homes=None if shares["second_homes"] is None else shares["second_homes"] / 100,
        renewal=_number(scenario, "renewal") / 100,
        arrears=_number(scenario, "arrears") / 100,
        arrears_years=int(_number(scenario, "arrears_years")),
        density=_number(scenario, "density"),
        renewed=_number(scenario, "renewed") / 100,
    )


def _number(scenario: Scenario, lever: str) -> float:
    value = scenario.value(lever)
    if value is None:
        raise AskedWrongly(f"scenario '{scenario.name}': no {lever}; set it in its file.")
    return value


def _places(territory: Territory, peopling: Peopling) -> "np.ndarray":
    """Rows of the parts that make up a territory."""
    communes = tables.load("communes", columns=["commune_code", "epci_code", "departement_code"])
    inside = communes.assign(
        epci_code=communes["epci_code"].fillna(""), inside=communes["commune_code"].isin(territory.communes)
    )
    shares = inside.groupby(["epci_code", "departement_code"])["inside"].mean()
    found = shares.reindex(
        pd.MultiIndex.from_frame(peopling.parts[["epci_code", "departement_code"]])
    ).to_numpy()
    if ((found > 0) & (found < 1)).any() or not (found == 1).any():
        raise AskedWrongly(
            f"{territory.id}: a projection by age is made for EPCI, départements, régions and groupings of whole EPCI; "
            f"this one cuts an EPCI. 'arpent territory show {territory.id}' says what it is made of."
        )
    return np.flatnonzero(found == 1)


@lru_cache(maxsize=1)
def _headship() -> Floats:
    """Households per adult of 20 to 64 and of 65 or more, from all the communes of the country."""
    # ASSUME: the country's, scaled to the territory. Read within one département, they told rents rather than ages.
    known = tables.load("census_communes", columns=["main_residences", *_ADULTS]).dropna()
    known = known[known["main_residences"] > 0]
    return ecological_rates(
        known["main_residences"].to_numpy(dtype="float64"), known[list(_ADULTS)].to_numpy(dtype="float64")
    )


def _extra_migration(peopling: Peopling, places: "np.ndarray") -> Floats:
    """Rates by cohort that bring one person a thousand inhabitants, times 1 000: the ages of those who move."""
    by_age = mobility()
    people = peopling.start[places].sum(axis=1)
    scale = people.sum(axis=-1) / (people * by_age).sum(axis=-1)
    rates = scale[:, None] * by_age
    return np.concatenate([rates[:, :1], rates], axis=1)[:, None, :]


@lru_cache(maxsize=4)
def _factors(variant: str) -> Floats:
    """What holds all parts of France to INSEE's variant, each year, sex and age."""
    peopling, france = load_peopling(), load_national(variant)
    share = peopling.start.sum() / france.start(BASE).sum()
    wanted = (france.start(year) * share for year in range(BASE + 1, LAST + 1))
    return frame_factors(peopling.start, _everywhere(peopling, variant), wanted)


def _everywhere(peopling: Peopling, variant: str) -> Iterator[Hypotheses]:
    for given in load_national(variant).years(BASE, LAST):
        yield Hypotheses(
            local_mortality(given.mortality, peopling.mortality[:, None]),
            given.fertility * peopling.fertility[:, None],
            migration_rates=peopling.moving[:, None, :],
        )


def _together(parts: Framed) -> Framed:
    """Parts summed to their territory."""
    one = parts.projection
    summed = type(one)(
        one.population.sum(axis=1), one.births.sum(axis=1), one.deaths.sum(axis=1), one.migration.sum(axis=1)
    )
    return Framed(summed, parts.adjustment.sum(axis=1))
