"""
The parts of communes: the smallest pieces of territory that events never cut.

Each commune of each year is a set of parts, so that the passage between two years only reads which parts a
source and a target share. A merge puts parts together; re-establishing a commune takes back the parts that it
brought; a commune created out of others cuts a new part from each. Nothing is looked up year to year.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pandas as pd

from arpent.errors import DataInvalid
from arpent.territory.events import Events

OUTSIDE = -1
UNBORN = -2
Ints = npt.NDArray[np.int32]


@dataclass(frozen=True, eq=False)
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
        row: Ints = self.communes[self.years.index(year)]
        return row

    def codes_of(self, year: int) -> list[str]:
        """Sorted codes of the communes of a year."""
        present = np.unique(self.of(year))
        return sorted(self.codes[present[present != OUTSIDE]].tolist())


@dataclass
class _State:
    """The communes while events are replayed."""

    parts: dict[str, list[int]]
    origins: list[str]
    moved: dict[int, str] = field(default_factory=dict)  # part → commune, since the last snapshot
    parents: list[int] = field(default_factory=list)  # of parts cut later, in order
    former: dict[str, tuple[int, ...]] = field(default_factory=dict)
    zones: set[tuple[str, str]] = field(default_factory=set)

    def cut(self, parent: int, code: str) -> int:
        """A new part, cut out of another one."""
        self.origins.append(code)
        self.parents.append(parent)
        return len(self.origins) - 1

    def settle(self, target: str, parts: list[int]) -> None:
        """Parts arrive in a commune; an empty code is outside the COG."""
        if target:
            self.parts.setdefault(target, []).extend(parts)
        self.moved.update(dict.fromkeys(parts, target))


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
    base = sorted(events.base["commune_code"].tolist())
    moves, dated = [], _by_date(events)
    concerned = {code for _, rows in dated for row in rows for code in row[:2]}
    state = _State({code: [index] for index, code in enumerate(base) if code in concerned}, list(base))
    for year in events.years:
        while dated and dated[0][0] <= f"{year}-01-01":
            _apply(state, *dated.pop(0))
        moves.append(state.moved)
        state.moved = {}
    return _as_parts(events.years, moves, state, len(base))


def _by_date(events: Events) -> list[tuple[str, list[Row]]]:
    frame = events.frame
    between = frame["source_status"].isin(["COM", ""]) & frame["target_status"].isin(["COM", ""])
    frame = frame[between & (frame["date"] > f"{events.first_year}-01-01")]
    shared = frame.duplicated(["date", "source_code"], keep=False)
    shared |= frame.duplicated(["date", "target_code"], keep=False)
    frame = frame[shared | (frame["source_code"] != frame["target_code"])]
    columns = ["date", "source_code", "target_code", "part_code", "source_name", "target_name"]
    dated: dict[str, list[Row]] = defaultdict(list)
    for date, *row in zip(*(frame[column].tolist() for column in columns), strict=True):
        dated[date].append(tuple(row))
    return sorted(dated.items())


def _apply(state: _State, date: str, rows: list[Row]) -> None:
    """All events of one date; one that starts from a commune born on that date comes in a later round."""
    while rows:
        ready: list[Row] = []
        later: list[Row] = []
        for row in rows:
            (ready if not row[0] or state.parts.get(row[0]) else later).append(row)
        if not ready:
            raise DataInvalid(f"events of {date}: {rows[0][0]} does not exist then (→ {rows[0][1]})")
        _apply_round(state, date, ready)
        rows = later


def _apply_round(state: _State, date: str, rows: list[Row]) -> None:
    sources: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        sources[row[0]].append(row)
    entering = [target for _, target, *_ in sources.pop("", [])]
    taken = {source: state.parts.pop(source) for source in sources}
    arrived: dict[str, list[int]] = defaultdict(list)
    cuts: dict[str, list[str]] = defaultdict(list)
    for source, parts in taken.items():
        for target, share in _allocate(state, source, parts, sources[source], cuts).items():
            arrived[target].extend(share)
    _remember(state, sources, taken)
    for target, parts in arrived.items():
        state.settle(target, parts)
    for code in entering:
        state.settle(code, [state.cut(OUTSIDE, code)])
    state.zones.update((date, target) for target, from_ in cuts.items() if len(from_) > 1)


def _remember(state: _State, sources: dict[str, list[Row]], taken: dict[str, list[int]]) -> None:
    """What a commune was made of before it joined others, for the day it is re-established."""
    joined: dict[str, set[str]] = defaultdict(set)
    for source, rows in sources.items():
        for _, target, *_ in rows:
            joined[target].add(source)
    for source, parts in taken.items():
        targets = {row[1] for row in sources[source]}
        if len(targets) == 1 and all(len(joined[target]) == 1 for target in targets):
            state.former.setdefault(source, tuple(parts))  # only another code: what it brought before holds
        elif source not in targets or len(joined[source]) > 1:
            state.former[source] = tuple(parts)


def _allocate(
    state: _State, source: str, parts: list[int], rows: list[Row], cuts: dict[str, list[str]]
) -> dict[str, list[int]]:
    """Which target takes which parts of one source."""
    targets = list(dict.fromkeys([row[1] for row in rows]))
    if len(targets) == 1:
        return {targets[0]: parts}
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
    """Takes what no other target takes: the one that keeps the name, else the code, else the first."""
    same_name = [target for _, target, _, before, after in rows if before and before == after]
    same_code = [target for _, target, *_ in rows if target == source]
    return [*same_name, *same_code, rows[0][1]][0]


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


def _as_parts(years: range, moves: list[dict[int, str]], state: _State, first: int) -> Parts:
    codes = sorted({*state.origins[:first], *(code for moved in moves for code in moved.values() if code)})
    index = {code: number for number, code in enumerate(codes)} | {"": OUTSIDE}
    communes = np.empty((len(years), len(state.origins)), dtype=np.int32)
    row = np.full(len(state.origins), UNBORN, dtype=np.int32)
    row[:first] = [index[code] for code in state.origins[:first]]
    for number, moved in enumerate(moves):
        row[list(moved)] = [index[code] for code in moved.values()]
        communes[number] = row
    _inherit(communes, state.parents, first)
    return Parts(
        years, np.array(codes), communes, np.array(state.origins), state.former, frozenset(state.zones)
    )


def _inherit(communes: Ints, parents: list[int], first: int) -> None:
    """Before it was cut, a part followed the part that it was cut from."""
    for part, parent in enumerate(parents, start=first):
        unborn = communes[:, part] == UNBORN
        communes[unborn, part] = OUTSIDE if parent == OUTSIDE else communes[unborn, parent]


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
