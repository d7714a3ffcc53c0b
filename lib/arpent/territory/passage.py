"""
The passage between two COG years: where each commune of one year stands in the other, and with what weight.

Composed from the history of communes (`events`, `parts`, `weights`), forward and back, for any two years: no
table is stored from year to year. Years are the COG of 1 January.
"""

from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
from scipy import sparse

from arpent import project
from arpent.errors import AskedWrongly
from arpent.territory.events import Events, events
from arpent.territory.parts import OUTSIDE, Parts, replay
from arpent.territory.weights import Weights, weigh


@dataclass(frozen=True)
class History:
    """
    Parts of communes through the years and their weights: what every passage is read from.

    Parameters
    ----------
    events : Events
        What it was made of.
    parts : Parts
        Which commune each part belonged to, each year.
    weights : Weights
        Weight of each part.
    """

    events: Events
    parts: Parts
    weights: Weights

    def codes(self, year: int) -> list[str]:
        """
        Codes of the communes on 1 January of a year, sorted.

        Parameters
        ----------
        year : int
            COG year.

        Returns
        -------
        list of str
            Métropole and départements d'outre-mer.
        """
        self.check_year(year)
        return self.parts.codes_of(year)

    def check_year(self, year: int) -> None:
        """
        Refuse a year that the events do not cover.

        Raises
        ------
        AskedWrongly
            With the first and last years known.
        """
        if year not in self.parts.years:
            first, last = self.parts.years[0], self.parts.years[-1]
            raise AskedWrongly(f"COG year {year}: unknown; allowed: {first} to {last}")


def make_history(list_of_events: Events, populations: pd.DataFrame | None = None) -> History:
    """
    History from events, real or invented.

    Parameters
    ----------
    list_of_events : Events
        See ``events.events``.
    populations : DataFrame, optional
        See ``weights.weigh``; none means that weights come from the declared rule.

    Returns
    -------
    History
        Ready for passages.
    """
    parts = replay(list_of_events)
    columns = ["reference_year", "cog_year", "status", "commune_code", "population"]
    given = pd.DataFrame(columns=columns) if populations is None else populations
    return History(list_of_events, parts, weigh(parts, given))


def history(source: str | None = None) -> History:
    """
    The history in use on this machine.

    Parameters
    ----------
    source : {None, "insee", "arpent"}
        See ``events.events``.

    Returns
    -------
    History
        Made once per process and per list of events.
    """
    return _history(events(source))


_made: dict[int, tuple[Events, History]] = {}


def _history(list_of_events: Events) -> History:
    known = _made.get(id(list_of_events))
    if known is None or known[0] is not list_of_events:
        _made[id(list_of_events)] = (list_of_events, make_history(list_of_events, _populations()))
    return _made[id(list_of_events)][1]


@cache
def _populations() -> pd.DataFrame:
    return pq.read_table(project.path("data", "embedded", "cog_populations.parquet")).to_pandas()


