"""What an outlook tells year by year: inhabitants, households, dwellings, births and deaths; ages; communes."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from arpent import tables
from arpent.indicators import Count, Indicator, Measures, Ratio
from arpent.methods.backtest import COMMUNES, EPCI, best_trend
from arpent.methods.cohorts import Floats
from arpent.methods.intervals import interval_by_year
from arpent.methods.trends import Past, carry_on
from arpent.study.peopling import BASE, GROWTH
from arpent.study.telling import PLANNED, decade, floats, source_of, used_by
from arpent.tables.trend_errors import load_returning_errors, load_trend_errors
from arpent.territory import Territory
from arpent.views.french import place
from arpent.views.futures import Path, Paths
from arpent.views.numbers import about, precision_about
from arpent.views.words import capital

if TYPE_CHECKING:
    from arpent.study.continuation import Continuation
    from arpent.study.outlook import Outlook

#: First ages of a pyramid's groups of five years; the last is open.
GROUPS = tuple(range(0, 95, 5))
OLD = 65
_INTERVAL = "L'intervalle à 80 % est celui des erreurs de la même règle sur les recensements passés."
_INTERVAL_OF_FRANCE = (
    "L'intervalle à 80 % est celui des erreurs de la croissance du pays, prolongée depuis quelques recensements "
    "passés : trop peu pour qu'il soit vérifié."
)
#: Communes beyond which a map shows EPCI.
MANY = 1500


def population_paths(outlook: "Outlook") -> Paths:
    """Inhabitants on each 1 January, by scenario; the first with its interval; legal populations beside."""
    first, *others = outlook.stories.items()
    totals = first[1].population
    low, high = past_interval(outlook)
    lines = [_path(outlook, first[0], totals, totals * low, totals * high)]
    lines += [_path(outlook, name, story.population) for name, story in others]
    return Paths(
        outlook.territory, "Population", "habitants", tuple(outlook.years), tuple(lines[:5]), source_of(outlook),
        observed=legal_populations(outlook),
        notes=(_INTERVAL_OF_FRANCE if outlook.territory.level == "france" else _INTERVAL,),
    )  # fmt: skip


def past_interval(outlook: "Outlook") -> tuple[Floats, Floats]:
    """What its inhabitants are multiplied by, each year, for the 80 % interval: from the errors of its like."""
    population = float(outlook.stories[outlook.first].population[0])
    level = judged_as(outlook.territory, population)
    return interval_by_year(load_returning_errors(), population, len(outlook.years) - 1, level=level)


def judged_as(territory: Territory, population: float) -> str:
    """Whose past errors tell those to come of a territory of some communes: EPCI's, départements' or the country's."""
    if territory.level == "france":
        return "france"
    # ASSUME: a région or a grouping of a département's size errs as départements did.
    is_large = territory.level != "epci" and population >= EPCI.bounds[-1]
    return "departement" if is_large else "epci"


def legal_populations(outlook: "Outlook | Continuation") -> dict[int, float]:
    """Legal population of each year in which all its communes have one."""
    rows = tables.load("population_legal", list(outlook.territory.communes), columns=["year", "population"])
    known = rows["population"].astype("float64")
    by_year = known.groupby(rows["year"]).agg(lambda values: values.sum(skipna=False))
    return {int(str(year)): float(value) for year, value in by_year.items() if np.isfinite(value)}


def household_paths(outlook: "Outlook") -> Paths:
    """Households on each 1 January, by scenario."""
    lines = [_path(outlook, name, story.households) for name, story in outlook.stories.items()]
    return Paths(
        outlook.territory, "Ménages", "ménages", tuple(outlook.years), tuple(lines[:5]), source_of(outlook)
    )


def dwelling_paths(outlook: "Outlook") -> Paths:
    """Dwellings to build each year to come, by scenario; below 0 where more are freed than needed."""
    ahead = slice(PLANNED - BASE, None)
    lines = [_path(outlook, name, story.dwellings[ahead]) for name, story in outlook.stories.items()]
    first = outlook.stories[outlook.first].dwellings[decade()]
    until, title = PLANNED + len(first), outlook.scenarios[outlook.first].title
    return Paths(
        outlook.territory, "Logements à produire chaque année", "logements", tuple(outlook.years)[ahead][:-1],
        tuple(lines[:5]), source_of(outlook), per_year=True,
        finding=f"Environ {about(first.mean())} logements à produire par an de {PLANNED} à {until} ({title})",
    )  # fmt: skip


def component_paths(outlook: "Outlook", scenario: str) -> Paths:
    """Births, deaths and net migration of each year, in one scenario."""
    story = outlook.stories[scenario]
    one = story.people
    moved = one.projection.migration.sum(axis=-1) + one.adjustment
    lines = (
        Path("births", "Naissances", floats(one.projection.births.sum(axis=-1))),
        Path("deaths", "Décès", floats(one.projection.deaths.sum(axis=-1))),
        Path("migration", "Arrivées moins départs", floats(moved)),
    )
    title = outlook.scenarios[scenario].title
    balance = one.projection.births.sum(axis=-1) - one.projection.deaths.sum(axis=-1)
    return Paths(
        outlook.territory, "Naissances, décès et migrations", "personnes par an", tuple(outlook.years)[:-1], lines,
        source_of(outlook), per_year=True, finding=_natural(balance, outlook),
        notes=(f"Scénario « {title} ». Les migrations comprennent le calage sur la projection de la France.",),
    )  # fmt: skip


