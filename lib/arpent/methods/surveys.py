"""Shares estimated from a survey, with the interval that its weights and its sampling design give."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

LEVEL = 0.95


@dataclass(frozen=True)
class Estimate:
    """A share (0–1), its 95 % interval, how many gave that answer, and the size of the equivalent simple sample."""

    share: float
    low: float
    high: float
    answers: int
    effective: float


def share(is_answer: pd.Series, weight: pd.Series, stratum: pd.Series) -> Estimate:
    """
    Share of a population that gives an answer, from those who were asked.

    It is not a census: who was not drawn is known through the weights alone, and who did not answer is supposed to
    be as those of the stratum who did.

    Parameters
    ----------
    is_answer : Series of bool
        One a person who answered the question.
    weight : Series of float
        Above 0: how many people each stands for.
    stratum : Series of str
        Within which people were drawn, two at least in each.

    Returns
    -------
    Estimate

    Notes
    -----
    The variance is that of a ratio, linearised, within strata. The interval is Korn and Graubard's (1998): the exact
    binomial one (Clopper-Pearson) for as many answers as a simple sample would need for that variance. Where everyone
    gives the same answer there is no variance to see, and that size is Kish's, of the weights alone.
    ASSUME: people are drawn one by one, from strata much larger than the sample (no finite population correction);
    weights are known, not estimated.

    Examples
    --------
    >>> half = pd.Series([True, False] * 50)
    >>> found = share(half, pd.Series(1.0, index=half.index), pd.Series("a", index=half.index))
    >>> round(found.share, 2), round(found.low, 2), round(found.high, 2)
    (0.5, 0.4, 0.6)
    """
    from scipy import stats  # noqa: PLC0415 - half a second of every command, and few territories have a survey

    weights, hits = weight.to_numpy(dtype=float), is_answer.to_numpy(dtype=float)
    size, estimate = len(hits), float(np.average(hits, weights=weights))
    variance = _variance(
        pd.Series(weights * (hits - estimate) / weights.sum()), stratum.reset_index(drop=True)
    )
    kish = float(weights.sum() ** 2 / (weights**2).sum())
    effective = min(estimate * (1 - estimate) / variance, size) if variance > 0 else kish
    free = size - stratum.nunique()
    tail = (1 + LEVEL) / 2
    effective *= min((stats.t.ppf(tail, size - 1) / stats.t.ppf(tail, free)) ** 2, 1.0)
    given = estimate * effective
    low = float(stats.beta.ppf(1 - tail, given, effective - given + 1)) if estimate > 0 else 0.0
    high = float(stats.beta.ppf(tail, given + 1, effective - given)) if estimate < 1 else 1.0
    return Estimate(estimate, low, high, int(hits.sum()), effective)


def _variance(scores: pd.Series, stratum: pd.Series) -> float:
    """Of a total, from what each person adds to it, drawn within strata."""
    grouped = scores.groupby(stratum)
    count = grouped.size()
    return float((count * grouped.var(ddof=1)).sum())
