"""
What a projection by age starts from: every EPCI of France by sex and single age, and how it lives, dies and moves.

Each EPCI is cut by département (a part), so that EPCI and départements are sums of parts. Where something is not
published by EPCI and age, a declared substitute stands for it: see ``Peopling.substitutes``.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd

from arpent import tables
from arpent.errors import DataUnavailable
from arpent.methods.cohorts import Floats
from arpent.methods.fertility import prior_weight, shrunk_ratio
from arpent.methods.mortality import expected_deaths
from arpent.methods.national import National, read_national
from arpent.methods.net_migration import apparent, drawn_to_parent, rates_by_age
from arpent.methods.persistence import excess
from arpent.study.events import RECENT, Events, load_events
from arpent.study.first_ages import (
    CENSUS,
    GROUPED,
    KEY,
    SEVEN,
    YOUNG,
    first_ages,
    part_of_communes,
)
from arpent.study.peopling_words import told_substitutes
from arpent.tables.storage import built_file

#: 1 January from which it starts: the census of that year, and INSEE's projection.
BASE = 2021
#: Legal populations that net migration is drawn from.
GROWTH = (2016, 2023)
#: Tables that say more where they are built.
OPTIONAL = (GROUPED, SEVEN, RECENT)
TABLES = ("projections", "projection_hypotheses", "population_departements", "natural_balances", "migrations")
#: Year of Mayotte's only legal populations.
_MAYOTTE = 2017
MOVES = ("30-39 ans", "40-49 ans", "50-64 ans", "65 ans ou plus")


@dataclass(frozen=True, eq=False)
class Peopling:
    """
    Parts of EPCI, their inhabitants and their rates.

    Parameters
    ----------
    parts : DataFrame
        ``epci_code`` (empty for an island in none), ``departement_code``, ``population`` of the census.
    start : array (parts, 2, 120)
        Inhabitants on 1 January ``BASE``, women then men; sums to the census's totals by part.
    fertility, mortality : array (parts,)
        Levels over the country's.
    moving : array (parts, 121)
        Net migration a year per inhabitant, by cohort.
    excess : array (parts, 2)
        Net migration a year per inhabitant that does not last: as `arpent.methods.persistence.excess`.
    substitutes : tuple of str
        French sentences: what stands for what is not published.
    """

    parts: pd.DataFrame
    start: Floats
    fertility: Floats
    mortality: Floats
    moving: Floats
    excess: Floats
    substitutes: tuple[str, ...]


def load_national(variant: str) -> National:
    """
    One variant of INSEE's projection of France.

    Parameters
    ----------
    variant : str
        ``central``, ``fecondite_haute``, ``esperance_vie_basse``, ``migrations_hautes``.

    Returns
    -------
    National

    Raises
    ------
    AskedWrongly
        No such variant.
    DataUnavailable
        The tables are not on this machine; the message names the command that brings them.
    """
    return _national(variant, _states("projections", "projection_hypotheses"))


def load_peopling() -> Peopling:
    """
    Every part of France; kept, and made again when a table's file changes.

    Returns
    -------
    Peopling

    Raises
    ------
    DataUnavailable
        A table is not on this machine; the message names the command that brings it.
    """
    return _peopling(_states(*TABLES, *OPTIONAL))


def _states(*names: str) -> tuple[int, ...]:
    paths = [built_file(name) for name in names]
    missing = [path.stem for path in paths if path.stem in TABLES and not path.is_file()]
    if missing:
        needed = [name for name in TABLES if not built_file(name).is_file()]
        raise DataUnavailable(
            f"a projection by age needs tables that are not built: {', '.join(needed)}. Build them with "
            f"'arpent data build {' '.join(needed)}'."
        )
    return tuple(path.stat().st_mtime_ns if path.is_file() else 0 for path in paths)


@lru_cache(maxsize=8)
def _national(variant: str, _states: tuple[int, ...]) -> National:
    return read_national(tables.load("projections"), tables.load("projection_hypotheses"), variant)


@lru_cache(maxsize=1)
def _peopling(_states: tuple[int, ...]) -> Peopling:
    france = load_national("central")
    parts = _parts()
    events = load_events()
    parts["infants"] = _infants(parts, events.rows["births"], france.start(BASE))
    start = first_ages(parts, france.start(BASE), BASE)
    levels = _Levels(parts, start, france, events)
    rates = _migration(parts, start, levels)
    moving = np.concatenate([rates[:, :1], rates], axis=1)
    lapsing = _excess(parts, start, rates, levels)
    return Peopling(
        parts[[*KEY, "population"]],
        start,
        levels.fertility,
        levels.mortality,
        moving,
        lapsing,
        told_substitutes(BASE, events),
    )


def _parts() -> pd.DataFrame:
    """Census of each part; Mayotte, which the census leaves out, has its population of 2017 and no ages."""
    census = tables.load("census_communes", columns=["commune_code", "population", *CENSUS])
    legal = tables.load("population_legal", columns=["commune_code", "year", "population"])
    counts = part_of_communes().merge(census, on="commune_code", how="left")
    for year in (*GROWTH, _MAYOTTE):
        of_year = legal[legal["year"] == year].set_index("commune_code")["population"]
        counts[f"legal_{year}"] = counts["commune_code"].map(of_year).astype("float64")
    sums = counts.groupby(KEY).sum(numeric_only=True, min_count=1).reset_index()
    sums["population"] = sums["population"].astype("float64").fillna(sums[f"legal_{_MAYOTTE}"])
    return sums


def _infants(parts: pd.DataFrame, births: pd.Series, national: Floats) -> Floats:
    """Children under 5 of each part: births of the EPCI over five years, at the pace of the country's since."""
    of_epci = births[births.index.str.startswith("epci:")]
    pace = national[:, :YOUNG].sum() / of_epci.sum()
    young = parts[next(iter(CENSUS))]
    share = young / young.groupby(parts["epci_code"]).transform("sum")
    found: Floats = (of_epci.reindex("epci:" + parts["epci_code"]).to_numpy() * pace * share).to_numpy(
        dtype="float64"
    )
    return found