def _natural(balance: Floats, outlook: "Outlook") -> str:
    """Which of births and deaths is the larger, and when that changes."""
    ahead = balance[PLANNED - BASE :]
    who = place(outlook.territory).within
    if (ahead > 0).all():
        return f"Plus de naissances que de décès {who} jusqu'en {outlook.horizon}"
    if (ahead < 0).all():
        return f"Plus de décès que de naissances {who} jusqu'en {outlook.horizon}"
    turn = PLANNED + int(np.flatnonzero(np.diff(np.sign(ahead)))[0]) + 1
    more = "les décès dépassent les naissances" if ahead[0] > 0 else "les naissances dépassent les décès"
    return f"{capital(place(outlook.territory).the)} : {more} à partir de {turn}"


def _path(
    outlook: "Outlook", name: str, values: Floats, low: Floats | None = None, high: Floats | None = None
) -> Path:
    bounds = [() if side is None else floats(side) for side in (low, high)]
    return Path(name, outlook.scenarios[name].title, floats(values), bounds[0], bounds[1])


def _age_names() -> list[str]:
    closed = [f"{age} à {age + 4} ans" for age in GROUPS[:-1]]
    return [*closed, f"{GROUPS[-1]} ans ou plus"]


def ages(outlook: "Outlook", scenario: str) -> Measures:
    """Inhabitants by sex and age group, each 1 January, of one scenario: for a pyramid."""
    population = outlook.stories[scenario].people.projection.population
    by_group = np.add.reduceat(population, GROUPS, axis=-1)
    given: dict[str, tuple[Indicator, Floats]] = {}
    for rank, sex in enumerate(("women", "men")):
        for group, (age, short) in enumerate(zip(GROUPS, _age_names(), strict=True)):
            name, label = f"{sex}_{age}", f"{'Femmes' if sex == 'women' else 'Hommes'} de {short}"
            given[name] = (replace(_count(name, label, "habitants"), short=short), by_group[:, rank, group])
    return _measures(outlook, given)


def headline(outlook: "Outlook", scenario: str, years: Sequence[int]) -> Measures:
    """Inhabitants, the share of those aged 65 or more, and households, some years, of one scenario."""
    story = outlook.stories[scenario]
    people = story.people.projection.population
    old = people[..., OLD:].sum(axis=(-2, -1)) / story.population
    title = outlook.scenarios[scenario].title
    given: dict[str, tuple[Indicator, Floats]] = {
        "projected_population": _projected(
            "projected_population", "Habitants", "habitants", story.population
        ),
        "projected_old_share": (_share("projected_old_share", "Part des 65 ans ou plus"), old),
        "projected_households": _projected("projected_households", "Ménages", "ménages", story.households),
        "projected_household_size": (
            _share("projected_household_size", "Habitants par ménage", unit="", precision=2),
            story.population / story.households,
        ),
    }
    measures = _measures(outlook, given, note=f"projection, scénario « {title} »")
    kept = measures.frame[measures.frame["year"].isin(list(years))].reset_index(drop=True)
    return Measures(kept, measures.indicators, measures.focus, measures.source, measures.datasets)


def housing_headline(outlook: "Outlook", scenario: str) -> Measures:
    """Dwellings to build a year over the ten planned, households, and the share of vacant dwellings."""
    story, stock = outlook.stories[scenario], outlook.stock
    mean = np.full(len(outlook.years), float(story.dwellings[decade()].mean()))
    label = f"Logements à produire par an, {PLANNED}-{PLANNED + 10}"
    target = outlook.scenarios[scenario].value("vacancy")
    now = stock.vacant / stock.dwellings
    vacant = np.linspace(now, now if target is None else target / 100, len(outlook.years))
    given: dict[str, tuple[Indicator, Floats]] = {
        "needed_dwellings": _projected("needed_dwellings", label, "logements", mean),
        "projected_households": _projected("projected_households", "Ménages", "ménages", story.households),
        "projected_vacancy_share": (_share("projected_vacancy_share", "Part des logements vacants"), vacant),
    }
    measures = _measures(outlook, given, note=f"projection, scénario « {outlook.scenarios[scenario].title} »")
    frame = measures.frame
    shown = frame["year"].isin([BASE, outlook.horizon]) & (frame["indicator"] != "needed_dwellings")
    planned = (frame["indicator"] == "needed_dwellings") & (
        frame["year"] == min(PLANNED + 10, outlook.horizon)
    )
    kept = frame[shown | planned].reset_index(drop=True)
    return Measures(kept, measures.indicators, measures.focus, measures.source, measures.datasets)


