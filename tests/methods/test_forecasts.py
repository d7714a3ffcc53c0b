"""Short forecasts: by hand, against statsmodels called by another door, the same twice, refused where they must be."""

import numpy as np
import pandas as pd
import pytest
from statsmodels.tsa.arima.model import ARIMA
from statsmodels.tsa.holtwinters import ExponentialSmoothing

from arpent.errors import AskedWrongly
from arpent.methods.forecasts import METHODS, forecast
from arpent.methods.seasons import Nature
from arpent.tables import unemployment
from arpent.tables.raw import Sources

SALES, PRICE, RATE = Nature(4), Nature(4, is_count=False), Nature(4, is_adjusted=True, is_count=False)


@pytest.fixture(scope="session")
def rates(shared_data) -> np.ndarray:
    """Real unemployment rates of the zone d'emploi of Clermont-Ferrand, 83 quarters from 2003 to 2023."""
    table = unemployment.build(Sources(str(shared_data)))
    return (
        table.query("territory == 'zone_emploi:8408'")
        .sort_values(["year", "quarter"])["unemployment_rate"]
        .to_numpy()
    )


def test_naive_forecasts_by_hand():
    """The last year again, and the last value again."""
    values = np.array([1.0, 2, 3, 4] * 3 + [5, 6, 7, 8])
    assert forecast("seasonal_naive", values, SALES, 6) == pytest.approx([5, 6, 7, 8, 5, 6])
    assert forecast("last", values, SALES, 3) == pytest.approx([8, 8, 8])


@pytest.mark.parametrize("method", ["ets", "arima", "components"])
def test_a_series_that_repeats_itself_is_repeated(method):
    """Ten invented years of the same four quarters, with a little noise: the next year is like them, to 3 %."""
    season = np.tile([80.0, 100, 125, 100], 10)
    values = season * np.exp(np.random.default_rng(2).normal(0, 0.005, season.size))
    assert forecast(method, values, PRICE, 4) == pytest.approx(season[:4], rel=0.03)


def test_smoothing_as_the_older_module_of_statsmodels_does_it(rates):
    """Holt's damped smoothing of `holtwinters`, fitted otherwise: within 0.1 point of unemployment at four quarters."""
    other = ExponentialSmoothing(
        np.log(rates), trend="add", damped_trend=True, initialization_method="estimated"
    ).fit()
    assert forecast("ets", rates, RATE, 4) == pytest.approx(np.exp(other.forecast(4)), abs=0.001)


def test_arima_as_a_regression_of_changes_on_those_before(rates):
    """(1,1,0) by least squares, and by `ARIMA`: each change is about so much of the last."""
    logs = np.log(rates)
    change = np.diff(logs)
    share = (change[:-1] @ change[1:]) / (change[:-1] @ change[:-1])
    by_hand = logs[-1] + np.cumsum(change[-1] * share ** np.arange(1, 5))
    assert forecast("arima", rates, RATE, 4) == pytest.approx(np.exp(by_hand), rel=1e-3)
    other = ARIMA(logs, order=(1, 1, 0)).fit()
    assert forecast("arima", rates, RATE, 4) == pytest.approx(np.exp(other.forecast(4)), rel=1e-4)


def test_components_go_on_along_a_line():
    """A line without noise, on the logarithm, is carried on."""
    line = np.exp(np.linspace(2, 3, 40))
    assert forecast("components", line, RATE, 4) == pytest.approx(np.exp(3 + np.arange(1, 5) / 39), rel=1e-4)


@pytest.mark.parametrize("method", METHODS)
def test_the_same_series_gives_the_same_bytes(method, rates):
    """Nothing is drawn at random, and the series is left as it was."""
    before = rates.copy()
    first, second = (forecast(method, rates, RATE, 4).tobytes() for _ in range(2))
    assert first == second
    assert (rates == before).all()


@pytest.mark.parametrize("method", METHODS)
def test_monthly_permits_that_break_are_carried_on_from_where_they_are(method):
    """Six invented years of permits, some months without any, halved in the last two: far under the old level."""
    rng = np.random.default_rng(7)
    level = np.repeat([40.0, 20.0], [48, 24])
    permits = rng.poisson(level * np.tile([1.2, 0.8], 36)).astype(float)
    permits[[5, 30]] = 0
    found = forecast(method, permits, Nature(12), 12)
    assert np.isfinite(found).all()
    assert found.mean() < 30


@pytest.mark.parametrize(
    ("method", "values", "horizon", "said"),
    [
        ("prophecy", [5.0] * 20, 4, "forecast 'prophecy': unknown. Known: seasonal_naive, last"),
        ("ets", [5.0] * 15, 4, r"15 quarters; 16 are needed \(4 years\)"),
        ("ets", [5.0] * 20 + [np.nan] + [5.0] * 20, 4, "1 of 41 quarters missing, the first at place 20"),
        ("last", [5.0] * 20, 0, "0 periods ahead"),
    ],
)
def test_what_cannot_be_extended_is_refused(method, values, horizon, said):
    """No model that is not there, no short series, no gap that is filled."""
    with pytest.raises(AskedWrongly, match=said):
        forecast(method, np.array(values), SALES, horizon)


def test_counts_are_forecast_with_one_more():
    """Logarithm of the count and one: a nil count is one like another."""
    values = np.array([0.0, 3, 7, 1] * 5)
    assert SALES.back(SALES.logs(values)) == pytest.approx(values)
    assert forecast("seasonal_naive", values[4:] + 1, SALES, 4) == pytest.approx([1, 4, 8, 2])
    assert pd.Series(forecast("ets", values[4:] + 1, SALES, 4)).notna().all()
