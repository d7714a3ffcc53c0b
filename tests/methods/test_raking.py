"""Raking meets its totals and keeps what the seed knows."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from arpent.errors import AskedWrongly
from arpent.methods.raking import rake

_COUNTS = arrays(np.float64, (3, 4), elements=st.floats(1, 1000))


@given(_COUNTS, _COUNTS)
def test_rows_and_columns_are_met(seed, other):
    """Totals of another table with the same sum are met on both sides."""
    fitted = rake(seed, other.sum(axis=1), other.sum(axis=0))
    np.testing.assert_allclose(fitted.sum(axis=1), other.sum(axis=1), rtol=1e-8)
    np.testing.assert_allclose(fitted.sum(axis=0), other.sum(axis=0), rtol=1e-6)


def test_odds_of_the_seed_are_kept():
    """Scaling rows and columns leaves the cross-product ratio of a 2 × 2 table as it was."""
    seed = np.array([[4.0, 1.0], [2.0, 3.0]])
    fitted = rake(seed, np.array([10.0, 30.0]), np.array([25.0, 15.0]))
    ratio = fitted[0, 0] * fitted[1, 1] / fitted[0, 1] / fitted[1, 0]
    assert ratio == pytest.approx(6.0)


@pytest.mark.parametrize(
    ("seed", "rows", "columns", "said"),
    [
        ([[1.0, 1.0]], [3.0], [1.0, 1.0], "rows sum to"),
        ([[1.0, -1.0]], [2.0], [1.0, 1.0], "0 or more"),
        ([[1.0, 1.0]], [1.0, 1.0], [1.0, 1.0], "for 2 rows"),
        ([[1.0, 0.0], [1.0, 0.0]], [1.0, 1.0], [1.0, 1.0], "can't be met"),
    ],
)
def test_totals_that_cannot_be_met_are_refused(seed, rows, columns, said):
    """Contradictions, negatives, wrong shapes and zeros in the way are said, never filled."""
    with pytest.raises(AskedWrongly, match=said):
        rake(np.array(seed), np.array(rows), np.array(columns))
