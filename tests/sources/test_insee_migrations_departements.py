"""Reader of ``insee_migrations_departements``."""

from arpent.sources.insee_migrations_departements import read_flows


def test_read_flows_changes_nothing(tmp_path):
    """Invented rows: departements stay text."""
    path = tmp_path / "invented.csv"
    path.write_text("DRAN,DRACT,IPONDI\n01,2A,5.5\n", encoding="utf-8")
    frame = read_flows(path)
    assert frame.loc[0].tolist() == ["01", "2A", "5.5"]


def test_read_flows_of_the_published_file(shared_data):
    """The files that the carrier names 2019 and 2020 are the same: no table is made of them."""
    frame = read_flows(shared_data / "population/mig-res-dep-2019.csv")
    assert frame.equals(read_flows(shared_data / "population/mig-res-dep-2020.csv"))
