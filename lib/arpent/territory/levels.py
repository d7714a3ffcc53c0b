"""Levels of territories: which communes each of their zones holds, and where that is read."""

from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

import pandas as pd

from arpent.errors import AskedWrongly, DataUnavailable
from arpent.territory.reference import State, has_zonings, read_reference, read_zonings, state

#: Reference table of the levels that come with arpent.
TABLES = {
    "commune": "communes",
    "epci": "epci",
    "arrondissement": "arrondissements",
    "departement": "departements",
    "region": "regions",
}
#: Levels read from INSEE's zonings, and the stem of their columns: see ``reference.read_zonings``.
ZONINGS = {
    "canton": "canton",
    "bassin_vie": "living_area",
    "unite_urbaine": "urban_unit",
    "aav": "catchment_area",
    "zone_emploi": "employment_zone",
    "densite": "density",
}
#: Codes that say that a commune is in no zone: outside the urban units of département 63, outside the aires.
_NO_ZONE = {"unite_urbaine": r"(?:\d\d|2[AB]|97)000|9[A-F]000", "aav": "000"}
#: Classes of the density grid, in three levels.
DENSITIES = {
    "1": "communes densément peuplées",
    "2": "communes de densité intermédiaire",
    "3": "communes rurales",
}
#: Place of a commune in its aire d'attraction (INSEE's CATEAAV).
PLACES_IN_AAV = {
    "11": "commune-centre",
    "12": "autre commune du pôle principal",
    "13": "commune d'un pôle secondaire",
    "20": "commune de la couronne",
    "30": "commune hors attraction des villes",
}
#: Characters of a code, where all have the same number: a shorter one has lost its zeros.
WIDTHS = {
    "commune": 5,
    "epci": 9,
    "departement": 2,
    "region": 2,
    "arrondissement": 3,
    "canton": 4,
    "bassin_vie": 5,
    "unite_urbaine": 5,
    "aav": 3,
    "zone_emploi": 4,
}
#: How a reader names each level, in French.
LABELS: Mapping[str, str] = MappingProxyType(
    {
        "commune": "commune",
        "partie_epci": "partie d'EPCI",
        "epci": "EPCI",
        "canton": "canton",
        "bassin_vie": "bassin de vie",
        "unite_urbaine": "unité urbaine",
        "aav": "aire d'attraction des villes",
        "zone_emploi": "zone d'emploi",
        "arrondissement": "arrondissement",
        "densite": "classe de la grille de densité",
        "groupe": "regroupement",
        "departement": "département",
        "region": "région",
        "france": "France",
    }
)
COLUMNS = ["name", "typography", "kind"]


def available() -> tuple[str, ...]:
    """
    Levels whose zones can be listed on this machine.

    Returns
    -------
    tuple of str
        Those of INSEE's zonings only where their table was built.
    """
    if not has_zonings():
        return (*TABLES, "partie_epci")
    columns = read_zonings().columns
    return (*TABLES, "partie_epci", *(level for level in ZONINGS if _code_column(level) in columns))


def _code_column(level: str) -> str:
    return "density_level" if level == "densite" else f"{ZONINGS[level]}_code"


def zones(level: str) -> pd.DataFrame:
    """
    Zones of a level in the current COG.

    Parameters
    ----------
    level : str
        One of `TABLES`, `ZONINGS` or ``partie_epci``.

    Returns
    -------
    DataFrame
        Index: code, sorted; ``name``, ``typography`` (INSEE's TNCC, 0 where it is not known) and ``kind`` (legal
        type of an EPCI). Not to be altered.

    Raises
    ------
    DataUnavailable
        INSEE's zonings are not on this machine; the message names the commands.
    AskedWrongly
        The level has no zones: ``groupe``, ``france``, or unknown.
    """
    return _zones(level, state())


