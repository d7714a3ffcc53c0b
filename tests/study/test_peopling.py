"""What a projection starts from: better tables are used where they are, and what stands for them is said."""

import numpy as np
import pandas as pd
import pytest

from arpent import tables
from arpent.study.events import BALANCES, RECENT_YEARS, load_events
from arpent.study.first_ages import part_of_communes
from arpent.study.outlook import Outlook
from arpent.study.peopling import load_peopling
from arpent.tables.storage import built_file, write_table

CAM, CAM_CODE = "epci:246300701", "246300701"
SHARES = {
    "0_14": 0.17,
    "15_29": 0.17,
    "30_44": 0.19,
    "45_59": 0.2,
    "60_74": 0.17,
    "75_89": 0.085,
    "90_plus": 0.015,
}


@pytest.fixture
def project(tmp_path, real_project, monkeypatch):
    """A project with the real tables, to which invented ones can be added."""
    (tmp_path / "data" / "tables").mkdir(parents=True)
    (tmp_path / "params").symlink_to(real_project / "params")
    for name in ("embedded", "catalogue"):
        (tmp_path / "data" / name).symlink_to((real_project / "data" / name).resolve())
    for path in (real_project / "data" / "tables").glob("*.parquet"):
        (tmp_path / "data" / "tables" / path.name).symlink_to(path.resolve())
    monkeypatch.setenv("ARPENT_ROOT", str(tmp_path))
    return tmp_path


def _communes() -> pd.DataFrame:
    census = tables.load("census_communes", columns=["commune_code", "population"])
    return part_of_communes().merge(census, on="commune_code", how="left").fillna({"population": 100.0})


def _write(name: str, frame: pd.DataFrame) -> None:
    record = tables.describe(name)
    whole = frame.assign(is_estimated=False, reason=None).reindex(columns=list(record.columns))
    write_table(whole, record, built_file(name))


def _invented_ages(moved: float) -> None:
    """The same ages everywhere in 2022, but in Clermont: a share of those of 30 to 44 moved to 45 to 59."""
    communes = _communes()
    here = (communes["epci_code"] == CAM_CODE).to_numpy(dtype="float64")
    told = {f"population_{age}": communes["population"] * share for age, share in SHARES.items()}
    told["population_30_44"] *= 1 - moved * here
    told["population_45_59"] *= 1 + moved * here * SHARES["30_44"] / SHARES["45_59"]
    kept = communes[["commune_code", "population"]]
    _write("population_ages", kept.assign(year=2022, **told))


def _invented_events(more: float) -> None:
    """Eleven births and ten deaths a year for a thousand inhabitants everywhere; more births in Clermont."""
    communes = _communes()
    born = np.where(communes["epci_code"] == CAM_CODE, 0.011 * more, 0.011) * communes["population"]
    frames = [
        pd.DataFrame({"commune_code": communes["commune_code"], "year": year, "births": born,
                      "deaths": 0.010 * communes["population"]})
        for year in range(2014, 2024)
    ]  # fmt: skip
    _write("births_deaths", pd.concat(frames))


def _ages(group: slice) -> float:
    peopling = load_peopling()
    here = (peopling.parts["epci_code"] == CAM_CODE).to_numpy()
    return float(peopling.start[here][..., group].sum())


@pytest.mark.usefixtures("project")
def test_without_better_tables_the_substitutes_are_said():
    """Births and deaths between two censuses; ages of the département."""
    assert load_events().years == BALANCES
    said = " ".join(load_peopling().substitutes)
    assert "2011-2015" in said
    assert "comme dans le département" in said


@pytest.mark.usefixtures("project")
def test_seven_groups_of_ages_are_followed():
    """Half of those of 30 to 44 told as 45 to 59: found there, in the same total of 20 to 64; and said."""
    _invented_ages(0.0)
    before = _ages(slice(45, 60)), _ages(slice(20, 65)), _ages(slice(None))
    said = " ".join(load_peopling().substitutes)
    assert "sept groupes de 2022" in said
    _invented_ages(0.5)
    after = _ages(slice(45, 60)), _ages(slice(20, 65)), _ages(slice(None))
    assert after[0] > 1.25 * before[0]
    assert after[1:] == pytest.approx(before[1:], rel=0.02)
    assert after[2] == pytest.approx(before[2], rel=1e-9)


@pytest.mark.usefixtures("project")
def test_births_of_the_registers_are_followed():
    """A fifth more births in Clermont: its level rises by as much, less what is drawn to the département's."""
    levels = []
    for more in (1.0, 1.2):
        _invented_events(more)
        peopling = load_peopling()
        here = (peopling.parts["epci_code"] == CAM_CODE).to_numpy()
        levels.append(float(peopling.fertility[here].mean()))
    assert load_events().years == RECENT_YEARS
    assert 1.1 < levels[1] / levels[0] <= 1.2
    assert any("2016-2020" in one and "état civil" in one for one in load_peopling().substitutes)


@pytest.mark.usefixtures("project")
def test_a_commune_missing_a_year_leaves_its_epci_to_the_departement():
    """No events where one is unknown: the level is the département's, no year is made up."""
    _invented_events(1.0)
    rows = tables.load("births_deaths", columns=["commune_code", "year", "births", "deaths"])
    gone = rows["commune_code"].eq("63113") & rows["year"].eq(2018)
    _write("births_deaths", rows[~gone])
    assert np.isnan(load_events().rows.loc[CAM, "births"])


@pytest.mark.usefixtures("project")
def test_sources_name_the_tables_that_served():
    """The registers stand for the balances, in the line under each figure."""
    before = Outlook(CAM, ["tendanciel"]).population().source
    _invented_events(1.0)
    after = Outlook(CAM, ["tendanciel"]).population().source
    assert "naissances" in after.lower()
    assert before != after
