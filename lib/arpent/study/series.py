"""A quarterly series of a territory: where it is read, freed from its seasons, extended where that is worth it."""

import numpy as np
import pandas as pd

from arpent import catalogue, indicators, tables
from arpent.errors import AskedWrongly
from arpent.indicators import Count, Indicator
from arpent.methods.cohorts import Floats
from arpent.methods.forecasts import LEAST_YEARS, forecast
from arpent.methods.seasons import LEAST_YEARS as LEAST_ADJUSTED
from arpent.methods.seasons import adjust, runs
from arpent.methods.series_backtest import HORIZON, intervals
from arpent.methods.series_kinds import FRENCH, KINDS, Kind
from arpent.study.record import Record
from arpent.study.zones import zones_of
from arpent.tables.series_errors import load_series_errors
from arpent.territory import Territory, find
from arpent.territory.levels import owners
from arpent.territory.reference import latest_population
from arpent.views.quarterly import PARTS, Track

#: Quarters shown: ten years.
SHOWN = 40
EMPTY = pd.DataFrame(columns=["year", "quarter", *PARTS])
NO_ZONE = "Aucune zone d'emploi ne rassemble la moitié de ses habitants : aucune ne parlerait pour lui."
NO_WHOLE = (
    "Les ventes sont publiées par intercommunalité, et aucun ensemble d'entre elles ne fait ce territoire."
)
SALES = Count(
    id="quarterly_sales",
    label="Ventes de logements",
    short="Ventes",
    unit="ventes",
    precision=0,
    table="property_quarters",
    column="sales",
    definition="Maisons et appartements vendus dans le trimestre, comptés par un tiers d'après DVF.",
)


def track_of(territory: Territory, name: str, record: Record) -> Track:
    """
    A quarterly series of a territory.

    Parameters
    ----------
    territory : Territory
        Any. Unemployment is that of the zone d'emploi where half of its inhabitants live, or more; sales are those of
        the EPCI that make it up exactly, or of a commune's EPCI.
    name : str
        ``unemployment_rate`` or ``quarterly_sales``.
    record : Record
        Where what was used is noted.

    Returns
    -------
    Track
        Its ``lack`` says which table is not on this machine; without a value where nothing is published.

    Raises
    ------
    AskedWrongly
        Another name.

    Notes
    -----
    A series published without its seasons is not adjusted again; another is, one run without a gap at a time. It is
    extended by four quarters from the last quarter published, and only where the back-test keeps a model for its class
    (`arpent.tables.series_errors`). What was not done is said in ``notes``.
    """
    if name not in KINDS:
        raise AskedWrongly(f"track: no quarterly series '{name}'. Known: {', '.join(KINDS)}.")
    kind, one = KINDS[name], series_indicator(name)
    lack = indicators.lack_of(one.table, one.label)
    if lack is None and name == "unemployment_rate":
        lack = indicators.lack_of("zonings", one.label)
    if lack is not None:
        return Track(EMPTY, one, territory, territory, "", (), lack)
    where, parts = _places(territory, name)
    if not parts:
        why = NO_ZONE if name == "unemployment_rate" else NO_WHOLE
        return Track(EMPTY, one, territory, where, "", (why,))
    frame, notes = _frame(kind, name, _values(kind, parts))
    used = indicators.vintages_of(one)
    record.add(used, shown=[one], tables=["zonings"] if where.level == "zone_emploi" else [])
    return Track(frame, one, territory, where, catalogue.source_line(used), tuple(notes))


def series_indicator(name: str) -> Indicator:
    """
    What a quarterly series counts.

    Parameters
    ----------
    name : str
        A key of ``KINDS``.

    Returns
    -------
    Indicator
    """
    return SALES if name == SALES.id else indicators.indicator(name)


def _places(territory: Territory, name: str) -> tuple[Territory, list[str]]:
    """The territory whose series it is, and the rows that add up to it."""
    if name == "unemployment_rate":
        zones = zones_of(territory)[:1]
        is_most = bool(zones) and _held(territory, zones[0]) >= 0.5
        return (zones[0], [zones[0].id]) if is_most else (territory, [])
    epci = owners("epci")
    codes = sorted(set(epci.reindex(list(territory.communes)).dropna()))
    if territory.level == "commune" and codes:
        return find(f"epci:{codes[0]}"), [f"epci:{codes[0]}"]
    is_whole = set(epci.index[epci.isin(codes)]) == set(territory.communes)
    return territory, [f"epci:{code}" for code in codes] if is_whole else []


