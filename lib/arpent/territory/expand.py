"""The rows of a table beside the rows of the passage that they take, and what is refused at the door."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from arpent.errors import DataInvalid
from arpent.territory.passage import Passage

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Expanded:
    """Rows of a table beside the pairs of the passage that they take: same length arrays."""

    row: Ints
    pair: Ints


def expand(frame: pd.DataFrame, way: Passage, code: str) -> Expanded:
    """
    Each row as many times as its commune has targets.

    Parameters
    ----------
    frame : DataFrame
        Any rows.
    way : Passage
        Where they go.
    code : str
        Column of commune codes of ``way.source``.

    Returns
    -------
    Expanded
        Rows of communes that left the COG are not in it.

    Raises
    ------
    DataInvalid
        A code is not of the COG of ``way.source``.
    """
    check_codes(frame[code], way)
    sources = way.pairs[:, 0]
    number = way.timeline.number_of(frame[code])
    starts, ends = np.searchsorted(sources, number), np.searchsorted(sources, number, side="right")
    times = ends - starts
    row = np.repeat(np.arange(len(frame)), times)
    within = np.arange(len(row)) - np.repeat(np.cumsum(times) - times, times)
    return Expanded(row, starts[row] + within)


def check_codes(codes: "pd.Series[str]", way: Passage) -> None:
    """
    Refuse codes that are not communes of the source year.

    Raises
    ------
    DataInvalid
        With the first strangers, and where to look.
    """
    line = way.timeline
    known = line.flags(line.parts.of(way.source))[line.number_of(codes)]
    if not known.all():
        strangers = sorted(set(codes[~known].astype(str)))
        raise DataInvalid(
            f"{len(strangers)} codes are not communes of the COG {way.source}: {', '.join(strangers[:5])}. "
            f"'arpent territory detect' finds the year of a table."
        )


def check_unique(frame: pd.DataFrame, key: list[str]) -> None:
    """
    Refuse two rows of one key.

    Raises
    ------
    DataInvalid
        With the first communes that repeat.
    """
    twice = frame[frame.duplicated(key)]
    if len(twice):
        named = ", ".join(str(value) for value in twice[key[0]].drop_duplicates().head(5))
        raise DataInvalid(
            f"{len(twice)} rows repeat a {' × '.join(key)}: {named}. Name what tells them apart in 'by'."
        )
