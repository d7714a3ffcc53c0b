"""Reader of ``insee_zonages``."""

import pandas as pd

from arpent.sources.insee_zonages import read_belonging, read_composition, read_density, read_zonings


def test_a_composition_of_insee(tmp_path):
    """Invented rows: the header stands under titles."""
    path = tmp_path / "invented.xlsx"
    rows = [["Titre", None], ["CODGEO", "ZE2020"], ["01004", "0051"]]
    pd.DataFrame(rows).to_excel(path, sheet_name="Composition_communale", header=False, index=False)
    assert read_composition(path).to_dict("records") == [{"CODGEO": "01004", "ZE2020": "0051"}]


def test_the_published_files(shared_data):
    """Every commune once in each file."""
    folder = shared_data / "zonings_events"
    zonings = read_zonings(folder / "cogiter_table_passage_communes_zonages.parquet")
    density = read_density(folder / "density_2025.xlsx")
    assert set(zonings["DEPCOM"]) == set(density["CODGEO"])
    assert len(zonings) == len(density) == 34_875
    belonging = read_belonging(folder / "table-appartenance-geo-communes-22.xlsx")
    assert belonging.set_index("CODGEO").loc["63113", "EPCI"] == "246300701"
