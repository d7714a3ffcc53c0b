"""
How heavy each part of a commune is: the share of a count that goes with it when the commune is cut.

# ASSUME: a count follows the inhabitants. One weight per part, whatever the years of the passage, so that
passages compose. The share of parts within a commune is, in this order:

1. the legal populations in force on the last 1 January when the parts stood apart before they merged;
2. the first ones after they were separated again;
3. the 2017 populations of delegated and associated communes, for parts merged before 2019;
4. no population at all: a declared rule, `SEAT_SHARE`; the passage then says ``basis="rule"``.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from arpent.territory.parts import OUTSIDE, Parts

IN_FORCE_AFTER = 3  # legal populations of year Y are in force on 1 January Y + 3
# ASSUME: where nothing is known, the part with the commune's own code weighs as much as this many others.
SEAT_SHARE = 3.0
Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Weights:
    """
    Weight of each part, and which parts published populations tell apart.

    Parameters
    ----------
    values : array of float
        Inhabitants, about; only ratios within a commune are meant.
    cells : array of int
        Two parts with the same number are never told apart by a published population.
    """

    values: Floats
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
    values = _initial(parts)
    measures = [_Measure.of_communes(parts, year, rows) for year, rows in _by_year(parts, populations)]
    delegated = [_Measure.of_former(parts, rows, values) for _, rows in _delegated(populations)]
    for measure in (*delegated, *reversed(measures)):
        values = measure.rescale(values, measure.is_known)
    merging = _merging_later(parts)
    for measure in measures:
        values = measure.rescale(values, measure.is_known & merging[parts.years.index(measure.year)])
    return Weights(values, _cells([*measures, *delegated], len(values)))


@dataclass(frozen=True)
class _Measure:
    """Populations of groups of parts: ``groups`` numbers the group of each part, ``population`` its inhabitants."""

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
        published = parts.of(int(rows["cog_year"].iloc[0]))
        by_code = pd.Series(rows["population"].to_numpy(float), index=rows["commune_code"].to_numpy())
        counts = by_code.reindex(parts.codes).to_numpy()
        owner = parts.of(year).astype(np.int64)
        pairs = pd.DataFrame({"old": published, "new": owner})[(published != OUTSIDE) & (owner != OUTSIDE)]
        pairs = pairs.drop_duplicates()
        pairs["is_split"] = pairs.groupby("old")["new"].transform("size") > 1
        pairs["population"] = np.where(pairs["is_split"], np.nan, counts[pairs["old"]])
        totals = pairs.groupby("new")["population"].agg(lambda column: column.sum(skipna=False))
        population = np.full(len(parts.codes), np.nan)
        population[totals.index] = totals
        known = (owner != OUTSIDE) & (population[owner] > 0)
        return cls(year, owner, population, known)

    @classmethod
    def of_former(cls, parts: Parts, rows: pd.DataFrame, values: Floats) -> "_Measure":
        """Populations of delegated and associated communes: groups are what each brought when it merged."""
        year = int(rows["cog_year"].iloc[0])
        owner, groups = parts.of(year), np.full(len(values), OUTSIDE, dtype=np.int64)
        counts = []
        for code, population in zip(rows["commune_code"], rows["population"], strict=True):
            brought = [part for part in parts.former.get(code, ()) if groups[part] == OUTSIDE]
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
    """Equal, but for the part whose own code the commune carries."""
    values = np.ones(len(parts.origins))
    for owner in parts.communes:
        inside = owner != OUTSIDE
        seat = inside & (parts.codes[np.where(inside, owner, 0)] == parts.origins)
        alone = np.bincount(owner[inside], minlength=len(parts.codes)) == 1
        values[seat & ~alone[np.where(inside, owner, 0)]] = SEAT_SHARE
    return values


def _by_year(parts: Parts, populations: pd.DataFrame) -> list[tuple[int, pd.DataFrame]]:
    communes = populations[populations["status"] == "COM"]
    in_force = {int(year): int(year) + IN_FORCE_AFTER for year in communes["reference_year"].unique()}
    usable = {year: force for year, force in sorted(in_force.items()) if force in parts.years}
    return [(force, communes[communes["reference_year"] == year]) for year, force in usable.items()]


def _delegated(populations: pd.DataFrame) -> list[tuple[int, pd.DataFrame]]:
    rows = populations[populations["status"] != "COM"].sort_values("status", ascending=True)
    return [(int(year), group) for year, group in rows.groupby("reference_year")]


def _merging_later(parts: Parts) -> npt.NDArray[np.bool_]:
    """Years × parts: is this part's commune later together with parts that it is now apart from."""
    merging = np.zeros(parts.communes.shape, dtype=bool)
    for row in range(len(parts.years) - 2, -1, -1):
        now, then = parts.communes[row].astype(np.int64), parts.communes[row + 1]
        pairs = pd.DataFrame({"now": now, "then": then}).drop_duplicates()
        joined = set(pairs["then"][pairs["then"].duplicated(keep=False)]) - {OUTSIDE}
        is_joining = np.isin(then, list(joined)) | merging[row + 1]
        owners = np.unique(now[is_joining & (now != OUTSIDE)])
        merging[row] = np.isin(now, owners)
    return merging


def _cells(measures: list[_Measure], size: int) -> Ints:
    """Finest grouping that the measures make together."""
    cells = np.zeros(size, dtype=np.int64)
    for measure in measures:
        groups = np.where(measure.is_known, measure.groups, OUTSIDE)
        cells = np.unique(np.stack([cells, groups]), axis=1, return_inverse=True)[1].reshape(-1)
    return cells
