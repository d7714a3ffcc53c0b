"""The census of 2021 by IRIS, carried to the current communes."""

import pytest

from arpent import tables
from arpent.tables.census_iris import COUNTS, RECORD, build


@pytest.fixture(scope="module")
def iris():
    """The embedded table."""
    return tables.load("census_iris")


def test_arrondissements_are_in_their_city(small_inputs):
    """IRIS of the arrondissements of Marseille belong to the commune 13055."""
    rows = build(small_inputs).query("commune_code == '13055'")
    assert rows["iris_code"].tolist() == ["132010101", "132020101"]


def test_iris_of_an_absorbed_commune_follow_it(small_inputs):
    """63330 is in 63109 since 2025: its IRIS too, under its own code."""
    rows = build(small_inputs).query("commune_code == '63109'")
    assert rows["iris_code"].tolist() == ["631090000", "633300000"]


def test_iris_of_a_cut_commune_is_shared(small_inputs):
    """15141 became five communes: its IRIS has five rows, estimated, that sum to what was published."""
    rows = build(small_inputs).query("iris_code == '151410000'")
    assert len(rows) == 5
    assert rows["is_estimated"].all()
    assert rows[["population", "dwellings"]].sum().tolist() == [100, 50]


def test_clermont_metropole(iris):
    """295 789 inhabitants and 171 242 dwellings, as the IRIS rounded to the unit sum."""
    communes = tables.load("communes").query("epci_code == '246300701'")["commune_code"]
    rows = iris[iris["commune_code"].isin(communes)]
    assert rows[["population", "dwellings"]].sum().tolist() == [295_789, 171_242]


def test_france(iris):
    """67 408 104 inhabitants: the published 67 408 052, but for the rounding of 49 280 IRIS."""
    assert iris["population"].sum() == 67_408_104
    assert iris["dwellings"].sum() == 37_153_287
    assert iris["iris_code"].nunique() == 49_280


def test_parts_sum_to_their_total(iris):
    """Ages sum to the population and categories to the dwellings, within two for rounding."""
    for total, parts in RECORD.parts.items():
        assert (iris[list(parts)].sum(axis=1) - iris[total]).abs().max() <= 2


def test_columns_are_counts(iris):
    """No count is negative or missing."""
    assert (iris[list(COUNTS.values())] >= 0).all(axis=None)