@dataclass(frozen=True)
class Passage:
    """
    From the communes of one COG year to those of another.

    Parameters
    ----------
    source, target : int
        COG years.
    history : History
        What it is read from.
    """

    source: int
    target: int
    history: History

    @cached_property
    def frame(self) -> pd.DataFrame:
        """
        One row per pair of communes that share territory.

        ``source_code``, ``target_code``; ``weight``: share of the source that goes to the target, which sums
        to 1 per source; ``is_estimated``: the source is cut, so that the weight is an estimate; ``basis``:
        ``whole`` (nothing is cut), ``population`` or ``rule`` (no population of the pieces is known).
        Communes that left or entered the COG in between are in `left` and `entered`, not here.
        """
        parts, weights = self.history.parts, self.history.weights
        pairs, which = self._pairs
        mass = np.bincount(which, weights.values[self._inside], minlength=len(pairs))
        total = np.bincount(pairs[:, 0], mass, minlength=len(parts.codes))
        count = np.bincount(pairs[:, 0], minlength=len(parts.codes))
        is_cut = count[pairs[:, 0]] > 1
        frame = pd.DataFrame(
            {
                "source_code": parts.codes[pairs[:, 0]],
                "target_code": parts.codes[pairs[:, 1]],
                "weight": np.where(is_cut, mass / total[pairs[:, 0]], 1.0),
                "is_estimated": is_cut,
                "basis": np.select([~is_cut, self._is_measured], ["whole", "population"], "rule"),
            }
        )
        return frame.sort_values(["source_code", "target_code"], ignore_index=True)

    @cached_property
    def matrix(self) -> sparse.csr_array:
        """Targets × sources, weights: a column of counts of the sources, in the order of `codes`, times it."""
        rows = np.searchsorted(self.codes[1], self.frame["target_code"])
        columns = np.searchsorted(self.codes[0], self.frame["source_code"])
        shape = (len(self.codes[1]), len(self.codes[0]))
        return sparse.csr_array((self.frame["weight"].to_numpy(), (rows, columns)), shape=shape)

    @cached_property
    def codes(self) -> tuple[list[str], list[str]]:
        """Sorted codes of the source year and of the target year, all of them."""
        return self.history.codes(self.source), self.history.codes(self.target)

    @cached_property
    def left(self) -> list[str]:
        """Codes of the source year whose territory is not in the COG of the target year."""
        return sorted(set(self.codes[0]) - set(self.frame["source_code"]))

    @cached_property
    def entered(self) -> list[str]:
        """Codes of the target year whose territory was not in the COG of the source year."""
        return sorted(set(self.codes[1]) - set(self.frame["target_code"]))

    def then(self, following: "Passage") -> "Passage":
        """
        This passage followed by another one that starts where it ends.

        The parts of communes are remembered on the way: merging then splitting comes back to where it began,
        which a table that has stopped in the middle year can't do.

        Parameters
        ----------
        following : Passage
            From this target to a third year, on the same history.

        Returns
        -------
        Passage
            From this source to that third year.

        Raises
        ------
        AskedWrongly
            It does not start where this one ends.
        """
        if following.source != self.target or following.history is not self.history:
            raise AskedWrongly(f"passage to {self.target} can't be followed by one from {following.source}")
        return Passage(self.source, following.target, self.history)

    @cached_property
    def _inside(self) -> "np.ndarray[tuple[int], np.dtype[np.intp]]":
        parts = self.history.parts
        return np.flatnonzero((parts.of(self.source) != OUTSIDE) & (parts.of(self.target) != OUTSIDE))

    @cached_property
    def _pairs(
        self,
    ) -> "tuple[np.ndarray[tuple[int, int], np.dtype[np.int64]], np.ndarray[tuple[int], np.dtype[np.intp]]]":
        """(source, target) pairs of commune numbers, and the pair of each part that is inside at both ends."""
        parts, inside = self.history.parts, self._inside
        width = np.int64(len(parts.codes))
        keys = parts.of(self.source)[inside] * width + parts.of(self.target)[inside]
        unique, which = np.unique(keys, return_inverse=True)
        return np.stack([unique // width, unique % width], axis=1), which

    @cached_property
    def _is_measured(self) -> "np.ndarray[tuple[int], np.dtype[np.bool_]]":
        """Per pair: published populations tell the pieces of its source apart."""
        pairs, which = self._pairs
        cells = self.history.weights.cells[self._inside]
        frame = pd.DataFrame({"source": pairs[which, 0], "cell": cells, "pair": which})
        spread = frame.drop_duplicates().groupby(["source", "cell"])["pair"].size()
        mixed = spread[spread > 1].index.get_level_values("source").unique()
        return ~np.isin(pairs[:, 0], mixed)


def passage(source: int, target: int, *, history_of: History | None = None) -> Passage:
    """
    The passage between two COG years.

    Parameters
    ----------
    source, target : int
        Any two years, 1968 to the last known; forward or back.
    history_of : History, optional
        Another history than the one in use: invented events, INSEE's own list.

    Returns
    -------
    Passage
        Read ``frame``, or move a table with ``arpent.territory.move``.

    Raises
    ------
    AskedWrongly
        A year is not covered.

    Examples
    --------
    >>> back = passage(2023, 2022).frame
    >>> back[back["source_code"] == "01138"][["target_code", "weight"]].round(4).values.tolist()
    [['01039', 0.1285], ['01138', 0.8715]]
    """
    chosen = history() if history_of is None else history_of
    chosen.check_year(source)
    chosen.check_year(target)
    return Passage(source, target, chosen)
