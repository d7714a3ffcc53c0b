"""Rolling origins: only the past is known, gaps leave origins out, intervals hold what they say; and real ones."""

import numpy as np
import pandas as pd
import pytest

from arpent.methods.forecasts import METHODS, forecast
from arpent.methods.seasons import Nature
from arpent.methods.series_backtest import (
    intervals,
    rolling_errors,
    series_coverage,
    series_factors,
    series_scores,
)
from arpent.methods.series_kinds import KINDS
from arpent.tables import unemployment
from arpent.tables.raw import Sources
from arpent.tables.series_errors import load_series_errors

SALES, PRICE, RATE = Nature(4), Nature(4, is_count=False), Nature(4, is_adjusted=True, is_count=False)
NAIVE = ["seasonal_naive", "last"]


def _series(rows) -> tuple[pd.DataFrame, pd.Series]:
    frame = pd.DataFrame(rows, index=[f"t:{i}" for i in range(len(rows))])
    return frame, pd.Series("all", index=frame.index)


def test_errors_by_hand():
    """One invented series: 100 for four years, then 110, 80, 100, 125; repeated, it is 100 off by 10, 20, 0 and 25."""
    frame, sizes = _series([[90.0] * 4 + [100.0] * 16 + [110.0, 80, 100, 125]])
    errors = rolling_errors(frame, PRICE, origins=[19], sizes=sizes, methods=["last"])
    assert errors["error"].tolist() == pytest.approx([100 / 110 - 1, 0.25, 0, -0.2])
    assert errors["log_ratio"].tolist() == pytest.approx(np.log([1.1, 0.8, 1, 1.25]).tolist())
    assert errors["scaled"].tolist() == pytest.approx((np.array([10, 20, 0, 25]) / (4 * 10 / 16)).tolist())


def test_a_forecast_knows_only_its_past():
    """What comes later changes the errors, and nothing of the forecast itself."""
    rng = np.random.default_rng(1)
    past = np.exp(rng.normal(3, 0.1, 24))
    made = []
    for scale in (1.0, 3.0):
        frame, sizes = _series([np.concatenate([past, np.full(4, 20.0) * scale])])
        errors = rolling_errors(frame, PRICE, origins=[23], sizes=sizes, methods=["ets"])
        made.append(20 * scale * (1 + errors["error"]))
    assert made[0].tolist() == pytest.approx(made[1].tolist())
    assert made[0].tolist() == pytest.approx(forecast("ets", past, PRICE, 4).tolist())


def test_origins_beside_a_gap_are_left_out():
    """Sixteen quarters known before, four after: with the 25th missing, none but the 41st of 45 has both."""
    values = np.full(45, 10.0)
    values[24] = np.nan
    frame, sizes = _series([values])
    errors = rolling_errors(frame, SALES, origins=range(45), sizes=sizes, methods=["last"])
    assert sorted(errors["origin"].unique()) == [15, 16, 17, 18, 19, 40]


def test_what_loses_to_the_seasonal_naive_forecast_is_not_shown():
    """The least wrong is the default of its class; where that is the year before again, nothing is shown."""
    table = pd.DataFrame(
        {
            "size": "all", "horizon": [1, 1, 1], "trend": ["seasonal_naive", "last", "ets"], "territory": "t:0",
            "error": [0.1, 0.02, 0.05], "log_ratio": 0.0, "scaled": 1.0, "origin": 1,
        }
    )  # fmt: skip
    found = series_scores(table).set_index("trend")
    assert found["is_shown"].to_dict() == {"seasonal_naive": False, "last": True, "ets": False}
    assert found["is_default"].sum() == 1
    assert not series_scores(table.assign(error=[0.01, 0.02, -0.05]))["is_shown"].any()


@pytest.fixture(scope="session")
def noise() -> pd.DataFrame:
    """Two hundred invented series without any pattern, judged from twelve origins."""
    rng = np.random.default_rng(4)
    frame, sizes = _series(np.exp(rng.normal(4, 0.2, (200, 80))))
    return rolling_errors(frame, PRICE, origins=range(20, 80, 5), sizes=sizes, methods=NAIVE)


def test_intervals_hold_what_they_say(noise):
    """The same noise at all dates: 80 % intervals made without a date hold 75 to 85 % of it."""
    assert series_coverage(noise).between(0.75, 0.86).all()


def test_intervals_never_narrow(noise):
    """Further ahead is not surer."""
    factors = series_factors(noise).xs("last", level="trend").sort_index()
    assert (factors["low"].diff().dropna() <= 0).all()
    assert (factors["high"].diff().dropna() >= 0).all()


def test_an_interval_around_its_forecast():
    """A price is multiplied; a count and one is multiplied, so that a nil forecast has an interval."""
    low, high = np.array([0.5]), np.array([2.0])
    assert intervals(np.array([8.0]), PRICE, low, high) == (pytest.approx([4.0]), pytest.approx([16.0]))
    assert intervals(np.array([9.0]), SALES, low, high) == (pytest.approx([4.0]), pytest.approx([19.0]))


def test_what_is_shown_holds_and_beats():
    """One default a class; what is shown beats the seasonal naive forecast, and its intervals hold 75 to 85 %."""
    errors = load_series_errors()
    assert set(errors["kind"]) == set(KINDS)
    assert not errors[errors["is_default"]].duplicated(["kind", "size", "horizon"]).any()
    assert (errors["low"] < errors["high"]).all()
    shown = errors[errors["is_shown"]]
    assert shown["is_default"].all()
    assert ("unemployment_rate", "steady") in set(shown[["kind", "size"]].itertuples(index=False, name=None))
    assert shown.groupby(["kind", "size"])["covered"].mean().between(0.75, 0.85).all()
    means = errors.groupby(["kind", "size", "trend"])["mape"].mean()
    for kind, size, method in set(shown[["kind", "size", "trend"]].itertuples(index=False, name=None)):
        assert means[kind, size, method] < means[kind, size, "seasonal_naive"]


def test_the_naive_errors_of_real_unemployment_are_found_by_shifting(shared_data):
    """All zones d'emploi, all origins of the page: last value and last year, by pandas, give the embedded errors."""
    table = unemployment.build(Sources(str(shared_data))).dropna(subset="unemployment_rate")
    at = 4 * table["year"] + table["quarter"] - 1
    wide = table.assign(at=at).pivot_table(index="territory", columns="at", values="unemployment_rate")
    judged = load_series_errors().query("kind == 'unemployment_rate'")
    grouped = judged.assign(sum=judged["mape"] * judged["n"]).groupby(["trend", "horizon"])
    found = grouped[["n", "sum"]].sum()
    # A zone is judged where it is known for sixteen quarters before and four after.
    known = wide.notna().astype(int).T.rolling(20).sum().T
    for ahead in range(1, 5):
        for name, back in (("last", ahead), ("seasonal_naive", 4)):
            error = (wide.T.shift(back).T / wide - 1).abs()
            cases = [
                error[origin + ahead][known[origin + 4] == 20]
                for origin in KINDS["unemployment_rate"].origins
            ]
            assert len(pd.concat(cases)) == found.loc[(name, ahead), "n"]
            assert pd.concat(cases).mean() == pytest.approx(
                found.loc[(name, ahead), "sum"] / len(pd.concat(cases)), abs=1e-6
            )


def test_every_method_has_been_judged():
    """At each of the four horizons, for each kind and class."""
    errors = load_series_errors()
    for _, rows in errors.groupby(["kind", "size"]):
        assert len(rows) == 4 * len(METHODS)
