"""Reader of ``insee_chomage_zone_emploi``."""

from arpent.sources.insee_chomage_zone_emploi import read_unemployment


def test_the_published_file(shared_data):
    """302 zones, 83 quarters, codes of four digits."""
    frame = read_unemployment(shared_data / "jobs/chomage-zone-t1-2003-t3-2023.xlsx")
    assert frame.shape == (302, 87)
    assert frame["ZE2020"].str.len().eq(4).all()
    assert frame.columns[4] == "2003-T1"
