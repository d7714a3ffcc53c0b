"""Parts that sum to their whole."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from arpent.errors import AskedWrongly, DataInvalid
from arpent.methods.additivity import calibrate, round_to_total


@given(st.integers(0, 2**32 - 1))
def test_children_sum_to_their_parent_in_every_cell(seed):
    """Seven children of three parents, by sex and age; parents in no order; what was given is not changed."""
    rng = np.random.default_rng(seed)
    children, groups = rng.uniform(0, 50, (7, 2, 5)), np.array([2, 0, 1, 0, 2, 2, 1])
    parents, before = rng.uniform(0, 300, (3, 2, 5)), children.copy()
    made = calibrate(children, parents, groups)
    sums = np.stack([made[groups == one].sum(axis=0) for one in range(3)])
    assert sums == pytest.approx(parents, rel=1e-12)
    assert (children == before).all()


def test_children_may_stand_on_another_axis():
    """Years first, then territories."""
    children, parents = np.array([[[1.0], [3.0]], [[2.0], [2.0]]]), np.array([[[8.0]], [[6.0]]])
    made = calibrate(children, parents, np.array([0, 0]), axis=1)
    assert made[..., 0].tolist() == [[2, 6], [3, 3]]


def test_an_age_that_no_child_has_is_shared_by_size():
    """A parent has 4 centenarians, its children (30 and 90 inhabitants) none: 1 and 3."""
    made = calibrate(np.array([[30.0, 0.0], [90.0, 0.0]]), np.array([[120.0, 4.0]]), np.array([0, 0]))
    assert made.tolist() == [[30, 1], [90, 3]]


def test_a_parent_without_children_asks_nothing():
    """Its cells are nobody's."""
    made = calibrate(np.array([[5.0]]), np.array([[10.0], [99.0]]), np.array([0]))
    assert made.tolist() == [[10]]


def test_negative_or_empty_children_are_refused():
    """A share of a negative count has no meaning; nobody can't become somebody."""
    with pytest.raises(DataInvalid, match="negative"):
        calibrate(np.array([[-1.0], [3.0]]), np.array([[2.0]]), np.array([0, 0]))
    with pytest.raises(DataInvalid, match="none at all"):
        calibrate(np.array([[0.0], [0.0]]), np.array([[2.0]]), np.array([0, 0]))


@given(st.lists(st.floats(-1000, 1000), min_size=1, max_size=30))
def test_rounding_keeps_the_total(values):
    """Each moves by less than one, the sum is the one asked for."""
    total = int(np.floor(sum(values) + 0.5))
    rounded = round_to_total(np.array(values), total)
    assert rounded.sum() == total
    assert np.abs(rounded - values).max() <= 1


def test_a_total_out_of_reach_is_refused():
    """Two values near 1 can't make 5."""
    with pytest.raises(AskedWrongly, match="can't make 5"):
        round_to_total(np.array([1.0, 1.1]), 5)
