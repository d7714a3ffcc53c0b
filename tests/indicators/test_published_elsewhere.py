"""Figures published at a level of their own: counts by département, rates by quarter and zone."""

import math

import pandas as pd
import pytest

from arpent import tables
from arpent.indicators import Quarterly, Tally, measure, tallies
from arpent.indicators.quarters import read_quarters
from arpent.territory import find

STEM = {"label": "Emplois", "short": "Emplois", "precision": 0, "definition": "Emplois."}
INDUSTRY = Tally(
    id="industry", unit="emplois", table="jobs", column="jobs", where=(("sector", "industrie"),), **STEM
)
RATE = Quarterly(id="rate", unit="%", table="unemployment", column="unemployment_rate", **STEM)


class _Record:
    years = (2015, 2016)
    datasets = ()


def _jobs():
    """Invented: industry has 10, 11 … jobs in the départements of Auvergne-Rhône-Alpes; one is not known in 2016."""
    codes = ["01", "03", "07", "15", "26", "38", "42", "43", "63", "69", "73", "74"]
    rows = [
        (f"departement:{code}", year, sector, 10.0 + rank, None)
        for rank, code in enumerate(codes)
        for year in _Record.years
        for sector in ("industrie", "agriculture")
    ]
    frame = pd.DataFrame(rows, columns=["territory", "year", "sector", "jobs", "jobs_reason"])
    unknown = (frame["territory"] == "departement:15") & (frame["year"] == 2016)
    frame.loc[unknown, ["jobs", "jobs_reason"]] = [float("nan"), "not_available"]
    return frame


def _rates():
    """Invented: four quarters of 2015, three of 2016."""
    rows = [("zone_emploi:8408", 2015, quarter, 0.06 + quarter / 100, None) for quarter in (1, 2, 3, 4)]
    rows += [("zone_emploi:8408", 2016, quarter, 0.08, None) for quarter in (1, 2, 3)]
    return pd.DataFrame(
        rows, columns=["territory", "year", "quarter", "unemployment_rate", "unemployment_rate_reason"]
    )


@pytest.fixture(autouse=True)
def invented(monkeypatch):
    """The invented tables in the place of the real ones."""

    def load(name, territories=None, **_):
        rows = _jobs() if name == "jobs" else _rates()
        return rows if territories is None else rows[rows["territory"].isin(territories)]

    monkeypatch.setattr(tables, "load", load)
    monkeypatch.setattr(tables, "describe", lambda _: _Record)
    tallies._wide.cache_clear()
    yield
    tallies._wide.cache_clear()


def _by_year(indicator, identifier):
    frame = measure([indicator], [("focus", find(identifier))]).set_index("year")
    return frame["value"].to_dict(), frame["reason"].to_dict()


def test_a_tally_is_read_at_its_departement():
    """The fourth département has 13; what its file lacks is said."""
    values, reasons = _by_year(INDUSTRY, "departement:15")
    assert values[2015] == 13.0
    assert math.isnan(values[2016])
    assert reasons == {2015: None, 2016: "not_available"}


def test_a_tally_sums_over_the_departements_of_a_region():
    """10 + 11 + … + 21; a missing part leaves the sum missing."""
    values, reasons = _by_year(INDUSTRY, "region:84")
    assert values[2015] == sum(range(10, 22))
    assert math.isnan(values[2016])
    assert reasons[2016] == "not_available"


@pytest.mark.parametrize("identifier", ["epci:246300701", "commune:63113", "departement:75"])
def test_a_tally_is_not_published_below_the_departement(identifier):
    """Nor where the file has no row; it is never shared out."""
    values, reasons = _by_year(INDUSTRY, identifier)
    assert all(math.isnan(value) for value in values.values())
    assert set(reasons.values()) == {"not_published"}


@pytest.mark.usefixtures("real_tables")
def test_a_year_is_the_mean_of_its_four_quarters():
    """(7 + 8 + 9 + 10) / 4 = 8.5 %; three quarters make no year."""
    values, reasons = _by_year(RATE, "zone_emploi:8408")
    assert values[2015] == pytest.approx(0.085)
    assert math.isnan(values[2016])
    assert reasons[2016] == "not_published"


def test_a_rate_is_not_read_where_it_is_not_published():
    """An EPCI has no localised rate: it is missing, never that of its zone."""
    values, reasons = _by_year(RATE, "epci:246300701")
    assert all(math.isnan(value) for value in values.values())
    assert set(reasons.values()) == {"not_published"}


def test_quarters_are_read_one_by_one():
    """Seven of them, in order."""
    rows = read_quarters(RATE, ["zone_emploi:8408"])
    assert rows["value"].round(2).tolist() == [0.07, 0.08, 0.09, 0.1, 0.08, 0.08, 0.08]
