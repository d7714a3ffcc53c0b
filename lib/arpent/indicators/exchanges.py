"""With whom a territory exchanges persons: sums of flows by zone of the other end, and between its own parts."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd
from scipy import sparse

from arpent.indicators.figures import Ints
from arpent.indicators.flows import Network, kind_of, network, roles_of
from arpent.indicators.sums import ranks_by_territory
from arpent.tables.pairs import load_pairs
from arpent.territory import Territory
from arpent.territory.levels import owners, zones
from arpent.territory.reference import State, state

#: INSEE advises against reading a flow of fewer persons: it rests on too few answers.
LEAST_READ = 200.0


@dataclass(frozen=True, eq=False)
class Exchanges:
    """
    Exchanges of one territory with those of a level, in one year.

    Parameters
    ----------
    frame : DataFrame
        One row another territory: ``territory``, ``name``, ``outgoing``, ``incoming`` (persons; NaN under
        `LEAST_READ`), ``outgoing_before``, ``incoming_before`` (the same five years or more before). Those with
        neither way readable are left out; all are, where nobody was asked in a part of the territory.
    inside, leaving, entering, beyond : float
        Persons who stay, leave, come, and whose other end is abroad or overseas, on either side.
    reciprocity : float
        Share of the persons exchanged that the other way matches, 0-1; NaN where nobody is.
    unread : int
        Territories left out, their flows being too small.
    year, before : int
        Of the figures; ``before`` is 0 where there is no earlier census to compare with.
    """

    frame: pd.DataFrame
    inside: float
    leaving: float
    entering: float
    beyond: float
    reciprocity: float
    unread: int
    year: int
    before: int


def measure_flows(name: str, territory: Territory, level: str) -> Exchanges:
    """
    Exchanges of a territory with those of a level, in the latest year.

    Parameters
    ----------
    name : str
        One of `KINDS`.
    territory : Territory
        Any. What is inside it is not an exchange.
    level : str
        Of the others: one that has zones. A zone that the territory cuts counts for what lies outside.

    Returns
    -------
    Exchanges
        Largest first.

    Raises
    ------
    AskedWrongly
        Unknown kind or level.
    DataUnavailable
        The table is not on this machine.
    """
    kind = kind_of(name)
    years = sorted(load_pairs(kind.table))
    ranks = ranks_by_territory([territory])[territory.id]
    flows = network(kind.table, kind.count, years[-1])
    now = _by_zone(flows, ranks, level)
    then, before = now * np.nan, 0
    if len(years) > 1:
        before = years[0]
        then = _by_zone(network(kind.table, kind.count, before), ranks, level)
    sums = roles_of(flows, ranks)
    if np.isnan(
        sums["inside"]
    ):  # nobody was asked in a part of it: what is there is only a part of its exchanges
        now = now.iloc[:0]
    frame = _readable(now, then.reindex(now.index, fill_value=0.0), level)
    return Exchanges(
        frame, sums["inside"], sums["leaving"], sums["entering"], sums["beyond"],
        _reciprocity(now), len(now) - len(frame), years[-1], before,
    )  # fmt: skip


def _readable(now: pd.DataFrame, then: pd.DataFrame, level: str) -> pd.DataFrame:
    """One row a zone of which a way can be read, the largest first."""
    every = now.join(then.add_suffix("_before"))
    read = every.where(every >= LEAST_READ)
    read = read[read[["outgoing", "incoming"]].notna().any(axis=1)]
    frame = read.assign(
        territory=f"{level}:" + read.index.astype(str),
        name=zones(level)["name"].reindex(read.index),
        both=now.sum(axis=1),
    )
    ordered = frame.sort_values(["both", "territory"], ascending=[False, True])
    return ordered[["territory", "name", *every.columns]].reset_index(drop=True)


def _by_zone(flows: Network, ranks: Ints, level: str) -> pd.DataFrame:
    """Persons exchanged with each zone, the territory's own communes left out."""
    zone, names = _zone_of_ranks(level, state())
    outside = zone.copy()
    outside[ranks] = -1
    sums = [
        np.bincount(1 + outside[part.indices], weights=part.data, minlength=len(names) + 1)[1:]
        for part in (flows.matrix[ranks], flows.turned[ranks])
    ]
    frame = pd.DataFrame({"outgoing": sums[0], "incoming": sums[1]}, index=names)
    return frame[(frame > 0).any(axis=1)]


