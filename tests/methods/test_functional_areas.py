"""Functional areas, on graphs small enough to divide by head."""

import numpy as np
import pytest
from scipy import sparse

from arpent.errors import AskedWrongly
from arpent.methods.functional_areas import functional_areas, jaccard, modularity

# Two towns with two villages each (0-2, 3-5), one road of ten persons between the towns.
TWO_TOWNS = np.array(
    [
        [900, 40, 40, 10, 0, 0],
        [200, 100, 10, 0, 0, 0],
        [200, 10, 100, 0, 0, 0],
        [10, 0, 0, 600, 30, 30],
        [0, 0, 0, 150, 80, 5],
        [0, 0, 0, 150, 5, 80],
    ],
    dtype=float,
)


def test_two_towns_are_two_areas():
    """Each village is with its town, the larger area first, and every draw of so many persons finds the same."""
    areas = functional_areas(sparse.csr_array(TWO_TOWNS * 100))
    assert areas.labels.tolist() == [0, 0, 0, 1, 1, 1]
    assert areas.stability.tolist() == [1.0] * 6


def test_modularity_is_the_formula():
    """By hand: the share of persons kept in the two areas, less what chance would keep."""
    total = TWO_TOWNS.sum()
    a, b = TWO_TOWNS[:3, :3].sum(), TWO_TOWNS[3:, 3:].sum()
    outs = TWO_TOWNS[:3].sum() / total, TWO_TOWNS[3:].sum() / total
    ins = TWO_TOWNS[:, :3].sum() / total, TWO_TOWNS[:, 3:].sum() / total
    expected = (a + b) / total - outs[0] * ins[0] - outs[1] * ins[1]
    areas = functional_areas(sparse.csr_array(TWO_TOWNS))
    assert areas.modularity == pytest.approx(expected)
    worse = modularity(sparse.csr_array(TWO_TOWNS), np.array([0, 0, 1, 1, 1, 1]))
    assert worse < areas.modularity


def test_no_other_division_is_better():
    """Every division of the six places into two is tried: none has a higher modularity."""
    flows = sparse.csr_array(TWO_TOWNS)
    best = functional_areas(flows).modularity
    for number in range(2**6):
        labels = np.array([number >> bit & 1 for bit in range(6)])
        assert modularity(flows, labels) <= best + 1e-12


def test_same_seed_same_areas():
    """Two runs give the same bytes; another seed may not."""
    made = np.random.default_rng(1).gamma(0.3, 50, (40, 40))
    first, second = (functional_areas(sparse.csr_array(made), seed=3, draws=5) for _ in range(2))
    assert first.labels.tobytes() == second.labels.tobytes()
    assert first.stability.tobytes() == second.stability.tobytes()


def test_a_place_between_two_is_less_stable():
    """A village as near one town as the other changes area with the draw; those beside the towns seldom do."""
    between = np.zeros((7, 7))
    between[:6, :6] = TWO_TOWNS / 10
    between[6, 0], between[6, 3], between[6, 6] = 9, 8, 3
    areas = functional_areas(sparse.csr_array(between), draws=60)
    assert areas.stability[6] < areas.stability[:6].max()
    assert areas.stability.min() > 0


def test_a_higher_resolution_gives_smaller_areas():
    """At ten, no village is kept with its town."""
    flows = sparse.csr_array(TWO_TOWNS)
    assert functional_areas(flows, resolution=10, draws=0).labels.max() > 1


def test_a_place_without_flow_is_alone():
    """An island that nobody leaves or reaches is an area of its own."""
    flows = np.zeros((7, 7))
    flows[:6, :6] = TWO_TOWNS
    labels = functional_areas(sparse.csr_array(flows), draws=0).labels
    assert (labels == labels[6]).sum() == 1


def test_without_any_flow_each_is_alone():
    """An empty matrix is not an error."""
    areas = functional_areas(sparse.csr_array((3, 3)), draws=2)
    assert sorted(areas.labels) == [0, 1, 2]
    assert areas.modularity == 0


def test_likeness_of_the_same_division_is_one():
    """Whatever the numbers of the areas."""
    assert jaccard(np.array([0, 0, 1]), np.array([1, 1, 0])).tolist() == [1.0, 1.0, 1.0]


@pytest.mark.parametrize(
    ("flows", "resolution", "message"),
    [
        (np.ones((2, 3)), 1.0, "as many rows as columns"),
        (-np.ones((2, 2)), 1.0, "negative or missing"),
        (np.full((2, 2), np.nan), 1.0, "negative or missing"),
        (np.ones((2, 2)), 0.0, "above 0"),
    ],
)
def test_what_is_no_flow_is_refused(flows, resolution, message):
    """With what was given and what is expected."""
    with pytest.raises(AskedWrongly, match=message):
        functional_areas(sparse.csr_array(flows), resolution=resolution)
