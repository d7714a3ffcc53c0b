"""Reader of ``cerema_lovac``."""

from arpent.sources.cerema_lovac import read_communes, read_departements


def test_read_departements_changes_nothing(tmp_path):
    """Invented rows: the spaces that pad a cell go, those of thousands stay."""
    path = tmp_path / "invented.csv"
    path.write_text(" DEP ; pp_vacant_25 \n 01 ; 1 805   \n", encoding="utf-8")
    frame = read_departements(path)
    assert frame.columns.tolist() == ["DEP", "pp_vacant_25"]
    assert frame.loc[0].tolist() == ["01", "1 805"]


def test_read_departements_of_the_published_file(shared_data):
    """101 départements, six years."""
    frame = read_departements(shared_data / "property/lovac_opendata_dep.csv")
    assert len(frame) == 101
    assert frame["DEP"].is_unique


def test_read_communes_changes_nothing(tmp_path):
    """Invented rows, in the encoding of the producer: codes keep their zeros, a secret stays a letter."""
    path = tmp_path / "invented.csv"
    path.write_text("CODGEO_26;LIBGEO_26;pp_vacant_26\n01004;Essai é;s\n", encoding="latin-1")
    assert read_communes(path).loc[0].tolist() == ["01004", "Essai é", "s"]
