"""Parts that sum to their whole: calibration to a parent, and rounding that keeps a total."""

import numpy as np
import numpy.typing as npt

from arpent.errors import AskedWrongly, DataInvalid
from arpent.methods.cohorts import Floats


def calibrate(children: Floats, parents: Floats, groups: npt.NDArray[np.integer], *, axis: int = 0) -> Floats:
    """
    Children brought to their parents' values, cell by cell (sex × age × year × scenario).

    The children given are not changed: keep both, and show their difference as a component of its own ("calage").

    Parameters
    ----------
    children : array
        Counts, 0 or more; children along ``axis``.
    parents : array
        The same axes, parents along ``axis``.
    groups : array of int
        For each child, the place of its parent along ``axis``.
    axis : int
        Where children stand.

    Returns
    -------
    array
        Shape of ``children``. Those of one parent sum to it in each cell.

    Raises
    ------
    DataInvalid
        A negative count, or a parent's cell is above 0 where no child has anybody in any cell.

    Notes
    -----
    Proportional. ASSUME: where a parent has someone in a cell and no child has, children share it as their total.
    """
    first, wanted = np.moveaxis(children, axis, 0), np.moveaxis(parents, axis, 0)
    if first.min() < 0 or wanted.min() < 0:
        raise DataInvalid("calibration: a count is negative; correct the hypotheses that led to it first.")
    order = np.argsort(groups, kind="stable")
    present, starts = np.unique(groups[order], return_index=True)
    sums = np.add.reduceat(first[order], starts, axis=0)
    factors = np.zeros(wanted.shape)
    factors[present] = np.divide(wanted[present], sums, out=np.zeros(sums.shape), where=sums > 0)
    calibrated = first * factors[groups]
    orphans = np.zeros(wanted.shape, dtype=bool)
    orphans[present] = (sums == 0) & (wanted[present] > 0)
    if orphans.any():
        calibrated += np.where(orphans, wanted, 0.0)[groups] * _weights(first, groups, len(wanted))
    return np.moveaxis(calibrated, 0, axis)


def _weights(children: Floats, groups: npt.NDArray[np.integer], parents: int) -> Floats:
    """Share of each child in its parent's total, with axes to broadcast."""
    totals = children.reshape(len(children), -1).sum(axis=1)
    sums = np.bincount(groups, weights=totals, minlength=parents)
    if not np.all(sums[groups] > 0):
        raise DataInvalid("calibration: a parent has inhabitants where its children have none at all.")
    weights: Floats = (totals / sums[groups]).reshape(-1, *[1] * (children.ndim - 1))
    return weights


def round_to_total(values: Floats, total: int) -> npt.NDArray[np.int64]:
    """
    Whole numbers next to values, that sum to a total.

    Parameters
    ----------
    values : array (n,)
        Any sign.
    total : int
        Within n of their sum.

    Returns
    -------
    array of int
        Each is its value rounded down or up; the largest remainders go up first, then the first in order.

    Raises
    ------
    AskedWrongly
        No such rounding: the total is too far from the sum.

    Examples
    --------
    >>> round_to_total(np.array([1.4, 1.4, 1.2]), 4).tolist()
    [2, 1, 1]
    """
    floors = np.floor(values)
    missing = int(total - floors.sum())
    if not 0 <= missing <= len(values):
        raise AskedWrongly(
            f"rounding: {len(values)} values that sum to {values.sum():.3f} can't make {total}."
        )
    up = np.argsort(-(np.asarray(values) - floors), kind="stable")[:missing]
    rounded = floors.astype(np.int64)
    rounded[up] += 1
    return rounded
