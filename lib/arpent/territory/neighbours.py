"""Territories that share a border, or that are of the same size or legal type."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pandas as pd

from arpent.errors import AskedWrongly
from arpent.territory.find import find
from arpent.territory.levels import LABELS, owners, zones
from arpent.territory.model import Territory
from arpent.territory.reference import latest_population, read_reference

#: Bounds of the size classes, inhabitants; those of a level that is not here are of EPCI.
# ASSUME: size classes are those commonly published by DGCL for EPCI, and by INSEE for communes.
SIZES = {
    "epci": (0, 15_000, 30_000, 50_000, 100_000, 250_000, 500_000),
    "commune": (0, 200, 500, 1_000, 2_000, 3_500, 5_000, 10_000, 20_000, 50_000, 100_000, 200_000),
}
#: Legal types that are compared together: the métropole de Lyon has a statute of its own.
_SAME_TYPE = {"MET69": "METRO"}
_WITHOUT_BORDER = ("densite", "france")


def neighbours(territory: Territory) -> list[Territory]:
    """
    Territories of the same level that share a border, and not a point only.

    Parameters
    ----------
    territory : Territory
        The neighbours of a grouping, or of a part of an EPCI, are EPCI.

    Returns
    -------
    list of Territory
        The longest border first. Empty for an island, for France and for a class of the density grid, which is
        not of one piece. Borders are those of generalised boundaries (about 100 m).

    Examples
    --------
    >>> [place.name for place in neighbours(find("region:94"))], neighbours(find("commune:85113"))
    ([], [])
    """
    if territory.level in _WITHOUT_BORDER:
        return []
    level = "epci" if territory.level in ("groupe", "partie_epci") else territory.level
    across = _borders(territory).groupby(owners(level)).sum().drop(territory.code, errors="ignore")
    if territory.level == "groupe":
        across = across.drop(
            list(set(owners("epci").reindex(list(territory.communes)).dropna())), errors="ignore"
        )
    ordered = across.sort_index().sort_values(ascending=False, kind="stable")
    return [find(f"{level}:{code}") for code in ordered.index]


def _borders(territory: Territory) -> "pd.Series[float]":
    """Metres of border with each commune outside."""
    table = read_reference("neighbours").reset_index()
    inside = set(territory.communes)
    first, second = table["commune_code"].isin(inside), table["neighbour_code"].isin(inside)
    out = pd.concat(
        [
            table.loc[first & ~second].set_index("neighbour_code")["border_m"],
            table.loc[second & ~first].set_index("commune_code")["border_m"],
        ]
    )
    summed: pd.Series[float] = out.groupby(level=0).sum().astype(float)
    return summed


def borders(places: Sequence[Territory]) -> "npt.NDArray[np.intp]":
    """
    Which of some territories share a border, and not a point only.

    Parameters
    ----------
    places : sequence of Territory
        Of one level, not groupings; one at least.

    Returns
    -------
    array of int (borders, 2)
        Positions in ``places``, each pair once, the lesser first.

    Examples
    --------
    >>> borders([find("region:84"), find("region:94"), find("region:93")]).tolist()
    [[0, 2]]
    """
    at = {place.code: position for position, place in enumerate(places)}
    inside = owners(places[0].level).map(at).dropna().astype(np.intp)
    table = read_reference("neighbours").reset_index()
    ends = ["commune_code", "neighbour_code"]
    table = table[table[ends[0]].isin(inside.index) & table[ends[1]].isin(inside.index)]
    pairs = np.sort(np.column_stack([inside.loc[table[end]] for end in ends]), axis=1)
    return np.unique(pairs[pairs[:, 0] != pairs[:, 1]], axis=0)


def size_class(territory: Territory) -> tuple[float, float]:
    """
    Size class of a territory, by its latest legal population.

    Parameters
    ----------
    territory : Territory
        Any.

    Returns
    -------
    tuple of float
        From (included) and to (excluded) inhabitants; the last class has no upper bound.

    Examples
    --------
    >>> size_class(find("epci:246300701"))
    (250000.0, 500000.0)
    """
    bounds = [*SIZES.get(territory.level, SIZES["epci"]), float("inf")]
    inhabitants = latest_population().reindex(list(territory.communes)).sum()
    return next((float(low), float(high)) for low, high in pairwise(bounds) if low <= inhabitants < high)


def same_size(territory: Territory) -> list[Territory]:
    """
    Territories of the same level and size class.

    Parameters
    ----------
    territory : Territory
        Not a grouping, nor France.

    Returns
    -------
    list of Territory
        The nearest in population first; never the territory itself.

    Raises
    ------
    AskedWrongly
        A grouping or France, which have no others of their level.
    """
    low, high = size_class(territory)
    inhabitants = _populations(territory, "size")
    return _nearest(territory, inhabitants[(inhabitants >= low) & (inhabitants < high)])


def same_type(territory: Territory) -> list[Territory]:
    """
    EPCI of the same legal type: communauté de communes, d'agglomération, urbaine, métropole.

    Parameters
    ----------
    territory : Territory
        An EPCI.

    Returns
    -------
    list of Territory
        The nearest in population first; never the territory itself.

    Raises
    ------
    AskedWrongly
        Not an EPCI.
    """
    if territory.level != "epci":
        raise AskedWrongly(
            f"compare_to: 'type' is the legal type of an EPCI; {territory.id} is of the level "
            f"'{territory.level}'. Use 'size', 'neighbours' or 'peers'."
        )
    kinds = zones("epci")["kind"].replace(_SAME_TYPE)
    inhabitants = _populations(territory, "type")
    return _nearest(territory, inhabitants[kinds.reindex(inhabitants.index) == kinds[territory.code]])


def _populations(territory: Territory, word: str) -> "pd.Series[float]":
    if territory.level in ("groupe", "france"):
        raise AskedWrongly(
            f"compare_to: '{word}' compares territories of one level, and {territory.id} is a "
            f"{LABELS[territory.level]} of its own. Name those to compare it with by their identifiers."
        )
    owner = owners(territory.level)
    return latest_population().reindex(owner.index).fillna(0.0).groupby(owner).sum()


def _nearest(territory: Territory, inhabitants: "pd.Series[float]") -> list[Territory]:
    apart = (inhabitants - inhabitants[territory.code]).abs().drop(territory.code)
    ordered = apart.sort_index().sort_values(kind="stable")
    return [find(f"{territory.level}:{code}") for code in ordered.index]
