"""Calibrated intervals hold what they say, on censuses that they were not made from."""

import numpy as np
import pandas as pd
import pytest

from arpent.methods.calibration import calibrated_coverage, calibrated_factors


def invented(shifts: dict[int, float], *, ahead: float = 10.0, territories: int = 2000) -> pd.DataFrame:
    """Errors of invented territories: the same noise from each census, and a shift that all of it shares."""
    rng = np.random.default_rng(5)
    frames = [
        pd.DataFrame({"origin": origin, "log_ratio": shift + rng.normal(0, 0.1, territories)})
        for origin, shift in shifts.items()
    ]
    return pd.concat(frames, ignore_index=True).assign(size="0+", horizon=10, trend="constant", ahead=ahead)


def test_the_same_noise_needs_no_width():
    """No census differs from the others: the quantiles are the interval, and it covers 80 %."""
    errors = invented(dict.fromkeys((1975, 1982, 1990, 1999), 0.0))
    factors = calibrated_factors(errors).iloc[0]
    quantiles = np.exp(errors["log_ratio"].quantile([0.1, 0.9]))
    assert factors.to_list() == pytest.approx(quantiles.to_list(), abs=0.005)
    assert calibrated_coverage(errors)["covered"].iloc[0] == pytest.approx(0.8, abs=0.01)


def test_where_censuses_differ_the_interval_is_wider_than_the_quantiles():
    """A shift that all territories of a census share: what the next one brings is not in the others' quantiles."""
    errors = invented({1975: -0.15, 1982: 0.1, 1990: 0.2, 1999: -0.1, 2006: 0.0})
    factors = calibrated_factors(errors).iloc[0]
    low, high = np.exp(errors["log_ratio"].quantile([0.1, 0.9]))
    assert factors["low"] < low
    assert factors["high"] > high
    assert calibrated_coverage(errors)["covered"].iloc[0] > 0.74


def test_errors_are_brought_to_the_horizon():
    """Measured at five years, said at ten: the logarithms of the bounds double."""
    errors = invented(dict.fromkeys((1975, 1982, 1990), 0.0))
    near = calibrated_factors(errors.assign(ahead=5.0)).iloc[0]
    assert np.log(near.to_numpy()) == pytest.approx(2 * np.log(calibrated_factors(errors).iloc[0].to_numpy()))


def test_one_census_alone_is_trusted_less():
    """Nothing to be calibrated on: wider by √2."""
    errors = invented({1975: 0.0})
    middle, low = errors["log_ratio"].quantile([0.5, 0.1])
    assert np.log(calibrated_factors(errors)["low"].iloc[0]) == pytest.approx(
        middle + np.sqrt(2) * (low - middle)
    )


def test_a_forecast_under_nothing_is_not_held():
    """A straight line that went below 0 has no ratio: it counts as missed."""
    errors = invented(dict.fromkeys((1975, 1982, 1990, 1999), 0.0))
    errors.loc[errors.index[::10], "log_ratio"] = np.nan
    covered = calibrated_coverage(errors)["covered"].iloc[0]
    assert covered == pytest.approx(0.8, abs=0.015)
