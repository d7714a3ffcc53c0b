"""Hectares allowed, by the worked examples of the method page."""

import numpy as np
import pytest

from arpent.errors import AskedWrongly
from arpent.methods.land_take import (
    Target,
    allowances,
    chosen_target,
    density_that_fits,
    hectares_needed,
    pace,
    pooled,
)


def test_half_of_ten_years_with_a_hectare_guaranteed():
    """40, 3 and 0.6 ha in ten years: 20, 1.5 and the guaranteed 1; pooled, 22.5."""
    allowed = allowances(np.array([40.0, 3.0, 0.6]), chosen_target())
    assert allowed.tolist() == [20, 1.5, 1]
    assert pooled(allowed) == 22.5


def test_a_commune_that_took_nothing_has_its_hectare():
    """0 is a figure."""
    assert allowances(np.array([0.0]), Target(0.5, "national")).tolist() == [1]


def test_missing_is_never_0():
    """A reference that is not known gives neither an allowance nor a sum."""
    allowed = allowances(np.array([np.nan, 10.0]), chosen_target())
    assert np.isnan(allowed[0])
    assert np.isnan(pooled(allowed))
    stood = pace(5.0, np.array([1.0, np.nan]))
    assert np.isnan(stood.consumed_ha)
    assert stood.exhausted_in is None
    assert pace(np.nan, np.array([1.0])).exhausted_in is None


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, Target(0.5, "national")),
        ({"parent": 0.54}, Target(0.54, "parent")),
        ({"parent": 0.54, "own": 0.6}, Target(0.6, "own")),
        ({"parent": 0.54, "own": 0.6, "user": 0.0}, Target(0.0, "user")),
    ],
)
def test_the_nearest_target_holds(given, expected):
    """User's, own, parent's, national; a cut of 0 is a target."""
    assert chosen_target(**given) == expected


def test_pace_is_over_ten_years():
    """3 ha a year for four years, of 20: 12 spent, 8 left, 30 in ten years; 18 by 2026, 21 in 2027."""
    stood = pace(20.0, np.full(4, 3.0))
    assert (stood.consumed_ha, stood.left_ha, stood.projected_ha) == (12, 8, 30)
    assert stood.exhausted_in == 2027


def test_an_allowance_already_spent():
    """6 ha in 2021, 4 in 2022, of 8: spent in 2022, 2 ha over."""
    stood = pace(8.0, np.array([6.0, 4.0]))
    assert stood.left_ha == -2
    assert stood.exhausted_in == 2022


def test_an_allowance_that_lasts_to_the_last_day():
    """2 ha a year, of 20: it is not exhausted before 2031."""
    assert pace(20.0, np.full(3, 2.0)).exhausted_in is None
    assert pace(20.0, np.zeros(3)).projected_ha == 0


def test_a_programme_and_its_density():
    """What density makes fit, fits; fewer dwellings take no land."""
    density = density_that_fits(300, 7.5, 0.25)
    assert density == pytest.approx(30)
    assert hectares_needed(np.array([300.0]), density, 0.25) == pytest.approx([7.5])
    assert density_that_fits(300, 0.0) is None


def test_what_has_no_meaning_is_refused():
    """Negative hectares, a cut of 50 for 0.5, eleven years, a density of nothing."""
    with pytest.raises(AskedWrongly, match="from 0 to 1"):
        chosen_target(user=50)
    with pytest.raises(AskedWrongly, match="negative"):
        allowances(np.array([-1.0]), chosen_target())
    with pytest.raises(AskedWrongly, match="one to ten"):
        pace(5.0, np.ones(11))
    with pytest.raises(AskedWrongly, match="above 0"):
        hectares_needed(np.ones(1), 0.0)
