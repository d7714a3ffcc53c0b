"""A territory, whom it is compared with, and what was measured on them."""

from collections.abc import Iterable, Sequence
from functools import cached_property

from arpent import catalogue, indicators
from arpent.indicators import Measures
from arpent.study.distinctive import candidates, farthest, only
from arpent.study.exchanges import areas_of, flows_of, links_of
from arpent.study.iris import iris_of
from arpent.study.land import TABLE as LAND_TAKE
from arpent.study.land_budgets import budget_of
from arpent.study.measuring import Places, latest, measured
from arpent.study.questions import ask, rules_of
from arpent.study.record import Record
from arpent.study.series import track_of
from arpent.study.spatial import clusters_of
from arpent.study.structure import decompose, specialise
from arpent.study.twins import twin_sources, twin_tables, twins_of
from arpent.study.zones import quarters_of
from arpent.territory import Territory, comparators, divisions, find
from arpent.territory.relatives import parent
from arpent.views.areas import Areas
from arpent.views.clusters import Clusters
from arpent.views.flows import Flows
from arpent.views.land_budget import LandBudget
from arpent.views.links import Links
from arpent.views.points import Points
from arpent.views.quarterly import Track
from arpent.views.quarters import Quarters
from arpent.views.sources import Sources
from arpent.views.twins import Twins

#: Word of ``compare_to`` for the statistical twins.
TWINS = "twins"


