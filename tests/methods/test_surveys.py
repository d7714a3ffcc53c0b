"""Shares from a survey: by hand, and as often right as they say."""

import numpy as np
import pandas as pd
import pytest

from arpent.methods.surveys import share


def _share(counts, weights):
    """From strata: (yes, no) in each, and the weight of their people."""
    rows = [
        (weights[s], s, yes) for s, (hits, rest) in counts.items() for yes in [True] * hits + [False] * rest
    ]
    frame = pd.DataFrame(rows, columns=["weight", "stratum", "yes"])
    return share(frame["yes"], frame["weight"], frame["stratum"])


def test_by_hand():
    """Two strata of 60, 3 000 and 9 000 people: 1/2 and 1/6 of them say so, which is 1/4 of the 12 000."""
    found = _share({"bourg": (30, 30), "villages": (10, 50)}, {"bourg": 50.0, "villages": 150.0})
    assert found.share == pytest.approx(0.25)
    assert found.answers == 40
    # (1/4)² 1/4 / 59 + (3/4)² 5/36 / 59: the variance of the stratified share, by its textbook formula.
    variance = (0.25**2 * 0.25 + 0.75**2 * 5 / 36) / 59
    assert found.effective == pytest.approx(0.25 * 0.75 / variance, rel=1e-3)
    assert found.low < 0.25 - 1.8 * variance**0.5 < 0.25 + 1.8 * variance**0.5 < found.high


def test_everyone_says_the_same():
    """No variance is seen: the interval is that of the weights' own size, and not a point."""
    found = _share({"a": (50, 0)}, {"a": 2.0})
    assert (found.share, found.high) == (1.0, 1.0)
    assert found.low == pytest.approx(0.025 ** (1 / 50))


def test_weights_that_differ_widen():
    """The same answers with unequal weights know less."""
    frame = pd.DataFrame({"yes": [True, False] * 50, "stratum": "a"})
    equal = share(frame["yes"], pd.Series(1.0, index=frame.index), frame["stratum"])
    skewed = share(frame["yes"], pd.Series([1.0, 1.0, 9.0, 9.0] * 25), frame["stratum"])
    assert skewed.high - skewed.low > equal.high - equal.low
    assert skewed.effective < equal.effective


def test_as_often_right_as_it_says():
    """Of 400 samples drawn from two known strata, at least 93 % of the intervals hold the true share."""
    draws, truth = np.random.default_rng(7), (0.3 * 3000 + 0.1 * 9000) / 12000
    held = 0
    for _ in range(400):
        bourg, villages = draws.binomial(60, 0.3), draws.binomial(60, 0.1)
        found = _share(
            {"bourg": (bourg, 60 - bourg), "villages": (villages, 60 - villages)},
            {"bourg": 50.0, "villages": 150.0},
        )
        held += found.low <= truth <= found.high
    assert held / 400 >= 0.93