def _held(territory: Territory, zone: Territory) -> float:
    """Share of a territory's inhabitants who live in a zone."""
    people = latest_population().reindex(list(territory.communes)).fillna(0.0)
    return float(people[people.index.isin(zone.communes)].sum() / people.sum())


def _values(kind: Kind, parts: list[str]) -> "pd.Series[float]":
    """Sum of the parts by quarter, to the last of the table; missing where one of them is."""
    rows = kind.read(parts) if parts else pd.DataFrame()
    if len(rows) < max(1, len(parts)):
        return pd.Series(dtype="float64")
    told = tables.load(kind.table, columns=["year", "quarter"])
    last = int((4 * told["year"] + told["quarter"] - 1).max())
    quarters = range(int(str(rows.columns[0])), last + 1)
    return rows.sum(min_count=len(parts)).reindex(quarters)


def _frame(kind: Kind, name: str, values: "pd.Series[float]") -> tuple[pd.DataFrame, list[str]]:
    known = values.to_numpy(dtype=np.float64)
    if not np.isfinite(known).any():
        return EMPTY, []
    size = kind.size(known)
    adjusted, notes = _adjusted(kind, known, size)
    ahead, said = _ahead(kind, name, known, size)
    at = np.arange(int(str(values.index[0])), int(str(values.index[-1])) + 1 + len(ahead))
    frame = pd.DataFrame({"year": at // 4, "quarter": at % 4 + 1, **dict.fromkeys(PARTS, np.nan)})
    frame.loc[: known.size - 1, ["value", "adjusted"]] = np.column_stack([known, adjusted])
    frame.loc[known.size :, ["ahead", "low", "high"]] = np.array(ahead).reshape(-1, 3)
    return frame.tail(SHOWN).reset_index(drop=True), [*notes, *said]


def _adjusted(kind: Kind, known: Floats, size: str) -> tuple[Floats, list[str]]:
    freed: Floats = np.full(known.size, np.nan)
    if kind.nature.is_adjusted:
        return freed, [
            "La série est publiée corrigée des variations saisonnières : elle ne l'est pas une seconde fois."
        ]
    if not size:
        return freed, [
            "Trop peu de ventes pour que les saisons se distinguent du hasard : elles ne sont pas corrigées."
        ]
    for run in runs(known):
        if run.stop - run.start >= LEAST_ADJUSTED * kind.nature.period:
            freed[run] = adjust(known[run], kind.nature).adjusted
    return freed, [
        "Saisons corrigées par STL, sur chaque période sans trimestre manquant d'au moins trois ans."
    ]


def _ahead(
    kind: Kind, name: str, known: Floats, size: str
) -> tuple[list[tuple[float, float, float]], list[str]]:
    """Extension and its interval; or none, and why."""
    run = runs(known)[-1]
    if run.stop < known.size:
        return [], ["Aucun prolongement : les derniers trimestres du fichier sont incomplets."]
    if run.stop - run.start < LEAST_YEARS * kind.nature.period:
        return [], ["Aucun prolongement : il y faut quatre années sans trimestre manquant."]
    errors = load_series_errors()
    mine = errors[(errors["kind"] == name) & (errors["size"] == size) & errors["is_shown"]].sort_values(
        "horizon"
    )
    if mine.empty:
        return [], ["Aucun prolongement : sur le passé, rien n'a fait mieux que de répéter l'année d'avant."]
    method = str(mine["trend"].iloc[0])
    found = forecast(method, known[run], kind.nature, HORIZON)
    low, high = intervals(found, kind.nature, mine["low"].to_numpy(), mine["high"].to_numpy())
    said = f"Méthode : {FRENCH[method]}, la meilleure sur le passé parmi celles essayées."
    if method == "last":
        said = "La dernière valeur est prolongée : sur le passé, aucun modèle essayé n'a fait mieux."
    return list(zip(found.tolist(), low.tolist(), high.tolist(), strict=True)), [said]
