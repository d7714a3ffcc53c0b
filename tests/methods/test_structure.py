"""Structure of jobs, on Farhauer and Kröll's worked example (2013) and by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from arpent.errors import AskedWrongly
from arpent.methods.structure import gini, herfindahl, hoover, krugman, location_quotient, shift_share, theil

BEFORE, AFTER = np.array([90.0, 20, 10, 60]), np.array([100.0, 40, 10, 55])
NATION_BEFORE, NATION_AFTER = np.array([400.0, 150, 150, 400]), np.array([440.0, 210, 135, 480])


def test_parts_of_the_worked_example():
    """Region A gains 25 jobs of 180 while the nation gains 165 of 1 100: 27 national, -2 in two parts that differ."""
    dunn = shift_share(BEFORE, AFTER, NATION_BEFORE, NATION_AFTER)
    assert dunn.national.sum() == pytest.approx(180 * 165 / 1100)
    assert dunn.structure.sum() == pytest.approx(90 * 0.1 + 20 * 0.4 - 10 * 0.1 + 60 * 0.2 - 27)
    assert dunn.competitive == pytest.approx([1, 12, 1, -17])
    assert dunn.total == pytest.approx(AFTER - BEFORE)
    assert not dunn.allocation.any()


def test_esteban_marquillas_on_the_worked_example():
    """Sector 2 grew by 60 points more here; with the nation's structure it would have 180 × 150/1100 jobs."""
    parts = shift_share(BEFORE, AFTER, NATION_BEFORE, NATION_AFTER, homothetic=True)
    assert parts.competitive[1] == pytest.approx(0.6 * 180 * 150 / 1100)
    assert parts.total == pytest.approx(AFTER - BEFORE)


@given(st.integers(0, 2**32 - 1), st.booleans())
def test_parts_always_sum(seed, homothetic):
    """Sectors that appear here included."""
    rng = np.random.default_rng(seed)
    before, after = rng.integers(0, 5, (2, 3, 6)).astype(float)
    parts = shift_share(before, after, rng.uniform(1, 9, 6), rng.uniform(0, 9, 6), homothetic=homothetic)
    assert parts.total == pytest.approx(after - before)


def test_location_quotients():
    """The published value; alike is 1; a sector that the reference lacks has none."""
    assert float(location_quotient(1714, 79006, 879213, 15593224)) == pytest.approx(0.3847623, abs=5e-8)
    assert np.isnan(location_quotient(np.array([0.0]), np.array([0.0]), 5.0, 9.0)).all()


@given(st.lists(st.floats(0.01, 1e4), min_size=2, max_size=20), st.integers(1, 4))
def test_theil_is_between_and_within(values, groups):
    """The two parts sum to the whole; groups of equal means differ within only."""
    parts = theil(np.array(values), np.arange(len(values)) % groups)
    assert parts.between + parts.within == pytest.approx(parts.total, abs=1e-9)
    assert parts.total >= -1e-12


def test_inequality_at_its_bounds():
    """One has all, or all have the same."""
    one, same = np.array([0.0, 0.0, 7.0, 0.0]), np.full(4, 3.0)
    assert (gini(one), gini(same)) == (0.75, 0)
    assert (herfindahl(one), herfindahl(same)) == (1, 0.25)
    assert theil(one, np.zeros(4, dtype=int)).total == pytest.approx(np.log(4))
    assert theil(same, np.arange(4)).total == 0


def test_nothing_shared_is_2_for_krugman_and_1_for_hoover():
    """Half of one is the other."""
    apart = np.array([1.0, 0.0]), np.array([0.0, 8.0])
    assert (krugman(*apart), hoover(*apart)) == (2, 1)


def test_what_has_no_structure_is_refused():
    """All 0, negative, or a sector that was not there."""
    with pytest.raises(AskedWrongly, match="nothing to compare"):
        gini(np.zeros(3))
    with pytest.raises(AskedWrongly, match="0 or more"):
        herfindahl(np.array([-1.0, 2.0]))
    with pytest.raises(AskedWrongly, match="merge it"):
        shift_share(BEFORE, AFTER, np.array([0.0, 1, 1, 1]), NATION_AFTER)
