"""The engine against INSEE's own results: same start, same hypotheses, same population."""

import numpy as np
import pytest

from arpent.errors import AskedWrongly, DataInvalid
from arpent.methods.cohorts import project
from arpent.methods.lifetable import life_expectancy
from arpent.methods.national import OPEN_AGE, read_national, to_published_ages

SCENARIOS = ["central", "fecondite_haute", "esperance_vie_basse", "migrations_hautes"]


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_insee_is_found_again_to_2070(insee, scenario):
    """From 1 January 2022, every year: totals to 1e-6, ages under 95 to 5e-5, 95 to 104 (few people) to 5e-3."""
    national = read_national(*insee, scenario)
    made = to_published_ages(project(national.start(2022), national.years(2022, 2070)).population)
    published = national.population[1:50]
    assert made.sum(axis=(1, 2)) == pytest.approx(published.sum(axis=(1, 2)), rel=1e-6)
    gaps = np.abs(made[1:] / published[1:] - 1)
    assert gaps[..., :95].max() < 5e-5
    assert gaps[..., :OPEN_AGE].max() < 5e-3


def test_life_expectancies_of_insee(insee):
    """90.0 years for women and 87.5 for men in 2070, as the workbook's cover says."""
    national = read_national(*insee, "central")
    assert life_expectancy(national.quotients[2070 - national.first]).round(1).tolist() == [90.0, 87.5]


def test_an_unknown_scenario_or_year_is_refused(insee):
    """Those that exist are named."""
    with pytest.raises(AskedWrongly, match="Known: central"):
        read_national(*insee, "centrale")
    with pytest.raises(AskedWrongly, match="from 2021 to 2120"):
        read_national(*insee, "central").start(1990)


def test_a_hole_is_refused(insee):
    """A quotient that is missing is not 0."""
    population, hypotheses = insee
    holed = hypotheses.drop(hypotheses.query("quantity == 'quotient' and year == 2050 and age == 40").index)
    with pytest.raises(DataInvalid, match="quotient of women aged 40 is missing"):
        read_national(population, holed, "central")
