"""The cohort-component engine, by hand on three ages."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from arpent.errors import AskedWrongly
from arpent.methods.cohorts import GIRLS, Hypotheses, pass_year, project


def test_one_year_by_hand(small_year):
    """100 a cell; women of age 1: 100 less half of 10 deaths bear 95 children, of whom a tenth dies."""
    made = pass_year(np.full((2, 3), 100.0), small_year)
    newborns = 95 * 0.9 * np.array([GIRLS, 1 - GIRLS])
    assert made.population[:, 0] == pytest.approx(newborns)
    assert made.population[:, 1:].tolist() == [[90, 90 + 80]] * 2
    assert made.births.sum() == 95
    assert made.deaths[:, 1:].tolist() == [[10, 10, 20]] * 2


def test_half_of_the_migrants_are_exposed(small_year):
    """20 arrive at age 0: (100 + 10) × 0.1 = 11 die, 109 are left; infants arrive in full, after the deaths."""
    migration = np.array([[7.0, 20.0, 0.0, 0.0]] * 2)
    moved = Hypotheses(small_year.mortality, small_year.fertility, migration=migration)
    made = pass_year(np.full((2, 3), 100.0), moved)
    plain = pass_year(np.full((2, 3), 100.0), small_year)
    assert made.population[:, 1].tolist() == [109, 109]
    assert made.population[:, 0] - plain.population[:, 0] == pytest.approx([7, 7])


def test_rates_and_counts_of_migration_add_up(small_year):
    """5 per cent of 100 and 15 more are the 20 of the count; newborns' rate is per birth."""
    start, share = np.full((2, 3), 100.0), np.array([0.0, 0.05, 0.0, 0.0])
    both = Hypotheses(
        small_year.mortality, small_year.fertility, np.array([0.0, 15, 0, 0]) * np.ones((2, 1)), share
    )
    counted = Hypotheses(small_year.mortality, small_year.fertility, np.array([[0.0, 20, 0, 0]] * 2))
    assert pass_year(start, both).population == pytest.approx(pass_year(start, counted).population)


@given(st.integers(0, 2**32 - 1))
def test_what_changes_is_births_deaths_and_migration(seed):
    """P(t+1) - P(t) = births - deaths + migration, in every territory, scenario, sex and year."""
    rng = np.random.default_rng(seed)
    years = [
        Hypotheses(rng.uniform(0, 1, (4, 3, 2, 6)), rng.uniform(0, 0.5, (3, 5)), rng.normal(0, 5, (2, 6)))
        for _ in range(3)
    ]
    made = project(rng.uniform(0, 1000, (4, 1, 2, 5)), years)
    change = np.diff(made.population.sum(axis=-1), axis=0)
    assert made.population.shape == (4, 4, 3, 2, 5)
    assert change == pytest.approx(made.births - made.deaths + made.migration, abs=1e-9)


def test_territories_do_not_touch_one_another(small_year):
    """Many at once give what each gives alone."""
    starts = np.random.default_rng(2).uniform(0, 50, (7, 2, 3))
    together = project(starts, [small_year] * 4).population
    alone = np.stack([project(one, [small_year] * 4).population for one in starts], axis=1)
    assert (together == alone).all()


def test_a_negative_count_is_told_and_left(small_year):
    """More leave than there are: the count is negative, and named; nothing is clipped."""
    leaving = Hypotheses(small_year.mortality, small_year.fertility, np.array([[0.0, -200, 0, 0], [0.0] * 4]))
    made = project(np.full((2, 3), 100.0), [leaving])
    assert made.negatives().tolist() == [[1, 0, 1]]
    assert made.population[1, 0, 1] == -100


def test_a_correction_runs_no_risk(small_year):
    """What statistics take away at the end of the year changes no birth and no death."""
    start, taken = np.full((2, 3), 100.0), np.array([[0.0, -1, -2, -3]] * 2)
    made = pass_year(start, Hypotheses(small_year.mortality, small_year.fertility, correction=taken))
    plain = pass_year(start, small_year)
    assert (made.population - plain.population) == pytest.approx(np.array([[0, -1, -5]] * 2))
    assert made.deaths.tolist() == plain.deaths.tolist()


def test_a_smaller_store_changes_no_computation(small_year):
    """float32 is what is kept, not what is computed."""
    start = np.full((2, 3), 1e6 / 3)
    exact, small = project(start, [small_year] * 30), project(start, [small_year] * 30, stored=np.float32)
    assert small.population.dtype == np.float32
    assert (small.births == exact.births).all()


@pytest.mark.parametrize(
    ("mortality", "fertility", "message"),
    [
        (np.full((2, 3), 0.1), np.zeros(3), "3 ages need 4 quotients"),
        (np.full((2, 4), 1.1), np.zeros(3), "between 0 and 1"),
        (np.full((2, 4), np.nan), np.zeros(3), "none missing"),
        (np.full((2, 4), 0.1), np.array([0, -1.0, 0]), "0 or more"),
    ],
)
def test_hypotheses_that_do_not_fit_are_refused(mortality, fertility, message):
    """Before a year is computed."""
    with pytest.raises(AskedWrongly, match=message):
        project(np.ones((2, 3)), [Hypotheses(mortality, fertility)])


def test_no_year_is_refused():
    """Nothing to project."""
    with pytest.raises(AskedWrongly, match="no year"):
        project(np.ones((2, 3)), [])
