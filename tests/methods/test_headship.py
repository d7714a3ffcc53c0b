"""Households per adult from many communes."""

import numpy as np
import pytest

from arpent.errors import AskedWrongly
from arpent.methods.headship import ecological_rates, fitted_rates


def test_rates_that_made_the_households_are_found():
    """Communes whose households follow two rates give them back, within noise."""
    rng = np.random.default_rng(1)
    people = rng.uniform(50, 2000, (500, 2))
    households = rng.poisson(people @ np.array([0.52, 0.68])).astype(float)
    assert ecological_rates(households, people) == pytest.approx([0.52, 0.68], abs=0.02)


def test_rates_are_brought_to_the_territory():
    """The factor is the same at all ages; households are met."""
    people = np.array([1000.0, 500.0])
    fitted = fitted_rates(np.array([0.5, 0.7]), np.array(900.0), people)
    assert (fitted * people).sum() == pytest.approx(900.0)
    assert fitted[1] / fitted[0] == pytest.approx(1.4)


def test_too_few_communes_are_refused():
    """Two groups are not read from five communes, nor a territory of children brought to households."""
    with pytest.raises(AskedWrongly, match="ten a group"):
        ecological_rates(np.ones(5), np.ones((5, 2)))
    with pytest.raises(AskedWrongly, match="nobody of an age"):
        fitted_rates(np.array([0.5, 0.7]), np.array(10.0), np.zeros(2))
