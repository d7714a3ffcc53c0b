"""Whole counts brought from the COG year they were published in to the current one, conserved to the unit."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from arpent.tables.checks import check_conserved, check_no_stranger


def bring_counts(
    frame: pd.DataFrame,
    columns: Sequence[str],
    *,
    source: int,
    target: int,
    name: str,
    along: Sequence[str] = (),
) -> pd.DataFrame:
    """
    Whole counts, in the COG of another year.

    A commune cut in between shares its counts by the passage's weights, to the unit (largest remainders): it
    moves tables in, where `arpent.territory.move` moves an analyst's table and keeps decimals.

    Parameters
    ----------
    frame : DataFrame
        ``commune_code``, ``columns`` and ``along``.
    columns : sequence of str
        Counts, whole numbers.
    source, target : int
        COG years.
    name : str
        What is moved, for messages.
    along : sequence of str
        Columns that name a row beside its commune, and that stay apart.

    Returns
    -------
    DataFrame
        ``commune_code``, ``along``, ``columns`` and ``is_estimated``, which is true where a count was shared.

    Raises
    ------
    DataInvalid
        A code is not of the COG of ``source``, or a total is not conserved.
    """
    from arpent.territory.passage import passage  # noqa: PLC0415 - reading a table starts without scipy

    way = passage(source, target)
    check_no_stranger(frame["commune_code"], way.codes[0], f"{name} (COG {source})")
    numbered = frame.assign(row=np.arange(len(frame)))
    joined = numbered.merge(way.frame, left_on="commune_code", right_on="source_code", how="left")
    for column in columns:
        joined[column] = shared_out(joined[column], joined["weight"], joined["row"])
    grouped = joined.groupby(["target_code", *along], sort=True)
    moved = grouped[list(columns)].sum().join(grouped["is_estimated"].any())
    for column in columns:
        check_conserved(frame[column].sum(), moved[column].sum(), f"{name} {column}")
    return moved.reset_index(names=["commune_code", *along])


def shared_out(
    counts: "pd.Series[int]", weights: "pd.Series[float]", rows: "pd.Series[int]"
) -> "pd.Series[int]":
    """
    Whole shares of whole counts, by largest remainders.

    Parameters
    ----------
    counts : Series of int
        The whole count, repeated on each of its shares.
    weights : Series of float
        Of each share; they sum to 1 over a count.
    rows : Series of int
        Which count a share is of.

    Returns
    -------
    Series of int
        Shares that sum to their count.

    Examples
    --------
    >>> shared_out(pd.Series([10, 10, 7]), pd.Series([0.64, 0.36, 1.0]), pd.Series([0, 0, 1])).tolist()
    [6, 4, 7]
    """
    exact = counts * weights
    whole = (exact + 1e-9) // 1
    left = (counts - whole.groupby(rows).transform("sum")).round()
    rank = (exact - whole).groupby(rows).rank(method="first", ascending=False)
    shares: pd.Series[int] = (whole + (rank <= left)).astype("int64")
    return shares
