"""A table of counts fitted to the totals of its rows and of its columns (iterative proportional fitting)."""

import numpy as np

from arpent.errors import AskedWrongly
from arpent.methods.cohorts import Floats


def rake(
    seed: Floats, rows: Floats, columns: Floats, *, tolerance: float = 1e-10, rounds: int = 500
) -> Floats:
    """
    The table nearest to a seed whose rows and columns have the totals wanted.

    It is an estimate of what the seed's source saw inside those totals, not an observation.

    Parameters
    ----------
    seed : array (rows, columns)
        Counts, 0 or more; a cell at 0 stays at 0.
    rows : array (rows,)
        Totals wanted, 0 or more.
    columns : array (columns,)
        Totals wanted; their sum is that of ``rows``.
    tolerance : float
        Largest gap accepted on a column, over the whole.
    rounds : int
        At most.

    Returns
    -------
    array (rows, columns)
        Rows exact to rounding, columns within ``tolerance``.

    Raises
    ------
    AskedWrongly
        Totals that differ, a negative count, or a total that the seed's zeros leave out of reach.

    Notes
    -----
    Deming & Stephan 1940: rows and columns are scaled in turn; cross-product ratios of the seed are kept.

    Examples
    --------
    >>> rake(np.ones((2, 2)), np.array([3.0, 1.0]), np.array([2.0, 2.0])).tolist()
    [[1.5, 1.5], [0.5, 0.5]]
    """
    _check(seed, rows, columns)
    table = np.asarray(seed, dtype=np.float64)
    whole = max(float(rows.sum()), 1e-300)
    for _ in range(rounds):
        table = table * _factors(columns, table.sum(axis=0))
        table = table * _factors(rows, table.sum(axis=1))[:, None]
        if np.abs(table.sum(axis=0) - columns).max() <= tolerance * whole:
            return table
    raise AskedWrongly(
        "raking: rows and columns can't be met together; a cell at 0 in the seed is needed, or totals contradict."
    )


def _factors(wanted: Floats, sums: Floats) -> Floats:
    factors: Floats = np.divide(wanted, sums, out=np.zeros_like(sums), where=sums > 0)
    return factors


def _check(seed: Floats, rows: Floats, columns: Floats) -> None:
    if seed.shape != (len(rows), len(columns)):
        raise AskedWrongly(
            f"raking: a table of {seed.shape} for {len(rows)} rows and {len(columns)} columns."
        )
    if min(seed.min(), rows.min(), columns.min()) < 0:
        raise AskedWrongly("raking: counts and totals must be 0 or more.")
    if not np.isclose(rows.sum(), columns.sum(), rtol=1e-9):
        raise AskedWrongly(f"raking: rows sum to {rows.sum():.6g} and columns to {columns.sum():.6g}.")
