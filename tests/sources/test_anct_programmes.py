"""Reader of ``anct_programmes``."""

from arpent.sources.anct_programmes import read_programmes


def test_read_programmes_changes_nothing(tmp_path):
    """Invented rows: in no programme is blank."""
    path = tmp_path / "invented.csv"
    path.write_text('insee_com,id_pvd\n"01001",\n', encoding="utf-8")
    frame = read_programmes(path)
    assert frame.loc[0].tolist() == ["01001", ""]


def test_read_programmes_of_the_published_file(shared_data):
    """Every commune once."""
    frame = read_programmes(shared_data / "zonings_events/ngeo-anct-cog2023.csv")
    assert frame["insee_com"].is_unique
