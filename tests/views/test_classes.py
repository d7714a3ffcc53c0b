"""Classes of maps."""

from itertools import pairwise

import numpy as np
import pytest

from arpent.views.classes import METHODS, classify, natural_breaks


def test_natural_breaks_by_hand():
    """Three groups far apart are found; the limit is the greatest value of each class but the last."""
    assert natural_breaks([1, 2, 3, 10, 11, 30], 3) == [3.0, 11.0]
    assert natural_breaks([0, 0, 10, 10], 2) == [0.0]


def test_natural_breaks_are_the_best():
    """No other cut of the values has less squared deviation within its classes (all cuts tried)."""
    values = sorted(np.random.default_rng(7).gamma(2, 3, 12).tolist())

    def cost(cuts):
        bounds = [0, *cuts, len(values)]
        groups = [np.array(values[a:b]) for a, b in pairwise(bounds)]
        return sum(((group - group.mean()) ** 2).sum() for group in groups)

    best = min((cost((a, b)), a, b) for a in range(1, 11) for b in range(a + 1, 12))
    assert natural_breaks(values, 3) == [values[best[1] - 1], values[best[2] - 1]]


@pytest.mark.parametrize("method", ["jenks", "quantiles"])
def test_limits_are_round_and_no_class_is_empty(made, method):
    """Five classes, rounded limits, none empty, the label of each says its limits."""
    values = np.random.default_rng(3).gamma(4, 0.02, 158).round(4).tolist()
    classes = classify(values, made.VACANCY, method=method)
    indexes = [classes.index(value * 100) for value in values]
    assert set(indexes) == set(range(5))
    assert all(abs(limit * 2 - round(limit * 2)) < 1e-9 for limit in classes.breaks)
    assert classes.labels[0].startswith("moins de ")
    assert classes.labels[-1].endswith(" ou plus")


def test_few_values(made):
    """As many classes as there are values as printed; one class where all are equal."""
    assert len(classify([0.05, 0.05], made.VACANCY).colours) == 1
    assert len(classify([0.05, 0.09], made.VACANCY).colours) == 2
    assert classify([0.05], made.VACANCY).labels == ("5,0\u202f%",)


def test_a_limit_belongs_to_the_class_above(made):
    """« de 5 à 10 » holds 5 and not 10."""
    classes = classify([0.01, 0.05, 0.10], made.VACANCY, breaks=[5, 10])
    assert [classes.index(value) for value in (4.9, 5, 9.9, 10)] == [0, 1, 1, 2]


@pytest.mark.filterwarnings("ignore:Numba not installed:UserWarning")
def test_natural_breaks_are_those_of_mapclassify():
    """The field's own library finds the same limits (it is not used in kernels: its import costs seconds)."""
    import mapclassify  # noqa: PLC0415 - seconds that only this test pays

    rng = np.random.default_rng(63)
    for _ in range(20):
        values = rng.gamma(2, 5, 40).round(1)
        peer = mapclassify.FisherJenks(values, k=5).bins[:-1]
        assert natural_breaks(values.tolist(), 5) == pytest.approx(list(peer))


def test_equal_intervals(made):
    """From 0 to 100 in five equal intervals: the limits are 20, 40, 60 and 80, and the method is named."""
    classes = classify([value / 100 for value in range(101)], made.VACANCY, method="equal_interval")
    assert classes.breaks == (20, 40, 60, 80)
    assert METHODS[classes.method] == "intervalles égaux, arrondis"
