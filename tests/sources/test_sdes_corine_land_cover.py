"""Reader of ``sdes_corine_land_cover``."""

from arpent.sources.sdes_corine_land_cover import read_areas


def test_read_areas_changes_nothing(tmp_path):
    """Invented rows: no area is blank, not zero."""
    path = tmp_path / "invented.csv"
    path.write_text("siren,111,112\n1,,12.5\n", encoding="utf-8")
    frame = read_areas(path)
    assert frame.loc[0].tolist() == ["1", "", "12.5"]


def test_read_areas_of_the_published_file(shared_data):
    """1 264 EPCI and islands; 44 classes."""
    frame = read_areas(shared_data / "land_cover/epci/clc18.csv")
    assert frame.shape == (1265, 45)
