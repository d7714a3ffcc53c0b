"""Quotients of a territory and of the years to come."""

import numpy as np
import pytest

from arpent.methods.mortality import expected_deaths, local_mortality, trend_of_quotients


def test_a_ratio_of_one_changes_nothing():
    """Territory like country."""
    national = np.array([[0.3, 0.01, 0.99], [0.2, 0.0, 1.0]])
    assert local_mortality(national, 1.0) == pytest.approx(national)


def test_quotients_stay_chances_and_follow_the_ratio():
    """Half as much risk: the square root of survival; ten times as much never passes 1."""
    assert local_mortality(np.array([0.19]), 0.5) == pytest.approx([0.1])
    assert local_mortality(np.linspace(0, 1, 9), 10.0).max() == 1.0


def test_a_ratio_a_territory():
    """Ratios broadcast before the ages."""
    made = local_mortality(np.full((2, 3), 0.1), np.array([[1.0], [2.0]]))
    assert made.shape == (2, 2, 3)
    assert made[1] == pytest.approx(np.full((2, 3), 0.19))


def test_expected_deaths_by_hand():
    """10 × 0.1 + 20 × 0.5, for each sex; newborns left out."""
    mortality = np.array([[0.9, 0.1, 0.5]] * 2)
    assert float(expected_deaths(np.array([[10.0, 20.0]] * 2), mortality)) == 22


def test_a_steady_fall_goes_on():
    """Two per cent a year less, for ever."""
    history = 0.1 * 0.98 ** np.arange(20)[:, None]
    assert trend_of_quotients(history, 3)[:, 0] == pytest.approx(0.1 * 0.98 ** np.arange(20, 23))
