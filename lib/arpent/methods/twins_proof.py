"""What shows that twins are worth more than territories of the same size: they predict what they were not told."""

from collections.abc import Collection, Mapping, Sequence

import numpy as np
import pandas as pd

from arpent.errors import AskedWrongly
from arpent.methods.twins import SHRINKAGE, build_space, nearest_of_all


def left_out_errors(
    profiles: pd.DataFrame,
    inputs: Sequence[str],
    targets: Sequence[str],
    *,
    size: str,
    logs: Collection[str] = (),
    n: int = 5,
    shrinkage: float = SHRINKAGE,
    also_without: Mapping[str, Collection[str]] | None = None,
) -> pd.DataFrame:
    """
    Error of the mean of n twins, and of the n territories nearest in size, at predicting each target.

    It is not an error of a forecast: nobody guesses a known figure from twins.

    Parameters
    ----------
    profiles : DataFrame
        One row a territory; inputs, targets and size. A territory with a missing value is left out.
    inputs : sequence of str
        What twins are chosen on; a target among them is taken away while it is predicted.
    targets : sequence of str
        What is predicted; those in ``logs`` are predicted on their logarithm. Not the size itself.
    size : str
        What the plain peer is chosen on, by ratio.
    logs : collection of str
        Columns compared by ratio.
    n : int
        How many neighbours, of either kind.
    shrinkage : float
        See ``build_space``.
    also_without : mapping, optional
        Target to other inputs taken away with it, because they nearly say it.

    Returns
    -------
    DataFrame
        Index ``target``; ``rmse_twins``, ``rmse_size``, ``ratio`` (under 1: twins are better).

    Raises
    ------
    AskedWrongly
        The size is a target: those nearest in size would know the answer.
    """
    if size in targets:
        raise AskedWrongly(f"twins: '{size}' can't be a target: the territories nearest in size know it.")
    known = profiles[list(dict.fromkeys([*inputs, *targets, size]))].dropna().sort_index()
    by_size = _means_of(known, [size], targets, logs={size, *logs}, n=n, shrinkage=1.0)
    rows = []
    for target in targets:
        hidden = {target, *(also_without or {}).get(target, ())}
        kept = [name for name in inputs if name not in hidden]
        by_twins = _means_of(known, kept, [target], logs=logs, n=n, shrinkage=shrinkage)
        truth = _values(known, [target], logs)[target]
        errors = [float(np.sqrt(((means[target] - truth) ** 2).mean())) for means in (by_twins, by_size)]
        rows.append((target, *errors, errors[0] / errors[1]))
    return pd.DataFrame(rows, columns=["target", "rmse_twins", "rmse_size", "ratio"]).set_index("target")


def _means_of(
    known: pd.DataFrame,
    inputs: Sequence[str],
    targets: Sequence[str],
    *,
    logs: Collection[str],
    n: int,
    shrinkage: float,
) -> pd.DataFrame:
    space = build_space(
        known[list(inputs)], logs=[name for name in inputs if name in logs], shrinkage=shrinkage
    )
    near = nearest_of_all(space, n=n)
    values = _values(known, targets, logs).loc[near["twin"]].set_axis(near["territory"])
    return values.groupby(level=0).mean()


def _values(known: pd.DataFrame, targets: Sequence[str], logs: Collection[str]) -> pd.DataFrame:
    values = known[list(targets)].astype("float64")
    for name in logs:
        if name in values:
            values[name] = np.log(values[name])
    return values
