"""Reader of ``insee_salaires``."""

from arpent.sources.insee_salaires import read_wages


def test_read_wages_changes_nothing(tmp_path):
    """Invented rows: nothing is typed."""
    path = tmp_path / "invented.csv"
    path.write_text("CODGEO;SNHM14\n1004;13.7\n", encoding="utf-8")
    frame = read_wages(path)
    assert frame.loc[0].tolist() == ["1004", "13.7"]


def test_read_wages_of_the_published_file(shared_data):
    """5 136 communes, 26 columns."""
    frame = read_wages(shared_data / "jobs/net_salary_per_town_categories.csv")
    assert frame.shape == (5136, 26)
