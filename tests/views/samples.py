"""
Made-up measures for the tests of the views.

Three territories of an invented Cantal: the EPCI "CC du Pays d'Essai" (focus), its département, France,
and parts "Alpha" … of which each test says the values. No figure here is real.
"""

from dataclasses import dataclass, field

import pandas as pd

from arpent.territory import Territory

FOCUS = Territory(
    "epci:200000001", "epci", "200000001", "CC du Pays d'Essai", ("15001", "15002"), 2026, 0, "CC"
)
NAMES = {
    "epci:200000001": ("CC du Pays d'Essai", "focus"),
    "departement:15": ("Cantal", "parent"),
    "france": ("France", "parent"),
}


@dataclass(frozen=True)
class Indicator:
    id: str = "vacancy_share"
    label: str = "Part des logements vacants"
    short: str = "Logements vacants"
    unit: str = "%"
    precision: int = 1
    kind: str = "ratio"
    direction: str = "less"
    definition: str = "Logements vacants rapportés aux logements."
    gender: str = "f"


POPULATION = Indicator(
    "population", "Population municipale", "Population", "habitants", 0, "count", "neutral", "Habitants."
)
VACANCY = Indicator()
RATE = Indicator(
    "population_change",
    "Évolution annuelle moyenne de la population, 2017–2023",
    "Évolution",
    "%/an",
    1,
    "change",
)


@dataclass(frozen=True)
class Measures:
    frame: pd.DataFrame
    indicators: dict
    focus: Territory = FOCUS
    source: str = "INSEE, recensement de la population 2021, Licence Ouverte 2.0"
    datasets: tuple = field(default=())


def rows(indicator, values, *, reasons=None, estimated=()):
    """Rows from {territory: {year: value}}; a territory not in NAMES is a part named by its id."""
    out = []
    for territory, by_year in values.items():
        name, role = NAMES.get(territory, (territory.split(":")[-1], "part"))
        for year, value in by_year.items():
            reason = (reasons or {}).get((territory, year)) if value is None else None
            if value is None and reason is None:
                reason = "not_available"
            out.append(
                (
                    territory,
                    name,
                    role,
                    indicator.id,
                    year,
                    value,
                    reason,
                    (territory, year) in set(estimated),
                )
            )
    columns = ["territory", "name", "role", "indicator", "year", "value", "reason", "is_estimated"]
    return pd.DataFrame(out, columns=columns).astype({"value": "float64"})


def measures(*given, focus=FOCUS):
    """Measures from pairs (indicator, {territory: {year: value}}) or ready frames."""
    frames = [rows(indicator, values) if isinstance(values, dict) else values for indicator, values in given]
    return Measures(pd.concat(frames, ignore_index=True), {one.id: one for one, _ in given}, focus)


HERE, CANTAL, FRANCE = NAMES
