"""Intervals grow from nothing on the first day."""

import numpy as np
import pytest

from arpent.methods.intervals import interval_by_year
from arpent.tables.trend_errors import load_returning_errors


@pytest.mark.parametrize("population", [5000, 15_000, 30_000, 80_000, 300_000])
def test_it_widens_and_holds_the_forecast(population):
    """1 on the first day, never narrower, the forecast inside, whatever the size."""
    low, high = interval_by_year(load_returning_errors(), population, 49)
    assert low[0] == high[0] == 1.0
    assert (np.diff(low) <= 0).all()
    assert (np.diff(high) >= 0).all()
    assert low[20] < 1 < high[20]


def test_it_is_that_of_the_back_test():
    """At ten and thirty years, the bounds measured for the rule of projections at that size."""
    errors = load_returning_errors()
    mine = errors.query("level == 'epci' and size == '100000+' and trend == 'returning'").set_index("horizon")
    low, high = interval_by_year(errors, 300_000, 30)
    for years in (10, 30):
        assert (low[years], high[years]) == pytest.approx((mine["low"][years], mine["high"][years]))
