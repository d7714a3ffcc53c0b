"""Reader of ``insee_rp_immigration``."""

from arpent.sources.insee_rp_immigration import read_immigration


def test_read_immigration_changes_nothing(tmp_path):
    """Invented rows: accents in names stay."""
    path = tmp_path / "invented.csv"
    path.write_text("INSEE_COM;total_immigrés\n01004;12.5\n", encoding="utf-8")
    frame = read_immigration(path)
    assert frame["total_immigrés"].tolist() == ["12.5"]


def test_read_immigration_of_the_published_file(shared_data):
    """332 communes of the Puy-de-Dôme."""
    frame = read_immigration(shared_data / "iris_rp/immigration_63.csv")
    assert len(frame) == 332