def owners(level: str) -> "pd.Series[str]":
    """
    Zone of each commune.

    Parameters
    ----------
    level : str
        As in `zones`.

    Returns
    -------
    Series of str
        Index ``commune_code``, without the communes that are in no zone (an island in no EPCI, a commune
        outside the urban units).

    Raises
    ------
    DataUnavailable, AskedWrongly
        As `zones`.
    """
    return _owners(level, state())


def communes_of_zone(level: str, code: str) -> tuple[str, ...]:
    """
    Communes of a zone.

    Parameters
    ----------
    level, code : str
        As in `zones`.

    Returns
    -------
    tuple of str
        Sorted; empty where there is no such zone.
    """
    if level == "commune":
        return (code,) if code in zones(level).index else ()
    return _members(level, state()).get(code, ())


@cache
def _owners(level: str, _now: State) -> "pd.Series[str]":
    communes = read_reference("communes")
    if level == "commune":
        return communes.index.to_series().rename("commune")
    if level == "partie_epci":
        inside = communes.dropna(subset="epci_code")
        return (inside["epci_code"] + "-" + inside["departement_code"])[_is_over_several(inside)]
    if level in TABLES:
        column = communes[f"{level}_code"].replace("", None)
    elif level in ZONINGS:
        column = _zone_codes(level)
    else:
        raise AskedWrongly(
            f"level '{level}' is not made of zones; those that are: {', '.join((*TABLES, *ZONINGS))}"
        )
    return column.dropna()


def _is_over_several(communes: pd.DataFrame) -> "pd.Series[bool]":
    return communes.groupby("epci_code")["departement_code"].transform("nunique") > 1


@cache
def _members(level: str, _now: State) -> dict[str, tuple[str, ...]]:
    column, held = owners(level).sort_index(), defaultdict[str, list[str]](list)
    for commune, code in zip(column.index.tolist(), column.tolist(), strict=True):
        held[code].append(commune)
    return {code: tuple(communes) for code, communes in held.items()}


@cache
def _zones(level: str, _now: State) -> pd.DataFrame:
    if level == "partie_epci":
        return _parts_of_epci()
    if level in ZONINGS:
        return _zoning(level)
    if level not in TABLES:
        raise AskedWrongly(
            f"level '{level}' is not made of zones; those that are: {', '.join((*TABLES, *ZONINGS))}"
        )
    table = read_reference(TABLES[level])
    blank = pd.Series("", index=table.index)
    return pd.DataFrame(
        {
            "name": table[f"{level}_name"],
            "typography": table.get("typography", blank.map(len)),
            "kind": table.get("epci_type", blank),
        }
    ).sort_index()


def _zone_codes(level: str) -> "pd.Series[str]":
    table, column = read_zonings(), _code_column(level)
    if column not in table:
        raise DataUnavailable(
            f"data/tables/zonings.parquet: no column '{column}': the level '{level}' can't be read. Build the "
            f"table again with 'arpent data build zonings --force'; levels there: "
            f"{', '.join(available())}."
        )
    codes = table[column]
    return codes.mask(codes.str.fullmatch(_NO_ZONE[level])) if level in _NO_ZONE else codes


def _zoning(level: str) -> pd.DataFrame:
    codes = _zone_codes(level).dropna().drop_duplicates()
    named = (
        codes.map(DENSITIES) if level == "densite" else read_zonings()[f"{ZONINGS[level]}_name"][codes.index]
    )
    table = pd.DataFrame({"name": named.to_numpy(), "typography": 0, "kind": ""}, index=pd.Index(codes))
    return table.sort_index()


def _parts_of_epci() -> pd.DataFrame:
    codes = pd.Index(sorted(set(owners("partie_epci"))))
    names, within = zones("epci"), zones("departement")["name"]
    epci, departement = codes.str[:9], codes.str[10:]
    return pd.DataFrame(
        {
            "name": [
                f"{names['name'][one]} ({within[other]})"
                for one, other in zip(epci, departement, strict=True)
            ],
            "typography": 0,
            "kind": names["kind"].reindex(epci).to_numpy(),
        },
        index=codes,
    )
