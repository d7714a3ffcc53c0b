"""
The passage between two COG years: where each commune of one year stands in the other, and with what weight.

Composed from the history of communes (`events`, `parts`, `weights`), forward and back, for any two years: no
table is stored from year to year. Years are the COG of 1 January.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse

from arpent.errors import AskedWrongly, DataInvalid
from arpent.territory.parts import OUTSIDE
from arpent.territory.timeline import Timeline, timeline

if TYPE_CHECKING:
    from arpent.territory.moved import Moved

BASES = pd.CategoricalDtype(["whole", "population", "rule"])
Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Passage:
    """
    From the communes of one COG year to those of another.

    Parameters
    ----------
    source, target : int
        COG years.
    timeline : Timeline
        What it is read from.
    """

    source: int
    target: int
    timeline: Timeline

    @cached_property
    def frame(self) -> pd.DataFrame:
        """
        One row per pair of communes that share territory.

        ``source_code``, ``target_code``; ``weight``: share of the source that goes to the target, which sums
        to 1 per source; ``is_estimated``: the source is cut, so that the weight is an estimate; ``basis``:
        ``whole`` (nothing is cut), ``population`` or ``rule`` (no population of the pieces is known).
        Communes that left or entered the COG in between are in `left` and `entered`, not here.
        """
        pairs, codes = self.pairs, self.timeline.code_array
        count = np.bincount(pairs[:, 0], minlength=len(codes))
        is_cut = count[pairs[:, 0]] > 1
        total = np.bincount(pairs[:, 0], self.mass, minlength=len(codes))
        basis = np.where(is_cut, np.where(self._is_ruled(is_cut), 2, 1), 0)
        return pd.DataFrame(
            {
                "source_code": codes.take(pairs[:, 0]),
                "target_code": codes.take(pairs[:, 1]),
                "weight": np.where(is_cut, self.mass / total[pairs[:, 0]], 1.0),
                "is_estimated": is_cut,
                "basis": pd.Categorical.from_codes(basis.tolist(), dtype=BASES),
            }
        )

    @cached_property
    def matrix(self) -> sparse.csr_array:
        """Targets × sources, weights, in the order of `codes`: it times counts of the sources moves them."""
        rows = np.searchsorted(self.codes[1], self.frame["target_code"])
        columns = np.searchsorted(self.codes[0], self.frame["source_code"])
        shape = (len(self.codes[1]), len(self.codes[0]))
        return sparse.csr_array((self.frame["weight"].to_numpy(), (rows, columns)), shape=shape)

    @cached_property
    def codes(self) -> tuple[list[str], list[str]]:
        """Sorted codes of the source year and of the target year, all of them."""
        return self.timeline.codes(self.source), self.timeline.codes(self.target)

    @cached_property
    def left(self) -> list[str]:
        """Codes of the source year whose territory is not in the COG of the target year."""
        return self._apart(self.source, self.pairs[:, 0])

    @cached_property
    def entered(self) -> list[str]:
        """Codes of the target year whose territory was not in the COG of the source year."""
        return self._apart(self.target, self.pairs[:, 1])

    def then(self, following: "Passage") -> "Passage":
        """
        Go on with another passage that starts where this one ends.

        The parts of communes are remembered on the way: merging then splitting comes back to where it began,
        which a table that has stopped in the middle year can't do.

        Parameters
        ----------
        following : Passage
            From this target to a third year, on the same timeline.

        Returns
        -------
        Passage
            From this source to that third year.

        Raises
        ------
        AskedWrongly
            It does not start where this one ends.
        """
        if following.source != self.target or following.timeline is not self.timeline:
            raise AskedWrongly(f"passage to {self.target} can't be followed by one from {following.source}")
        return Passage(self.source, following.target, self.timeline)

    def move_counts(
        self, frame: pd.DataFrame, *, columns: Sequence[str], code: str = "commune_code"
    ) -> "Moved":
        """
        Counts of a table in the communes of the target year.

        Parameters
        ----------
        frame, columns, code
            See `arpent.territory.move.move_counts`, which this calls.

        Returns
        -------
        Moved
            The moved table and a report.
        """
        from arpent.territory.move import move_counts  # noqa: PLC0415 - move is made of passages

        return move_counts(frame, self, columns=columns, code=code)

    def shares(self, weight: "pd.Series[float] | None" = None) -> Floats:
        """
        Weight of each row of `frame`, by inhabitants or by another quantity.

        Parameters
        ----------
        weight : Series, optional
            A quantity known for the communes of the target year, by code. A target that takes pieces of
            several sources shares its own quantity among them by inhabitants.

        Returns
        -------
        array of float
            Sums to 1 per source.

        Raises
        ------
        DataInvalid
            It lacks a commune that takes a piece of a source, or is 0 for all that share one.
        """
        if weight is None:
            return self.frame["weight"].to_numpy()
        pairs, is_cut = self.pairs, self.frame["is_estimated"].to_numpy()
        known = self.frame["target_code"].map(weight).to_numpy(float)
        lacking = self.frame.loc[is_cut & ~(known >= 0), "target_code"]
        if len(lacking):
            raise DataInvalid(f"weight: no value ≥ 0 for {', '.join(lacking[:5])} (COG {self.target})")
        arriving = np.bincount(pairs[:, 1], self.mass, minlength=len(self.timeline.parts.codes))
        heavy = np.where(is_cut, known * self.mass / arriving[pairs[:, 1]], 1.0)
        total = np.bincount(pairs[:, 0], heavy, minlength=len(self.timeline.parts.codes))[pairs[:, 0]]
        if not (total > 0).all():
            named = self.frame.loc[total <= 0, "source_code"].iloc[0]
            raise DataInvalid(f"weight: 0 in all that {named} became; there is nothing to share by")
        return np.asarray(heavy / total, dtype=np.float64)

    @cached_property
    def is_same_territory(self) -> "pd.Series[bool]":
        """Per row of `frame`: the source and the target are the same territory, under one code or two."""
        return ~self.frame["is_estimated"] & ~pd.Series(self.pairs[:, 1]).duplicated(keep=False)

    @cached_property
    def pairs(self) -> Ints:
        """Numbers of the communes (source, target) of each row of `frame`, in ``timeline.parts.codes``."""
        return self.pairs_and_parts[0]

    @cached_property
    def mass(self) -> Floats:
        """Inhabitants, about, of what each row of `frame` moves; only ratios are meant."""
        which = self.pairs_and_parts[1]
        heaps = np.bincount(which, self.timeline.weights.mass[self._inside], minlength=len(self.pairs))
        return heaps.astype(np.float64)

    def _apart(self, year: int, linked: Ints) -> list[str]:
        """Communes of a year that no row of `frame` has."""
        line = self.timeline
        lone = line.flags(line.parts.of(year)) & ~line.flags(linked)
        codes: list[str] = line.parts.codes[lone[:-1]].tolist()
        return codes

    @cached_property
    def _inside(self) -> Ints:
        parts = self.timeline.parts
        return np.flatnonzero((parts.of(self.source) != OUTSIDE) & (parts.of(self.target) != OUTSIDE))

    @cached_property
    def pairs_and_parts(self) -> tuple[Ints, Ints]:
        """Pairs (source, target) of commune numbers, and the pair of each part inside at both ends."""
        parts, inside = self.timeline.parts, self._inside
        width = np.int64(len(parts.codes))
        keys = parts.of(self.source)[inside] * width + parts.of(self.target)[inside]
        unique, which = np.unique(keys, return_inverse=True)
        return np.stack([unique // width, unique % width], axis=1), which

    def _is_ruled(self, is_cut: Flags) -> Flags:
        """
        Per pair: no published population says how the pieces of its source share it.

        Either a group of parts that was only counted whole goes to several targets, or it also holds parts
        of another source (a commune made out of several: how much of it came from each is not known).
        """
        pairs, which = self.pairs_and_parts
        cells = self.timeline.weights.cells[self._inside]
        concerned = np.zeros(cells.max(initial=0) + 2, dtype=bool)
        concerned[cells[is_cut[which]]] = True
        few = concerned[cells]
        rows = pd.DataFrame({"source": pairs[which[few], 0], "cell": cells[few], "pair": which[few]})
        rows = rows.drop_duplicates()
        is_spread = rows.duplicated(["source", "cell"], keep=False)
        is_shared = rows.groupby("cell")["source"].transform("nunique") > 1
        return np.isin(pairs[:, 0], rows.loc[is_spread | is_shared, "source"]) & is_cut


def passage(source: int, target: int, *, timeline_of: Timeline | None = None) -> Passage:
    """
    The passage between two COG years.

    Parameters
    ----------
    source, target : int
        Any two years, 1968 to the last known; forward or back.
    timeline_of : Timeline, optional
        Another timeline than the one in use: invented events, INSEE's own list.

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
    chosen = timeline() if timeline_of is None else timeline_of
    chosen.check_year(source)
    chosen.check_year(target)
    return Passage(source, target, chosen)
