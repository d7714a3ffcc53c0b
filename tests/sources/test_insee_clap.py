"""Reader of ``insee_clap``."""

from arpent.sources.insee_clap import read_establishments


def test_read_establishments_changes_nothing(tmp_path):
    """Invented rows: a code that lost its zero is left so; tables repair it, openly."""
    path = tmp_path / "invented.csv"
    path.write_text("CODGEO;E14TST\n1001;25\n", encoding="utf-8")
    frame = read_establishments(path)
    assert frame.loc[0].tolist() == ["1001", "25"]


def test_read_establishments_of_the_published_file(shared_data):
    """36 681 communes of 2014."""
    frame = read_establishments(shared_data / "jobs/base_etablissement_par_tranche_effectif.csv")
    assert len(frame) == 36681
