"""Flows of persons between communes, as a network, and their sums: who stays, leaves and comes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse

from arpent import tables
from arpent.errors import AskedWrongly, did_you_mean
from arpent.indicators.cube import LACKING
from arpent.indicators.figures import Floats, Ints
from arpent.tables.pairs import BEYOND, Pairs, load_pairs
from arpent.territory.levels import owners

#: What is summed of each count, in ``<count>_<role>`` columns.
ROLES = ("from_here", "to_here", "inside", "leaving", "entering", "beyond", "balance")

#: Groups of communes whose sums are kept.
KEPT = 512


@dataclass(frozen=True)
class FlowKind:
    """
    One kind of flow.

    Parameters
    ----------
    table, count : str
        Where it is read.
    ends_at_home : bool
        True where persons go from the other end to where they live (a move), False where they leave home (work).
    label : str
        French.
    """

    table: str
    count: str
    ends_at_home: bool
    label: str


KINDS: Mapping[str, FlowKind] = {
    "commuting": FlowKind("commuting_flows", "workers", False, "Déplacements domicile-travail"),
    "residential": FlowKind("residential_flows", "inhabitants", True, "Changements de résidence en un an"),
    "study": FlowKind("study_flows", "students", False, "Déplacements domicile-études"),
    "higher_study": FlowKind(
        "study_flows", "students_18_or_more", False, "Déplacements domicile-études des 18 ans ou plus"
    ),
}


@dataclass(frozen=True, eq=False)
class Network:
    """
    Persons of one year between communes: from that of the row to that of the column.

    Parameters
    ----------
    matrix : sparse array (communes, communes)
        Rows in the order of the sorted codes of the tables' COG.
    turned : sparse array
        Its transpose, laid out by destination.
    beyond : array (communes,)
        Persons whose other end is abroad or overseas.
    leaves : bool
        Whether those leave, as workers do, or come, as new residents.
    is_known : array of bool (communes,)
        False in a département where nobody was asked.
    """

    matrix: sparse.csr_array
    turned: sparse.csr_array
    beyond: Floats
    leaves: bool
    is_known: npt.NDArray[np.bool_]

    @cached_property
    def starts(self) -> Floats:
        """Persons who start from each commune, for another in France or itself."""
        starts: Floats = np.asarray(self.matrix.sum(axis=1))
        return starts

    @cached_property
    def ends(self) -> Floats:
        """Persons who end in each commune, from another in France or itself."""
        ends: Floats = np.asarray(self.matrix.sum(axis=0))
        return ends


def kind_of(name: str) -> FlowKind:
    """
    A kind of flow by its name.

    Parameters
    ----------
    name : str
        One of `KINDS`.

    Returns
    -------
    FlowKind

    Raises
    ------
    AskedWrongly
        No such kind.
    """
    if name not in KINDS:
        raise AskedWrongly(
            f"flow '{name}': unknown{did_you_mean(name, KINDS) or '.'} Known: {', '.join(KINDS)}."
        )
    return KINDS[name]


def sum_flows(table: str, columns: Sequence[str], groups: Mapping[str, Ints]) -> pd.DataFrame:
    """
    Sums of flows over groups of communes, for every comparable year.

    Parameters
    ----------
    table : str
        A table of flows.
    columns : sequence of str
        ``<count>_<role>``, a role of `ROLES`: ``workers_inside``, ``inhabitants_entering``.
    groups : mapping of str to array of int
        Id → ranks of its communes.

    Returns
    -------
    DataFrame
        As ``sums.sum_groups``. A group that holds a commune of a département without any answer (Mayotte) has
        no sum.
    """
    years = sorted(load_pairs(table))
    asked = {column: _split(table, column) for column in dict.fromkeys(columns)}
    rows = [
        {"territory": name, "year": year, **_sums(table, asked, year, ranks)}
        for name, ranks in groups.items()
        for year in years
    ]
    frame = pd.DataFrame(rows, columns=["territory", "year", *asked])
    is_missing = frame[list(asked)].isna().any(axis=1)
    reason = pd.Series(LACKING, index=frame.index, dtype="object").where(is_missing, None)
    return frame.assign(reason=reason, is_estimated=False)


def _split(table: str, column: str) -> tuple[str, str]:
    for role in ROLES:
        count = column.removesuffix(f"_{role}")
        if count != column and count in tables.describe(table).columns:
            return count, role
    raise AskedWrongly(
        f"{table}: no sum '{column}'; <count>_<role> is expected, a role among {', '.join(ROLES)}."
    )


def _sums(table: str, asked: Mapping[str, tuple[str, str]], year: int, ranks: Ints) -> dict[str, float]:
    every = {count: roles_of(network(table, count, year), ranks) for count, _ in asked.values()}
    return {column: every[count][role] for column, (count, role) in asked.items()}


def roles_of(flows: Network, ranks: Ints) -> dict[str, float]:
    """
    Persons of a group of communes, by role.

    Parameters
    ----------
    flows : Network
        One year.
    ranks : array of int
        Of its communes.

    Returns
    -------
    dict of str to float
        `ROLES`; NaN where a commune is not known. ``balance`` is of France only: those who come less those who leave.
    """
    return dict(_roles(flows, ranks.astype("int64").tobytes()))


@lru_cache(maxsize=KEPT)
def _roles(flows: Network, packed: bytes) -> dict[str, float]:
    """One reading of the network for all the indicators of a page, and for the wider territories of all pages."""
    ranks = np.frombuffer(packed, dtype="int64")
    if not flows.is_known[ranks].all():
        return dict.fromkeys(ROLES, float("nan"))
    starts, ends = float(flows.starts[ranks].sum()), float(flows.ends[ranks].sum())
    beyond, inside = float(flows.beyond[ranks].sum()), float(_inside(flows, ranks))
    gone, come = (beyond, 0.0) if flows.leaves else (0.0, beyond)
    return {
        "from_here": starts + gone,
        "to_here": ends + come,
        "inside": inside,
        "leaving": max(starts - inside, 0.0) + gone,
        "entering": max(ends - inside, 0.0) + come,
        "beyond": beyond,
        "balance": ends - starts,
    }


def _inside(flows: Network, ranks: Ints) -> float:
    is_here = np.zeros(flows.matrix.shape[0], dtype=bool)
    is_here[ranks] = True
    out = flows.matrix[ranks]
    return float(out.data[is_here[out.indices]].sum())


def network(table: str, count: str, year: int) -> Network:
    """
    Flows of one year as a network of communes; kept, and made again when the table's file changes.

    Parameters
    ----------
    table, count : str
        Where it is read.
    year : int
        One that can be compared: see `arpent.tables.pairs.load_pairs`.

    Returns
    -------
    Network

    Raises
    ------
    AskedWrongly
        The table has no such year, or it overlaps a later one.
    DataUnavailable
        The table is not on this machine.
    """
    pairs = load_pairs(table)
    if year not in pairs:
        raise AskedWrongly(
            f"{table}: no year {year} that can be compared; there is {', '.join(map(str, pairs))}."
        )
    ends_at_home = any(kind.ends_at_home for kind in KINDS.values() if kind.table == table)
    return _network(pairs[year], count, ends_at_home)


@lru_cache(maxsize=16)
def _network(pairs: Pairs, count: str, ends_at_home: bool) -> Network:
    codes = sorted(owners("commune").index)
    home, other, persons = pairs.home, pairs.other, pairs.counts[count]
    size, inland = len(codes), pairs.other != BEYOND
    ends = (other[inland], home[inland]) if ends_at_home else (home[inland], other[inland])
    matrix = sparse.csr_array((persons[inland], ends), shape=(size, size))
    beyond = np.bincount(home[~inland], weights=persons[~inland], minlength=size).astype("float64")
    departement = pd.factorize(pd.Series(codes).str.replace(r"^(97.|..).*", r"\1", regex=True))[0]
    asked = np.zeros(int(departement.max()) + 1, dtype=bool)
    asked[departement[home]] = True
    return Network(matrix, sparse.csr_array(matrix.T), beyond, not ends_at_home, asked[departement])
