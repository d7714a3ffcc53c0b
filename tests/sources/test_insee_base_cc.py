"""Reader of INSEE's base-cc, which several datasets share."""

from arpent.sources.insee_base_cc import read_base_cc


def test_a_file_is_read_as_published(tmp_path):
    """Invented rows: codes keep their zeros, decimals stay as written."""
    path = tmp_path / "base-cc-essai-2022.CSV"
    path.write_text("CODGEO;P22_POP;P16_POP\n01004;12.25;\n", encoding="latin-1")
    assert read_base_cc(path).loc[0].tolist() == ["01004", "12.25", ""]
