"""Read beforehand what indicators are measured on, for a process that others are forked from."""

from arpent import tables
from arpent.indicators.model import Change, Count, Ratio
from arpent.indicators.registry import themes
from arpent.indicators.sums import sum_columns
from arpent.territory import find


def preload() -> None:
    """Lay out the tables of every indicator whose table is here, and look up the widest territory."""
    known = set(tables.names())
    for chosen in themes().values():
        for one in chosen:
            if one.table in known and isinstance(one, Count | Ratio | Change):
                sum_columns(one, [find("france")])
