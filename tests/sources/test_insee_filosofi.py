"""Reader of ``insee_filosofi``."""

from arpent.sources.insee_filosofi import read_filosofi


def test_read_filosofi_changes_nothing(tmp_path):
    """Invented rows: s, nd, ns, blank and decimal commas stay as published."""
    path = tmp_path / "invented.csv"
    path.write_text("CODGEO;MED21;TP6021\n01004;20000;s\n01005;nd;\n01007;ns;5,0\n", encoding="utf-8")
    frame = read_filosofi(path)
    assert frame["TP6021"].tolist() == ["s", "", "5,0"]
    assert frame["MED21"].tolist() == ["20000", "nd", "ns"]


def test_read_filosofi_of_the_published_file(shared_data):
    """2021: 34 909 communes and arrondissements; most rates are secret."""
    frame = read_filosofi(shared_data / "filosofi/cc_filosofi_2021_COM.csv")
    assert len(frame) == 34909
    assert (frame["TP6021"] == "s").sum() > 30000
