"""Who a territory is compared with on the site: its twins, its neighbours, what holds it, among those there."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import pandas as pd

from arpent.errors import ArpentError
from arpent.site.places import Place
from arpent.territory.levels import owners
from arpent.territory.reference import read_reference

#: Neighbours that are linked, the longest border first.
MOST_NEIGHBOURS = 6


@dataclass(frozen=True)
class Relations:
    """Territories of the edition that one is compared with, by slug."""

    twins: tuple[str, ...] = ()
    neighbours: tuple[str, ...] = ()
    wider: tuple[str, ...] = ()
    narrower: tuple[str, ...] = field(default=())

    @property
    def groups(self) -> list[tuple[str, tuple[str, ...]]]:
        """French name of each relation that is not empty, with its territories."""
        named = [
            ("Ses territoires jumeaux", self.twins),
            ("Ses voisins", self.neighbours),
            ("L’ensemble dont il fait partie", self.wider),
            ("Les territoires qui le composent", self.narrower),
        ]
        return [(name, slugs) for name, slugs in named if slugs]


def relate(places: Sequence[Place]) -> dict[str, Relations]:
    """
    Relations of each territory of an edition.

    Parameters
    ----------
    places : sequence of Place
        All of them.

    Returns
    -------
    dict
        Slug → relations. Twins are those that its own portrait names.
    """
    levels = dict.fromkeys(one.level for one in places)
    near: dict[str, list[str]] = {}
    for level in levels:
        near |= _neighbours(level, {one.territory.code: one.slug for one in places if one.level == level})
    sets = {one.slug: frozenset(one.territory.communes) for one in places}
    holders = _holders(places, sets)
    held: dict[str, list[str]] = {}
    for slug, wider in holders.items():
        for one in wider:
            held.setdefault(one, []).append(slug)
    present = set(sets)
    return {
        one.slug: Relations(
            tuple(slug for slug in _twins(one) if slug in present and slug != one.slug),
            tuple(near.get(one.slug, ())[:MOST_NEIGHBOURS]),
            tuple(holders.get(one.slug, ())),
            tuple(held.get(one.slug, ())),
        )
        for one in places
    }


def _twins(place: Place) -> list[str]:
    return [f"{place.level}-{code}" for code in place.summary["twins"]]


def _neighbours(level: str, slugs: dict[str, str]) -> dict[str, list[str]]:
    """Of all the territories of a level at once, the longest border first."""
    try:
        owner = owners(level)
    except (ArpentError, KeyError):
        return {}  # a grouping has no owner column: its parts are what it is compared with
    table = read_reference("neighbours").reset_index()
    frame = pd.DataFrame(
        {
            "one": owner.reindex(table["commune_code"]).to_numpy(),
            "other": owner.reindex(table["neighbour_code"]).to_numpy(),
            "metres": table["border_m"].to_numpy(),
        }
    ).dropna()
    frame = frame[(frame["one"] != frame["other"]) & frame["one"].isin(slugs) & frame["other"].isin(slugs)]
    both = pd.concat([frame, frame.rename(columns={"one": "other", "other": "one"})])
    sums = both.groupby(["one", "other"])["metres"].sum().reset_index()
    sums = sums.sort_values(["one", "metres", "other"], ascending=[True, False, True])
    return {
        slugs[str(code)]: [slugs[str(other)] for other in those["other"]]
        for code, those in sums.groupby("one")
    }


def _holders(places: Sequence[Place], sets: dict[str, frozenset[str]]) -> dict[str, list[str]]:
    """Territories that hold all the communes of another, the smallest first; only among different levels."""
    levels = {one.level for one in places}
    if len(levels) < 2:
        return {}
    wide = sorted(
        (one for one in places if len(one.territory.communes) > 1), key=lambda one: len(sets[one.slug])
    )
    found: dict[str, list[str]] = {}
    for one in places:
        own = sets[one.slug]
        found[one.slug] = [
            other.slug
            for other in wide
            if other.level != one.level and len(sets[other.slug]) > len(own) and own <= sets[other.slug]
        ]
    return found
