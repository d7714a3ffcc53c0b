"""Theme population: figures equal to the published ones."""

import math

import pytest

from arpent import tables
from arpent.indicators import indicator, measure
from arpent.territory import find

#: INSEE, populations légales of Clermont Auvergne Métropole (21 communes), by reference year.
CAM = {
    2016: 288_435,
    2017: 289_817,
    2018: 294_127,
    2019: 296_180,
    2020: 295_821,
    2021: 295_787,
    2022: 296_677,
    2023: 295_488,
}


def _by_year(identifier, name="population"):
    frame = measure([indicator(name)], [("focus", find(identifier))])
    return dict(zip(frame["year"], frame["value"], strict=True))


def test_legal_populations_of_clermont_auvergne_metropole():
    """INSEE's populations légales, each year since 2016."""
    assert _by_year("epci:246300701") == CAM


def test_census_population_by_iris():
    """295 789 in the 2021 census by IRIS (rounded), against 295 787 in INSEE's own total."""
    assert _by_year("epci:246300701", "census_population") == {2021: 295_789}


def test_communes_sum_to_their_epci_departement_and_france():
    """Year by year, to the unit: communes = EPCI, départements = France."""
    communes = tables.load("population_legal").merge(
        tables.load("communes")[["commune_code", "epci_code", "departement_code"]], on="commune_code"
    )
    communes = communes[communes["departement_code"] != "976"]
    by_year = communes.groupby("year")["population"].sum()
    assert _by_year("france") == by_year.to_dict()
    codes = sorted(communes["departement_code"].unique())
    frame = measure([indicator("population")], [("part", find(f"departement:{code}")) for code in codes])
    assert frame.groupby("year")["value"].sum().to_dict() == by_year.to_dict()


def test_every_epci_is_the_sum_of_its_communes():
    """All EPCI of the COG, all years."""
    epci = tables.load("epci")["epci_code"]
    frame = measure([indicator("population")], [("peer", find(f"epci:{code}")) for code in epci])
    communes = tables.load("population_legal").merge(
        tables.load("communes")[["commune_code", "epci_code"]], on="commune_code"
    )
    sums = communes.groupby(["epci_code", "year"])["population"].sum(min_count=1)
    measured = (
        frame.assign(code=frame["territory"].str.removeprefix("epci:"))
        .set_index(["code", "year"])["value"]
        .dropna()
    )
    assert len(measured) > 1_200 * 7
    assert (measured == sums.loc[measured.index].astype(float)).all()


def test_mayotte_is_not_given_a_year_it_has_not():
    """Mayotte's 2017 census is not shown as a later year's figure."""
    values = _by_year("departement:976")
    assert all(math.isnan(value) for year, value in values.items() if year != 2017)


def test_shares_by_age_sum_to_one():
    """The three age groups are the whole, for any territory."""
    for identifier in ("epci:246300701", "departement:63", "france"):
        shares = [
            _by_year(identifier, name)[2021] for name in ("share_under_20", "share_20_64", "share_65_plus")
        ]
        assert sum(shares) == pytest.approx(1, abs=2e-3)  # each IRIS is rounded
