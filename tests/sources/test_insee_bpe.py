"""Reader of ``insee_bpe``."""

from arpent.sources.insee_bpe import read_counts, read_points, read_types


def test_counts_of_a_csv(tmp_path):
    """Invented rows: INSEE's own form is CSV; an IRIS stays text."""
    path = tmp_path / "invented.csv"
    path.write_text("DEPCOM;DCIRIS;TYPEQU;NB_EQUIP\n01004;01004_0101;A101;1\n", encoding="utf-8")
    assert read_counts(path).loc[0].tolist() == ["01004", "01004_0101", "A101", "1"]


def test_the_published_files(shared_data):
    """2019: 1 060 614 rows; 22 844 points in the Puy-de-Dôme; 188 types, each once."""
    assert len(read_counts(shared_data / "bpe/bpe_ensemble_2019.parquet")) == 1_060_614
    assert len(read_points(shared_data / "bpe/poi_63.csv")) == 22_844
    types = read_types(shared_data / "bpe/ref_type_equip.csv")
    assert len(types) == 188
    assert types["type"].is_unique
