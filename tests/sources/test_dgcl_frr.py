"""Reader of ``dgcl_frr``."""

from arpent.sources.dgcl_frr import read_frr


def test_read_frr_changes_nothing(tmp_path):
    """Invented rows: a code keeps its zero."""
    path = tmp_path / "invented.csv"
    path.write_text("Code_insee;Commune\n01001;Essai\n", encoding="utf-8")
    frame = read_frr(path)
    assert frame.loc[0].tolist() == ["01001", "Essai"]


def test_read_frr_of_the_published_file(shared_data):
    """34 875 communes of 2025."""
    frame = read_frr(shared_data / "zonings_events/liste-communes-FRR-juillet2025.csv")
    assert len(frame) == 34875
