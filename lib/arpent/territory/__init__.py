"""Levels, codes, COG years, groupings and relatives of a territory, on its own reference tables."""

from arpent.territory.find import find
from arpent.territory.intercommunal import epci_then, members_of_year
from arpent.territory.listing import list_territories
from arpent.territory.model import LEVELS, Territory
from arpent.territory.neighbours import neighbours, same_size, same_type
from arpent.territory.picker import pick
from arpent.territory.relatives import comparators, components, divisions, parent, parents, peers
from arpent.territory.search import search

__all__ = [
    "LEVELS",
    "Territory",
    "comparators",
    "components",
    "divisions",
    "epci_then",
    "find",
    "list_territories",
    "members_of_year",
    "neighbours",
    "parent",
    "parents",
    "peers",
    "pick",
    "same_size",
    "same_type",
    "search",
]
