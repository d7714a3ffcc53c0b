"""Age groups brought to single ages."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from arpent.errors import AskedWrongly
from arpent.methods.graduation import collapse_open, graduate, spread_open

STARTS = (0, 20, 40, 60, 75)


@settings(deadline=None)  # the first example imports scipy
@given(st.lists(st.just(0.0) | st.floats(1e-3, 1e6), min_size=5, max_size=5))
def test_groups_are_kept_exactly_and_no_age_is_negative(groups):
    """Whatever the counts, empty groups included."""
    made = graduate(np.array(groups), STARTS, np.linspace(3, 1, 100))
    sums = np.add.reduceat(made, STARTS)
    assert made.min() >= 0
    assert sums == pytest.approx(groups, rel=1e-12, abs=1e-9)


def test_a_territory_with_the_reference_s_shape_gets_it_back():
    """Groups that are a hundredth of the country's have its single ages, baby boom and all."""
    like = 1000 + 300 * np.sin(np.arange(100) / 7) - 8 * np.arange(100)
    made = graduate(np.add.reduceat(like, STARTS) / 100, STARTS, like)
    assert made == pytest.approx(like / 100)


def test_departements_are_found_again_better_than_by_equal_shares(insee):
    """Men of France 2022 from five groups, with women's shape: error by age under a third of that of equal shares."""
    people = insee[0].query("scenario == 'central' and year == 2022").sort_values("age")
    men, women = (people.loc[people["sex"] == sex, "population"].to_numpy() for sex in ("men", "women"))
    groups = np.add.reduceat(men, STARTS)
    widths = np.diff([*STARTS, len(men)])
    error = np.abs(graduate(groups, STARTS, women) - men).sum()
    assert error < np.abs(np.repeat(groups / widths, widths) - men).sum() / 3


def test_many_territories_are_each_alone():
    """One call for all."""
    groups = np.random.default_rng(0).uniform(0, 9, (4, 2, 5))
    together = graduate(groups, STARTS, np.ones(100))
    assert (together[3, 1] == graduate(groups[3, 1], STARTS, np.ones(100))).all()


def test_an_open_group_is_spread_as_survivors_are():
    """Of 15 people aged 2 or more where half die a year and ages go to 4: 15 × (4, 2, 1) / 7; put together again."""
    spread = spread_open(np.array([1.0, 1.0, 15.0]), np.array([0.0, 0.0, 0.0, 0.5, 0.5, 1.0]))
    assert spread[2:] == pytest.approx(15 * np.array([4, 2, 1]) / 7)
    assert collapse_open(spread, 2) == pytest.approx([1, 1, 15])


@pytest.mark.parametrize(
    ("groups", "starts", "message"),
    [
        ([1.0, 2.0], (0, 20, 40), "2 counts for 3"),
        ([1.0, 2.0], (5, 20), "expected 0"),
        ([1.0, -2.0], (0, 20), "0 or more"),
    ],
)
def test_groups_that_do_not_fit_are_refused(groups, starts, message):
    """Before anything is computed."""
    with pytest.raises(AskedWrongly, match=message):
        graduate(np.array(groups), starts, np.ones(100))
