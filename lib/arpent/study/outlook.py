"""Where a territory may go: one coherent story a scenario, from people to hectares."""

from collections.abc import Sequence
from copy import copy
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
import pandas as pd

from arpent import catalogue, tables
from arpent.errors import AskedWrongly, DataUnavailable
from arpent.indicators import Lack, Measures, lack_of
from arpent.methods.cohorts import Floats
from arpent.methods.framed import Framed
from arpent.methods.headship import fitted_rates
from arpent.methods.story import Stock, Story, adults, tell
from arpent.study import told_levers, told_needs, told_past, told_paths, told_ranges, told_tables, told_words
from arpent.study.form import scenario_form
from arpent.study.framing import (
    LAST,
    Demography,
    counted,
    demography_of,
    headship,
    housing_of,
    in_blocks,
    number,
    places_of,
    project_parts,
    together,
)
from arpent.study.land import TABLE as LAND_TAKE
from arpent.study.land import left_ha, told_position
from arpent.study.peopling import BASE, load_peopling
from arpent.study.scenarios import Scenario, read_scenarios
from arpent.study.telling import PLANNED, used_by, used_tables
from arpent.territory import find
from arpent.views.futures import Paths
from arpent.views.listing import Listing
from arpent.views.points import Points
from arpent.views.sources import Sources
from arpent.views.stacked_years import StackedYears
from arpent.views.tornado import Effects

