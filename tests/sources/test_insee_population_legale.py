"""Reader of ``insee_population_legale``."""

from arpent.sources.insee_population_legale import read_legal


def test_read_legal_changes_nothing(tmp_path):
    """Invented rows: lines of title begin with #, however many."""
    path = tmp_path / "invented.csv"
    path.write_text(
        "# Titre\n# Page :\nCode département;Code commune;Population municipale\n01;004;12\n",
        encoding="utf-8",
    )
    frame = read_legal(path)
    assert frame.loc[0].tolist() == ["01", "004", "12"]


def test_read_legal_of_the_published_file(shared_data):
    """Clermont-Ferrand has 147 751 inhabitants in 2022 (INSEE), with a space as published."""
    frame = read_legal(shared_data / "population/populations_legales_2025_ensemble_communes.csv")
    assert frame.loc[
        (frame["Code département"] == "63") & (frame["Code commune"] == "113"), "Population municipale"
    ].tolist() == ["147\u00a0751"]
