"""
Change of one territory between two years: how large, and whether it may be said.

A change is said only beyond a stated threshold, and only between years at least five apart: two censuses
share survey years until then.
"""

from arpent.views.described import Indicator
from arpent.views.rows import Cell

MIN_YEARS = 5
# ASSUME: a mean annual change under 0.1 % of a count, or a change under half a point of a share, is "stable".
STABLE_RATE = 0.001
STABLE_POINTS = 0.005


def yearly_rate(first: Cell, last: Cell) -> float | None:
    """
    Mean annual rate of change, (last / first)^(1 / years) − 1.

    Parameters
    ----------
    first, last : Cell
        Of the same territory and indicator.

    Returns
    -------
    float or None
        None where either value is not positive or the years are the same.
    """
    years = last.year - first.year
    if years <= 0 or not (first.value > 0 and last.value > 0):
        return None
    return float((last.value / first.value) ** (1 / years) - 1)


def is_share(indicator: Indicator) -> bool:
    """Whether the indicator is printed in per cent, so that it changes by points."""
    return indicator.unit.startswith("%")


def change_of(
    first: Cell, last: Cell, indicator: Indicator, threshold: float | None = None
) -> tuple[str, float] | None:
    """
    The verb and the size of a change.

    Parameters
    ----------
    first, last : Cell
        Of the same territory; known.
    indicator : Indicator
        Shares change by difference, the rest by mean annual rate.
    threshold : float, optional
        Below it the change is "stable"; ``STABLE_POINTS`` or ``STABLE_RATE`` unless given.

    Returns
    -------
    (str, float) or None
        ``augmente``, ``diminue`` or ``stable``, and the difference or the rate; None where it can't be
        computed or the years are fewer than five apart.
    """
    if last.year - first.year < MIN_YEARS:
        return None
    size = last.value - first.value if is_share(indicator) else yearly_rate(first, last)
    if size is None:
        return None
    limit = threshold if threshold is not None else STABLE_POINTS if is_share(indicator) else STABLE_RATE
    if abs(size) < limit:
        return "stable", size
    return ("augmente" if size > 0 else "diminue"), size
