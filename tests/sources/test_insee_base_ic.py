"""Reader of ``insee_base_ic``."""

from arpent.sources.insee_base_ic import read_base_ic


def test_read_base_ic_changes_nothing(tmp_path):
    """Invented rows: an IRIS keeps its nine digits, a count its decimals."""
    path = tmp_path / "invented.csv"
    path.write_text("IRIS;TYP_IRIS;P19_LOG\n010040101;H;10.25\n", encoding="utf-8")
    frame = read_base_ic(path)
    assert frame.loc[0].tolist() == ["010040101", "H", "10.25"]


def test_read_base_ic_of_the_published_file(shared_data):
    """439 IRIS of the Puy-de-Dôme, each once; 98 columns at most."""
    frame = read_base_ic(shared_data / "iris_rp/logement_63.csv")
    assert len(frame) == 439
    assert frame["IRIS"].is_unique
    assert frame["IRIS"].str.len().eq(9).all()
