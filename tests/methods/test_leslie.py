"""Two ways to the same population."""

import numpy as np
import pytest

from arpent.errors import AskedWrongly
from arpent.methods.cohorts import Hypotheses, project
from arpent.methods.leslie import intrinsic_growth, leslie_matrix
from arpent.methods.national import read_national


def test_without_migration_fifty_years_are_fifty_matrices(insee):
    """France 2022-2072 with INSEE's quotients and rates, nobody moving: each cell to 1e-9."""
    national = read_national(*insee, "central")
    start = national.start(2022)
    years = [Hypotheses(one.mortality, one.fertility) for one in national.years(2022, 2072)]
    made = project(start, years).population[-1]
    product = start.reshape(-1)
    for one in years:
        product = leslie_matrix(one) @ product
    assert made.reshape(-1) == pytest.approx(product, rel=1e-9)


def test_a_population_grows_as_its_matrix_in_the_end():
    """No death before the open group, two daughters a mother at age 1: growth is what three centuries show."""
    year = Hypotheses(np.array([[0.0, 0, 0, 1]] * 2), np.array([0.0, 4.1, 0.0]))
    totals = project(np.ones((2, 3)), [year] * 300).totals()
    assert totals[-1] / totals[-3] == pytest.approx((1 + intrinsic_growth(year)) ** 2)
    assert intrinsic_growth(year) == pytest.approx(np.sqrt(2) - 1)


def test_migration_is_no_matrix(small_year):
    """Refused rather than forgotten."""
    with pytest.raises(AskedWrongly, match="migration"):
        leslie_matrix(Hypotheses(small_year.mortality, small_year.fertility, migration=np.ones((2, 4))))
