"""Fertility of a territory, and levels drawn towards the parent's."""

import numpy as np
import pytest

from arpent.errors import AskedWrongly
from arpent.methods.fertility import local_fertility, prior_weight, shrunk_ratio

NATIONAL = np.exp(-(((np.arange(100) - 31) / 5) ** 2) / 2) * 0.14


def test_level_and_age_move_as_asked():
    """Total × 1.1, mean age + 0.8 year; without either, nothing moves."""
    made = local_fertility(NATIONAL, 1.1, 0.8)
    ages = np.arange(100)
    assert made.sum() == pytest.approx(1.1 * NATIONAL.sum())
    assert (made @ ages) / made.sum() == pytest.approx((NATIONAL @ ages) / NATIONAL.sum() + 0.8)
    assert local_fertility(NATIONAL, 1.0) == pytest.approx(NATIONAL)
    assert local_fertility(NATIONAL, np.ones((3, 2))).shape == (3, 2, 100)


def test_a_shift_out_of_life_is_refused():
    """Ninety years later nobody is a mother."""
    with pytest.raises(AskedWrongly, match="leaves no rate"):
        local_fertility(np.eye(100)[30], 1.0, 90)


def test_small_territories_take_their_parent_s_level():
    """Nothing expected: the parent's; much: its own."""
    made = shrunk_ratio(np.array([0.0, 1.2e9]), np.array([0.0, 1e9]), 0.9, weight=50.0)
    assert made == pytest.approx([0.9, 1.2], abs=1e-6)


def test_the_weight_is_found_again():
    """Levels drawn from a gamma of 40 expected events: about 40; no true difference: a great deal."""
    rng = np.random.default_rng(8)
    expected = rng.uniform(20, 400, 4000)
    levels = rng.gamma(40, 1 / 40, 4000)
    assert prior_weight(rng.poisson(expected * levels).astype(float), expected) == pytest.approx(40, rel=0.15)
    assert prior_weight(rng.poisson(expected).astype(float), expected) > 400
    assert prior_weight(expected, expected) == float("inf")


def test_shrinking_lowers_the_error():
    """Against the truth that counts were drawn from."""
    rng = np.random.default_rng(9)
    expected, levels = rng.uniform(5, 50, 2000), rng.gamma(40, 1 / 40, 2000)
    counts = rng.poisson(expected * levels).astype(float)
    shrunk = shrunk_ratio(counts, expected, 1.0, weight=prior_weight(counts, expected))
    assert np.abs(shrunk - levels).mean() < 0.6 * np.abs(counts / expected - levels).mean()
