"""What a projection carries on: growth between censuses, by births and deaths and by moves, beside that to come."""

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from arpent import catalogue, tables
from arpent.study.peopling import BASE, GROWTH
from arpent.study.telling import used_by
from arpent.study.told_paths import legal_populations, past_interval
from arpent.views.listing import Listing
from arpent.views.numbers import about, french_number
from arpent.views.view import Column

if TYPE_CHECKING:
    from arpent.study.outlook import Outlook

BALANCES = "natural_balances"
#: First census of the thirty years that recent moves are compared with.
LONG = 1990
#: A yearly rate that differs less is told as the same; populations that differ less are of the same communes.
SEEN, SAME = 0.002, 0.001


@dataclass(frozen=True)
class Span:
    """Growth over some years, in persons; ``person_years`` lived meanwhile."""

    first: int
    last: int
    natural: float
    migration: float
    person_years: float

    def rates(self) -> tuple[float, float, float]:
        """Growth, births less deaths, arrivals less departures: a year, per inhabitant."""
        natural, migration = self.natural / self.person_years, self.migration / self.person_years
        return natural + migration, natural, migration


def past(outlook: "Outlook", scenario: str) -> Listing:
    """
    Growth between all censuses since 1968, since the last, and as projected, by what makes it.

    Parameters
    ----------
    outlook : Outlook
        Whose territory.
    scenario : str
        Projected.

    Returns
    -------
    Listing
        Censuses are left out where the territory was not the same in 2016, and the note says so.
    """
    before = _between_censuses(outlook)
    recent = _recent(outlook, scenario, before)
    rows = [(f"{one.first}-{one.last}", one) for one in before]
    rows += [(f"{one.first}-{one.last}, naissances et décès estimés", one) for one in recent]
    rows += [(f"{one.first}-{one.last}, projeté", one) for one in _ahead(outlook, scenario)]
    columns = (
        Column("period", "Période"),
        Column("growth", "Évolution de la population", "% par an", "number"),
        Column("natural", "dont naissances moins décès", "% par an", "number"),
        Column("migration", "dont arrivées moins départs", "% par an", "number"),
    )
    told = tuple((name, *(round(100 * rate, 3) for rate in one.rates())) for name, one in rows)
    source = catalogue.source_line(catalogue.merged(used_by(outlook), tables.vintages(BALANCES)))
    return Listing(
        outlook.territory, _title(outlook, scenario, before, recent), columns, told,
        source, decimals=2, reading=_reading(rows),
        note=_note(outlook, scenario, before, recent),
    )  # fmt: skip


def _between_censuses(outlook: "Outlook") -> list[Span]:
    """Periods since 1968; none where the communes are not those of today, or a balance is not known."""
    balances = tables.load(BALANCES)
    rows = balances[balances["territory"].isin(_members(outlook, set(balances["territory"])))]
    numbers = ["natural_balance", "migration_balance", "person_years", "population_end"]
    sums = rows.groupby(["start_year", "year"])[numbers].sum(min_count=len(rows["territory"].unique()))
    if sums.empty or sums.isna().any(axis=None):
        return []
    legal = legal_populations(outlook).get(GROWTH[0], 0.0)
    if abs(float(sums["population_end"].iloc[-1]) / max(legal, 1.0) - 1) > SAME:
        return []
    return [
        Span(int(first), int(last), *(float(row[name]) for name in numbers[:3]))
        for (first, last), row in zip(sums.index, sums.to_dict("records"), strict=True)
    ]


def _members(outlook: "Outlook", known: set[str]) -> set[str]:
    """The territory itself where its balances are known, else the EPCI that make it up, where all are."""
    here = outlook.territory
    if here.id in known:
        return {here.id}
    codes = tables.load("communes", list(here.communes), columns=["epci_code"])["epci_code"].dropna().unique()
    own = {f"epci:{code}" for code in codes}
    return own if own <= known else set()


def _recent(outlook: "Outlook", scenario: str, before: list[Span]) -> list[Span]:
    """
    Since the last census with balances, from legal populations.

    ASSUME: births less deaths went by a straight line from those of that census's years to the projection's first.
    """
    legal = legal_populations(outlook)
    if not set(GROWTH) <= set(legal):
        return []
    one = outlook.stories[scenario].people.projection
    years, (first, last) = GROWTH[1] - GROWTH[0], (legal[year] for year in GROWTH)
    lived = years * (first + last) / 2
    rate = float((one.births[0] - one.deaths[0]).sum()) / float(one.totals()[0])
    if before:
        middles = [(before[-1].first + before[-1].last) / 2, BASE + 0.5]
        rate = float(np.interp(sum(GROWTH) / 2, middles, [before[-1].rates()[1], rate]))
    return [Span(*GROWTH, rate * lived, last - first - rate * lived, lived)]