@lru_cache(maxsize=16)
def _zone_of_ranks(level: str, _now: State) -> tuple[Ints, "pd.Index[str]"]:
    """Zone of each commune, -1 for none, in the order of the networks; and the codes of the zones."""
    codes = sorted(owners("commune").index)
    zone, names = pd.factorize(owners(level).reindex(codes), sort=True)
    return zone.astype("int64"), pd.Index(names)


def _reciprocity(exchanged: pd.DataFrame) -> float:
    both = float(exchanged.to_numpy().sum())
    return 2 * float(exchanged.min(axis=1).sum()) / both if both else float("nan")


@dataclass(frozen=True, eq=False)
class Links:
    """
    Flows between the parts of a territory, in one year.

    Parameters
    ----------
    frame : DataFrame
        One row a pair of different parts whose flow is `LEAST_READ` or more: ``origin``, ``destination`` (ids),
        ``persons``, the largest first.
    kept, crossing, out : float
        Persons who stay in their part, go to another part, and leave the territory for France or beyond.
    year : int
        Theirs.
    """

    frame: pd.DataFrame
    kept: float
    crossing: float
    out: float
    year: int


def measure_links(name: str, territory: Territory, parts: Sequence[Territory]) -> Links:
    """
    Flows between the parts of a territory, in the latest year.

    Parameters
    ----------
    name : str
        A kind of flow.
    territory : Territory
        The whole.
    parts : sequence of Territory
        That do not overlap.

    Returns
    -------
    Links

    Raises
    ------
    AskedWrongly
        Unknown kind.
    DataUnavailable
        The table is not on this machine.
    """
    kind = kind_of(name)
    year = max(load_pairs(kind.table))
    flows = network(kind.table, kind.count, year)
    ranks = ranks_by_territory([territory, *parts])
    belongs = _belonging(len(flows.beyond), [ranks[part.id] for part in parts])
    between = (belongs.T @ flows.matrix @ belongs).toarray()
    kept = float(np.trace(between))
    np.fill_diagonal(between, 0.0)
    origin, destination = np.nonzero(between >= LEAST_READ)
    ids = np.array([part.id for part in parts], dtype=object)
    frame = pd.DataFrame(
        {"origin": ids[origin], "destination": ids[destination], "persons": between[origin, destination]}
    ).sort_values(["persons", "origin", "destination"], ascending=[False, True, True], ignore_index=True)
    leaving = roles_of(flows, ranks[territory.id])["leaving"]
    return Links(frame, kept, float(between.sum()), leaving, year)


def zone_matrix(name: str, level: str) -> tuple[sparse.csr_array, tuple[str, ...], int]:
    """
    Flows between all the zones of a level, in the latest year.

    Parameters
    ----------
    name : str
        A kind of flow.
    level : str
        One that has zones.

    Returns
    -------
    tuple of sparse array, tuple of str, int
        Persons from the zone of the row to that of the column, those who stay on the diagonal; codes; year. A
        commune in no zone is left out.

    Raises
    ------
    AskedWrongly
        Unknown kind or level.
    DataUnavailable
        The table is not on this machine.
    """
    kind = kind_of(name)
    year = max(load_pairs(kind.table))
    flows = network(kind.table, kind.count, year)
    zone, names = _zone_of_ranks(level, state())
    belongs = _belonging(len(zone), [np.flatnonzero(zone == one) for one in range(len(names))])
    return sparse.csr_array(belongs.T @ flows.matrix @ belongs), tuple(names), year


def _belonging(size: int, groups: Sequence[Ints]) -> sparse.csr_array:
    """Which commune (row) is in which group (column)."""
    columns = np.repeat(np.arange(len(groups)), [len(ranks) for ranks in groups])
    rows = np.concatenate([*groups, np.empty(0, dtype="int64")]).astype("int64")
    return sparse.csr_array((np.ones(len(rows)), (rows, columns)), shape=(size, len(groups)))
