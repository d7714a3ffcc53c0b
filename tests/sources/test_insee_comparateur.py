"""Reader of ``insee_comparateur``."""

from arpent.sources.insee_comparateur import read_comparateur


def test_read_comparateur_changes_nothing(tmp_path):
    """Invented rows: codes keep their zeros, blanks and marks stay."""
    path = tmp_path / "invented.csv"
    path.write_text("CODGEO;P18_POP;MED19\n01004;10.5;\n2A004;3;s\n", encoding="utf-8")
    frame = read_comparateur(path)
    assert frame.values.tolist() == [["01004", "10.5", ""], ["2A004", "3", "s"]]


def test_read_comparateur_of_the_published_file(shared_data):
    """Census 2018: 34 965 communes and 45 arrondissements, 33 columns; Clermont has 146 734 inhabitants."""
    frame = read_comparateur(shared_data / "comparateur/base_cc_comparateur.CSV")
    assert frame.shape == (35010, 33)
    assert frame.set_index("CODGEO").loc["63113", "P18_POP"] == "146734"
