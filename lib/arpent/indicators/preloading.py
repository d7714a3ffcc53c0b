"""Read beforehand what indicators are measured on, for a process that others are forked from."""

from collections.abc import Iterator

from arpent import tables
from arpent.indicators.model import Change, Count, Ratio
from arpent.indicators.registry import themes
from arpent.indicators.sums import sum_columns
from arpent.territory import find


def preload() -> Iterator[None]:
    """
    Lay out the tables of every indicator whose table is here, one at a time.

    Yields
    ------
    None
        After each.
    """
    known = set(tables.names())
    for chosen in themes().values():
        for one in chosen:
            if one.table in known and isinstance(one, Count | Ratio | Change):
                sum_columns(one, [find("france")])
                yield
