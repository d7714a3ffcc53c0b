"""Spatial autocorrelation: a chessboard by hand, the formulas on real borders, p-values corrected by hand."""

import numpy as np
import pytest

from arpent.errors import AskedWrongly
from arpent.methods.spatial import corrected_p, local_moran, moran
from arpent.territory import find
from arpent.territory.reference import latest_population, read_reference


def grid(side):
    """Borders of a square grid (rook), by position."""
    at = np.arange(side * side).reshape(side, side)
    across = np.column_stack([at[:, :-1].ravel(), at[:, 1:].ravel()])
    return np.vstack([across, np.column_stack([at[:-1].ravel(), at[1:].ravel()])])


def hill(side=12):
    """A hill of high places, highest amid it, in a plain where each place differs a little from the next."""
    rows, columns = np.indices((side, side)) - 5
    noise = np.random.default_rng(3).normal(scale=0.2, size=(side, side))
    return (np.maximum(0.0, 4.0 - np.abs(rows) - np.abs(columns)) * 5 + noise).ravel()


@pytest.fixture(scope="module")
def puy_de_dome():
    """Log of the population of each commune of the Puy-de-Dôme, and their real borders."""
    codes = list(find("departement:63").communes)
    at = {code: position for position, code in enumerate(codes)}
    table = read_reference("neighbours").reset_index()
    inside = table[table["commune_code"].isin(at) & table["neighbour_code"].isin(at)]
    borders = np.column_stack([inside["commune_code"].map(at), inside["neighbour_code"].map(at)])
    return np.log(latest_population().reindex(codes).to_numpy(dtype="float64")), borders


def test_chessboard_is_minus_one():
    """Each square's neighbours are all of the other colour: I is -1 exactly, and chance is ruled out."""
    board = (np.indices((8, 8)).sum(axis=0) % 2).ravel().astype(float)
    found = moran(board, grid(8))
    assert found.index == pytest.approx(-1)
    assert found.expected == pytest.approx(-1 / 63)
    assert found.p == pytest.approx(0.001)


def test_closed_form_on_real_borders(puy_de_dome):
    """I, local I and the neighbours' mean are those of the formulas, written with a dense matrix."""
    values, borders = puy_de_dome
    dense = np.zeros((len(values), len(values)))
    dense[borders[:, 0], borders[:, 1]] = dense[borders[:, 1], borders[:, 0]] = 1
    dense /= dense.sum(axis=1, keepdims=True)
    gaps = values - values.mean()
    index = gaps @ dense @ gaps / (gaps @ gaps)
    local = local_moran(values, borders)
    assert moran(values, borders).index == pytest.approx(index)
    assert local.index == pytest.approx((len(values) - 1) * gaps * (dense @ gaps) / (gaps @ gaps))
    assert local.lag == pytest.approx(dense @ values)


def test_clusters_of_a_hill():
    """Amid the hill, high among high; on the plain far from it, no place is."""
    kind = local_moran(hill(), grid(12)).kind.reshape(12, 12)
    assert set(kind[4:7, 5]) | set(kind[5, 4:7]) == {"high_high"}
    assert set(kind[8:].ravel()) == {"not_significant"}


def test_one_out_of_place_is_told_from_its_neighbours():
    """A hole in the top of the hill is low among high, at the rate that is asked for."""
    values = hill()
    values[5 * 12 + 5] = -5.0
    assert local_moran(values, grid(12), level=0.1).kind[5 * 12 + 5] == "low_high"
    assert local_moran(values, grid(12)).kind[5 * 12 + 5] == "not_significant"


def test_noise_has_no_cluster():
    """Of values drawn at random, none is called clustered at a rate of 5 %, for nearly all draws."""
    rng = np.random.default_rng(7)
    called = [(local_moran(rng.normal(size=64), grid(8)).kind != "not_significant").any() for _ in range(20)]
    assert sum(called) <= 4


def test_missing_and_islands_are_named(puy_de_dome):
    """They have no index, are told apart, and the others are as if they were not there."""
    values, borders = puy_de_dome
    lone = len(values)
    given = np.append(values, [5.0, np.nan])
    given[0] = np.nan
    found = local_moran(given, borders)
    assert (found.kind[[0, lone, lone + 1]] == ["missing", "island", "missing"]).all()
    assert np.isnan(found.p[[0, lone, lone + 1]]).all()
    kept = borders[(borders != 0).all(axis=1)] - 1
    assert found.index[1:lone] == pytest.approx(local_moran(values[1:], kept).index)
    assert not moran(given, borders).is_used[[0, lone, lone + 1]].any()


def test_same_seed_same_result():
    """Twice the same p; numpy's shared generator is left as it was found."""
    values, before = hill(), np.random.get_state()[1].copy()  # noqa: NPY002 - it is what is tested
    first, second = local_moran(values, grid(12)), local_moran(values, grid(12))
    assert (first.p == second.p).all()
    assert moran(values, grid(12)).p == moran(values, grid(12)).p
    assert (np.random.get_state()[1] == before).all()  # noqa: NPY002 - as above
    noise = np.random.default_rng(1).normal(size=64)
    assert (local_moran(noise, grid(8)).p != local_moran(noise, grid(8), seed=5).p).any()


def test_correction_by_hand():
    """Benjamini and Hochberg: 0.01 × 5/1, 0.02 × 5/2, 0.03 × 5/3, then 0.5 and 0.6 as the least of what follows."""
    found = corrected_p(np.array([0.5, 0.01, 0.03, 0.6, 0.02]))
    assert found == pytest.approx([0.6, 0.05, 0.05, 0.6, 0.05])


def test_too_few_or_all_equal_is_refused():
    """Under thirty places, or nothing that differs."""
    with pytest.raises(AskedWrongly, match="25 places have a value and a neighbour; 30"):
        moran(np.arange(25.0), grid(5))
    with pytest.raises(AskedWrongly, match="same value"):
        local_moran(np.ones(64), grid(8))
