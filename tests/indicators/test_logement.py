"""Theme logement: figures equal to the published ones, parts that sum."""

import pytest

from arpent.indicators import indicator, measure
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
