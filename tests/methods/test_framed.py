"""Territories held to their country, year by year."""

import numpy as np
import pytest

from arpent.methods.cohorts import project
from arpent.methods.framed import frame_factors, project_framed

START = np.array([[[10.0, 20.0, 30.0]] * 2, [[40.0, 10.0, 5.0]] * 2])


def test_all_territories_sum_to_the_country_each_year(small_year):
    """Whatever the country's path, the territories projected within it sum to it, sex and age."""
    wanted = [np.full((2, 3), 50.0), np.array([[60.0, 40.0, 20.0]] * 2)]
    factors = frame_factors(START, [small_year] * 2, wanted)
    framed = project_framed(START, [small_year] * 2, factors)
    np.testing.assert_allclose(framed.projection.population[1:].sum(axis=1), wanted, rtol=1e-12)


def test_a_country_that_is_their_sum_changes_nothing(small_year):
    """Factors are 1 where the frame is what territories come to alone."""
    alone = project(START, [small_year] * 3)
    factors = frame_factors(START, [small_year] * 3, alone.population[1:].sum(axis=1))
    assert factors == pytest.approx(np.ones((3, 2, 3)))
    framed = project_framed(START, [small_year] * 3, factors)
    np.testing.assert_allclose(framed.projection.population, alone.population)


def test_the_parts_of_a_change_sum_to_it(small_year):
    """Births, deaths, migration and adjustment make up the change of every year."""
    factors = frame_factors(START, [small_year] * 2, [np.full((2, 3), 45.0)] * 2)
    framed = project_framed(START, [small_year] * 2, factors)
    one = framed.projection
    made = (one.births - one.deaths + one.migration).sum(axis=-1) + framed.adjustment
    np.testing.assert_allclose(np.diff(one.totals(), axis=0), made)
