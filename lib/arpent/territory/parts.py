"""
The parts of communes: the smallest pieces of territory that events never cut.

Each commune of each year is a set of parts, so that the passage between two years only reads which parts a
source and a target share. A merge puts parts together; re-establishing a commune takes back the parts that it
brought; a commune created out of others cuts a new part from each. Nothing is looked up year to year.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pandas as pd

from arpent.errors import DataInvalid
from arpent.territory.events import Events

OUTSIDE = -1
Ints = npt.NDArray[np.int32]


@dataclass(frozen=True)
class Parts:
    """
    Which commune each part belonged to, each year.

    Parameters
    ----------
    years : range
        COG years, one row of ``communes`` each.
    codes : array of str
        All commune codes ever used; ``communes`` points into it.
    communes : array of int, years × parts
        Index of the commune's code; `OUTSIDE` where the part was not in the COG.
    origins : array of str
        Code under which each part was first known.
    former : mapping of code → parts
        What each merged or associated commune brought with it, the last time it stood alone.
    zones : frozenset of (date, code)
        Communes whose new parts were cut out of several communes (n→m): the cut is not in the events.
    """

    years: range
    codes: npt.NDArray[np.str_]
    communes: Ints
    origins: npt.NDArray[np.str_]
    former: dict[str, tuple[int, ...]]
    zones: frozenset[tuple[str, str]]

    def of(self, year: int) -> Ints:
        """Commune index of each part on 1 January of a year."""
        return self.communes[self.years.index(year)]

    def codes_of(self, year: int) -> list[str]:
        """Sorted codes of the communes of a year."""
        present = np.unique(self.of(year))
        return sorted(self.codes[present[present != OUTSIDE]].tolist())


@dataclass
class _State:
    """The communes while events are replayed."""

    parts: dict[str, list[int]]
    origins: list[str]
    parents: list[int] = field(default_factory=list)  # of parts cut later, in order
    former: dict[str, tuple[int, ...]] = field(default_factory=dict)
    zones: set[tuple[str, str]] = field(default_factory=set)

    def cut(self, parent: int, code: str) -> int:
        """A new part, cut out of another one."""
        self.origins.append(code)
        self.parents.append(parent)
        return len(self.origins) - 1


Row = tuple[str, str, str, str, str]  # source, target, part, source name, target name


def replay(events: Events) -> Parts:
    """
    Parts of communes, from a list of communes and what happened afterwards.

    Parameters
    ----------
    events : Events
        Real or invented.

    Returns
    -------
    Parts
        For each COG year of the events.

    Raises
    ------
    DataInvalid
        An event starts from a commune that does not exist on its date.
    """
    base = sorted(events.base["commune_code"])
    state = _State({code: [index] for index, code in enumerate(base)}, list(base))
    snapshots = []
    dated = _by_date(events)
    for year in events.years:
        for date in [date for date in dated if date <= f"{year}-01-01"]:
            _apply(state, date, dated.pop(date))
        snapshots.append({code: tuple(parts) for code, parts in state.parts.items() if parts})
    return _as_parts(events.years, snapshots, state, len(base))


def _by_date(events: Events) -> dict[str, list[Row]]:
    frame = events.frame
    between = (frame["source_status"].isin(["COM", ""])) & (frame["target_status"].isin(["COM", ""]))
    frame = frame[between & (frame["date"] > f"{events.first_year}-01-01")]
    columns = ["date", "source_code", "target_code", "part_code", "source_name", "target_name"]
    dated: dict[str, list[Row]] = defaultdict(list)
    for date, *row in frame[columns].itertuples(index=False, name=None):
        dated[date].append(tuple(row))
    return dict(sorted(dated.items()))


def _apply(state: _State, date: str, rows: list[Row]) -> None:
    """All events of one date; one that starts from a commune born on that date comes in a later round."""
    while rows:
        ready = [row for row in rows if not row[0] or state.parts.get(row[0])]
        if not ready:
            raise DataInvalid(f"events of {date}: {rows[0][0]} does not exist then (→ {rows[0][1]})")
        _apply_round(state, date, ready)
        rows = [row for row in rows if row not in ready]


def _apply_round(state: _State, date: str, rows: list[Row]) -> None:
    sources: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        sources[row[0]].append(row)
    entering = [target for _, target, *_ in sources.pop("", [])]
    taken = {source: state.parts.pop(source) for source in sources}
    _remember(state, sources, taken)
    arrived: dict[str, list[int]] = defaultdict(list)
    cuts: dict[str, list[str]] = defaultdict(list)
    for source, parts in taken.items():
        for target, share in _allocate(state, source, parts, sources[source], cuts).items():
            arrived[target].extend(share)
    for target, parts in arrived.items():
        if target:
            state.parts.setdefault(target, []).extend(parts)
    for code in entering:
        state.parts[code] = [state.cut(OUTSIDE, code)]
    state.zones.update((date, target) for target, from_ in cuts.items() if len(from_) > 1)


def _remember(state: _State, sources: dict[str, list[Row]], taken: dict[str, list[int]]) -> None:
    """What a commune was made of before it joined others, for the day it is re-established."""
    joined: dict[str, set[str]] = defaultdict(set)
    for source, rows in sources.items():
        for _, target, *_ in rows:
            joined[target].add(source)
    for source, parts in taken.items():
        targets = {row[1] for row in sources[source]}
        if targets != {source} or len(joined[source]) > 1:
            state.former[source] = tuple(parts)


def _allocate(
    state: _State, source: str, parts: list[int], rows: list[Row], cuts: dict[str, list[str]]
) -> dict[str, list[int]]:
    """Which target takes which parts of one source."""
    targets = list(dict.fromkeys(row[1] for row in rows))
    remainder = _remainder(source, rows)
    left, shares = list(parts), {}
    for target in [target for target in targets if target != remainder]:
        wanted = [row[2] or target for row in rows if row[1] == target]
        share = [part for part in left if part in _claimed(state, wanted)]
        if not share or (len(share) == len(left)):
            share = [state.cut(_principal(state, source, left), target)]
            cuts[target].append(source)
        left = [part for part in left if part not in share]
        shares[target] = share
    return {**shares, remainder: left}


def _remainder(source: str, rows: list[Row]) -> str:
    """The target that takes what no other takes: the one that keeps the name, else the code, else the first."""
    for wanted in (lambda row: row[3] and row[3] == row[4], lambda row: row[1] == source):
        for row in rows:
            if wanted(row):
                return row[1]
    return rows[0][1]


def _claimed(state: _State, codes: Iterable[str]) -> set[int]:
    """Parts that former communes brought; Corsican ones may have gone under their code of before 1976."""
    claimed: set[int] = set()
    for code in codes:
        old = f"20{code[2:]}" if code[:2] in ("2A", "2B") else code
        claimed.update(state.former.get(code) or state.former.get(old) or ())
    return claimed


def _principal(state: _State, source: str, parts: list[int]) -> int:
    """The part that carried the commune's own code, else its first."""
    return next((part for part in parts if state.origins[part] == source), parts[0])


