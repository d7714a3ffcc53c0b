"""Totals carried on, by hand on two towns."""

import numpy as np
import pytest

from arpent.errors import AskedWrongly
from arpent.methods.trends import DAMPING, TRENDS, Past, carry_on


@pytest.fixture
def towns() -> Past:
    """One town goes from 1 000 to 1 100 in ten years, another from 400 to 300."""
    return Past(np.array([1000.0, 400.0]), np.array([1100.0, 300.0]), 10)


def test_plain_trends_by_hand(towns):
    """Ten more years: as they are; 100 more and 100 less; by the same ratio."""
    assert carry_on("constant", towns, 10).tolist() == [1100, 300]
    assert carry_on("linear", towns, 10) == pytest.approx([1200, 200])
    assert carry_on("exponential", towns, 10) == pytest.approx([1210, 225])


def test_a_damped_trend_loses_its_breath(towns):
    """First year: 93 % of ten persons. For ever: never more than 0.93 / 0.07 years of change."""
    assert carry_on("damped", towns, 1)[0] == pytest.approx(1100 + 10 * DAMPING)
    assert carry_on("damped", towns, 1e6)[0] == pytest.approx(1100 + 10 * DAMPING / (1 - DAMPING))


def test_a_small_territory_is_drawn_to_the_others(towns):
    """Together they stay at 1 400: both changes are halved or so, that of the small one the more."""
    change = (carry_on("shrunk", towns, 1) - towns.last) / (carry_on("damped", towns, 1) - towns.last)
    assert change == pytest.approx([1100 / 1600, 300 / 800])


@pytest.mark.parametrize("name", TRENDS)
def test_no_time_changes_nothing(towns, name):
    """Horizon 0 is the last census, and what was given is not changed."""
    assert carry_on(name, towns, 0) == pytest.approx(towns.last)


def test_what_can_not_be_carried_on_is_refused(towns):
    """An unknown trend, censuses too near, an empty territory."""
    with pytest.raises(AskedWrongly, match="Known: constant"):
        carry_on("cubic", towns, 5)
    with pytest.raises(AskedWrongly, match="five years"):
        carry_on("linear", Past(towns.before, towns.last, 3), 5)
    with pytest.raises(AskedWrongly, match="leave that territory out"):
        carry_on("linear", Past(np.array([0.0]), np.array([5.0]), 10), 5)
