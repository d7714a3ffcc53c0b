"""Sums of a table's columns over the communes of territories, each missing part leaving its sum missing."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd

from arpent import tables
from arpent.indicators.cube import Cube, inhabitants, load_cube, ranks_of
from arpent.indicators.figures import Bools, Floats, Ints, Objects
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
#: Territories of more communes are summed once: a page asks for its parents in every figure.
WIDE = 300


@dataclass(frozen=True, eq=False)
class Sums:
    """
    Sums of columns over territories; every array but ``years`` has the shape (territories, years).

    Parameters
    ----------
    territories : tuple of str
        Ids.
    years : array of int, shape (years,)
        In order.
    columns : mapping of str to array of float
        NaN where a commune's value is missing.
    reason : array of object
        Of the first missing part; None where nothing is missing.
    is_estimated : array of bool
    """

    territories: tuple[str, ...]
    years: Ints
    columns: Mapping[str, Floats]
    reason: Objects
    is_estimated: Bools


def sum_columns(indicator: Indicator, territories: Sequence[Territory]) -> Sums:
    """
    Sums of an indicator's columns, by territory and year.

    Parameters
    ----------
    indicator : Indicator
        Says the table and the columns.
    territories : sequence of Territory
        Any levels; they may overlap; each once.

    Returns
    -------
    Sums
        Of the indicator's own columns.
    """
    if is_flows(tables.describe(indicator.table)):
        return sum_groups(indicator, ranks_by_territory(territories))
    cube, spares = load_cube(indicator.table, _terms_of(indicator)), isinstance(indicator, Ratio)
    narrow = [place for place in territories if len(place.communes) <= WIDE]
    summed = dict(zip(narrow, _split(_sum(cube, [_ranks(one) for one in narrow], spares)), strict=True))
    parts = [summed[one] if one in summed else _sum_wide(cube, one, spares) for one in territories]
    return _named(indicator, cube, [place.id for place in territories], _joined(parts))


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


def sum_groups(indicator: Indicator, groups: Mapping[str, Ints]) -> Sums:
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
    Sums
        Of the indicator's own columns; groups in their order.
    """
    if is_flows(tables.describe(indicator.table)):
        return _of_flows(sum_flows(indicator.table, indicator.columns, groups), groups)
    cube = load_cube(indicator.table, _terms_of(indicator))
    return _named(
        indicator, cube, list(groups), _sum(cube, list(groups.values()), isinstance(indicator, Ratio))
    )


def _terms_of(indicator: Indicator) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for column in indicator.columns for name in terms(column)))


@dataclass(frozen=True, eq=False)
class _Parts:
    """Sums of all columns of a cube: shape (columns, years, groups); and (years, groups)."""

    sums: Floats
    is_estimated: Bools
    reasons: Objects


def _sum(cube: Cube, groups: Sequence[Ints], spares: bool) -> _Parts:
    if not groups:
        shape = (len(cube.years), 0)
        return _Parts(np.empty((len(cube.columns), *shape)), np.empty(shape, bool), np.empty(shape, object))
    starts = np.concatenate(([0], np.cumsum([len(ranks) for ranks in groups])[:-1])).astype("int64")
    every = np.concatenate(groups)
    figures = cube.figures[:, :, every]
    sums = np.add.reduceat(figures, starts, axis=2)
    is_spared = _spare(sums, figures, every, starts) if spares else np.zeros(sums.shape[1:], bool)
    is_guess = cube.is_estimated[:, every]
    estimated = is_spared
    if is_guess.any():
        guessed = np.add.reduceat(np.where(is_guess, figures, 0.0), starts, axis=2)
        with np.errstate(divide="ignore", invalid="ignore"):
            estimated = is_spared | (guessed / sums > MOST_ESTIMATED).any(axis=0)
    return _Parts(sums, estimated, _first_reasons(cube, every, starts, sums))


@lru_cache(maxsize=4096)
def _sum_wide(cube: Cube, place: Territory, spares: bool) -> _Parts:
    return _sum(cube, [_wide(place)], spares)


def _split(parts: _Parts) -> list[_Parts]:
    """Each group apart."""
    return [
        _Parts(parts.sums[:, :, one], parts.is_estimated[:, one], parts.reasons[:, one])
        for one in (slice(rank, rank + 1) for rank in range(parts.sums.shape[2]))
    ]


def _joined(parts: Sequence[_Parts]) -> _Parts:
    return _Parts(
        np.concatenate([one.sums for one in parts], axis=2),
        np.concatenate([one.is_estimated for one in parts], axis=1),
        np.concatenate([one.reasons for one in parts], axis=1),
    )


def _named(indicator: Indicator, cube: Cube, ids: Sequence[str], parts: _Parts) -> Sums:
    summed = {name: parts.sums[rank].T for rank, name in enumerate(cube.columns)}
    columns = {column: evaluate(summed, column) for column in indicator.columns}
    return Sums(tuple(ids), cube.years, columns, parts.reasons.T, parts.is_estimated.T)


def _of_flows(frame: pd.DataFrame, groups: Mapping[str, Ints]) -> Sums:
    years = np.unique(frame["year"].to_numpy(dtype="int64"))
    shape = (len(groups), len(years))
    told = {"territory", "year", "reason", "is_estimated"}
    counted = [str(name) for name in frame if name not in told]
    columns = {name: frame[name].to_numpy(dtype="float64").reshape(shape) for name in counted}
    reason = frame["reason"].to_numpy(dtype=object).reshape(shape)
    return Sums(tuple(groups), years, columns, reason, np.zeros(shape, bool))


def _spare(sums: Floats, figures: Floats, every: Ints, starts: Ints) -> Bools:
    """Put in ``sums`` those of known communes where few live in the others; where it did, by year and group."""
    lacking: Bools = np.asarray(np.isnan(sums).any(axis=0))
    if not lacking.any():
        return lacking
    is_unknown = np.isnan(figures).any(axis=0)
    people = inhabitants()[every]
    unknown = np.add.reduceat(np.where(is_unknown, people, 0.0), starts, axis=1)
    is_spared: Bools = lacking & (unknown <= SPARED * np.add.reduceat(people, starts))
    known = np.add.reduceat(np.where(is_unknown, 0.0, figures), starts, axis=2)
    np.copyto(sums, known, where=is_spared)
    return is_spared


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


def evaluate(figures: Mapping[str, Floats], column: str) -> Floats:
    """
    Sum of columns.

    Parameters
    ----------
    figures : mapping of str to array of float
        By column.
    column : str
        See `terms`.

    Returns
    -------
    array of float
        Of the same shape.
    """
    first, *rest = terms(column)
    total = figures[first]
    for sign, name in zip(re.findall(r" ([+-]) ", column), rest, strict=True):
        total = total + figures[name] if sign == "+" else total - figures[name]
    return total


def _first_reasons(cube: Cube, every: Ints, starts: Ints, sums: Floats) -> Objects:
    """Reason of the first missing part of each sum, by year and group; None where nothing is missing."""
    reasons = np.full(sums.shape[1:], None, dtype=object)
    for year, group in zip(*np.nonzero(np.isnan(sums).any(axis=0)), strict=True):
        end = starts[group + 1] if group + 1 < len(starts) else len(every)
        part = every[starts[group] : end]
        missing = np.isnan(cube.figures[:, year, part])
        first = int(missing.any(axis=0).argmax())
        column = int(missing[:, first].argmax())
        reasons[year, group] = cube.names[cube.reasons[column, year, part[first]]]
    return reasons
