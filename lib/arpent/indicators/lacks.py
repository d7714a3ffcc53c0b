"""What can't be measured because its table is not on this machine: told, never filled."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from arpent import tables
from arpent.indicators.figures import Figures
from arpent.indicators.model import Indicator, Weighted
from arpent.indicators.spans import Span
from arpent.tables.storage import table_file
from arpent.territory import Territory

#: Reason of a figure that is not in the files read.
ABSENT = "not_available"


@dataclass(frozen=True)
class Lack:
    """
    An indicator whose table is not on this machine. It is not one that its producer does not publish somewhere.

    Parameters
    ----------
    label : str
        French, of the indicator.
    table, title : str
        Name of the table, and what it holds, in French.
    command : str
        What brings it.
    """

    label: str
    table: str
    title: str
    command: str


def tables_of(one: Indicator) -> tuple[str, ...]:
    """
    Tables that an indicator is measured on.

    Parameters
    ----------
    one : Indicator
        Any.

    Returns
    -------
    tuple of str
        Its own, then that of what weights it or divides it.
    """
    other = (
        one.weight_table if isinstance(one, Weighted) else one.other_table if isinstance(one, Span) else ""
    )
    return (one.table, other) if other else (one.table,)


def lack_of(table: str, label: str = "") -> Lack | None:
    """
    What is lacking where a table is not on this machine.

    Parameters
    ----------
    table : str
        Its name.
    label : str
        French, of what would be shown; the table's title, unless given.

    Returns
    -------
    Lack or None
        None where the table is there.

    Raises
    ------
    AskedWrongly
        No such table.
    """
    record = tables.describe(table)
    if table_file(table).is_file():
        return None
    return Lack(label or record.title, table, record.title, f"arpent data build {table}")


def lacking(chosen: Sequence[Indicator]) -> dict[str, Lack]:
    """
    Indicators that can't be measured on this machine.

    Parameters
    ----------
    chosen : sequence of Indicator
        Any kinds.

    Returns
    -------
    dict of str to Lack
        By the indicator's id; empty where every table is there.
    """
    found = {one.id: _lack_of_any(one) for one in chosen}
    return {identifier: lack for identifier, lack in found.items() if lack is not None}


def uncovered(
    chosen: Sequence[Indicator], measured: Mapping[str, Figures], own: Sequence[Territory]
) -> dict[str, Lack]:
    """
    Indicators whose table is here, but made of files that hold nothing of the territory studied.

    What a producer hides or does not publish there is not lacking: it is shown as missing, with its reason.

    Parameters
    ----------
    chosen : sequence of Indicator
        Any kinds.
    measured : mapping of str to Figures
        Their figures, by id.
    own : sequence of Territory
        The territory studied, then those of its parts that were measured too.

    Returns
    -------
    dict of str to Lack
        By the indicator's id: no value for the territory or any of its parts, and for it ``not_available``.
    """
    lacking = [one for one in chosen if _is_absent(measured[one.id], [place.id for place in own])]
    records = {one.id: tables.describe(one.table) for one in lacking}
    return {
        one.id: Lack(
            one.label,
            one.table,
            records[one.id].title,
            f"arpent data fetch {records[one.id].datasets[0]}, puis arpent data build {one.table}",
        )
        for one in lacking
    }


def _is_absent(figures: Figures, own: Sequence[str]) -> bool:
    rank = {name: position for position, name in enumerate(figures.territories)}
    if not figures.value.size or (figures.reason[rank[own[0]]] != ABSENT).any():
        return False
    return bool(np.isnan(figures.value[[rank[name] for name in own]]).all())


def _lack_of_any(one: Indicator) -> Lack | None:
    return next(filter(None, (lack_of(table, one.label) for table in tables_of(one))), None)