#: Projections of people that an outlook keeps.
KEPT = 64
_STOCK = ("dwellings", "main_residences", "vacant_dwellings", "second_homes")


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
        self.territory = counted(find(territory))
        self.scenarios = {one.name: one for one in read_scenarios(scenarios)}
        self.horizon = horizon
        self._peopling = load_peopling()
        self._mine = places_of(self.territory, self._peopling)
        # Levers on dwellings and land leave people as they are: a form or a matrix asks for the same many times.
        self._people = lru_cache(maxsize=KEPT)(self._projected)

    def with_scenarios(self, *scenarios: Scenario) -> "Outlook":
        """The same territory and horizon, other scenarios: in a file or not."""
        other = copy(self)
        other.scenarios = {one.name: one for one in scenarios}
        other.__dict__.pop("stories", None)
        return other

    def form(self, scenario: str = "") -> Any:
        """Sliders for a scenario's hypotheses in JupyterLab, and a button that writes its file."""
        return scenario_form(self, self._named(scenario))

    @property
    def years(self) -> range:
        """1 January of each year, from the census to the horizon."""
        return range(BASE, self.horizon + 1)

    def milestones(self) -> list[int]:
        """Some years from the census to the horizon, for figures that show a few: both ends, two between."""
        return [BASE + round((self.horizon - BASE) * part / 3) for part in range(4)]

    @property
    def first(self) -> str:
        """Name of the scenario that others are compared with."""
        return next(iter(self.scenarios))

    @property
    def substitutes(self) -> tuple[str, ...]:
        """French sentences: what stands for what is not published."""
        without = "Mayotte, que le recensement de 2021 ne compte pas, n'y est pas."
        return (*self._peopling.substitutes, *([without] if self.territory.level == "france" else []))

    @cached_property
    def stories(self) -> dict[str, Story]:
        """Story of each scenario, by its name."""
        return {name: self.story(one) for name, one in self.scenarios.items()}

    def story(self, scenario: Scenario, until: int = 0) -> Story:
        """
        What a scenario comes to here; one that is not in a file too.

        Parameters
        ----------
        scenario : Scenario
            As read, or moved.
        until : int
            Last 1 January wanted at least; the horizon unless given.

        Returns
        -------
        Story
            The same in its years whatever ``until``.
        """
        given = demography_of(scenario)
        is_told = not until or given in {demography_of(one) for one in self.scenarios.values()}
        people = self._people(given, self.horizon if is_told else min(until, self.horizon))
        steps = self.horizon - BASE
        return tell(people, self._rates, self.stock, housing_of(scenario), steps=steps)

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

    def past(self, scenario: str = "") -> Listing:
        """Growth between censuses, by births and deaths and by moves, beside that to come."""
        return told_past.past(self, self._named(scenario))

    def ages(self, scenario: str = "") -> Measures:
        """Inhabitants by sex and age group on each 1 January, for a pyramid."""
        return told_paths.ages(self, self._named(scenario))

    def headline(self, *years: int, scenario: str = "") -> Measures:
        """Inhabitants, their ages, households, some years: for key figures."""
        return told_paths.headline(self, self._named(scenario), years or (BASE, self.horizon))

    def communes(self, scenario: str = "") -> Measures:
        """Yearly change of each commune to the horizon, for a map; of each EPCI where communes are too many."""
        return told_paths.communes(self, self._named(scenario))

    def compared(self, spoken: str = "population") -> Listing:
        """Scenarios side by side; its title tells the extremes of people, "dwellings" or "hectares"."""
        return told_tables.compared(self, spoken)

    def assumptions(self) -> Listing:
        """Every hypothesis, with its unit and source."""
        return told_tables.assumptions(self)

    def needs(self, scenario: str = "", since: int = PLANNED) -> Listing:
        """Dwellings to build by component, over a PLH and a SCoT from a year on."""
        return told_tables.needs(self, self._named(scenario), since)

    def needs_by_year(self, scenario: str = "") -> StackedYears:
        """Dwellings to build each year to come by component: for stacked columns."""
        return told_needs.needs_by_year(self, self._named(scenario))

    def built(self) -> Listing | Lack:
        """Dwellings authorised and started a year, beside what each scenario asks for."""
        return told_needs.built(self)

    def ranges(self, scenario: str = "") -> Listing:
        """Dwellings to build a year, all hypotheses drawn together, seeded by the territory."""
        return told_ranges.ranges(self, self._named(scenario))

    def effects(self, scenario: str = "") -> Effects:
        """Dwellings to build in the ten years planned, each hypothesis moved alone: for a tornado."""
        return told_tables.effects(self, self._named(scenario))

    def matrix(self, scenario: str = "") -> Listing:
        """Hectares taken in the ten years planned, by density and vacancy, beside those left of the allowance."""
        named = self._named(scenario)
        return told_tables.matrix(self, named, left_ha(self, self._cut(named)))

    def levers(self, scenario: str = "") -> Listing:
        """What each hypothesis would have to be, alone, to fit in the hectares left, and whether that is in reach."""
        named = self._named(scenario)
        return told_levers.levers(self, named, left_ha(self, self._cut(named)))

    def land(self, scenario: str = "") -> Listing | Lack:
        """Land allowance of 2021-2030, what is consumed and what is left."""
        return told_position(self, self._cut(self._named(scenario)))

    def fitting(self, scenario: str = "") -> Listing | Lack:
        """Density, or vacancy, that makes each scenario fit in the hectares left; the allowance is that of one."""
        left = left_ha(self, self._cut(self._named(scenario)))
        lack = lack_of(LAND_TAKE, "Densité qui tient dans l'enveloppe")
        return told_levers.fitting(self, left) if left is not None else lack or self.land(scenario)

    def _cut(self, scenario: str) -> float:
        return number(self.scenarios[scenario], "cut") / 100

    def housing_headline(self, scenario: str = "") -> Measures:
        """Dwellings to build a year, households and vacancy: for key figures."""
        return told_paths.housing_headline(self, self._named(scenario))

    def narrative(self) -> Points:
        """Each scenario in a sentence, and since when it leaves the first."""
        return told_words.narrative(self)

    def limits(self) -> Points:
        """What stands for what is not published, in sentences."""
        return told_words.limits(self)

    def sources(self) -> Sources:
        """Sources of all that it starts from, for the end of the page."""
        land = () if left_ha(self, self._cut(self.first)) is None else (LAND_TAKE,)
        used = catalogue.merged(used_by(self), *(tables.vintages(name) for name in land))
        return Sources(used, tables=(*used_tables(), *land))

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
        return fitted_rates(headship(), np.array(self.stock.main_residences), start)

    def by_epci(self, scenario: str = "") -> tuple[Floats, list[str]]:
        """Inhabitants of each EPCI of the territory on the first and last day, shape (EPCI, 2), and their codes."""
        given = demography_of(self.scenarios[self._named(scenario)])
        parts = project_parts(self._peopling, self._mine, given, self.horizon).projection.population[[0, -1]]
        codes = self._peopling.parts["epci_code"].iloc[self._mine].to_numpy()
        sums = pd.DataFrame(parts.sum(axis=(-2, -1)).T).groupby(codes).sum().drop(index="", errors="ignore")
        return sums.to_numpy(), list(sums.index)

    def _projected(self, given: Demography, last: int) -> Framed:
        return together(project_parts(self._peopling, some, given, last) for some in in_blocks(self._mine))
