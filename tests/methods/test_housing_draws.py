"""Draws of housing need: the same in every run, about the scenario, nothing where nothing is uncertain."""

from dataclasses import replace

import numpy as np
import pytest

from arpent.errors import AskedWrongly
from arpent.methods.housing_draws import MOST_EMPTY, Spread, drawn_needs, most_of, seed_of
from arpent.methods.housing_need import housing_need, moving_share
from arpent.methods.intervals import Z
from arpent.methods.story import Housing, Stock

YEARS = 20
STOCK = Stock(1000.0, 800.0, 120.0, 80.0)
GIVEN = Housing(0.002, 0.08, None, 0.001, 0.02, 10, 20.0, 0.3)
HOUSEHOLDS = np.linspace(800.0, 900.0, YEARS + 1)
NONE = Spread(np.ones(YEARS + 1), np.ones(YEARS + 1))
SOME = Spread(np.linspace(1, 0.9, YEARS + 1), np.linspace(1, 1.1, YEARS + 1), 0.002, 0.02, 0.02, 0.001)


def _central() -> np.ndarray:
    vacant, homes = moving_share(0.12, 0.08, YEARS), moving_share(0.08, 0.08, YEARS)
    lost = 0.001 * (HOUSEHOLDS / (1 - vacant - homes))[:-1]
    arrears = np.where(np.arange(YEARS) < 10, 1.6, 0.0)
    return housing_need(HOUSEHOLDS, vacant, homes, lost).total + arrears


def test_without_spread_every_draw_is_the_scenario():
    """The need of METHODS section 5, computed apart, in each draw and year."""
    drawn = drawn_needs(HOUSEHOLDS, STOCK, GIVEN, NONE, seed=1, draws=50)
    np.testing.assert_allclose(drawn, np.broadcast_to(_central(), (50, YEARS)), atol=1e-9)


def test_the_same_seed_draws_the_same():
    """And another territory's seed does not."""
    here, there = (seed_of("besoins_logement", one) for one in ("epci:1", "epci:2"))
    drawn = [drawn_needs(HOUSEHOLDS, STOCK, GIVEN, SOME, seed=one, draws=100) for one in (here, here, there)]
    np.testing.assert_array_equal(drawn[0], drawn[1])
    assert not np.array_equal(drawn[0], drawn[2])


def test_the_mean_is_close_to_the_scenario():
    """Within 3 % of its range, where both sides are as wide."""
    total = drawn_needs(HOUSEHOLDS, STOCK, GIVEN, SOME, seed=7).sum(axis=1)
    low, high = most_of(total)
    assert low < _central().sum() < high
    assert total.mean() == pytest.approx(_central().sum(), abs=0.03 * (high - low))


@pytest.mark.parametrize(
    ("name", "end"),
    [("low", 0.9), ("high", 1.1)],
)
def test_the_range_of_households_is_the_one_given(name, end):
    """Nothing else uncertain, no dwelling lost: a tenth of the draws ends beyond each bound, to a per cent."""
    plain = replace(GIVEN, vacancy=0.12, renewal=0.0, arrears=0.0)
    spread = Spread(SOME.low, SOME.high)
    built = drawn_needs(HOUSEHOLDS, STOCK, plain, spread, seed=3, draws=40_000).sum(axis=1)
    reached = (built + 1000.0) * 0.8
    found = most_of(reached)[0 if name == "low" else 1]
    assert found == pytest.approx(900.0 * end, rel=0.01)


def test_a_share_never_leaves_its_bounds():
    """Vacancy at 1 % give or take 30 points: no negative share, no need out of hand."""
    plain = replace(GIVEN, vacancy=0.01, renewal=0.0, arrears=0.0)
    built = drawn_needs(HOUSEHOLDS, STOCK, plain, replace(NONE, vacancy=0.3), seed=5).sum(axis=1)
    empty = 1 - 0.08 - 900.0 / (1000.0 + built)
    assert empty.min() == pytest.approx(0.0, abs=1e-9)
    assert empty.max() <= MOST_EMPTY + 1e-9


def test_other_years_are_refused():
    """A range of nineteen years for households of twenty."""
    with pytest.raises(AskedWrongly, match="same years"):
        drawn_needs(HOUSEHOLDS, STOCK, GIVEN, Spread(np.ones(YEARS), np.ones(YEARS)), seed=1)


def test_a_tenth_lies_beyond_z():
    """Of the standard normal."""
    drawn = np.random.default_rng(0).standard_normal(400_000)
    assert (drawn > Z).mean() == pytest.approx(0.1, abs=0.002)
