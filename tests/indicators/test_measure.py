"""Counts sum, ratios are recomputed from summed parts, a missing part is said."""

import math

import numpy as np
import pytest

from arpent.errors import ArpentError, AskedWrongly
from arpent.indicators import Count, Median, Ratio, indicator, measure, sums


def _values(frame):
    return {(row.territory, row.year): row.value for row in frame.itertuples()}


def test_a_count_sums_its_communes(invented):
    """100 + 300, then 110 + 330."""
    frame = measure([indicator("population")], [("focus", invented["one"])])
    assert _values(frame) == {("epci:one", 2018): 400.0, ("epci:one", 2023): 440.0}


def test_a_missing_commune_leaves_the_sum_missing_with_its_reason(invented):
    """Missing is never zero: the département's 2018 total is not known."""
    frame = measure([indicator("population")], [("focus", invented["all"])])
    row = frame[frame["year"] == 2018].iloc[0]
    assert math.isnan(row["value"])
    assert row["reason"] == "not_published"
    assert _values(frame)["departement:1A", 2023] == 500.0


def test_a_ratio_is_a_sum_over_a_sum(invented):
    """(5 + 30) / (50 + 150) = 0.175, not the mean of 10 % and 20 %."""
    frame = measure([indicator("vacancy_share")], [("focus", invented["one"])])
    assert frame["value"].tolist() == pytest.approx([0.175])


def test_a_ratio_on_nothing_is_not_applicable(invented):
    """1A003 has no dwelling: a share of nothing is not zero."""
    row = measure([indicator("vacancy_share")], [("focus", invented["two"])]).iloc[0]
    assert math.isnan(row["value"])
    assert row["reason"] == "not_applicable"


def test_a_ratio_can_take_its_area_from_another_table(invented):
    """440 inhabitants on 40 km²."""
    frame = measure([indicator("density")], [("focus", invented["one"])], years=[2023])
    assert frame["value"].tolist() == pytest.approx([11.0])


def test_a_ratio_per_hundred(invented):
    """90 people of 65 or more for 100 young people: 90 per 100."""
    frame = measure([indicator("ageing_index")], [("focus", invented["one"])])
    assert frame["value"].tolist() == pytest.approx([90.0])


def test_annual_change_by_hand(invented):
    """400 → 440 in five years: 1.1 ** (1/5) - 1 a year."""
    frame = measure([indicator("population_change")], [("focus", invented["one"])], since=2018)
    assert _values(frame) == pytest.approx({("epci:one", 2023): 1.1 ** (1 / 5) - 1})
    assert _values(measure([indicator("population_change")], [("focus", invented["one"])])) == pytest.approx(
        _values(frame)
    )


def test_change_from_a_missing_start_is_missing(invented):
    """1A003 has no 2018: no change is invented."""
    row = measure([indicator("population_change")], [("focus", invented["two"])], since=2018).iloc[0]
    assert math.isnan(row["value"])
    assert row["reason"] == "not_published"


@pytest.mark.parametrize("since", [2019, 2020, 1999])
def test_censuses_too_near_are_not_compared(invented, since):
    """Less than five years apart, or a year that is not there: refused, with the years that can be."""
    with pytest.raises(AskedWrongly, match="2018"):
        measure([indicator("population_change")], [("focus", invented["one"])], since=since)


def test_a_median_is_never_computed(invented):
    """Medians don't add up."""
    median = Median(
        id="m", label="", short="", unit="€", precision=0, definition="", table="census_communes", column="m"
    )
    with pytest.raises(ArpentError, match="median can't be computed"):
        measure([median], [("focus", invented["one"])])


def test_an_unknown_indicator_suggests():
    """With the nearest id."""
    with pytest.raises(AskedWrongly, match="did you mean 'vacancy_share'"):
        indicator("vacancy_shares")


def test_order_is_that_of_the_request(invented):
    """Indicators, then territories, then years: the same rows in the same order, always."""
    places = [("focus", invented["two"]), ("parent", invented["all"]), ("peer", invented["one"])]
    frame = measure([indicator("vacancy_share"), indicator("population")], places)
    assert frame["indicator"].drop_duplicates().tolist() == ["vacancy_share", "population"]
    assert frame["territory"].drop_duplicates().tolist() == ["epci:two", "departement:1A", "epci:one"]


def test_a_ratio_may_be_of_sums_of_columns(invented):
    """Of 200 dwellings 35 are vacant: 165 of 200 are not, 165 in all."""
    stem = {
        "id": "occupied",
        "label": "Occupés",
        "short": "Occupés",
        "precision": 0,
        "definition": "Occupés.",
    }
    table = {"table": "census_communes"}
    share = Ratio(
        **stem, **table, unit="%", numerator="dwellings - vacant_dwellings", denominator="dwellings"
    )
    count = Count(**stem, **table, unit="logements", column="dwellings - vacant_dwellings")
    assert measure([share], [("focus", invented["one"])])["value"].tolist() == pytest.approx([165 / 200])
    assert measure([count], [("focus", invented["one"])])["value"].tolist() == [165.0]


@pytest.mark.parametrize(("people", "density"), [(3.0, 10.0), (300.0, None)])
def test_few_unknown_inhabitants_do_not_hide_a_ratio(invented, monkeypatch, people, density):
    """1A003 is unknown in 2018: 400 on 40 km², said to be estimated, only if few live there; never a count."""
    monkeypatch.setattr(sums, "inhabitants", lambda: np.array([500.0, 500.0, people]))
    ratio = measure([indicator("density")], [("focus", invented["all"])], years=[2018]).iloc[0]
    count = measure([indicator("population")], [("focus", invented["all"])], years=[2018]).iloc[0]
    assert math.isnan(count["value"])
    assert ratio["is_estimated"] == (density is not None)
    assert ratio["value"] == pytest.approx(density or math.nan, nan_ok=True)
