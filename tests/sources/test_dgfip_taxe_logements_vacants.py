"""Reader of ``dgfip_taxe_logements_vacants``."""

from arpent.sources.dgfip_taxe_logements_vacants import read_taxes


def test_read_taxes_changes_nothing(tmp_path):
    """Invented rows: nothing is typed."""
    path = tmp_path / "invented.csv"
    path.write_text("code_commune;type_taxe;taux\n01001;TLV;0.17\n", encoding="utf-8")
    frame = read_taxes(path)
    assert frame.loc[0].tolist() == ["01001", "TLV", "0.17"]


def test_read_taxes_of_the_published_file(shared_data):
    """Two taxes, or none."""
    frame = read_taxes(shared_data / "zonings_events/taxe.csv")
    assert set(frame["type_taxe"]) == {"TLV", "THLV", ""}
