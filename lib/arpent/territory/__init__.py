"""Levels, codes, COG years, groupings and relatives of a territory, on its own reference tables."""

from arpent.territory.find import find
from arpent.territory.model import LEVELS, Territory
from arpent.territory.relatives import comparators, components, divisions, parent, parents, peers
from arpent.territory.search import search

__all__ = [
    "LEVELS",
    "Territory",
    "comparators",
    "components",
    "divisions",
    "find",
    "parent",
    "parents",
    "peers",
    "search",
]
