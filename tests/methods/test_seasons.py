"""Seasons: found where they were put, equal to statsmodels called otherwise, refused where nothing can be said."""

import itertools

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.tsa.seasonal import STL

from arpent.errors import AskedWrongly
from arpent.methods.seasons import Nature, adjust, check_series, runs
from arpent.tables import property_quarters
from arpent.tables.raw import Sources

QUARTERLY, MONTHLY = Nature(4), Nature(12)
PRICE = Nature(4, is_count=False)


def test_a_season_that_was_put_in_is_taken_out():
    """Six invented years that grow by 1 % a quarter, times 0.8, 1, 1.25, 1: the growth comes back to 1e-6."""
    growth = 100 * 1.01 ** np.arange(24)
    season = np.tile([0.8, 1, 1.25, 1], 6)
    parts = adjust(growth * season, PRICE)
    assert parts.adjusted == pytest.approx(growth, rel=1e-6)
    assert parts.strength > 0.999
    assert parts.raw == pytest.approx(np.exp(np.log(parts.trend) + parts.seasonal + parts.rest))


def test_without_a_season_there_is_little_to_take_out():
    """Forty invented years of noise: what passes for season is weak."""
    noise = np.exp(np.random.default_rng(3).normal(5, 0.1, 160))
    assert adjust(noise, PRICE).strength < 0.5


@pytest.fixture(scope="session")
def sales(shared_data) -> pd.Series:
    """Real sales of the EPCI of Orléans, whose departement is whole, by quarter from 2014 to 2022."""
    panel = property_quarters.build(Sources(str(shared_data))).query(
        "territory == 'epci:244500468' and is_complete"
    )
    summed = panel.groupby(["year", "quarter"])["sales"].sum().to_numpy(dtype=float)
    return pd.Series(summed, index=pd.date_range("2014-01-01", periods=len(summed), freq="QS"))


def test_statsmodels_says_the_same_of_a_dated_series(sales):
    """STL of a pandas series, whose dates say the period, and the adjusted series put together from its parts."""
    assert len(sales) == 36
    other = STL(np.log(sales + 1), seasonal=361, seasonal_deg=0, robust=True).fit()
    ours = adjust(sales.to_numpy(), QUARTERLY)
    assert ours.adjusted == pytest.approx(np.exp(other.trend + other.resid).to_numpy() - 1, rel=1e-9)
    assert ours.trend == pytest.approx(np.exp(other.trend).to_numpy() - 1, rel=1e-9)


def test_seasons_stay_the_same(sales):
    """What is taken out of a quarter is taken out of the same quarter of each year, to half a per cent."""
    parts = adjust(sales.to_numpy(), QUARTERLY).seasonal.reshape(-1, 4)
    assert np.ptp(parts, axis=0).max() < 0.005


def test_real_sales_have_seasons_and_lose_them(sales):
    """Fewest sales in the first quarter; once adjusted, the quarters are under half as far apart, on average."""
    adjusted = pd.Series(adjust(sales.to_numpy(), QUARTERLY).adjusted, index=sales.index)
    raw, freed = (one.groupby(one.index.quarter).mean() for one in (sales, adjusted))
    assert raw.idxmin() == 1
    assert raw.max() / raw.min() - 1 > 2 * (freed.max() / freed.min() - 1)


@pytest.mark.parametrize("nature", [QUARTERLY, MONTHLY])
def test_a_count_may_be_nil(nature):
    """Invented permits, of which one period in eight has none: adjusted, and none of them missing."""
    counts = np.random.default_rng(1).poisson(6, nature.period * 6).astype(float)
    counts[::8] = 0
    assert np.isfinite(adjust(counts, nature).adjusted).all()


@pytest.mark.parametrize(
    ("values", "nature", "said"),
    [
        ([5.0, np.nan] * 10, QUARTERLY, "10 of 20 quarters missing, the first at place 1"),
        ([5.0] * 11, QUARTERLY, r"11 quarters; 12 are needed \(3 years\)"),
        ([5.0] * 35, MONTHLY, "35 months; 36 are needed"),
        ([5.0] * 15 + [-1.0], QUARTERLY, "a value is -1; 0 or more is allowed"),
        ([5.0] * 15 + [0.0], PRICE, "a value is 0; more than 0 is allowed"),
        ([5.0, 5.0, 5.0, 0.0] * 5, QUARTERLY, "5 of 20 counts are 0: too sparse"),
        ([5.0] * 20, Nature(7), "7 values a year"),
    ],
)
def test_what_cannot_be_worked_on_is_refused(values, nature, said):
    """A gap, a short series, a value that cannot be, a count mostly nil: never filled nor cut."""
    with pytest.raises(AskedWrongly, match=said):
        check_series(np.array(values), nature)


def test_an_adjusted_series_is_not_adjusted_again():
    """INSEE's unemployment rates are published without their seasons."""
    with pytest.raises(AskedWrongly, match="not adjusted a second time"):
        adjust(np.full(40, 0.08), Nature(4, is_adjusted=True, is_count=False))


@given(st.lists(st.one_of(st.just(float("nan")), st.floats(0, 9)), max_size=30))
def test_runs_hold_all_that_is_known_and_nothing_else(values):
    """In order, apart, none empty."""
    array = np.array(values, dtype=float)
    found = runs(array)
    held = np.zeros(array.size, dtype=bool)
    for run in found:
        assert run.start < run.stop
        held[run] = True
    assert (held == np.isfinite(array)).all()
    assert all(one.stop < other.start for one, other in itertools.pairwise(found))
