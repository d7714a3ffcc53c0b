"""Reader of ``insee_qpv``."""

from arpent.sources.insee_qpv import read_qpv


def test_read_qpv_changes_nothing(tmp_path):
    """Invented rows: columns without a name are not columns."""
    path = tmp_path / "invented.csv"
    path.write_text("CODGEO;POP_MUN;;\nQP063001;1 200;;\n", encoding="utf-8")
    frame = read_qpv(path)
    assert frame.columns.tolist() == ["CODGEO", "POP_MUN"]
    assert frame.loc[0, "POP_MUN"] == "1 200"


def test_read_qpv_of_the_published_file(shared_data):
    """1 400 quartiers, each once."""
    frame = read_qpv(shared_data / "social/data_DEMO_2021_V1_QP.csv")
    assert len(frame) == 1400
    assert frame["CODGEO"].is_unique
