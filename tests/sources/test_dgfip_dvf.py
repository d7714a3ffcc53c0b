"""Reader of ``dgfip_dvf``."""

from arpent.sources.dgfip_dvf import read_communes, read_quarters


def test_sales_of_communes_stay_text(tmp_path):
    """Invented rows: a commune without a sale has a blank median."""
    path = tmp_path / "invented.csv"
    path.write_text("city_code;dvf_nbtrans;dvf_pxm2_median\n01004;0;\n", encoding="utf-8")
    assert read_communes(path).loc[0].tolist() == ["01004", "0", ""]


def test_the_carried_files(shared_data):
    """34 924 communes and arrondissements; in the panel of EPCI, the column EPCI is a zone d'emploi's code."""
    assert len(read_communes(shared_data / "property/cityStats.csv")) == 34_924
    panel = read_quarters(shared_data / "property/immo_panel_epci_py.feather")
    clermont = panel[panel["LIB_EPCI"] == "Clermont Auvergne Métropole"]
    assert set(clermont["EPCI"]) == {"8408"}
