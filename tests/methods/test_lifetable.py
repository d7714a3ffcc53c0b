"""Life tables against a published example, and closed old ages."""

import numpy as np
import pytest

from arpent.errors import AskedWrongly
from arpent.methods.lifetable import close_old_ages, life_expectancy, life_table

PAS_POPULATION = [
    *(100958, 466275, 624134, 559559, 446736, 370653, 301862, 249409, 247473, 223014, 172260),
    *(149338, 127242, 105715, 79614, 53660, 31021, 16805, 8000, 4000, 2000, 1000),
]
PAS_DEATHS = [
    *(8674, 1592, 618, 411, 755, 1098, 1100, 1357, 1335, 3257, 2200),
    *(4023, 2167, 4578, 2956, 4212, 2887, 2351, 1500, 900, 500, 300),
]


def test_the_published_example_of_pas():
    """
    US Census Bureau, PAS, workbook LTPOPDTH (North, men, infant mortality 0.1), as DemoTools quotes it.

    Its expectancies have two decimals: they are met to half of the last, at all 22 ages. Coale and Demeny's
    separation factors at that infant mortality are 0.33 at age 0 and 1.558 from 1 to 4 (UN Manual X, table 164).
    """
    population = np.array(PAS_POPULATION)
    deaths = np.array(PAS_DEATHS)
    published = [56.31, 61.53, 58.35, 53.63, 48.81, 44.21, 39.83, 35.52, 31.43, 27.22, 24.09]
    published += [20.52, 18.12, 14.51, 12.42, 9.45, 7.85, 6.09, 4.95, 4.28, 3.85, 3.33]
    widths = np.array([1.0, 4.0, *[5.0] * 20])
    before = np.array([0.33, 1.558, *[2.5] * 20])
    table = life_table(deaths / population, widths, before, infant_quotient=0.1)
    assert table.expectancy == pytest.approx(published, abs=0.00501)
    assert table.expectancy[0] == pytest.approx(published[0], rel=1e-4)


def test_parts_of_a_table_agree():
    """Years lived are those ahead at birth; survivors fall by the quotients; many tables at once are each alone."""
    rates = np.array([[0.01, 0.02, 0.3], [0.0, 0.1, 0.5]])
    widths = np.array([10.0, 10.0, np.inf])
    both = life_table(rates, widths)
    assert both.expectancy[:, 0] == pytest.approx(both.lived.sum(axis=1))
    assert both.survivors[:, 1:] == pytest.approx(both.survivors[:, :-1] * (1 - both.quotients[:, :-1]))
    assert both.expectancy[1] == pytest.approx(life_table(rates[1], widths).expectancy)


def test_nobody_is_left_after_certain_death():
    """A rate that kills all in the group leaves no year ahead, and no division by zero."""
    table = life_table(np.array([4.0, 0.5]), np.array([1.0, np.inf]), np.array([1.0, 1.0]))
    assert table.expectancy.tolist() == [pytest.approx(1.0), 0.0]


def test_expectancy_from_quotients_by_age_reached():
    """All survive their year of birth, one in two dies in the next, all in the third: 0.5 + 0.75 + 0.25 years."""
    assert float(life_expectancy(np.array([0.0, 0.5, 1.0]))) == pytest.approx(1.5)


def test_a_logistic_is_carried_on_exactly():
    """Where the hazard is a logistic of age, what is beyond the fit is found again."""
    ages = np.arange(121)
    quotients = -np.expm1(-1 / (1 + np.exp(-(0.1 * ages - 11))))
    carried = close_old_ages(quotients[:101], fitted=(80, 95), last=120)
    assert carried == pytest.approx(quotients)


def test_rates_that_make_no_table_are_refused():
    """No death in the open group has no end; a fit needs ages that are there."""
    with pytest.raises(AskedWrongly, match="open age group"):
        life_table(np.array([0.1, 0.0]), np.array([1.0, 1.0]))
    with pytest.raises(AskedWrongly, match="80 to 95"):
        close_old_ages(np.full(90, 0.1), fitted=(80, 95), last=120)