class _Levels:
    """Fertility and mortality of each part, over the country's."""

    def __init__(self, parts: pd.DataFrame, start: Floats, france: National, events: Events) -> None:
        first = next(iter(france.years(BASE, BASE + 1)))
        women = start[:, 0]
        self.births = (women * first.fertility).sum(axis=-1)
        self.deaths = expected_deaths(start, first.mortality)
        epci = parts["epci_code"].to_numpy()
        size = _period_size(parts, events)
        self.fertility = _level(parts, epci, events.rows["births"], self.births * size)
        self.mortality = _level(parts, epci, events.rows["deaths"], self.deaths * size)


def _period_size(parts: pd.DataFrame, events: Events) -> Floats:
    """Years lived over these events, in inhabitants of the base year: what makes expected events comparable."""
    rows, years = events.rows, events.years[1] - events.years[0]
    mean = (rows["population_start"] + rows["population_end"]) / 2 * years
    epci = parts.groupby("epci_code")["population"].sum()
    ratio = (mean / epci.set_axis("epci:" + epci.index)).reindex("epci:" + parts["epci_code"])
    return ratio.fillna(float(years)).to_numpy()


def _level(parts: pd.DataFrame, epci: "np.ndarray", events: pd.Series, expected: Floats) -> Floats:
    """Observed over expected, the country at 1, drawn towards the département's where few are expected."""
    mine = pd.DataFrame({"epci": epci, "departement": parts["departement_code"], "expected": expected})
    by_epci = mine.groupby("epci").agg(expected=("expected", "sum"), departement=("departement", "first"))
    by_epci["observed"] = events.reindex("epci:" + by_epci.index).to_numpy(dtype="float64")
    known = by_epci.dropna()
    country = known["observed"].sum() / known["expected"].sum()
    parents = known.groupby("departement")[["observed", "expected"]].sum()
    parent = (parents["observed"] / parents["expected"]).reindex(known["departement"]).to_numpy()
    weight = prior_weight(known["observed"].to_numpy(), known["expected"].to_numpy())
    own = shrunk_ratio(known["observed"].to_numpy(), known["expected"].to_numpy(), parent, weight=weight)
    levels = pd.Series(own / country, index=known.index).reindex(epci)
    fallback = (parents["observed"] / parents["expected"] / country).reindex(parts["departement_code"])
    return levels.fillna(pd.Series(fallback.to_numpy(), index=epci)).fillna(1.0).to_numpy()


