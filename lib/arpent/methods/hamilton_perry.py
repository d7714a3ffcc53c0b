"""
Hamilton-Perry: ages carried on by what became of each cohort between two censuses. It needs ages at two dates.

Hamilton & Perry 1962; Swanson, Schlottmann & Schmidt 2010. Method page: ``docs/methodes/projection.md``; what it is
worth: ``projection_ages.md``, which `arpent.study.ages_page` writes.
"""

import numpy as np

from arpent.errors import AskedWrongly
from arpent.methods.cohorts import Floats


def hamilton_perry(
    before: Floats, last: Floats, *, moved: int, mothers: tuple[int, int], times: int = 1
) -> Floats:
    """
    Population by sex and age group, some intervals after the second of two censuses.

    Parameters
    ----------
    before, last : array (…, 2, groups)
        Women then men at the two censuses, in age groups of the same width; the last group is open.
    moved : int
        Groups that people go up between the censuses: 1 for groups of five years five years apart, 5 for single ages.
    mothers : (int, int)
        First group of women who may be mothers, and the one after the last.
    times : int
        Intervals ahead, each as long as that between the censuses.

    Returns
    -------
    array (…, 2, groups)

    Raises
    ------
    AskedWrongly
        Groups that differ, an empty cohort that has people later, or no interval.

    Notes
    -----
    Cohort change ratio of group x = last(x) / before(x - moved), deaths and migration together; the open group's is
    that of all who reach it. Children of the first groups: as many of each sex per woman of ``mothers`` as in the last
    census. ASSUME: ratios stay as they were.

    Examples
    --------
    >>> before, last = np.array([[100.0, 80.0, 50.0]] * 2), np.array([[90.0, 110.0, 65.0]] * 2)
    >>> hamilton_perry(before, last, moved=1, mothers=(1, 2)).round(1)[0].tolist()
    [81.0, 99.0, 87.5]
    """
    groups = last.shape[-1]
    if before.shape != last.shape or not 1 <= moved < groups or times < 1:
        raise AskedWrongly(
            "Hamilton-Perry: two censuses of the same age groups, and one interval or more, are needed."
        )
    ratios, children = _ratios(before, last, moved), _children(last, moved, mothers)
    population = last
    for _ in range(times):
        ahead = np.concatenate(
            [np.zeros_like(population[..., :moved]), _reached(population, moved) * ratios], axis=-1
        )
        women = ahead[..., 0, slice(*mothers)].sum(axis=-1)
        ahead[..., :moved] = children * women[..., None, None]
        population = ahead
    return population


def _reached(population: Floats, moved: int) -> Floats:
    """Who is to be in each group from ``moved`` on: the open one takes all those above."""
    kept = population[..., :-moved].copy()
    kept[..., -1] += population[..., -moved:].sum(axis=-1)
    return kept


def _ratios(before: Floats, last: Floats, moved: int) -> Floats:
    came, there = _reached(before, moved), last[..., moved:]
    if ((came <= 0) & (there > 0)).any():
        raise AskedWrongly("Hamilton-Perry: people stand where no cohort was; take wider age groups.")
    ratios: Floats = np.divide(there, came, out=np.zeros_like(there), where=came > 0)
    return ratios


def _children(last: Floats, moved: int, mothers: tuple[int, int]) -> Floats:
    """Children of the first groups, by sex, per woman who may be a mother."""
    women = last[..., 0, slice(*mothers)].sum(axis=-1)[..., None, None]
    young = last[..., :moved]
    children: Floats = np.divide(young, women, out=np.zeros_like(young), where=women > 0)
    return children
