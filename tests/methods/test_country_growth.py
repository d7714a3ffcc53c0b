"""The country's growth carried on: by hand on invented censuses, and the embedded interval of France."""

from statistics import NormalDist

import numpy as np
import pandas as pd
import pytest

from arpent.methods.country_growth import country_errors, country_section
from arpent.methods.intervals import interval_by_year
from arpent.tables import natural_balances
from arpent.tables.raw import Sources
from arpent.tables.trend_errors import load_returning_errors


def _censuses(populations):
    years = np.arange(1970, 1970 + 10 * len(populations), 10)
    told = {"start_year": years[:-1], "year": years[1:]}
    return pd.DataFrame({**told, "population_start": populations[:-1], "population_end": populations[1:]})


def test_a_country_that_stops_growing_was_projected_too_high():
    """100 → 200, then 200 four times: ten years ahead, 200 (1 + ln 2) once, exact twice; by hand."""
    found = country_errors(_censuses([100.0, 200.0, 200.0, 200.0, 200.0])).set_index("horizon")
    assert found["n"][10] == 3
    assert found["malpe"][10] == pytest.approx(np.log(2) / 3)
    half = NormalDist().inv_cdf(0.9) * np.sqrt(np.log(1 + np.log(2)) ** 2 / 3 * (1 + 1 / 3))
    assert (found["low"][10], found["high"][10]) == pytest.approx((np.exp(-half), np.exp(half)))


def test_the_embedded_interval_of_france_is_this(shared_data):
    """Measured again on the real censuses: within 6 % at thirty years, far narrower than a département's."""
    balances = natural_balances.build(Sources(str(shared_data)))
    fresh = country_errors(balances[balances["level"] == "france"]).set_index("horizon")
    kept = load_returning_errors().query("level == 'france'").set_index("horizon")
    pd.testing.assert_frame_equal(kept[["low", "high"]], fresh[["low", "high"]], atol=1e-5)
    assert len(country_section(fresh.reset_index())) == 4 + len(fresh)
    low, high = interval_by_year(load_returning_errors(), 68e6, 30, level="france")
    of_departement = interval_by_year(load_returning_errors(), 68e6, 30, level="departement")
    assert of_departement[0][-1] < low[-1] < 0.96
    assert 1.04 < high[-1] < of_departement[1][-1]
