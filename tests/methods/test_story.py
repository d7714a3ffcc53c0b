"""People, households, dwellings and hectares of one small territory, by hand."""

import numpy as np
import pytest

from arpent.methods.cohorts import Projection
from arpent.methods.framed import Framed
from arpent.methods.story import Housing, Stock, tell

RATES = np.array([0.5, 1.0])
STOCK = Stock(dwellings=1000.0, main_residences=800.0, vacant=120.0, second_homes=80.0)
STILL = Housing(
    headship=0.0,
    vacancy=None,
    second_homes=None,
    renewal=0.0,
    arrears=0.0,
    arrears_years=5,
    density=20.0,
    renewed=0.0,
)


def _people(*totals):
    """Ages 0 to 69: as many at 30 (one household for two) as at 65 (one each) make up the households."""
    population = np.zeros((len(totals), 2, 70))
    population[:, 0, 30] = population[:, 0, 65] = np.array(totals) / 1.5
    none = np.zeros((len(totals) - 1, 2))
    return Framed(Projection(population, none, none, none), np.zeros(len(totals) - 1))


def test_nothing_moves_nothing_is_needed():
    """The same households, the same shares, nothing lost: no dwelling, no hectare."""
    told = tell(_people(800.0, 800.0), RATES, STOCK, STILL)
    assert told.households.tolist() == pytest.approx([800.0, 800.0])
    assert told.dwellings.tolist() == pytest.approx([0.0])
    assert told.hectares.tolist() == [0.0]


def test_households_bring_their_vacant_and_second_homes():
    """80 more households in a stock of which a fifth is no main residence: 100 dwellings, 5 ha at 20 a hectare."""
    told = tell(_people(800.0, 880.0), RATES, STOCK, STILL)
    assert told.dwellings[0] == pytest.approx(100.0)
    assert told.need.households[0] == pytest.approx(80.0)
    assert told.hectares[0] == pytest.approx(5.0)


def test_every_lever_does_what_it_says():
    """Renewal adds its share of the stock; arrears spread; a vacancy of 7 % frees 50 dwellings; half is rebuilt on."""
    moved = Housing(
        headship=0.0,
        vacancy=0.07,
        second_homes=0.08,
        renewal=0.01,
        arrears=0.1,
        arrears_years=2,
        density=10.0,
        renewed=0.5,
    )
    told = tell(_people(800.0, 800.0), RATES, STOCK, moved)
    stock = 800 / (1 - 0.07 - 0.08)
    assert told.dwellings[0] == pytest.approx(stock - 1000 + 10 + 40)
    assert told.hectares[0] == pytest.approx(max(0.0, stock - 950) * 0.5 / 10)


def test_headship_grows_by_the_year():
    """0.01 a year: after two years, 2.01 % more households of the same people."""
    told = tell(_people(800.0, 800.0, 800.0), RATES, STOCK, Housing(**{**STILL.__dict__, "headship": 0.01}))
    assert told.households[-1] == pytest.approx(800 * 1.0201)
