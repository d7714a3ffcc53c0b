"""Reader of ``insee_estel``."""

from arpent.sources.insee_estel import read_jobs


def test_the_published_files(shared_data):
    """18 sheets of one workbook; the Puy-de-Dôme had 275 976 jobs at the end of 2016 (provisional)."""
    frame = read_jobs(shared_data / "jobs/irsocee2016_loc_excel.zip", "T201.xls")
    assert set(frame["statut"]) == {"ENS", "SAL", "NSAL"}
    total = frame[(frame["statut"] == "ENS") & (frame["secteur"] == "T")].set_index("territoire")
    assert total.loc["63-Puy-de-Dôme", "2016 (p)"] == "275976"
    assert (frame["1989"] == "nd").any()
