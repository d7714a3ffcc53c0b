"""Reader of ``anct_soldes_demographiques``."""

from arpent.sources.anct_soldes_demographiques import read_balances, read_mortality


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
