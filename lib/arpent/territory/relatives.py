"""Who a territory is set beside: its parents, its peers, its parts."""

from collections.abc import Callable, Sequence
from functools import lru_cache

from arpent.errors import AskedWrongly, did_you_mean
from arpent.territory.find import find
from arpent.territory.levels import owners
from arpent.territory.model import Territory
from arpent.territory.neighbours import neighbours, same_size, same_type
from arpent.territory.reference import State, latest_population, read_reference, state

#: Words that a notebook's ``compare_to`` may hold beside identifiers.
WORDS = ("parents", "epci", "departement", "region", "france", "peers", "neighbours", "size", "type")
#: Of a size class or a legal type, which can hold hundreds, ``comparators`` takes the nearest in population.
NEAREST = 15
_WIDER = {
    "commune": ("epci", "departement", "region", "france"),
    "partie_epci": ("epci", "departement", "region", "france"),
    "epci": ("departement", "region", "france"),
    **dict.fromkeys(
        ("canton", "bassin_vie", "unite_urbaine", "aav", "zone_emploi", "arrondissement"),
        ("departement", "region", "france"),
    ),
    "densite": ("france",),
    "groupe": ("departement", "region", "france"),
    "departement": ("region", "france"),
    "region": ("france",),
    "france": (),
}
#: The peers of a level are those under the same parent.
_UNDER = {
    "commune": "epci",
    "partie_epci": "epci",
    "epci": "departement",
    **dict.fromkeys(("canton", "bassin_vie", "unite_urbaine", "arrondissement"), "departement"),
    **dict.fromkeys(("aav", "zone_emploi", "departement"), "region"),
    "densite": "france",
    "region": "france",
}
#: A grouping of more communes than this is shown by EPCI.
MOST_COMMUNES = 900


def parent(territory: Territory, level: str) -> Territory | None:
    """
    The territory of a wider level that holds most of this one's inhabitants.

    Parameters
    ----------
    territory : Territory
        Any.
    level : str
        ``epci``, ``departement``, ``region`` or ``france``.

    Returns
    -------
    Territory or None
        None where the level is not wider, or no commune belongs to such a territory (an island in no EPCI).
    """
    return _parent(territory, level, state()) if level in _WIDER[territory.level] else None


@lru_cache(maxsize=4096)
def _parent(territory: Territory, level: str, _now: State) -> Territory | None:
    if level == "france":
        return find("france")
    codes = owners(level).reindex(list(territory.communes)).dropna()
    if codes.empty:
        return None
    weights = latest_population().reindex(codes.index).fillna(0.0) + 1e-9
    return find(f"{level}:{weights.groupby(codes).sum().sort_index().idxmax()}")


def parents(territory: Territory) -> list[Territory]:
    """
    Wider territories, from the nearest to France.

    Parameters
    ----------
    territory : Territory
        Any.

    Returns
    -------
    list of Territory
        An EPCI over several départements has the one where most of its inhabitants live.
    """
    found = (parent(territory, level) for level in _WIDER[territory.level])
    return [wider for wider in found if wider is not None and wider.communes != territory.communes]


def peers(territory: Territory) -> list[Territory]:
    """
    Territories of the same level under the same parent, without this one.

    Parameters
    ----------
    territory : Territory
        A grouping and France have no peer.

    Returns
    -------
    list of Territory
        By code: the other EPCI with a commune in the same département, the other communes of the EPCI,
        the other départements, zones d'emploi and aires d'attraction of the région, the other régions.
    """
    under = _UNDER.get(territory.level)
    holder = parent(territory, under) if under else None
    if holder is None:
        return []
    codes = set(owners(territory.level).reindex(list(holder.communes)).dropna())
    return [find(f"{territory.level}:{code}") for code in sorted(codes - {territory.code})]


def components(territory: Territory) -> list[Territory]:
    """
    Whom a territory without peers is set beside: the EPCI of a grouping, the régions of France.

    Parameters
    ----------
    territory : Territory
        Any.

    Returns
    -------
    list of Territory
        By code; empty for a level that has peers.
    """
    level = {"groupe": "epci", "france": "region"}.get(territory.level)
    if level is None:
        return []
    codes = read_reference("communes").loc[list(territory.communes), f"{level}_code"].dropna()
    return [find(f"{level}:{code}") for code in sorted(set(codes))]


def divisions(territory: Territory) -> list[Territory]:
    """
    What a territory is drawn by: its communes, or départements where it is a région or France.

    Parameters
    ----------
    territory : Territory
        Any.

    Returns
    -------
    list of Territory
        By code; empty for a commune.
    """
    communes = read_reference("communes").loc[list(territory.communes)]
    if territory.level == "commune":
        return []
    if territory.level in {"region", "france"}:
        return [find(f"departement:{code}") for code in sorted(set(communes["departement_code"]))]
    if len(territory.communes) > MOST_COMMUNES:
        return [find(f"epci:{code}") for code in sorted(set(communes["epci_code"].dropna()))]
    return [find(f"commune:{code}") for code in territory.communes]


def comparators(territory: Territory, names: Sequence[str]) -> list[tuple[str, Territory]]:
    """
    Territories that a study asks to be compared with.

    Parameters
    ----------
    territory : Territory
        The one studied.
    names : sequence of str
        Words and identifiers. Words: ``parents``, ``epci``, ``departement``, ``region``, ``france``;
        ``peers``; ``neighbours`` (sharing a border, the longest first); ``size`` and ``type`` (same size class,
        same legal type of EPCI: the `NEAREST` in population).

    Returns
    -------
    list of (role, Territory)
        ``parent`` or ``peer``, or ``part`` for a territory without peers; each once, never the studied one.

    Raises
    ------
    AskedWrongly
        A word that is neither in the list nor an identifier.
    """
    chosen: dict[str, tuple[str, Territory]] = {}
    for name in names:
        for role, other in _named(territory, name):
            if other.id != territory.id:
                chosen.setdefault(other.id, (role, other))
    return list(chosen.values())


_ALIKE: dict[str, Callable[[Territory], list[Territory]]] = {
    "neighbours": neighbours,
    "size": lambda territory: same_size(territory)[:NEAREST],
    "type": lambda territory: same_type(territory)[:NEAREST],
}


def _named(territory: Territory, name: str) -> list[tuple[str, Territory]]:
    if name == "parents":
        return [("parent", wider) for wider in parents(territory)]
    if name == "peers":
        beside = [("peer", peer) for peer in peers(territory)]
        return beside or [("part", part) for part in components(territory)]
    if name in _ALIKE:
        return [("peer", other) for other in _ALIKE[name](territory)]
    if name in WORDS:
        wider = parent(territory, name)
        return [("parent", wider)] if wider else []
    if ":" not in name:
        raise AskedWrongly(
            f"compare_to: '{name}' is neither an identifier nor one of {', '.join((*WORDS, 'twins'))}"
            f"{did_you_mean(name, WORDS)}"
        )
    return [("peer", find(name))]