class Study:
    """
    One territory, its comparators, and what was measured on them.

    It measures and remembers the sources; it draws nothing itself: views do.

    Parameters
    ----------
    territory : str
        Identifier, as ``"epci:246300701"``.
    compare_to : sequence of str
        Words (``parents``, ``peers``, ``twins``, ``epci``, ``departement``, ``region``, ``france``) and
        identifiers.

    Raises
    ------
    AskedWrongly
        Unknown territory or comparator.

    Examples
    --------
    >>> study = Study("epci:246300701", compare_to=["departement"])
    >>> study.territory.name, [other.name for other in study.parents]
    ('Clermont Auvergne Métropole', ['Puy-de-Dôme'])
    """

    def __init__(self, territory: str, compare_to: Sequence[str] = ("parents", "peers")) -> None:
        self.territory = find(territory)
        self._record = Record()
        self._words = [name for name in compare_to if ":" not in name]
        self._compared = comparators(self.territory, [name for name in compare_to if name != TWINS])
        if TWINS in compare_to:
            known = {place.id for _, place in self._compared}
            self._compared += [("peer", find(twin)) for twin in self.twins().ids if twin not in known]

    @property
    def parents(self) -> list[Territory]:
        """Wider territories to compare with, from the nearest."""
        return [place for role, place in self._compared if role == "parent"]

    @property
    def peers(self) -> list[Territory]:
        """Territories of the same rank to compare with."""
        return [place for role, place in self._compared if role == "peer"]

    @cached_property
    def parts(self) -> list[Territory]:
        """What the territory is drawn by: communes, or départements for a région and France."""
        return divisions(self.territory)

    def series(self, *names: str, alone: bool = False) -> Measures:
        """
        Every year of some indicators, for the territory and its parents.

        Parameters
        ----------
        *names : str
            Ids of indicators, or names of families (``"ages_by_sex"``), here and in every method.
        alone : bool
            The territory only: totals of parents would hide how it moves.

        Returns
        -------
        Measures
            All years that the tables hold.
        """
        return self._measure(names, self._beside() if alone else self._beside("parent"))

    def compare(
        self, *names: str, year: int | None = None, since: int | None = None, all_years: bool = False
    ) -> Measures:
        """
        One year of some indicators, or all, for the territory, its parents and its peers.

        A grouping has no peer and is set beside its EPCI; France, beside its régions.

        Parameters
        ----------
        *names : str
            Ids of indicators.
        year : int, optional
            The latest that each table holds, unless given.
        since : int, optional
            First year of a change.
        all_years : bool
            Every year that the tables hold, as a slope or lines need; ``year`` is then not given.

        Returns
        -------
        Measures
            One row an indicator and territory; and year, where all are asked for.
        """
        places = self._beside("parent", "peer", "part")
        return self._measure(names, places, year=year, since=since, single=not all_years)

    def within(
        self, *names: str, year: int | None = None, since: int | None = None, all_years: bool = False
    ) -> Measures:
        """
        One year of some indicators, or all, for the territory, its parents and each of its parts.

        Parameters
        ----------
        *names : str
            Ids of indicators.
        year : int, optional
            The latest that each table holds, unless given.
        since : int, optional
            First year of a change.
        all_years : bool
            Every year that the tables hold, as small multiples need; ``year`` is then not given.

        Returns
        -------
        Measures
            Parts have the role ``part``; for a commune, they are all the communes of its EPCI.
        """
        shown = self.parts or sorted([self.territory, *self.peers])
        places = [*self._beside("parent"), *(("part", place) for place in shown)]
        return self._measure(names, places, year=year, since=since, single=not all_years)

    def iris(self, *names: str) -> Measures:
        """Some indicators on the IRIS of the territory, where it has enough of them: see ``iris_of``."""
        return iris_of(self.territory, names, self._record)

    def twins(self, n: int = 5) -> Twins:
        """The ``n`` territories of its level that resemble it most; what chose them is cited: see ``twins_of``."""
        self._record.add(twin_sources(), tables=twin_tables())
        return twins_of(self.territory.id, n)

    def at(self, level: str) -> "Study":
        """
        The study of the wider territory where most inhabitants live: for what is only published there.

        It is this one where the ``level`` (``epci``, ``departement``, ``region``, ``france``) is not wider than its
        territory's. Both share their sources.
        """
        wider = parent(self.territory, level)
        if wider is None:
            return self
        other = type(self)(wider.id, compare_to=self._words)
        other._record = self._record  # noqa: SLF001 - it is one of its own
        return other

    def quarters(self, name: str) -> Quarters:
        """A quarterly indicator on the zones d'emploi of the territory, and their median; see ``quarters_of``."""
        found = quarters_of(self, name)
        if found.lack is None:
            one = indicators.indicator(name)
            self._record.add(indicators.vintages_of(one), shown=[one], tables=["zonings"])
        return found

    def track(self, name: str) -> Track:
        """A quarterly series, without its seasons, and extended where that is worth it; see ``track_of``."""
        return track_of(self.territory, name, self._record)

    def clusters(self, name: str) -> Clusters:
        """Where values resemble those next door, in the département around, beyond chance: see ``clusters_of``."""
        return clusters_of(self.territory, name, self._record)

    def specialisation(self, *names: str) -> Measures:
        """Weight of categories over their weight in France, for those that ``standing`` has; see ``specialise``."""
        return specialise(self.standing(*names))

    def shift_share(self, *sectors: str, since: int, year: int | None = None) -> Measures:
        """Change of jobs since a year in parts that add up to it exactly, beside France; see ``decompose``."""
        names = indicators.expand(sectors)
        return decompose(self, names, since=since, year=year or self.latest(names[0]))

    def flows(self, kind: str, level: str = "") -> Flows:
        """What is exchanged with other territories: see ``exchanges.flows_of``."""
        found, used = flows_of(self.territory, kind, level)
        self._record.add(used, tables=[indicators.kind_of(kind).table] if used else [])
        return found

    def links(self, kind: str) -> Links:
        """What is exchanged between the parts of the territory: see ``exchanges.links_of``."""
        found, used = links_of(self.territory, kind)
        self._record.add(used, tables=[indicators.kind_of(kind).table] if used else [])
        return found

    def areas(self, kind: str, resolution: float = 1.0) -> Areas:
        """The functional areas that flows draw around the territory: see ``exchanges.areas_of``."""
        found, used = areas_of(self.territory, kind, resolution)
        self._record.add(used, tables=[indicators.kind_of(kind).table] if used else [])
        return found

    def standing(self, *names: str) -> Measures:
        """
        Latest year of some indicators, for the territory, its parents and its twins, whatever it is compared with.

        Parameters
        ----------
        *names : str
            Ids of indicators, or names of families.

        Returns
        -------
        Measures
            Twins have the role ``peer``.
        """
        twins = [("peer", find(one)) for one in self.twins().ids]
        places = [("focus", self.territory), *comparators(self.territory, ["parents"]), *twins]
        return self._measure(names, places, single=True)

    def questions(self, theme: str) -> Points:
        """The questions that a theme's figures raise for public action, as a list; see ``arpent.study.rules``."""
        rules, name = rules_of(theme), f"{theme}-questions"
        with self._record.aside():
            found = self.standing(*([rule.indicator for rule in rules] or ["population"]))
            points = ask(found, rules, name=name)
        self._show(found, {str(number["indicator"]) for number in points.numbers})
        return points

    def distinctive(self, n: int = 5) -> Measures:
        """The ``n`` indicators on which it stands farthest from its twins, on all themes; as ``standing``."""
        with self._record.aside():
            found = self.standing(*candidates())
            names = farthest(found, self.territory, n)
        return self._show(found, names)

    def land_budget(self, cut: float = 0.5) -> LandBudget:
        """What may be consumed of land from 2021 to 2030, and what was: see ``land_budgets.budget_of``."""
        found, used = budget_of(self.territory, cut)
        self._record.add(used, tables=[LAND_TAKE] if used else [])
        return found

    def latest(self, name: str) -> int:
        """Latest year of an indicator, as its table says."""
        return latest(name)

    def sources(self) -> Sources:
        """Sources of all that was measured so far, for the end of the page."""
        return self._record.sources()

    def _beside(self, *roles: str) -> list[tuple[str, Territory]]:
        return [
            ("focus", self.territory),
            *((role, place) for role, place in self._compared if role in roles),
        ]

    def _measure(
        self,
        asked: Sequence[str],
        places: Places,
        *,
        year: int | None = None,
        since: int | None = None,
        single: bool = False,
    ) -> Measures:
        return measured(asked, places, self._record, year=year, since=since, single=single)

    def _show(self, found: Measures, names: Iterable[str]) -> Measures:
        """Some indicators of measures taken aside: those that the page shows."""
        chosen, used = only(found, list(names))
        shown = [indicators.indicator(name) for name in chosen.indicators]
        self._record.add(catalogue.merged(twin_sources(), used), shown=shown, tables=twin_tables())
        return chosen
