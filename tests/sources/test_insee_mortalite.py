"""Reader of ``insee_mortalite``."""

from arpent.sources.insee_mortalite import read_mortality


def test_read_mortality_changes_nothing(tmp_path):
    """Invented rows: decimal commas stay."""
    path = tmp_path / "invented.csv"
    path.write_text("codgeo;an;tx_morta\n01;1968-1975;11,20\n", encoding="utf-8")
    frame = read_mortality(path)
    assert frame.loc[0, "tx_morta"] == "11,20"


def test_read_mortality_of_the_published_file(shared_data):
    """Nine periods at most for each département."""
    frame = read_mortality(shared_data / "social/insee_rp_evol_1968_departement_2018.csv")
    assert frame.loc[frame["codgeo"] == "63", "an"].is_unique