def _ahead(outlook: "Outlook", scenario: str) -> list[Span]:
    """The years projected, in three."""
    people = outlook.stories[scenario].people
    one, totals = people.projection, people.projection.totals()
    natural = (one.births - one.deaths).sum(axis=-1)
    migration, lived = one.migration.sum(axis=-1) + people.adjustment, (totals[1:] + totals[:-1]) / 2
    ends = [GROWTH[1], *(year for year in (2030, 2040) if year < outlook.horizon), outlook.horizon]
    spans = []
    for first, last in pairwise(ends):
        years = slice(first - BASE, last - BASE)
        spans.append(Span(first, last, *(float(flow[years].sum()) for flow in (natural, migration, lived))))
    return spans


def _title(outlook: "Outlook", scenario: str, before: list[Span], recent: list[Span]) -> str:
    """Net migration measured last, over thirty years, and projected."""
    told = [f"{_percent(_sum(recent).rates()[2])} par an de {GROWTH[0]} à {GROWTH[1]}"] if recent else []
    old = [one for one in before if one.first >= LONG]
    told += [f"{_percent(_sum(old).rates()[2])} de {LONG} à {GROWTH[0]}"] if old else []
    ahead = _percent(_sum(_ahead(outlook, scenario)).rates()[2])
    return "Arrivées moins départs : " + ", ".join([*told, f"{ahead} projeté jusqu'en {outlook.horizon}"])


def _sum(spans: list[Span]) -> Span:
    flows = (sum(getattr(one, name) for one in spans) for name in ("natural", "migration", "person_years"))
    return Span(spans[0].first, spans[-1].last, *flows)


def _reading(rows: list[tuple[str, Span]]) -> str:
    one = rows[-1][1]
    growth, natural, migration = (_percent(rate) for rate in one.rates())
    return (
        f"Lecture : de {one.first} à {one.last}, {growth} d'habitants par an, dont {natural} par les naissances moins "
        f"les décès et {migration} par les arrivées moins les départs, aux arrondis près."
    )


def _note(outlook: "Outlook", scenario: str, before: list[Span], recent: list[Span]) -> str:
    """What the projection rests on, and what the past carried on would give."""
    if not recent:
        return ""
    rests = f"La projection part des arrivées et départs de {GROWTH[0]} à {GROWTH[1]} : peu d'années."
    if outlook.territory.level == "france":
        rests = f"Les arrivées projetées sont celles que suppose l'Insee, non celles de {GROWTH[0]} à {GROWTH[1]}."
    old = [one for one in before if one.first >= LONG]
    if not old:
        return f"{rests} Les communes n'étaient pas les mêmes aux recensements d'avant : ils n'y sont pas."
    more = _sum(recent).rates()[2] - _sum(old).rates()[2]
    sense = "plus haut" if more > 0 else "plus bas"
    differs = (
        f"Le solde y est de {french_number(100 * abs(more), 2)} point par an {sense} que de {LONG} à {GROWTH[0]} : "
        "rien ne dit que cela dure."
        if abs(more) >= SEEN
        else f"Le solde y est proche de celui de {LONG} à {GROWTH[0]}."
    )
    return " ".join([rests, differs, _carried(outlook, scenario, old)])


def _carried(outlook: "Outlook", scenario: str, old: list[Span]) -> str:
    """Where as many persons more, or less, each year as over thirty years would lead; beside the projection."""
    legal, story = legal_populations(outlook), outlook.stories[scenario]
    since = legal[GROWTH[0]] - sum(one.natural + one.migration for one in old)
    ahead = outlook.horizon - GROWTH[1]
    led = [
        legal[GROWTH[1]] + ahead * (legal[GROWTH[1]] - start) / (GROWTH[1] - year)
        for start, year in ((since, LONG), (legal[GROWTH[0]], GROWTH[0]))
    ]
    low, high = (side[-1] * story.population[-1] for side in past_interval(outlook))
    beyond = "" if low <= led[0] <= high else ", hors de l'intervalle à 80 %"
    return (
        f"Au rythme de {LONG} à {GROWTH[1]}, le territoire aurait {about(led[0])} habitants en {outlook.horizon}"
        f"{beyond} ; à celui de {GROWTH[0]} à {GROWTH[1]}, {about(led[1])} ; la projection dit "
        f"{about(story.population[-1])}."
    )


def _percent(rate: float) -> str:
    return french_number(100 * rate, 2, signed=True) + " %"