def _as_parts(years: range, snapshots: list[dict[str, tuple[int, ...]]], state: _State, first: int) -> Parts:
    codes = np.array(sorted({code for snapshot in snapshots for code in snapshot}))
    index = {code: number for number, code in enumerate(codes.tolist())}
    communes = np.full((len(years), len(state.origins)), OUTSIDE - 1, dtype=np.int32)
    for row, snapshot in zip(communes, snapshots, strict=True):
        sizes = [len(parts) for parts in snapshot.values()]
        members = np.fromiter(_flat(snapshot.values()), dtype=np.int64, count=sum(sizes))
        row[members] = np.repeat([index[code] for code in snapshot], sizes)
    _inherit(communes, state.parents, first)
    communes[communes < OUTSIDE] = OUTSIDE
    return Parts(years, codes, communes, np.array(state.origins), state.former, frozenset(state.zones))


def _inherit(communes: Ints, parents: list[int], first: int) -> None:
    """Before it was cut, a part followed the part that it was cut from."""
    for part, parent in enumerate(parents, start=first):
        if parent != OUTSIDE:
            before = np.argmax(communes[:, part] >= OUTSIDE) if (communes[:, part] >= OUTSIDE).any() else 0
            communes[:before, part] = communes[:before, parent]


def _flat(groups: Iterable[tuple[int, ...]]) -> Iterator[int]:
    for group in groups:
        yield from group


def as_frame(parts: Parts, year: int) -> pd.DataFrame:
    """
    Parts of each commune of a year.

    Parameters
    ----------
    parts : Parts
        From `replay`.
    year : int
        COG year.

    Returns
    -------
    DataFrame
        ``commune_code``, ``part`` (row number) and ``origin_code``, sorted by code.
    """
    owner = parts.of(year)
    inside = np.flatnonzero(owner != OUTSIDE)
    frame = pd.DataFrame(
        {"commune_code": parts.codes[owner[inside]], "part": inside, "origin_code": parts.origins[inside]}
    )
    return frame.sort_values(["commune_code", "part"], ignore_index=True)
