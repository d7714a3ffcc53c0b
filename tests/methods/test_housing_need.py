"""Dwellings needed, each case a second time by hand or in closed form."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from arpent.errors import AskedWrongly
from arpent.methods.additivity import round_to_total
from arpent.methods.housing_need import absorbed, housing_need, moving_share, peak_year


def by_hand(households, vacant, second, lost):
    """The identity, one year at a time, in plain Python: nothing of the library."""
    stocks = [h / (1 - v - s) for h, v, s in zip(households, vacant, second, strict=True)]
    return [after - before + gone for before, after, gone in zip(stocks, stocks[1:], lost, strict=False)]


def test_a_case_in_round_numbers():
    """800 households, 10 % vacant and 10 % second homes: 1 000 dwellings; then 850, 8 % and 7 %: again 1 000."""
    need = housing_need(
        np.array([800.0, 850.0]), np.array([0.10, 0.08]), np.array([0.10, 0.07]), np.array([12.0])
    )
    assert need.stock == pytest.approx([1000, 1000])
    assert need.households == pytest.approx([50])
    assert need.vacant == pytest.approx([-20])
    assert need.second_homes == pytest.approx([-30])
    assert need.total == pytest.approx([12])


@given(st.integers(0, 2**32 - 1))
def test_a_second_computation_agrees_and_parts_sum(seed):
    """Any territory, growing or not: both ways agree to the unit, parts and years sum to the change of the stock."""
    rng = np.random.default_rng(seed)
    households = rng.uniform(100, 1e5, 21)
    vacant, second = moving_share(*rng.uniform(0, 0.3, 2), 20), moving_share(*rng.uniform(0, 0.4, 2), 20)
    lost = rng.uniform(-50, 200, 20)
    need = housing_need(households, vacant, second, lost)
    assert need.total == pytest.approx(by_hand(households, vacant, second, lost), abs=1e-6)
    assert need.total.sum() == pytest.approx(need.stock[-1] - need.stock[0] + lost.sum(), abs=1e-6)


def test_after_the_peak_only_renewal_is_left_to_build():
    """Households 100, 104, 104, 102, no vacancy: 4, 0 and -2, plus 3 lost each year; the peak is the first of two."""
    households = np.array([100.0, 104, 104, 102])
    need = housing_need(households, np.zeros(4), np.zeros(4), np.full(3, 3.0))
    assert need.total.tolist() == [7, 3, 1]
    assert peak_year(households, 2022) == 2023
    assert peak_year(np.array([3.0, 2.0]), 2022) == 2022


def test_a_shrinking_territory_needs_less_than_nothing():
    """It is told, not set to 0: 10 fewer households, 2 dwellings lost."""
    need = housing_need(np.array([100.0, 90.0]), np.zeros(2), np.zeros(2), np.array([2.0]))
    assert need.total.tolist() == [-8]


def test_vacancy_brought_to_nothing():
    """900 households, 10 % vacant → 0 %: a hundred vacant dwellings are taken up again."""
    need = housing_need(np.array([900.0, 900]), np.array([0.1, 0.0]), np.zeros(2), np.zeros(1))
    assert need.vacant == pytest.approx([-100])
    assert need.total == pytest.approx([-100])


def test_epci_sum_to_their_grouping_to_the_unit():
    """Rounded needs of five EPCI sum to the rounded need of the five."""
    rng = np.random.default_rng(4)
    need = housing_need(
        rng.uniform(1e3, 1e5, (5, 7)), np.full(7, 0.08), np.full(7, 0.05), np.full((5, 6), 30.0)
    )
    yearly = need.total.sum(axis=1)
    assert round_to_total(yearly, round(yearly.sum())).sum() == round(yearly.sum())


def test_arrears_are_absorbed_once():
    """Those counted twice are taken out, and nothing is left after the horizon."""
    assert absorbed(500, already_counted=80, over=6, years=20).sum() == pytest.approx(420)
    with pytest.raises(AskedWrongly, match="double counts"):
        absorbed(5, already_counted=6, over=3, years=3)


@pytest.mark.parametrize(
    ("vacant", "lost", "message"),
    [([0.6, 0.6], [1.0], "under 1"), ([0.1, -0.1], [1.0], "0-1"), ([0.1, 0.1], [1.0, 2.0], "a year more")],
)
def test_impossible_hypotheses_are_refused(vacant, lost, message):
    """With half the dwellings second homes."""
    with pytest.raises(AskedWrongly, match=message):
        housing_need(np.ones(2), np.array(vacant), np.full(2, 0.5), np.array(lost))


def test_missing_is_refused():
    """A dwelling lost that is not known is not 0."""
    with pytest.raises(AskedWrongly, match="nothing missing"):
        housing_need(np.ones(2), np.zeros(2), np.zeros(2), np.array([np.nan]))
