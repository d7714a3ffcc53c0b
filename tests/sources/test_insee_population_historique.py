"""Reader of ``insee_population_historique``."""

import pandas as pd

from arpent.sources.insee_population_historique import read_populations


def test_the_workbook_of_insee(tmp_path):
    """Invented rows: the header stands under rows of title."""
    path = tmp_path / "invented.xlsx"
    rows = [["Titre", None], ["Code", "Population"], ["CODGEO", "PMUN22"], ["01004", 5]]
    pd.DataFrame(rows).to_excel(path, sheet_name="pop_1876_2022", header=False, index=False)
    assert read_populations(path).to_dict("records") == [{"CODGEO": "01004", "PMUN22": "5"}]


def test_the_carried_file(shared_data):
    """34 970 communes, 33 censuses; Clermont-Ferrand had 143 886 inhabitants in 2017 (INSEE)."""
    frame = read_populations(shared_data / "population/base_pop_historiques_1876_2019.parquet")
    assert frame.shape == (34970, 36)
    assert frame.set_index("CODGEO").loc["63113", "PMUN17"] == "143886"
