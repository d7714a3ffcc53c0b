"""Sums of a table's columns over the communes of territories, each missing part leaving its sum missing."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import pandas as pd

from arpent import tables
from arpent.indicators.cube import Cube, Ints, inhabitants, load_cube, ranks_of
from arpent.indicators.flows import sum_flows
from arpent.indicators.model import Indicator, Ratio
from arpent.tables.pairs import is_flows
from arpent.territory import Territory

# ASSUME: "France" is France without Mayotte in these tables, as INSEE publishes it: Mayotte has its own census date.
NOT_IN_FRANCE = "976"
# ASSUME: a sum is called estimated where estimated communes make more than this share of it. The parts of a commune
# that was split again are estimated; the sum over all of them, which most territories hold, is not.
MOST_ESTIMATED = 0.01
# ASSUME: a ratio is estimated on the communes that are known where the others hold at most this share of the
# inhabitants: one re-established commune that a file lacks must not hide the ratio of France. A count is never so.
SPARED = 0.005
#: Territories of more communes are looked up once: a page asks for its parents in every figure.
WIDE = 300


def sum_columns(indicator: Indicator, territories: Sequence[Territory]) -> pd.DataFrame:
    """
    Sums of an indicator's columns, by territory and year.

    Parameters
    ----------
    indicator : Indicator
        Says the table and the columns.
    territories : sequence of Territory
        Any levels; they may overlap.

    Returns
    -------
    DataFrame
        ``territory`` (id), ``year``, the columns (float; NaN where a commune's value is missing), ``reason`` of
        the first missing part, ``is_estimated``.
    """
    return sum_groups(indicator, ranks_by_territory(territories))


def ranks_by_territory(territories: Sequence[Territory]) -> dict[str, Ints]:
    """
    Where the communes of territories stand in every cube.

    Parameters
    ----------
    territories : sequence of Territory
        Any levels.

    Returns
    -------
    dict of str to array of int
        Id → ranks; France is without Mayotte.
    """
    return {place.id: _wide(place) if len(place.communes) > WIDE else _ranks(place) for place in territories}


@lru_cache(maxsize=256)
def _wide(place: Territory) -> Ints:
    return _ranks(place)


def _ranks(place: Territory) -> Ints:
    if place.id != "france":
        return ranks_of(place.communes)
    return ranks_of([code for code in place.communes if not code.startswith(NOT_IN_FRANCE)])


def sum_groups(indicator: Indicator, groups: Mapping[str, Ints]) -> pd.DataFrame:
    """
    Sums of an indicator's columns over groups of communes.

    Parameters
    ----------
    indicator : Indicator
        Says the table of communes and the columns: counts, or sums of them (``"active - unemployed"``).
    groups : mapping of str to array of int
        Id → ranks of its communes, as ``cube.ranks_of`` gives them; none is empty.

    Returns
    -------
    DataFrame
        See ``sum_columns``; groups in their order, years in order.
    """
    columns = indicator.columns
    if is_flows(tables.describe(indicator.table)):
        return sum_flows(indicator.table, columns, groups)
    names = dict.fromkeys(name for column in columns for name in terms(column))
    cube = load_cube(indicator.table, tuple(names))
    starts = np.concatenate(([0], np.cumsum([len(ranks) for ranks in groups.values()])[:-1])).astype("int64")
    every = np.concatenate(list(groups.values()))
    sums = np.add.reduceat(cube.figures[:, :, every], starts, axis=2)
    is_spared = _spare(sums, cube, every, starts) if isinstance(indicator, Ratio) else False
    guessed = np.where(cube.is_estimated[:, every], cube.figures[:, :, every], 0.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        shares = np.add.reduceat(guessed, starts, axis=2) / sums
    size = len(groups) * len(cube.years)
    frame = pd.DataFrame(
        {
            "territory": np.repeat(np.array(list(groups), dtype=object), len(cube.years)),
            "year": np.tile(cube.years, len(groups)),
            **{name: sums[rank].T.reshape(size) for rank, name in enumerate(cube.columns)},
        }
    )
    for column in columns:
        if column not in cube.columns:
            frame[column] = frame.eval(column)
    estimated = ((shares > MOST_ESTIMATED).any(axis=0) | is_spared).T.reshape(size)
    return frame.assign(reason=_first_reasons(cube, every, starts, sums), is_estimated=estimated)


def _spare(sums: npt.NDArray[np.float64], cube: Cube, every: Ints, starts: Ints) -> npt.NDArray[np.bool_]:
    """Put in ``sums`` those of known communes where few live in the others; where it did, by year and group."""
    lacking: npt.NDArray[np.bool_] = np.asarray(np.isnan(sums).any(axis=0))
    if not lacking.any():
        return lacking
    is_unknown = np.isnan(cube.figures[:, :, every]).any(axis=0)
    people = inhabitants()[every]
    unknown = np.add.reduceat(np.where(is_unknown, people, 0.0), starts, axis=1)
    is_spared = lacking & (unknown <= SPARED * np.add.reduceat(people, starts))
    known = np.add.reduceat(np.where(is_unknown, 0.0, cube.figures[:, :, every]), starts, axis=2)
    np.copyto(sums, known, where=is_spared)
    spared: npt.NDArray[np.bool_] = is_spared
    return spared


def terms(column: str) -> list[str]:
    """
    Columns that a sum of columns is made of.

    Parameters
    ----------
    column : str
        A column, or several joined by ``+`` and ``-``.

    Returns
    -------
    list of str
        In order.

    Examples
    --------
    >>> terms("active_15_64 - unemployed_15_64")
    ['active_15_64', 'unemployed_15_64']
    """
    return re.split(r" [+-] ", column)


def _first_reasons(
    cube: Cube, every: Ints, starts: Ints, sums: npt.NDArray[np.float64]
) -> npt.NDArray[np.object_]:
    """Reason of the first missing part of each sum; None where nothing is missing."""
    reasons = np.full(sums.shape[1:], None, dtype=object)
    for year, group in zip(*np.nonzero(np.isnan(sums).any(axis=0)), strict=True):
        end = starts[group + 1] if group + 1 < len(starts) else len(every)
        part = every[starts[group] : end]
        missing = np.isnan(cube.figures[:, year, part])
        first = int(missing.any(axis=0).argmax())
        column = int(missing[:, first].argmax())
        reasons[year, group] = cube.names[cube.reasons[column, year, part[first]]]
    return reasons.T.reshape(-1)
