"""Arrivals follow the country, departures the territory."""

import numpy as np

from arpent.study.framing import moves

START = np.array([[[100.0, 200.0], [100.0, 200.0]]])
MOVING = np.array([[0.02, 0.02, -0.1]])


def test_the_first_day_moves_what_was_observed():
    """Persons in and rates out add up to the rates observed."""
    arriving, leaving = moves(START, MOVING, np.ones((2, 2)))
    made = arriving[..., 1:] + leaving[..., 1:] * START
    np.testing.assert_allclose(made, MOVING[:, None, 1:] * START)
    assert arriving[..., 0].tolist() == [[0.0, 0.0]]
    assert leaving[0, 0, 0] == 0.02


def test_arrivals_grow_with_the_country_only():
    """Twice as many people of that age elsewhere, twice as many arrivals; departures keep their rate."""
    arriving, leaving = moves(START, MOVING, np.full((2, 2), 2.0))
    assert arriving[0, :, 1].tolist() == [4.0, 4.0]
    assert leaving[0, 0, 2] == -0.1
