"""The census of 2021 by commune."""

import pytest

from arpent import tables
from arpent.tables.census_communes import build


@pytest.fixture(scope="module")
def census():
    """The embedded table."""
    return tables.load("census_communes")


def test_a_commune_is_the_sum_of_its_iris(small_inputs):
    """63113 has two IRIS of 100 inhabitants."""
    rows = build(small_inputs).set_index("commune_code")
    assert rows.loc["63113", ["population", "dwellings"]].tolist() == [200, 100]
    assert rows.loc["97601", "reason"] == "not_published"


def test_every_commune_stands_once(census):
    """34 875 communes; only the seventeen of Mayotte are missing, with their reason."""
    assert census["commune_code"].tolist() == tables.load("communes")["commune_code"].tolist()
    missing = census[census["population"].isna()]
    assert missing["commune_code"].str[:3].unique().tolist() == ["976"]
    assert set(missing["reason"]) == {"not_published"}


def test_the_total_is_that_of_the_iris(census):
    """Nothing is lost from IRIS to communes."""
    iris = tables.load("census_iris")
    for column in ("population", "dwellings", "vacant_dwellings", "flats"):
        assert census[column].sum() == iris[column].sum()


def test_agrees_with_the_legal_population(census):
    """Legal population of 2021 and census: the same but for the rounding of IRIS, half an inhabitant each."""
    legal = tables.load("population_legal").query("year == 2021").set_index("commune_code")
    iris = tables.load("census_iris").groupby("commune_code").size()
    both = census.set_index("commune_code").join(legal["population"].rename("legal"))
    whole = both[both["population"].notna() & ~both["is_estimated"]]
    gap = (whole["population"] - whole["legal"]).abs()
    assert (gap <= iris.reindex(whole.index) * 0.5 + 1).all()
