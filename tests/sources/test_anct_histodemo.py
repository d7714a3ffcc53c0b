"""Reader of ``anct_histodemo``."""

from arpent.sources.anct_histodemo import read_balances


def test_read_balances_changes_nothing(tmp_path):
    """Invented rows: the code of a département stays text."""
    path = tmp_path / "invented.csv"
    path.write_text("TERR,NIV_TERR,DECES\n01,DEP,5\n", encoding="utf-8")
    frame = read_balances(path)
    assert frame.loc[0].tolist() == ["01", "DEP", "5"]


def test_read_balances_of_the_published_file(shared_data):
    """1968–2016 in seven periods; Clermont Auvergne Métropole is there in each."""
    frame = read_balances(shared_data / "population/indics_TERR_histodemo.csv")
    assert frame["periode"].nunique() == 7
    assert (frame["TERR"] == "246300701").sum() == 7
