"""
How heavy each part of a commune is: the share of a count that goes with it when the commune is cut.

# ASSUME: a count follows the inhabitants. One weight per part, whatever the years of the passage, so that
passages compose. The share of parts within a commune is, in this order:

1. the legal populations in force on the last 1 January when the parts stood apart before they merged;
2. the first ones after they were separated again;
3. the 2017 populations of delegated and associated communes, for parts merged before 2019;
4. no population at all: a declared rule, `SEAT_SHARE`; the passage then says ``basis="rule"``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from arpent.territory.parts import OUTSIDE, Parts

IN_FORCE_AFTER = 3  # legal populations of year Y are in force on 1 January Y + 3
# ASSUME: where nothing is known, the seat weighs as much as this many other parts. On the 793 communes of
# 2020 whose parts are known, it puts 17 % of inhabitants in a wrong part; equal parts put 29 % (method page).
SEAT_SHARE = 4.0
Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Weights:
    """
    Weight of each part, and which parts published populations tell apart.

    Parameters
    ----------
    mass : array of float
        Inhabitants, about; only ratios within a commune are meant.
    cells : array of int
        Two parts with the same number are never told apart by a published population.
    """

    mass: Floats
    cells: Ints


def weigh(parts: Parts, populations: pd.DataFrame) -> Weights:
    """
    Weights of parts from the populations of communes.

    Parameters
    ----------
    parts : Parts
        From ``parts.replay``.
    populations : DataFrame
        ``reference_year``, ``cog_year`` (of the codes), ``status`` (COM, COMD, COMA), ``commune_code``,
        ``population``. May be empty.

    Returns
    -------
    Weights
        Positive values.
    """
    compound = _compound(parts)
    few = replace(parts, communes=parts.communes[:, compound], origins=parts.origins[compound])
    number = dict(zip(compound.tolist(), range(len(compound)), strict=True))
    numbered = _numbered(parts, populations)
    measures = [_Measure.of_communes(few, year, rows) for year, rows in _by_year(parts, numbered)]
    delegated = [_Measure.of_former(few, rows, number) for rows in _delegated(numbered)]
    some = _initial(few)
    for measure in (*delegated, *reversed(measures)):
        some = measure.rescale(some, measure.is_known)
    merging = _merging_later(few)
    for measure in measures:
        some = measure.rescale(some, measure.is_known & merging[parts.years.index(measure.year)])
    values, cells = np.ones(parts.communes.shape[1]), np.full(parts.communes.shape[1], OUTSIDE)
    values[compound], cells[compound] = some, _cells([*measures, *delegated], len(compound))
    return Weights(values, cells)


def _compound(parts: Parts) -> Ints:
    """Parts that share a commune with another part, one year or another: only they need a weight."""
    shares = np.zeros(parts.communes.shape[1], dtype=bool)
    for owner in parts.communes:
        sizes = np.bincount(owner + 1, minlength=len(parts.codes) + 1)
        shares |= (sizes[owner + 1] > 1) & (owner != OUTSIDE)
    return np.flatnonzero(shares)


@dataclass(frozen=True, eq=False)
class _Measure:
    """Populations of groups of parts: ``groups`` numbers each part's group in ``population``."""

    year: int
    groups: Ints
    population: Floats
    is_known: npt.NDArray[np.bool_]

    @classmethod
    def of_communes(cls, parts: Parts, year: int, rows: pd.DataFrame) -> "_Measure":
        """
        Legal populations in force on 1 January ``year``, published in the codes of an earlier COG.

        Groups are the communes of ``year``: merged since publication they add up; split since, they are not
        known.
        """
        known = np.full(len(parts.codes) + 1, np.nan)  # the last cell is for OUTSIDE
        known[rows["number"]] = rows["population"]
        published, owner = parts.of(int(rows["cog_year"].iloc[0])), parts.of(year).astype(np.int64)
        pairs = _pairs(published, owner)
        is_split = np.bincount(pairs[0] + 1, minlength=len(known))[pairs[0] + 1] > 1
        counts = np.where(is_split, np.nan, known[pairs[0]])
        sums = np.bincount(pairs[1] + 1, counts, minlength=len(known)).astype(np.float64)
        population = np.append(sums[1:], np.nan)
        return cls(year, owner, population, (owner != OUTSIDE) & (population[owner] > 0))

    @classmethod
    def of_former(cls, parts: Parts, rows: pd.DataFrame, number: Mapping[int, int]) -> "_Measure":
        """Populations of delegated and associated communes: groups are what each brought when it merged."""
        year = int(rows["cog_year"].iloc[0])
        owner, groups = parts.of(year), np.full(parts.communes.shape[1], OUTSIDE, dtype=np.int64)
        counts: list[float] = []
        codes = parts.codes[rows["number"]].tolist()
        for code, population in zip(codes, rows["population"].tolist(), strict=True):
            brought = [number[part] for part in parts.former.get(code, ()) if part in number]
            brought = [part for part in brought if groups[part] == OUTSIDE]
            if brought and len({owner[part] for part in brought}) == 1:
                groups[brought] = len(counts)
                counts.append(float(population))
        return cls(year, groups, np.array([*counts, np.nan]), groups != OUTSIDE)

    def rescale(self, values: Floats, wanted: npt.NDArray[np.bool_]) -> Floats:
        """Values whose sum over each wanted group is its population."""
        sums = np.bincount(self.groups[wanted], values[wanted], minlength=len(self.population))
        scaled = values.copy()
        scaled[wanted] *= (self.population / np.where(sums > 0, sums, 1.0))[self.groups[wanted]]
        return np.maximum(scaled, 1e-6)