def _migration(parts: pd.DataFrame, start: Floats, levels: _Levels) -> Floats:
    """Net migration per inhabitant by age: moves within France, and what makes up the change observed."""
    epci = parts["epci_code"].to_numpy()
    together = pd.DataFrame(start.sum(axis=1)).groupby(epci).sum()
    rows = tables.load("migrations")
    rows = rows[rows["breakdown"] == "ages"].pivot_table(
        index="territory", columns="category", values="migration_balance"
    )
    balances = rows.reindex("epci:" + together.index)[list(MOVES)].fillna(0.0).to_numpy()
    balances = drawn_to_parent(balances, together.to_numpy(), _departement_of(parts).loc[together.index])
    rates = rates_by_age(balances, together.to_numpy(), start.sum(axis=(0, 1)))
    natural = levels.births * levels.fertility - levels.deaths * levels.mortality
    ends = [parts[f"legal_{year}"].fillna(parts["population"]).to_numpy() for year in GROWTH]
    wanted = apparent(np.stack(ends), GROWTH[1] - GROWTH[0], natural)
    rest = pd.Series(wanted).groupby(epci).sum().to_numpy() - (rates * together.to_numpy()).sum(axis=-1)
    by_age, first = mobility(), next(iter(load_national("central").years(BASE, BASE + 1)))
    spread = rest / (by_age * together.to_numpy()).sum(axis=-1)
    whole = rates + spread[:, None] * by_age
    # ASSUME: the country's net migration of 2016-2023 does not last: what exceeds INSEE's is taken from all alike.
    excess = (whole * together.to_numpy()).sum() - float(np.sum(first.migration))
    whole -= excess * by_age / (by_age * together.to_numpy()).sum()
    return pd.DataFrame(whole, index=together.index).loc[epci].to_numpy()


def _departement_of(parts: pd.DataFrame) -> "pd.Series[str]":
    """Département where most inhabitants of each EPCI are."""
    largest = parts.sort_values("population").drop_duplicates("epci_code", keep="last")
    return largest.set_index("epci_code")["departement_code"]


def _excess(parts: pd.DataFrame, start: Floats, rates: Floats, levels: _Levels) -> Floats:
    """What of each part's net migration does not last, by its own gaps and its département's."""
    people = start.sum(axis=1)
    natural = levels.births * levels.fertility - levels.deaths * levels.mortality
    inside = parts["departement_code"]
    flows = (rates * people).sum(axis=-1), natural
    gaps, surplus = (_gaps(flow, people.sum(axis=-1), inside) for flow in flows)
    of_epci = parts.groupby("epci_code")["population"].transform("sum").to_numpy(dtype="float64")
    return excess(gaps, surplus, of_epci)


def _gaps(flow: Floats, people: Floats, inside: "pd.Series[str]") -> Floats:
    """A flow per inhabitant: of the département over the country's, of the part over its département's."""
    sums = pd.DataFrame({"flow": flow, "people": people})
    by_departement = sums.groupby(inside.to_numpy()).transform("sum")
    own, departement = (one["flow"] / one["people"] for one in (sums, by_departement))
    return np.stack([departement - flow.sum() / people.sum(), own - departement], axis=-1)


def mobility() -> Floats:
    """
    How much each age moves: arrivals from abroad per inhabitant, in the country's central projection.

    Returns
    -------
    array (120,)
        By age on 1 January.
    """
    # ASSUME: what is not explained by moves within France has the ages of those who come from abroad.
    france = load_national("central")
    first = next(iter(france.years(BASE, BASE + 1)))
    arrivals = np.maximum(np.asarray(first.migration).sum(axis=0), 0.0)[1:]
    by_age: Floats = arrivals / france.start(BASE).sum(axis=0)
    return by_age
