"""
What a territory is made of, beside another: specialisation, inequality, and change in parts that sum.

Sectors (or any categories) stand last. Method page: ``docs/methodes/structure.md``.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from arpent.errors import AskedWrongly
from arpent.methods.cohorts import Floats


def location_quotient(part: Floats, whole: Floats, part_total: Floats, whole_total: Floats) -> Floats:
    """
    Share of a sector in a territory over its share in the reference.

    Parameters
    ----------
    part, whole : array or float
        Jobs of the sector in the territory, in the reference.
    part_total, whole_total : array or float
        All jobs.

    Returns
    -------
    array
        1 where they are alike; NaN where a share of the reference is 0.

    Examples
    --------
    >>> float(location_quotient(1714, 79006, 879213, 15593224).round(7))
    0.3847623
    """
    _check_counts(part, whole, part_total, whole_total)
    above = np.asarray(part, dtype=np.float64) * np.asarray(whole_total, dtype=np.float64)
    below = np.asarray(part_total, dtype=np.float64) * np.asarray(whole, dtype=np.float64)
    quotient: Floats = np.full(np.broadcast_shapes(above.shape, below.shape), np.nan)
    np.divide(above, below, out=quotient, where=below > 0)
    return quotient


@dataclass(frozen=True, eq=False)
class ShiftShare:
    """
    Change of each sector in parts that sum to it.

    Parameters
    ----------
    national : array (…, sectors)
        What the growth of all jobs of the reference would have brought.
    structure : array (…, sectors)
        What its sector grew more, or less, than all there.
    competitive : array (…, sectors)
        What the sector grew more here than in the reference, as if its weight here were the reference's.
    allocation : array (…, sectors)
        The rest: being specialised in what grows more here. 0 in Dunn's form.
    """

    national: Floats
    structure: Floats
    competitive: Floats
    allocation: Floats

    @property
    def total(self) -> Floats:
        """Change of each sector."""
        total: Floats = self.national + self.structure + self.competitive + self.allocation
        return total


def shift_share(
    before: Floats,
    after: Floats,
    reference_before: Floats,
    reference_after: Floats,
    *,
    homothetic: bool = False,
) -> ShiftShare:
    """
    Shift-share decomposition of a change of jobs by sector.

    It explains nothing: it counts.

    Parameters
    ----------
    before, after : array (…, sectors)
        Of the territory.
    reference_before, reference_after : array (sectors,)
        Of the reference, above 0 before.
    homothetic : bool
        Esteban-Marquillas (1972) rather than Dunn (1960): the competitive part is counted on the jobs that the
        territory would have with the reference's structure, and what remains is the allocation.

    Returns
    -------
    ShiftShare

    Raises
    ------
    AskedWrongly
        A negative count, or a sector absent from the reference at the start.
    """
    _check_counts(before, after, reference_before, reference_after)
    if not np.min(reference_before) > 0:
        raise AskedWrongly(
            "shift-share: a sector has no job in the reference at the start; merge it with another."
        )
    growth = reference_after.sum() / reference_before.sum() - 1
    by_sector = reference_after / reference_before - 1
    start = np.asarray(before, dtype=np.float64)
    gap = after - start * (1 + by_sector)  # jobs gained beyond the reference's rate
    alike = start.sum(axis=-1, keepdims=True) * reference_before / reference_before.sum()
    rate = np.divide(gap, start, out=np.zeros_like(gap), where=start > 0)
    competitive = np.where(start > 0, rate * alike, gap) if homothetic else gap
    return ShiftShare(start * growth, start * (by_sector - growth), competitive, gap - competitive)


def gini(values: Floats) -> float:
    """
    Gini index of values of equal weight: 0 where all are equal, (n - 1)/n where one has all.

    Parameters
    ----------
    values : array (n,)
        0 or more, not all 0.

    Returns
    -------
    float

    Examples
    --------
    >>> gini(np.array([1.0, 1.0])), gini(np.array([0.0, 0.0, 0.0, 5.0]))
    (0.0, 0.75)
    """
    _check_some(values)
    ordered = np.sort(np.asarray(values, dtype=np.float64))
    ranks = np.arange(1, len(ordered) + 1)
    return float((2 * ranks - len(ordered) - 1) @ ordered / (len(ordered) * ordered.sum()))


@dataclass(frozen=True)
class Theil:
    """Theil index, between and within groups; the two sum to ``total``."""

    total: float
    between: float
    within: float


def theil(values: Floats, groups: npt.NDArray[np.integer]) -> Theil:
    """
    Theil index of values of equal weight, split between and within groups.

    Parameters
    ----------
    values : array (n,)
        0 or more, not all 0.
    groups : array of int (n,)
        Group of each.

    Returns
    -------
    Theil
        In nats: 0 where all are equal, ln n where one has all.
    """
    _check_some(values)
    given = np.asarray(values, dtype=np.float64)
    total = _theil(given)
    sums, sizes = np.bincount(groups, weights=given), np.bincount(groups)
    within = sum(sums[one] / given.sum() * _theil(given[groups == one]) for one in np.flatnonzero(sums > 0))
    means = np.divide(sums, sizes, out=np.zeros_like(sums), where=sizes > 0)
    return Theil(total, _theil(means[groups]), float(within))


def _theil(values: Floats) -> float:
    ratio = values / values.mean()
    logs = np.log(ratio, out=np.zeros_like(ratio), where=ratio > 0)
    return float((ratio * logs).mean())


def hoover(part: Floats, whole: Floats) -> float:
    """
    Share of a distribution that would have to move to be like another (Hoover): half of `krugman`.

    Parameters
    ----------
    part, whole : array (n,)
        Counts by category or place, not all 0.

    Returns
    -------
    float
        0-1.

    Examples
    --------
    >>> hoover(np.array([3.0, 1.0]), np.array([1.0, 1.0]))
    0.25
    """
    return krugman(part, whole) / 2


def krugman(part: Floats, whole: Floats) -> float:
    """
    Sum of gaps between the shares of a territory and those of the reference: 0 where alike, 2 where nothing is shared.

    Parameters
    ----------
    part, whole : array (n,)
        Counts by category, not all 0.

    Returns
    -------
    float
    """
    _check_some(part)
    _check_some(whole)
    return float(np.abs(part / np.sum(part) - whole / np.sum(whole)).sum())


def herfindahl(values: Floats) -> float:
    """
    Sum of squared shares: 1/n where all are equal, 1 where one has all.

    Parameters
    ----------
    values : array (n,)
        Counts, not all 0.

    Returns
    -------
    float

    Examples
    --------
    >>> herfindahl(np.array([2.0, 2.0]))
    0.5
    """
    _check_some(values)
    return float(((values / np.sum(values)) ** 2).sum())


def _check_some(values: Floats) -> None:
    _check_counts(values)
    if not np.sum(values) > 0:
        raise AskedWrongly("structure: all values are 0; there is nothing to compare.")


def _check_counts(*values: Floats | float) -> None:
    if not all(np.min(one) >= 0 for one in values):
        raise AskedWrongly("structure: counts must be 0 or more, with none missing.")
