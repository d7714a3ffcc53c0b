"""Reader of ``insee_statistiques_locales``."""

from arpent.sources.insee_statistiques_locales import read_export


def test_read_export_changes_nothing(tmp_path):
    """Invented rows: the two lines of title go, what N/A says stays."""
    path = tmp_path / "invented.csv"
    path.write_text(
        "Insee - Statistiques locales; \nRéférentiel; \nCode;Part\n01001;N/A - secret\n", encoding="utf-8"
    )
    frame = read_export(path)
    assert frame.loc[0].tolist() == ["01001", "N/A - secret"]


def test_read_export_of_the_published_file(shared_data):
    """34 935 communes, four indicators."""
    frame = read_export(shared_data / "mobility/INSEE_Statistiques_locales_territoires_ville_quartiers.csv")
    assert frame.shape == (34935, 6)
