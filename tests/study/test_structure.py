"""Specialisation and shift-share of a territory: parts that sum exactly, France as the reference."""

import pandas as pd
import pytest

from arpent import tables
from arpent.indicators import tallies
from arpent.study import Study

SECTORS = ("farming_jobs", "industry_jobs", "building_jobs", "market_services_jobs", "public_services_jobs")
NAMES = ("agriculture", "industrie", "construction", "tertiaire marchand", "tertiaire non marchand")


class _Record:
    key = ("territory", "year", "status", "sector")
    years = (2011, 2016)
    datasets = ()


def _invented():
    """Every département has 100 jobs a sector, then 110, industry 90; the Puy-de-Dôme has 200 in industry, then 220."""
    codes = tables.load("communes")["departement_code"].unique()
    rows = []
    for code in codes:
        for year in _Record.years:
            for name in NAMES:
                jobs = 100.0 if year == 2011 else 90.0 if name == "industrie" else 110.0
                if code == "63" and name == "industrie":
                    jobs = 200.0 if year == 2011 else 220.0
                rows.append((f"departement:{code}", year, "ensemble", name, jobs, None))
    return pd.DataFrame(rows, columns=["territory", "year", "status", "sector", "jobs", "jobs_reason"])


@pytest.fixture
def invented(monkeypatch):
    """The invented jobs in the place of the real ones."""
    frame, load, describe = _invented(), tables.load, tables.describe
    monkeypatch.setattr(
        tables, "load", lambda name, *a, **k: frame if name == "jobs" else load(name, *a, **k)
    )
    monkeypatch.setattr(tables, "describe", lambda name: _Record if name == "jobs" else describe(name))
    monkeypatch.setattr("arpent.indicators.lacking", lambda _: {})
    monkeypatch.setattr("arpent.indicators.vintages_of", lambda *_, **__: {})
    tallies._wide.cache_clear()
    yield
    tallies._wide.cache_clear()


def _values(measures):
    return measures.frame.set_index("indicator")["value"].to_dict()


@pytest.mark.usefixtures("invented")
def test_parts_of_a_change_sum_to_it_by_hand():
    """In the Puy-de-Dôme 600 jobs become 660: +60, of which the sectors' own rates in France give 20."""
    found = _values(Study("departement:63").shift_share(*SECTORS, since=2011))
    here = {
        "jobs_change": 60.0,
        "industry_jobs_change": 20.0,
        "farming_jobs_change": 10.0,
        "farming_jobs_local": 0.0,
    }
    assert {name: found[name] for name in here} == pytest.approx(here)
    assert found["jobs_national"] + found["jobs_structure"] + found["jobs_local"] == pytest.approx(60.0)
    assert sum(found[f"{name}_change"] for name in SECTORS) == pytest.approx(60.0)
    assert sum(found[f"{name}_local"] for name in SECTORS) == pytest.approx(found["jobs_local"])
    # France without Mayotte: 100 départements of 100 jobs a sector, 100 more in industry here.
    industry = (99 * 90 + 220) / (99 * 100 + 200) - 1
    assert found["jobs_local"] == pytest.approx(220 - 200 * (1 + industry))
    national = 600 * ((99 * 530 + 660) / (99 * 500 + 600) - 1)
    assert found["jobs_national"] == pytest.approx(national)


@pytest.mark.usefixtures("invented")
def test_nothing_of_france_is_local():
    """Its changes by sector are told; its parts beside itself are not applicable."""
    frame = Study("france").shift_share(*SECTORS, since=2011).frame.set_index("indicator")
    assert frame.loc["jobs_local", "reason"] == "not_applicable"
    assert frame.loc["jobs_change", "value"] == pytest.approx(99 * 30 + 60)


@pytest.mark.usefixtures("invented")
def test_a_location_quotient_is_one_where_the_structure_is_that_of_france():
    """220 of 660 jobs in industry here, 9 130 of 53 130 in France."""
    frame = Study("departement:63").specialisation(*SECTORS).frame
    found = frame.set_index(["territory", "indicator"])["value"].xs(
        "industry_jobs_quotient", level="indicator"
    )
    whole = (99 * 90 + 220) / (99 * 530 + 660)
    assert found["departement:63"] == pytest.approx((220 / 660) / whole)
    assert found["france"] == pytest.approx(1)
    twins = found.drop(["departement:63", "region:84", "france"])
    assert len(twins) == 5
    assert twins.tolist() == pytest.approx([(90 / 530) / whole] * 5)


def test_a_study_of_a_wider_level_shares_its_sources():
    """The département of an EPCI is studied where a figure is only published there; its own level is itself."""
    study = Study("epci:246300701", compare_to=["parents"])
    other = study.at("departement")
    assert other.territory.id == "departement:63"
    assert [place.id for place in other.parents] == ["region:84", "france"]
    other.compare("population")
    assert "populations légales" in study.sources()._repr_mimebundle_()["text/markdown"]
    assert Study("region:84").at("departement").territory.id == "region:84"


@pytest.mark.usefixtures("real_tables")
@pytest.mark.parametrize("identifier", ["departement:63", "departement:2B", "departement:974", "region:84"])
def test_parts_of_real_changes_sum_exactly(identifier):
    """National, structure and local; and the sectors, to the change of all jobs that the file gives."""
    study = Study(identifier)
    found = _values(study.shift_share(*SECTORS, since=2011))
    parts = found["jobs_national"] + found["jobs_structure"] + found["jobs_local"]
    jobs = study.series("estimated_jobs", alone=True).frame.set_index("year")["value"]
    assert parts == pytest.approx(found["jobs_change"], abs=1e-6)
    assert found["jobs_change"] == pytest.approx(
        jobs[2016] - jobs[2011], abs=3
    )  # sectors are rounded one by one
