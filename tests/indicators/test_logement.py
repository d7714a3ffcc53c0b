"""Theme logement: figures equal to the published ones, parts that sum."""

import math

import pytest

from arpent.indicators import families, indicator, measure
from arpent.territory import find


def _value(identifier, name):
    return measure([indicator(name)], [("focus", find(identifier))])["value"].iloc[0]


def test_dwellings_of_clermont_auvergne_metropole():
    """171 242 dwellings in the 2021 census by IRIS."""
    assert _value("epci:246300701", "dwellings") == 171_242


@pytest.mark.parametrize("identifier", ["epci:246300701", "departement:63", "france"])
def test_uses_sum_to_the_stock(identifier):
    """Main residences, second homes and vacant dwellings are all dwellings (IRIS rounding apart)."""
    parts = sum(_value(identifier, name) for name in ("main_residences", "second_homes", "vacant_dwellings"))
    assert parts == pytest.approx(_value(identifier, "dwellings"), rel=1e-3)


def test_vacancy_is_vacant_over_all():
    """Recomputed from the counts."""
    share = _value("epci:246300701", "vacant_dwellings") / _value("epci:246300701", "dwellings")
    assert _value("epci:246300701", "vacancy_share") == pytest.approx(share)


def test_households_in_flats_are_main_residences_only():
    """A share between 0 and 1, larger in the metropolis than in its département."""
    assert 0 < _value("departement:63", "main_flat_share") < _value("epci:246300701", "main_flat_share") < 1


#: Two EPCI whose every commune is in INSEE's file by IRIS, and a commune.
THREE = ("epci:246300701", "epci:240300566", "commune:63113")


def _iris(identifier):
    code = "03" if identifier == "epci:240300566" else "63"
    return f"read_csv('RAW/iris_rp/logement_{code}.csv', delim=';', types={{'INSEE_COM': 'VARCHAR'}})"


@pytest.mark.parametrize("identifier", THREE)
@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("tenure_private_share", "sum(P19_RP_LOC - P19_RP_LOCHLMV) / sum(P19_RP)"),
        ("social_share", "sum(P19_RP_LOCHLMV) / sum(P19_RP)"),
        ("before_1946_share", "sum(P19_RP_ACH19 + P19_RP_ACH45) / sum(P19_RP_ACHTOT)"),
        ("overcrowded_share", "sum(C19_RP_HSTU1P_SUROCC) / sum(C19_RP_HSTU1P)"),
        ("main_residences_5_rooms_plus_share", "sum(P19_RP_5PP) / sum(P19_RP)"),
    ],
)
def test_shares_of_the_stock_are_those_of_the_raw_file(ask_raw, measured, identifier, name, found):
    """INSEE's census by IRIS, summed in SQL."""
    expected = ask_raw(f"SELECT {found} FROM {_iris(identifier)} WHERE INSEE_COM IN (COMMUNES)", identifier)
    assert measured(identifier, name) == pytest.approx(expected)


@pytest.mark.parametrize("identifier", [*THREE[:2], "departement:03"])
def test_owners_vacancy_and_sales_are_those_of_the_raw_files(ask_raw, measured, identifier):
    """Comparateur of 2019, census by IRIS of 2021, sales of five years: three files of communes, summed in SQL."""
    comparateur = (
        "read_csv('RAW/comparateur/base_cc_comparateur_RP2019_reassemble.csv', delim=';', "
        "types={'INSEE_COM': 'VARCHAR'}) WHERE INSEE_COM IN (COMMUNES)"
    )
    owners = ask_raw(f"SELECT sum(P19_RP_PROP) / sum(P19_RP) FROM {comparateur}", identifier)
    assert measured(identifier, "owner_share") == pytest.approx(owners)
    iris = "'RAW/iris_rp/iris_2021.parquet' WHERE com IN (COMMUNES)"
    vacant = ask_raw(f"SELECT sum(logements_vacants) / sum(logements) FROM {iris}", identifier)
    assert measured(identifier, "vacancy_share") == pytest.approx(vacant)
    sales = "read_csv('RAW/property/cityStats.csv', delim=';', types={'city_code': 'VARCHAR'})"
    sold = ask_raw(f"SELECT sum(dvf_nbtrans) FROM {sales} WHERE city_code IN (COMMUNES)", identifier)
    assert measured(identifier, "sales") == pytest.approx(sold)


@pytest.mark.parametrize("identifier", ["epci:246300701", "departement:63"])
def test_tenures_rooms_and_ages_make_the_whole(identifier, measured):
    """Each family of shares is a composition: it sums to one wherever it is known."""
    for family in ("tenures", "rooms", "building_ages"):
        parts = [measured(identifier, one.id) for one in families()[family]]
        assert all(math.isnan(part) for part in parts) or sum(parts) == pytest.approx(1, abs=1e-6)


@pytest.mark.parametrize("code", ["63113", "63300", "43157"])
def test_prices_are_read_for_communes_and_never_computed_above(ask_raw, measured, code):
    """The median of the third party's file for a commune; nothing for its EPCI, and the reason."""
    file = "read_csv('RAW/property/cityStats.csv', delim=';', types={'city_code': 'VARCHAR'})"
    found = ask_raw(f"SELECT dvf_pxm2_median FROM {file} WHERE city_code = '{code}'")
    assert measured(f"commune:{code}", "price") == pytest.approx(found)
    frame = measure([indicator("price")], [("focus", find("epci:246300701"))])
    assert frame["reason"].tolist() == ["not_available"]
