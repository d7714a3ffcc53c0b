"""A territory's quarterly series: where it is read, what is done to it, and what is not, with the reason."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from arpent import Study, tables
from arpent.errors import AskedWrongly
from arpent.study import series
from arpent.study.record import Record
from arpent.study.series import track_of
from arpent.tables.build import build_table
from arpent.tables.series_errors import load_series_errors
from arpent.territory import find

CAM = "epci:246300701"


def _make_project(root: Path) -> None:
    (root / "data").mkdir()
    for folder in ("params", "data/embedded", "data/catalogue"):
        (root / folder).symlink_to(Path(__file__).parents[2] / folder)


@pytest.fixture(scope="module")
def project(shared_data, tmp_path_factory) -> Path:
    """A project with the three tables that tracks read, built from the real published files."""
    root = tmp_path_factory.mktemp("series")
    _make_project(root)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ARPENT_ROOT", str(root))
        for name in ("zonings", "unemployment", "property_quarters"):
            build_table(name, mirror=str(shared_data))
    return root


@pytest.fixture
def built(project, monkeypatch):
    """The project of this test is ``project``."""
    monkeypatch.setenv("ARPENT_ROOT", str(project))


def _track(territory, name):
    return track_of(find(territory), name, Record())


@pytest.mark.usefixtures("built")
def test_unemployment_is_extended_as_its_back_test_says():
    """Rates as INSEE publishes them, not adjusted again; four quarters by the method and factors embedded."""
    track = _track(CAM, "unemployment_rate")
    rates = tables.load("unemployment", territories=[track.where.id]).sort_values(["year", "quarter"])
    values = rates["unemployment_rate"].to_numpy()
    assert track.where.id == "zone_emploi:8408"
    assert track.frame["value"].dropna().tolist() == values[-36:].tolist()
    assert track.frame["adjusted"].isna().all()
    assert any("ne l'est pas une seconde fois" in one for one in track.notes)
    kept = load_series_errors().query("kind == 'unemployment_rate' and size == 'steady' and is_shown")
    assert set(kept["trend"]) == {"last"}
    other = np.full(4, values[-1])
    ahead = track.frame.dropna(subset="ahead")
    assert ahead[["year", "quarter"]].to_numpy().tolist() == [[2023, 4], [2024, 1], [2024, 2], [2024, 3]]
    assert ahead["ahead"].to_numpy() == pytest.approx(other, rel=1e-9)
    low = other * kept.sort_values("horizon")["low"].to_numpy()
    assert ahead["low"].to_numpy() == pytest.approx(low, rel=1e-9)
    assert (ahead["low"] < ahead["ahead"]).all()
    assert (ahead["ahead"] < ahead["high"]).all()


@pytest.mark.usefixtures("built")
def test_an_unsteady_zone_is_not_extended():
    """Overseas, nothing beats the year before again; said."""
    track = _track("epci:249720061", "unemployment_rate")
    assert track.frame["ahead"].isna().all()
    assert "rien n'a fait mieux que de répéter l'année d'avant" in track.notes[-1]


@pytest.mark.usefixtures("built")
def test_sales_are_freed_from_their_seasons_and_not_extended():
    """Counts of the file, quarters that it lacks left blank, and no extension from an end that is not whole."""
    track = _track(CAM, "quarterly_sales")
    panel = tables.load("property_quarters", territories=[CAM]).groupby(["year", "quarter"])["sales"].sum()
    found = track.frame.set_index(["year", "quarter"])
    assert found.loc[(2022, 3), "value"] == panel[2022, 3] == 1282
    assert found.loc[(2018, 4)].isna().all()
    assert found["adjusted"].notna().tolist() == found["value"].notna().tolist()
    assert found["ahead"].isna().all()
    assert "derniers trimestres du fichier sont incomplets" in track.notes[-1]


@pytest.mark.usefixtures("built")
def test_a_grouping_is_the_sum_of_its_epci():
    """« De Vichy à Brioude » is made of EPCI: their sales add up; missing where one of them is."""
    whole = _track("groupe:vichy-brioude", "quarterly_sales").frame.set_index(["year", "quarter"])["value"]
    codes = sorted(
        {f"epci:{code}" for code in series.owners("epci").reindex(find("groupe:vichy-brioude").communes)}
    )
    parts = [_track(code, "quarterly_sales").frame.set_index(["year", "quarter"])["value"] for code in codes]
    together = pd.concat(parts, axis="columns").sum(axis="columns", min_count=len(parts))
    pd.testing.assert_series_equal(whole.dropna(), together.dropna(), check_names=False)
    assert whole.notna().sum() > 20


@pytest.mark.usefixtures("built")
def test_a_commune_shows_its_epci():
    """Sales are not known for it."""
    assert _track("commune:63113", "quarterly_sales").where.id == CAM


@pytest.mark.parametrize(
    ("territory", "name", "why"),
    [
        ("region:84", "unemployment_rate", "Aucune zone d'emploi ne rassemble la moitié"),
        ("france", "unemployment_rate", "Aucune zone d'emploi ne rassemble la moitié"),
        ("departement:63", "quarterly_sales", "aucun ensemble d'entre elles ne fait ce territoire"),
    ],
)
@pytest.mark.usefixtures("built")
def test_what_speaks_for_nobody_is_not_shown(territory, name, why):
    """And why is said."""
    track = _track(territory, name)
    assert track.frame.empty
    assert why in track.notes[0]


@pytest.mark.usefixtures("built")
def test_few_sales_are_not_adjusted():
    """Under thirty a quarter, seasons are noise: as published, and said."""
    panel = tables.load("property_quarters", columns=["territory", "sales", "year", "quarter", "is_complete"])
    means = panel.query("is_complete").groupby(["territory", "year", "quarter"])["sales"].sum()
    small = means.groupby("territory").mean().between(15, 25)
    track = _track(str(small.index[small][0]), "quarterly_sales")
    assert track.frame["value"].notna().any()
    assert track.frame["adjusted"].isna().all()
    assert "Trop peu de ventes" in track.notes[0]


def test_without_its_table_a_series_is_lacking(tmp_path, monkeypatch):
    """With the command that brings it."""
    _make_project(tmp_path)
    monkeypatch.setenv("ARPENT_ROOT", str(tmp_path))
    track = _track(CAM, "unemployment_rate")
    assert track.lack is not None
    assert track.frame.empty


def test_a_series_that_is_not_known_is_refused():
    """With those that are."""
    with pytest.raises(
        AskedWrongly, match=r"no quarterly series 'rain'. Known: unemployment_rate, quarterly_sales"
    ):
        _track(CAM, "rain")


@pytest.mark.usefixtures("built")
def test_a_page_cites_what_a_track_shows():
    """Its dataset and its definition."""
    study = Study(CAM)
    study.track("quarterly_sales")
    shown = repr(study.sources()._repr_mimebundle_())
    assert "DVF" in shown
    assert "comptés par un tiers" in shown
