"""Households from reference persons."""

import numpy as np
import pytest

from arpent.errors import AskedWrongly
from arpent.methods.households import households, reference_rates


def test_the_base_year_is_found_again():
    """Rates times those they came from are the households counted; an empty age has none."""
    people = np.array([[10.0, 40, 0], [10, 30, 5]])
    heads = np.array([[0.0, 20, 0], [0, 24, 4]])
    rates = reference_rates(heads, people)
    assert float(households(people, rates)) == pytest.approx(heads.sum())
    assert float(households(people / 0.8, rates, 0.2)) == pytest.approx(heads.sum())


def test_what_can_not_be_is_refused():
    """More heads than people, a rate over 1, a rate that is missing."""
    with pytest.raises(AskedWrongly, match="more reference persons"):
        reference_rates(np.array([2.0]), np.array([1.0]))
    for wrong in (1.5, np.nan):
        with pytest.raises(AskedWrongly, match="rates must be 0-1"):
            households(np.ones((2, 1)), np.full((2, 1), wrong))
