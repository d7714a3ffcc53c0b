"""Theme mobilite: figures are what DuckDB finds in INSEE's own files, by another road; shares add up."""

import duckdb
import pytest

from arpent.indicators import families, indicator, measure
from arpent.territory import find

TERRITORIES = {
    "epci:246300701": "EPCI = '246300701'",
    "departement:43": "DEP = '43'",
    "commune:15014": "INSEE_COM = '15014'",
}
COMPARATEUR = "comparateur/base_cc_comparateur_RP2019_reassemble.csv"
SHARES = "mobility/INSEE_Statistiques_locales_territoires_ville_quartiers.csv"
#: Indicator → column of the file of shares, in its order, and what weights it.
WEIGHTED = {
    "transit_share": (0, "workers"),
    "households_with_car_share": (1, "households"),
    "car_share": (2, "workers"),
    "bike_share": (3, "workers"),
}
#: Indicator → numerator and denominator in the census by IRIS.
BY_IRIS = {
    "works_in_own_commune_share": ("P19_ACTOCC15P_ILT1", "P19_ACTOCC15P"),
    "commuters_walk_share": ("C19_ACTOCC15P_MAR", "C19_ACTOCC15P"),
    "commuters_car_share": ("C19_ACTOCC15P_VOIT", "C19_ACTOCC15P"),
}


def _value(identifier, name):
    frame = measure([indicator(name)], [("focus", find(identifier))]).dropna(subset="value")
    return frame.loc[frame["year"] == frame["year"].max(), "value"].iloc[0]


def _communes(folder):
    return f"read_csv('{folder / COMPARATEUR}', delim=';', all_varchar=true)"


@pytest.mark.usefixtures("real_tables")
@pytest.mark.parametrize("identifier", TERRITORIES)
@pytest.mark.parametrize("name", WEIGHTED)
def test_estimated_shares_are_weighted_means_of_the_published_ones(shared_data, identifier, name):
    """By workers of the comparateur, or main residences of the census by IRIS; a commune's is the one published."""
    column, weight = WEIGHTED[name]
    shares = (
        f"SELECT column0 AS code, TRY_CAST(column{column + 2} AS DOUBLE) / 100 AS share "
        f"FROM read_csv('{shared_data / SHARES}', delim=';', all_varchar=true, header=false, skip=3, quote='')"
    )
    workers = (
        "SELECT INSEE_COM AS code, P19_ACT1564::DOUBLE - P19_CHOMEUR1564::DOUBLE AS many "
        f"FROM {_communes(shared_data)}"
    )
    households = (
        f"SELECT com AS code, sum(res_principales) AS many FROM '{shared_data / 'iris_rp' / 'iris_2021.parquet'}' "
        "GROUP BY com"
    )
    many = workers if weight == "workers" else households
    inside = f"SELECT INSEE_COM FROM {_communes(shared_data)} WHERE {TERRITORIES[identifier]}"
    query = (
        f"SELECT sum(share * many) / sum(many) FROM ({shares}) JOIN ({many}) USING (code) "
        f"WHERE share IS NOT NULL AND code IN ({inside})"
    )
    assert _value(identifier, name) == pytest.approx(duckdb.sql(query).fetchall()[0][0], rel=1e-9)


@pytest.mark.usefixtures("real_tables")
@pytest.mark.parametrize("identifier", ["epci:246300701", "commune:15014", "commune:03310"])
@pytest.mark.parametrize("name", BY_IRIS)
def test_modes_are_those_of_the_census_by_iris(shared_data, identifier, name):
    """A sum over a sum of IRIS."""
    above, below = BY_IRIS[name]
    inside = TERRITORIES.get(identifier, f"INSEE_COM = '{identifier[-5:]}'")
    codes = f"SELECT INSEE_COM FROM {_communes(shared_data)} WHERE {inside}"
    rows = f"read_csv('{shared_data}/iris_rp/activite_residents_*.csv', delim=';', all_varchar=true)"
    query = f"SELECT sum({above}::DOUBLE) / sum({below}::DOUBLE) FROM {rows} WHERE INSEE_COM IN ({codes})"
    assert _value(identifier, name) == pytest.approx(duckdb.sql(query).fetchall()[0][0], rel=1e-6)


@pytest.mark.usefixtures("real_tables")
def test_two_roads_to_the_same_share_meet():
    """Car to work in Clermont Auvergne Métropole: estimated for 2021, counted by IRIS in 2019, within two points."""
    counted = _value("epci:246300701", "commuters_car_share")
    assert _value("epci:246300701", "car_share") == pytest.approx(counted, abs=0.02)


@pytest.mark.usefixtures("real_tables")
def test_modes_add_up():
    """Six modes, one main mode each."""
    frame = measure(families()["modes"], [("focus", find("epci:246300701"))])
    assert frame["value"].sum() == pytest.approx(1, abs=1e-9)


@pytest.mark.usefixtures("real_tables")
def test_mayotte_has_no_estimated_share():
    """Nothing is published there for that census."""
    frame = measure([indicator("car_share")], [("focus", find("departement:976"))])
    assert frame["value"].isna().all()
    assert set(frame["reason"]) <= {"not_available", "not_published"}
