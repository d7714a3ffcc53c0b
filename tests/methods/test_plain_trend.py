"""The trend that two totals allow: best among those that need nothing else, carried on as written."""

import numpy as np
import pytest

from arpent.errors import AskedWrongly
from arpent.methods.intervals import SIZES
from arpent.methods.plain_trend import carried, choose_trend, interval, plain_errors
from arpent.methods.trends import TRENDS


@pytest.mark.parametrize("level", SIZES)
def test_only_trends_that_need_two_totals_are_judged(level):
    """Never the rule of projections, which needs balances; one best at least in every size and horizon."""
    errors = plain_errors(level)
    assert set(errors["trend"]) <= set(TRENDS)
    assert errors.groupby(["size", "horizon"])["is_best"].any().all()
    best = errors[errors["is_best"]].set_index(["size", "horizon"])["mape"]
    lowest = errors.groupby(["size", "horizon"])["mape"].min()
    assert (best.sort_index() == lowest.reindex(best.sort_index().index)).all()


def test_a_level_that_was_not_measured_is_refused():
    """A message that says which were."""
    with pytest.raises(AskedWrongly, match="Measured: commune, epci"):
        plain_errors("canton")


def test_the_horizon_measured_nearest_decides():
    """Départements: the damped trend for the next five years, the linear one for thirty."""
    assert choose_trend("departement", 650_000, 5).trend == "damped"
    assert choose_trend("departement", 650_000, 27).trend == "linear"
    assert choose_trend("commune", 150, 27).size == "100-199"


def test_paths_are_those_of_the_equations():
    """From 1 000 to 1 070 in seven years, beside a rest of France that does not move; by hand."""
    own, rest = (1000.0, 1070.0), (1e9, 1e9)
    assert carried("constant", own, rest, 7, 3).tolist() == [1070, 1070, 1070, 1070]
    assert carried("linear", own, rest, 7, 3).tolist() == [1070, 1080, 1090, 1100]
    np.testing.assert_allclose(carried("exponential", own, rest, 7, 7)[-1], 1070 * 1.07)
    np.testing.assert_allclose(carried("damped", own, rest, 7, 2), [1070, 1079.3, 1079.3 + 8.649])
    drawn = carried("shrunk", own, rest, 7, 1)[-1]
    assert drawn == pytest.approx(1070 + 0.93 * 10 * 1070 / 1570, abs=0.01)


def test_a_country_has_no_rest_and_nobody_is_fewer_than_none():
    """The whole is carried on by itself; a straight line downwards stops at 0."""
    assert carried("damped", (100.0, 107.0), (0.0, 0.0), 7, 1)[-1] == pytest.approx(107.93)
    assert carried("linear", (100.0, 30.0), (1e6, 1e6), 7, 9).tolist() == [30, 20, 10, 0, 0, 0, 0, 0, 0, 0]


@pytest.mark.parametrize(("level", "population"), [("commune", 150), ("epci", 25_000), ("france", 6.8e7)])
def test_the_interval_holds_the_path_and_never_narrows(level, population):
    """1 on the first day; low falls, high rises, beyond the last horizon measured too."""
    low, high = interval(choose_trend(level, population, 27), population, 40)
    assert low[0] == high[0] == 1
    assert (np.diff(low) <= 0).all()
    assert (np.diff(high) >= 0).all()
    assert low[-1] < 1 < high[-1]
