"""What leaves one territory arrives in another."""

import numpy as np
import pytest

from arpent.errors import AskedWrongly
from arpent.methods.migration import exchanges


def test_nobody_is_lost_between_territories():
    """Where everyone goes to another of them, the sum of balances is nil in each scenario, sex and age."""
    rng = np.random.default_rng(3)
    destinations = rng.uniform(0, 1, (6, 6)) * (1 - np.eye(6))
    destinations /= destinations.sum(axis=1, keepdims=True)
    net = exchanges(rng.uniform(0, 99, (6, 3, 2, 5)), rng.uniform(0, 0.2, (6, 1, 2, 5)), destinations)
    assert net.shape == (6, 3, 2, 5)
    assert net.sum(axis=0) == pytest.approx(np.zeros((3, 2, 5)), abs=1e-9)


def test_those_who_leave_all_are_missing_from_the_sum():
    """One in four who leaves goes abroad."""
    destinations = np.array([[0.0, 0.75], [0.75, 0.0]])
    assert exchanges(np.full((2, 1), 100.0), 0.2, destinations).sum() == pytest.approx(-10)


def test_shares_that_are_none_are_refused():
    """Departures over 1, a move to oneself, more arriving than leaving."""
    people = np.ones((2, 1))
    with pytest.raises(AskedWrongly, match="departures"):
        exchanges(people, 1.2, np.zeros((2, 2)))
    for wrong in (np.eye(2), np.array([[0.0, 1.2], [0.0, 0.0]])):
        with pytest.raises(AskedWrongly, match="destinations"):
            exchanges(people, 0.1, wrong)