def _initial(parts: Parts) -> Floats:
    """Equal, but for parts whose own code a commune of several parts carries."""
    seats = parts.codes.searchsorted(parts.origins)
    values = np.ones(len(parts.origins))
    for owner in parts.communes:
        sizes = np.bincount(owner + 1, minlength=len(parts.codes) + 1)
        values[(owner == seats) & (sizes[owner + 1] > 1)] = SEAT_SHARE
    return values


def _numbered(parts: Parts, populations: pd.DataFrame) -> pd.DataFrame:
    """Populations with the number of each code that was a commune's, without text: cheap to slice."""
    codes = populations["commune_code"].to_numpy(str)
    places = np.minimum(np.searchsorted(parts.codes, codes), len(parts.codes) - 1)
    rank = np.searchsorted(["COM", "COMA", "COMD"], populations["status"].to_numpy(str))
    frame = populations[["reference_year", "cog_year", "population"]].assign(number=places, rank=rank)
    known: pd.DataFrame = frame[parts.codes[places] == codes]
    return known


def _by_year(parts: Parts, numbered: pd.DataFrame) -> list[tuple[int, pd.DataFrame]]:
    communes = numbered[numbered["rank"] == 0]
    in_force = {year: year + IN_FORCE_AFTER for year in sorted(communes["reference_year"].unique().tolist())}
    usable = {year: force for year, force in in_force.items() if force in parts.years}
    return [(force, communes[communes["reference_year"] == year]) for year, force in usable.items()]


def _delegated(numbered: pd.DataFrame) -> list[pd.DataFrame]:
    """Associated communes first: where one code is both, the smaller whole is known first."""
    rows = numbered[numbered["rank"] > 0].sort_values("rank", kind="stable")
    return [rows[rows["reference_year"] == year] for year in rows["reference_year"].unique().tolist()]


def _pairs(first: npt.NDArray[np.integer], second: npt.NDArray[np.integer]) -> tuple[Ints, Ints]:
    """Distinct pairs of commune numbers."""
    width = np.int64(second.max(initial=0) + 2)
    keys = np.unique((first.astype(np.int64) + 1) * width + second + 1)
    return keys // width - 1, keys % width - 1


def _merging_later(parts: Parts) -> npt.NDArray[np.bool_]:
    """Years × parts: is this part's commune later together with parts that it is now apart from."""
    merging = np.zeros(parts.communes.shape, dtype=bool)
    for row in range(len(parts.years) - 2, -1, -1):
        now, then = parts.communes[row], parts.communes[row + 1]
        reached = np.zeros(len(parts.codes) + 1, dtype=bool)
        reached[then[now != then]] = True
        few = np.flatnonzero(reached[then] & (then != OUTSIDE) & (now != OUTSIDE))
        pairs = _pairs(now[few], then[few])
        joined = np.bincount(pairs[1], minlength=len(reached)) > 1
        owners = np.zeros(len(reached), dtype=bool)
        owners[now[(joined[then] | merging[row + 1]) & (now != OUTSIDE)]] = True
        merging[row] = owners[now]
    return merging


def _cells(measures: list[_Measure], size: int) -> Ints:
    """Finest grouping that the measures make together."""
    cells = np.zeros(size, dtype=np.int64)
    for measure in measures:
        groups = np.where(measure.is_known, measure.groups, OUTSIDE) + 1
        cells = np.unique(cells * (groups.max(initial=0) + 1) + groups, return_inverse=True)[1]
    return cells
