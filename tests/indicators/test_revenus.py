"""Theme revenus: medians are read where they are published, and a secret stays a secret."""

import math

import pandas as pd
import pytest

from arpent import tables
from arpent.indicators import indicator, measure, published
from arpent.indicators.published import read_published
from arpent.territory import Territory, find

PUBLISHED = pd.DataFrame(
    [
        ("epci:one", 2019, 22_130.0, None),
        ("commune:1A001", 2019, float("nan"), "secret"),
        ("commune:1A002", 2019, 0.0, None),
    ],
    columns=["territory", "year", "median_income_eur", "median_income_eur_reason"],
)


class _Record:
    name = "income"
    columns = ("territory", "year", "median_income_eur", "median_income_eur_reason")
    key = ("territory", "year")
    years = (2019,)
    datasets = ()


def _place(identifier):
    level, _, code = identifier.partition(":")
    return Territory(identifier, level, code, code, ("1A001",), 2026)


@pytest.fixture
def incomes(monkeypatch):
    """An invented table of medians."""
    monkeypatch.setattr(tables, "describe", lambda _: _Record)
    monkeypatch.setattr(tables, "load", lambda _, **__: PUBLISHED)
    published._levels.cache_clear()
    yield
    published._levels.cache_clear()


@pytest.mark.usefixtures("incomes")
def test_a_median_is_read_as_published():
    """22 130 € for the EPCI, whatever its communes have."""
    frame = measure([indicator("median_income")], [("focus", _place("epci:one"))])
    assert frame["value"].tolist() == [22_130.0]


@pytest.mark.usefixtures("incomes")
def test_secret_zero_and_not_published_stay_apart():
    """A hidden commune is not a commune at zero, nor one that nobody published."""
    places = [_place(f"commune:1A00{number}") for number in (1, 2, 3)]
    frame = read_published(indicator("median_income"), places).frame().set_index("territory")
    assert math.isnan(frame.loc["commune:1A001", "value"])
    assert frame["reason"].tolist() == ["secret", None, "not_published"]
    assert frame.loc["commune:1A002", "value"] == 0.0


@pytest.mark.usefixtures("incomes")
def test_a_grouping_has_no_published_median():
    """A median is never added up: the figure is missing, and says so."""
    frame = measure([indicator("median_income")], [("focus", _place("groupe:mine"))])
    assert frame["reason"].tolist() == ["not_published"]


RATES = pd.DataFrame(
    [
        ("commune:1A001", "commune", 2021, 5.0, None),
        ("commune:1A002", "commune", 2021, 12.5, None),
        ("commune:1A003", "commune", 2021, float("nan"), "secret"),
    ],
    columns=["territory", "level", "year", "poverty_rate_percent", "poverty_rate_percent_reason"],
)


class _Rates(_Record):
    name = "poverty"
    columns = tuple(RATES.columns)
    years = (2021,)


def test_a_rate_at_its_floor_has_no_value_and_a_level_without_a_file_is_not_available(monkeypatch):
    """« 5 % » is « 5 % or less »: not a value to rank; a région has no row in files of communes."""
    monkeypatch.setattr(tables, "describe", lambda _: _Rates)
    monkeypatch.setattr(tables, "load", lambda _, **__: RATES)
    published._levels.cache_clear()
    places = [*(_place(f"commune:1A00{number}") for number in (1, 2, 3)), _place("region:1")]
    frame = read_published(indicator("poverty_rate"), places).frame()
    published._levels.cache_clear()
    assert frame["value"].tolist()[1] == pytest.approx(0.125)
    assert frame["reason"].tolist() == ["censored", None, "secret", "not_available"]


def test_no_floor_is_ever_a_value(measured):
    """All communes that INSEE writes 5 for: none has a rate, so none is ranked, mapped or averaged."""
    measured("commune:63113", "poverty_rate")
    rates = tables.load("poverty", columns=["territory", "level", "year", "poverty_rate_percent"])
    floors = rates[(rates["poverty_rate_percent"] == 5.0) & (rates["level"] == "commune")]
    codes = floors.loc[floors["year"] == 2021, "territory"]
    assert len(codes) > 50
    frame = read_published(indicator("poverty_rate"), [find(code) for code in codes]).frame()
    assert set(frame.loc[frame["year"] == 2021, "reason"]) == {"censored"}


@pytest.mark.parametrize("code", ["63113", "63300", "03185"])
def test_figures_of_communes_are_those_of_the_raw_files(ask_raw, measured, code):
    """Filosofi: incomes of 2019, poverty of 2021, read in SQL."""
    income = (
        f"read_csv('RAW/filosofi/FILO2019_DISP_COM.csv', delim=';', all_varchar=true) WHERE CODGEO = '{code}'"
    )
    for name, column, by in (
        ("median_income", "Q219", 1),
        ("first_decile_income", "D119", 1),
        ("interdecile_ratio", "RD", 1),
        ("benefits_income_share", "PPSOC19", 100),
    ):
        found = ask_raw(f"SELECT CAST(replace({column}, ',', '.') AS DOUBLE) / {by} FROM {income}")
        assert measured(f"commune:{code}", name, 2019) == pytest.approx(found)
    poverty = f"read_csv('RAW/filosofi/cc_filosofi_2021_COM.csv', delim=';', all_varchar=true) WHERE CODGEO = '{code}'"
    for name, column in (("poverty_rate", "TP6021"), ("poverty_rate_tenants", "TP60TOL221")):
        found = ask_raw(f"SELECT CAST(replace({column}, ',', '.') AS DOUBLE) / 100 FROM {poverty}")
        assert measured(f"commune:{code}", name, 2021) == pytest.approx(found)
