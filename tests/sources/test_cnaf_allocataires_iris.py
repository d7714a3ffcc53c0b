"""Reader of ``cnaf_allocataires_iris``."""

from arpent.sources.cnaf_allocataires_iris import read_allocataires


def test_read_allocataires_changes_nothing(tmp_path):
    """Invented rows: a blank, which is a secret, stays."""
    path = tmp_path / "invented.csv"
    path.write_text("CODGEO;NOTE;A\n010040101;0;\n", encoding="utf-8")
    frame = read_allocataires(path)
    assert frame.loc[0].tolist() == ["010040101", "0", ""]


def test_read_allocataires_of_the_published_file(shared_data):
    """2020: 173 IRIS of four départements, each once."""
    frame = read_allocataires(shared_data / "social/data_CAF_2020_IRIS_auvergne.csv")
    assert len(frame) == 173
    assert frame["CODGEO"].is_unique
