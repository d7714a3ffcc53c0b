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


#: An EPCI whose every commune is in INSEE's file by IRIS, another, and a département.
THREE = ("epci:246300701", "epci:240300566", "departement:03")
COMPARATEUR = (
    "read_csv('RAW/comparateur/base_cc_comparateur_RP2019_reassemble.csv', delim=';', "
    "types={'INSEE_COM': 'VARCHAR'}) WHERE INSEE_COM IN (COMMUNES)"
)


@pytest.mark.parametrize("identifier", THREE)
@pytest.mark.parametrize("year", [1968, 1999, 2019])
def test_history_is_that_of_the_raw_file(ask_raw, measured, identifier, year):
    """INSEE's series of communes, summed in SQL."""
    column = {1968: "PSDC68", 1999: "PSDC99", 2019: "PMUN19"}[year]
    file = "'RAW/population/base_pop_historiques_1876_2019.parquet'"
    found = ask_raw(
        f"SELECT sum(CAST({column} AS DOUBLE)) FROM {file} WHERE CODGEO IN (COMMUNES)", identifier
    )
    assert measured(identifier, "historical_population", year) == pytest.approx(found, rel=1e-9)


@pytest.mark.parametrize("identifier", [*THREE, "groupe:vichy-brioude", "region:84"])
def test_balances_add_up_to_the_change(measured, identifier):
    """Births less deaths, and the rest, make the whole change."""
    natural, moves, gain = (
        measured(identifier, name) for name in ("natural_balance", "migration_balance", "population_gain")
    )
    assert natural + moves == pytest.approx(gain)


@pytest.mark.parametrize("identifier", THREE)
def test_balances_are_those_of_the_raw_file(ask_raw, measured, identifier):
    """Births, deaths and populations of INSEE's comparateur; rates over the mean population of six years."""
    natural = ask_raw(f"SELECT sum(NAIS1319 - DECE1319) FROM {COMPARATEUR}", identifier)
    assert measured(identifier, "natural_balance") == pytest.approx(natural)
    yearly = "sum(P19_POP - P13_POP - NAIS1319 + DECE1319) / (sum(P19_POP + P13_POP) / 2) / 6"
    found = ask_raw(f"SELECT {yearly} FROM {COMPARATEUR}", identifier)
    assert measured(identifier, "migration_rate") == pytest.approx(found)


@pytest.mark.parametrize("identifier", THREE)
def test_ageing_is_that_of_the_raw_file(ask_raw, measured, identifier):
    """People of 65 or more for a hundred under 20, out of the census by IRIS."""
    file = "'RAW/iris_rp/iris_2021.parquet'"
    found = ask_raw(
        f"SELECT 100 * sum(pop_65p) / sum(pop_0_19) FROM {file} WHERE com IN (COMMUNES)", identifier
    )
    assert measured(identifier, "ageing_index") == pytest.approx(found, rel=1e-9)


@pytest.mark.parametrize("identifier", ["epci:246300701", "epci:240300566", "commune:63113"])
def test_households_and_ages_are_those_of_the_raw_file(ask_raw, measured, identifier):
    """Single persons among households; women of 75 or more."""
    code = "03" if identifier == "epci:240300566" else "63"
    households = f"'RAW/iris_rp/couples_familles_menages_{code}.csv'"
    where = ", delim=';', types={'INSEE_COM': 'VARCHAR'}) WHERE INSEE_COM IN (COMMUNES)"
    single = ask_raw(f"SELECT sum(C19_MENPSEUL) / sum(C19_MEN) FROM read_csv({households}{where}", identifier)
    assert measured(identifier, "single_person_share") == pytest.approx(single)
    ages = f"'RAW/iris_rp/evol_struc_pop_{code}.csv'"
    women = ask_raw(f"SELECT sum(P19_F75P) FROM read_csv({ages}{where}", identifier)
    assert measured(identifier, "women_75_plus") == pytest.approx(women)


@pytest.mark.parametrize("identifier", ["epci:246300701", "departement:63", "region:84"])
def test_balances_by_period_are_those_of_the_raw_file(ask_raw, measured, identifier):
    """ANCT's balances over the mean population of the period."""
    level, _, code = identifier.partition(":")
    word = {"epci": "EPCI", "departement": "DEP", "region": "REG"}[level]
    query = (
        "SELECT EVOL_DEMO_SN / ((POPULATION_debut + POPULATION_fin) / 2 * periode_nb_annees) "
        "FROM read_csv('RAW/population/indics_TERR_histodemo.csv', types={'TERR': 'VARCHAR'}) "
        f"WHERE TERR = '{code}' AND NIV_TERR = '{word}' AND periode = '1975_1982'"
    )
    assert measured(identifier, "natural_rate_by_period", 1982) == pytest.approx(ask_raw(query))


def test_balances_of_epci_add_up_to_a_grouping(measured):
    """A grouping of whole EPCI has their balances added; moves by age add up to all moves."""
    ages = ("moves_0_19", "moves_20_29", "moves_30_39", "moves_40_49", "moves_50_64", "moves_65_plus")
    for identifier in ("epci:246300701", "departement:63"):
        whole = measured(identifier, "moves")
        assert sum(measured(identifier, name) for name in ages) == pytest.approx(whole)