def _projected(name: str, label: str, unit: str, values: Floats) -> tuple[Count, Floats]:
    """A count, printed with no more digits than a projection has, and its values."""
    return replace(_count(name, label, unit), precision=precision_about(float(values[-1]))), values


def _count(name: str, label: str, unit: str) -> Count:
    return Count(
        id=name, label=label, short=label, unit=unit, precision=0, definition="", table="projections", column=name,
    )  # fmt: skip


def _share(name: str, label: str, *, unit: str = "%", precision: int = 1) -> Ratio:
    return Ratio(
        id=name, label=label, short=label, unit=unit, precision=precision, definition="", table="projections",
        numerator=name, denominator="population",
    )  # fmt: skip


def _measures(outlook: "Outlook", given: Mapping[str, tuple[Indicator, Floats]], note: str = "") -> Measures:
    here = outlook.territory
    frames = [
        pd.DataFrame(
            {"territory": here.id, "name": here.name, "role": "focus", "indicator": name, "year": list(outlook.years),
             "value": values, "reason": None, "is_estimated": False, "is_fragile": False}
        )
        for name, (_, values) in given.items()
    ]  # fmt: skip
    source = source_of(outlook) + (f" ; {note}" if note else "")
    known = {name: one for name, (one, _) in given.items()}
    return Measures(pd.concat(frames, ignore_index=True), known, here, source, tuple(used_by(outlook)))


def communes(outlook: "Outlook", scenario: str) -> Measures:
    """Change of each commune's population to the horizon: its own trend, held to the territory's projection."""
    if len(outlook.territory.communes) > MANY:
        return _of_epci(outlook, scenario)
    rows = tables.load(
        "population_legal", list(outlook.territory.communes), columns=["commune_code", "year", "population"]
    )
    wide = rows[rows["year"].isin(GROWTH)].pivot_table(
        index="commune_code", columns="year", values="population"
    )
    known = wide[(wide > 0).all(axis=1)].astype("float64")
    past = Past(known[GROWTH[0]].to_numpy(), known[GROWTH[1]].to_numpy(), GROWTH[1] - GROWTH[0])
    carried = np.maximum(_best_carried(past, outlook.horizon - GROWTH[1]), 1.0)
    whole = outlook.stories[scenario].population
    # ASSUME: communes follow the trend that did best at their size; their sum is brought to the territory's projection.
    held = carried * float(whole[-1]) / carried.sum()
    change = (held / past.last) ** (1 / (outlook.horizon - GROWTH[1])) - 1
    return _by_commune(outlook, known.index, change)


def _best_carried(past: Past, ahead: float) -> Floats:
    """Communes carried on by the trend that did best on past censuses, for the size of each and that far ahead."""
    measured = load_trend_errors().query("level == 'commune'")
    sizes = np.array(COMMUNES.of(past.last))
    carried = past.last.copy()
    for size in np.unique(sizes):
        mine = sizes == size
        carried[mine] = carry_on(best_trend(measured, str(size), ahead), past, ahead)[mine]
    return carried


def _of_epci(outlook: "Outlook", scenario: str) -> Measures:
    """Change of each EPCI's population to the horizon: its own projection, not a trend."""
    ends, codes = outlook.by_epci(scenario)
    known = ends[:, 0] > 0
    change = (ends[known, 1] / ends[known, 0]) ** (1 / (outlook.horizon - BASE)) - 1
    names = tables.load("epci", columns=["epci_code", "epci_name"]).set_index("epci_code")["epci_name"]
    kept = [code for code, is_known in zip(codes, known, strict=True) if is_known]
    return _changes(outlook, BASE, [(f"epci:{code}", names[code]) for code in kept], change)


def _by_commune(outlook: "Outlook", codes: "pd.Index[Any]", change: Floats) -> Measures:
    names = tables.load(
        "communes", list(outlook.territory.communes), columns=["commune_code", "commune_name"]
    )
    name_of = names.set_index("commune_code")["commune_name"]
    return _changes(outlook, GROWTH[1], [(f"commune:{code}", name_of[code]) for code in codes], change)


def _changes(outlook: "Outlook", since: int, places: Sequence[tuple[str, str]], change: Floats) -> Measures:
    """Yearly change of parts of the territory since a year."""
    one = Ratio(
        id="projected_change", label=f"Évolution de la population de {since} à {outlook.horizon}",
        short="Évolution projetée",
        unit="%/an", precision=1, definition="", table="projections", numerator="", denominator="",
    )  # fmt: skip
    frame = pd.DataFrame(
        {"territory": [code for code, _ in places], "name": [name for _, name in places], "role": "part",
         "indicator": one.id, "year": outlook.horizon, "value": change, "reason": None, "is_estimated": False,
         "is_fragile": False}
    )  # fmt: skip
    return Measures(frame, {one.id: one}, outlook.territory, source_of(outlook), tuple(used_by(outlook)))
