"""Reader of ``ademe_dvf_communes``."""

from arpent.sources.ademe_dvf_communes import read_communes


def test_sales_of_communes_stay_text(tmp_path):
    """Invented rows: a commune without a sale has a blank median."""
    path = tmp_path / "invented.csv"
    path.write_text("city_code;dvf_nbtrans;dvf_pxm2_median\n01004;0;\n", encoding="utf-8")
    assert read_communes(path).loc[0].tolist() == ["01004", "0", ""]


def test_the_carried_file(shared_data):
    """34 924 communes and arrondissements."""
    assert len(read_communes(shared_data / "property/cityStats.csv")) == 34_924
