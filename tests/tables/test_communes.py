"""The communes of the current COG."""

import pandas as pd
import pytest

from arpent import tables
from arpent.tables.communes import build
from arpent.territory.passage import passage


@pytest.fixture(scope="module")
def communes():
    """The embedded table."""
    return tables.load("communes")


def test_overseas_collectivities_are_left_out(small_inputs):
    """97501 is not in the 101 départements."""
    assert "97501" not in set(build(small_inputs)["commune_code"])


def test_counts(communes):
    """COG 2026: 34 875 communes, 101 départements, 18 régions, 1 255 EPCI."""
    assert len(communes) == 34_875
    nunique = communes[["departement_code", "region_code", "epci_code"]].nunique()
    assert nunique.tolist() == [101, 18, 1255]
    assert set(communes["epci_code"].dropna()) == set(tables.load("epci")["epci_code"])
    assert set(communes["departement_code"]) == set(tables.load("departements")["departement_code"])


def test_only_four_islands_are_in_no_epci(communes):
    """Île-de-Bréhat, Île-de-Sein, Ouessant, L'Île-d'Yeu."""
    alone = communes[communes["epci_code"].isna()]
    assert alone["commune_code"].tolist() == ["22016", "29083", "29155", "85113"]


def test_areas_are_plausible(communes):
    """637 650 km² in all; Arles is the largest of métropole; none is empty."""
    assert communes["area_km2"].sum() == pytest.approx(637_650, abs=1)
    mainland = communes[~communes["commune_code"].str.startswith("97")]
    assert mainland.loc[mainland["area_km2"].idxmax(), "commune_name"] == "Arles"
    assert communes["area_km2"].min() > 0.01


def test_a_merged_commune_has_the_area_of_all_its_parts(communes):
    """Saint-Denis (93066) took in Pierrefitte-sur-Seine in 2025: 12.4 and 3.4 km²."""
    area = communes.set_index("commune_code")["area_km2"]
    assert area["93066"] == pytest.approx(15.8, abs=0.4)


def test_areas_agree_with_insee(communes, shared_data):
    """Nine communes in ten that did not change are within 3 % of INSEE's area; half within 1 %."""
    path = shared_data / "comparateur" / "base_cc_comparateur.CSV"
    published = pd.read_csv(path, sep=";", dtype=str, usecols=["CODGEO", "SUPERF"]).set_index("CODGEO")
    both = communes.set_index("commune_code").join(published["SUPERF"].astype(float), how="inner")
    gap = (both["area_km2"] / both["SUPERF"] - 1).abs()[both["SUPERF"] > 5]
    assert gap.quantile(0.5) < 0.01
    assert gap.quantile(0.9) < 0.03


def test_areas_of_epci_agree_with_insee(communes, shared_data):
    """The contours' generalisation cancels out in an EPCI: nine in ten are within 2 % of INSEE's area."""
    path = shared_data / "comparateur" / "base_cc_comparateur.CSV"
    published = pd.read_csv(path, sep=";", dtype=str, usecols=["CODGEO", "SUPERF"]).set_index("CODGEO")
    way = passage(2021, 2026).frame.query("~is_estimated").set_index("source_code")["target_code"]
    insee = published["SUPERF"].astype(float).groupby(published.index.map(way)).sum()
    both = communes.set_index("commune_code").join(insee.rename("insee"), how="inner")
    sums = both.groupby("epci_code")[["area_km2", "insee"]].sum()
    assert (sums["area_km2"] / sums["insee"] - 1).abs().quantile(0.9) < 0.02
