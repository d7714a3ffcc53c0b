"""Cohort change ratios: by hand, and what must come out of populations that do not change or only age."""

import numpy as np
import pytest

from arpent.errors import AskedWrongly
from arpent.methods.hamilton_perry import hamilton_perry

MOTHERS = (1, 3)


def test_by_hand():
    """Two intervals of an invented town in four groups: ratios 0.9, 1.1, the open group's (30 + 20 become 40)."""
    before = np.array([[200.0, 100.0, 30.0, 20.0], [210.0, 100.0, 30.0, 20.0]])
    last = np.array([[150.0, 180.0, 110.0, 40.0], [160.0, 189.0, 110.0, 40.0]])
    told = hamilton_perry(before, last, moved=1, mothers=MOTHERS, times=2)
    women, men = 150 / 290, 160 / 290
    first = np.array([(135 + 198) * women, 135, 198, (110 + 40) * 0.8])
    second = np.array([0, first[0] * 0.9, 135 * 1.1, (198 + 120) * 0.8])
    second[0] = (second[1] + second[2]) * women
    assert told[0] == pytest.approx(second)
    assert told[1][1] == pytest.approx((135 + 198) * men * 0.9)


def test_a_population_that_does_not_change_goes_on():
    """Ratios and children of a stationary population give it back."""
    steady = np.array([[100.0, 98.0, 95.0, 90.0, 300.0]] * 2)
    steady[:, -1] = 90 * 0.8 / (1 - 0.8)
    told = hamilton_perry(steady, steady, moved=1, mothers=MOTHERS, times=4)
    np.testing.assert_allclose(told, steady)


def test_single_ages_and_groups_agree():
    """Five intervals of a year of cohorts that lose 2 % a year are one of five years: those not yet 5 apart."""
    ages = np.arange(60)
    before = np.stack([1000 * 0.98**ages] * 2)
    by_five = hamilton_perry(before, before * 1.0, moved=5, mothers=(15, 45))
    by_one = hamilton_perry(before, before * 1.0, moved=1, mothers=(15, 45), times=5)
    np.testing.assert_allclose(by_five[:, 5:59], by_one[:, 5:59])


def test_territories_are_carried_on_apart():
    """A stack of two is the two one by one."""
    rng = np.random.default_rng(2)
    before, last = rng.uniform(50, 100, (2, 3, 2, 6))
    told = hamilton_perry(before, last, moved=2, mothers=(2, 4))
    for place in range(3):
        np.testing.assert_allclose(
            told[place], hamilton_perry(before[place], last[place], moved=2, mothers=(2, 4))
        )


def test_what_cannot_be_told_is_refused():
    """Censuses of other groups; people where no cohort was."""
    with pytest.raises(AskedWrongly, match="same age groups"):
        hamilton_perry(np.ones((2, 4)), np.ones((2, 5)), moved=1, mothers=MOTHERS)
    with pytest.raises(AskedWrongly, match="no cohort"):
        hamilton_perry(np.zeros((2, 4)), np.ones((2, 4)), moved=1, mothers=MOTHERS)
