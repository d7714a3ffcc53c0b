"""Errors on past censuses: by construction on invented territories, by measure on all of France."""

import numpy as np
import pandas as pd
import pytest

from arpent.errors import AskedWrongly
from arpent.methods.backtest import (
    CASES,
    EPCI,
    Sizes,
    best_trend,
    chosen_blind,
    interval,
    interval_factors,
    past_errors,
    scores,
)
from arpent.methods.backtest_page import blind_mape, sums_by_epci
from arpent.methods.calibration import calibrated_coverage
from arpent.tables import population_history
from arpent.tables.raw import Sources
from arpent.tables.trend_errors import load_trend_errors

ONE = Sizes((0,))
YEARS = sorted({year for cases in CASES.values() for case in cases for year in case})


@pytest.fixture
def steady() -> pd.DataFrame:
    """Twenty invented territories that gain as many persons each year, from 1 to 20."""
    gained = np.arange(1, 21)[:, None] * (np.array(YEARS) - 1968)
    return pd.DataFrame(1000 + gained, columns=YEARS, index=[f"t:{i}" for i in range(20)])


def test_where_all_grow_by_a_line_the_line_is_best(steady):
    """Its error is nil at all horizons, and constant is too low by the growth."""
    table = scores(past_errors(steady, ONE))
    assert table.loc[table["is_best"], "trend"].tolist() == ["linear"] * 3
    assert table.loc[table["trend"] == "linear", "mape"].max() < 1e-12
    assert (table.loc[table["trend"] == "constant", "malpe"] < 0).all()
    assert best_trend(table, "0+", 30) == "linear"


def test_a_census_has_no_say_in_the_trend_that_is_judged_on_it():
    """Invented: two censuses prefer the constant, the third, by far, the line; it is judged on the constant."""
    missed = {1975: (0.01, 0.02), 1982: (0.01, 0.02), 1990: (0.50, 0.0)}
    rows = [
        {"size": "0+", "horizon": 10, "origin": origin, "trend": trend, "error": -error}
        for origin, both in missed.items()
        for trend, error in zip(("constant", "linear"), both, strict=True)
    ]
    others = [
        {**row, "trend": one, "error": 9.0} for row in rows for one in ("exponential", "damped", "shrunk")
    ]
    judged = chosen_blind(pd.DataFrame([*rows, *others]).drop_duplicates()).set_index("origin")
    assert judged["trend"].to_dict() == {1975: "linear", 1982: "linear", 1990: "constant"}
    assert judged["error"].to_dict() == {1975: -0.02, 1982: -0.02, 1990: -0.5}


def test_an_empty_territory_leaves_only_its_own_cases(steady):
    """Nobody in 1968: the cases that start then do not have it, the others do."""
    steady.loc["t:3", 1968] = 0
    errors = past_errors(steady, ONE)
    mine = errors.loc[errors["territory"] == "t:3", ["horizon", "origin"]]
    started_in_1968 = {(5, 1975), (10, 1982), (20, 1975), (20, 1982)}
    cases = {(horizon, case[1]) for horizon, group in CASES.items() for case in group}
    assert set(mine.itertuples(index=False, name=None)) == cases - started_in_1968


def test_an_interval_is_the_forecast_times_its_factors(steady):
    """By size, horizon and trend."""
    factors = interval_factors(past_errors(steady, ONE))
    low, high = interval(np.array([100.0]), factors, [("0+", 5, "constant")])
    assert 100 < low[0] < high[0]


def test_classes_of_size():
    """A bound belongs to the class that it opens."""
    assert Sizes((0, 100, 500)).of(np.array([99.0, 100.0, 7000.0])) == ["0-99", "100-499", "500+"]
    with pytest.raises(AskedWrongly, match="not measured"):
        best_trend(scores(pd.DataFrame(columns=["size", "horizon", "trend", "error"])), "0-99", 5)


def test_all_epci_of_france(shared_data):
    """
    Real EPCI, 1968-2019: plain trends never win, errors stay as measured, intervals cover 75 to 85 % by class.

    Issue 8: by horizon and size class, judged without the census projected from.
    """
    built = population_history.build(Sources(str(shared_data))).query("year >= 1968")
    wide = built.pivot_table(index="commune_code", columns="year", values="population", aggfunc="first")
    errors = past_errors(sums_by_epci(wide.astype("float64").dropna()), EPCI)
    table = scores(errors)
    best = table[table["is_best"]]
    assert set(best["trend"]) <= {"damped", "shrunk"}
    assert (best.groupby("horizon")["mape"].max() <= pd.Series({5: 0.042, 10: 0.051, 20: 0.109})).all()
    keys = ["size", "horizon", "trend"]
    chosen = best.set_index(keys).join(calibrated_coverage(errors)["covered"])
    assert chosen["covered"].between(0.75, 0.85).all()
    blind = blind_mape(errors).sub(best.set_index(["size", "horizon"])["mape"])
    assert (blind < 0.0006).sum() == 13
    assert blind.max() < 0.0055


def test_communes_of_all_sizes_are_held_too():
    """The embedded errors of 34 857 communes and of EPCI: 75 to 85 % by horizon and size class, for the best trend."""
    best = load_trend_errors().query("is_best")
    assert set(best["level"]) == {"commune", "epci"}
    assert best["covered"].between(0.75, 0.85).all()
