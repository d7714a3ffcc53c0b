"""
Do places resemble their neighbours more than chance would have it? Moran's I for all of them, and for each (LISA).

Computed by esda (PySAL), on weights of a contiguity. Method page: ``docs/methodes/spatial.md``.
"""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from arpent.errors import AskedWrongly
from arpent.methods.cohorts import Floats

Ints = npt.NDArray[np.integer]
Mask = npt.NDArray[np.bool_]

# ASSUME: under thirty places, random draws tell too little to be published.
FEWEST = 30
# ASSUME: 1,999 draws, what a page has time for; the least two-sided p is then 1/1000: of 500 places, ten at least must
# be that far from chance for one to be told from it.
PERMUTATIONS = 1999
# ASSUME: of the places called clustered, five in a hundred at most are so by chance, on average.
LEVEL = 0.05
SEED = 20_231_123
#: Kinds of places, by esda's number of quadrant: its own value first, then its neighbours'.
KINDS = ("not_significant", "high_high", "low_high", "low_low", "high_low")


@dataclass(frozen=True, eq=False)
class Moran:
    """
    Global autocorrelation.

    Parameters
    ----------
    index : float
        Moran's I: above ``expected`` where neighbours are alike, under where they are opposed.
    expected : float
        -1/(n - 1), n being the places used.
    p : float
        Two-sided, by permutation.
    is_used : array of bool (places,)
        Those with a value and a neighbour that has one.
    """

    index: float
    expected: float
    p: float
    is_used: Mask


@dataclass(frozen=True, eq=False)
class LocalMoran:
    """
    Local autocorrelation (LISA), a value a place.

    Parameters
    ----------
    index : array (places,)
        Local Moran; NaN where the place is not used.
    lag : array (places,)
        Mean of its neighbours' values, in their unit; NaN likewise.
    p : array (places,)
        Two-sided, by conditional permutation, corrected by Benjamini and Hochberg; NaN likewise.
    kind : array of str (places,)
        One of `KINDS`; ``missing`` without a value, ``island`` without a neighbour that has one.
    """

    index: Floats
    lag: Floats
    p: Floats
    kind: npt.NDArray[np.str_]


def moran(values: Floats, neighbours: Ints, *, seed: int = SEED) -> Moran:
    """
    Moran's I: I = (n / S0) Σij wij zi zj / Σi zi², with z the gaps to the mean and w summing to 1 in each row.

    Hypothesis tested: values are exchangeable among places. The draws are of all values among all places.

    Parameters
    ----------
    values : array (places,)
        NaN where missing: such a place is left out, and so is one that no place with a value touches.
    neighbours : array of int (borders, 2)
        Positions of two places that share a border, each border once.
    seed : int
        Of the draws.

    Returns
    -------
    Moran

    Raises
    ------
    AskedWrongly
        Under `FEWEST` places to use, or all of one value.

    References
    ----------
    Moran (1950), Notes on continuous stochastic phenomena. Rey and Anselin (2007), PySAL.
    """
    from esda.moran import Moran as Computed  # noqa: PLC0415 - slow to import, and few pages need it

    used, inner = _usable(values, neighbours)
    with _drawing(seed):
        found = Computed(
            np.asarray(values, dtype=np.float64)[used],
            _weights(int(used.sum()), inner),
            permutations=PERMUTATIONS,
        )
    p = _two_sided(found.sim[:, np.newaxis], np.array([found.I]))
    return Moran(float(found.I), float(found.EI), float(p[0]), used)


def local_moran(values: Floats, neighbours: Ints, *, level: float = LEVEL, seed: int = SEED) -> LocalMoran:
    """
    Local Moran: Ii = (n - 1) zi Σj wij zj / Σi zi²; clusters at a false discovery rate (Benjamini and Hochberg).

    Each place is tested: its value is kept, its neighbours' are drawn among all others. As many tests as places are
    made, so p-values are corrected before any place is called clustered.

    Parameters
    ----------
    values, neighbours, seed
        As in :func:`moran`.
    level : float
        False discovery rate, 0-1.

    Returns
    -------
    LocalMoran

    Raises
    ------
    AskedWrongly
        As :func:`moran`.

    Notes
    -----
    Tests of neighbours are not independent; Benjamini and Hochberg's rate holds under positive dependence. A border
    of the area studied cuts neighbours off. High and low are beside the mean of the places used.

    References
    ----------
    Anselin (1995), Local indicators of spatial association. Benjamini and Hochberg (1995). Caldas de Castro and Singer
    (2006), Controlling the false discovery rate, for its use on LISA.
    """
    from esda.moran import Moran_Local  # noqa: PLC0415 - slow to import, and few pages need it

    used, inner = _usable(values, neighbours)
    known = np.asarray(values, dtype=np.float64)[used]
    weights = _weights(len(known), inner)
    with warnings.catch_warnings(), _drawing(seed):
        # NOTE: esda 2.9 warns of its own one-sided p, which is not read here.
        warnings.simplefilter("ignore", DeprecationWarning)
        found = Moran_Local(known, weights, permutations=PERMUTATIONS, seed=seed, n_jobs=1)
    corrected = corrected_p(_two_sided(found.sim, found.Is))
    kind = np.where(np.isfinite(values), "island", "missing").astype("<U15")
    kind[used] = np.where(corrected <= level, np.array(KINDS)[found.q], KINDS[0])
    return LocalMoran(
        _spread(found.Is, used), _spread(weights.sparse @ known, used), _spread(corrected, used), kind
    )


def corrected_p(p: Floats) -> Floats:
    """
    Benjamini and Hochberg's correction: q(i) = min over j ≥ i of p(j) n/j, the p in ascending order.

    Parameters
    ----------
    p : array (tests,)
        0-1.

    Returns
    -------
    array (tests,)
        A test is significant at a false discovery rate where this is no greater.

    Examples
    --------
    >>> corrected_p(np.array([0.01, 0.02, 0.9])).round(3).tolist()
    [0.03, 0.03, 0.9]
    """
    from scipy.stats import false_discovery_control  # noqa: PLC0415 - slow to import, and few pages need it

    corrected: Floats = false_discovery_control(p, method="bh")
    return corrected


def _usable(values: Floats, neighbours: Ints) -> tuple[Mask, Ints]:
    """Places with a value and a neighbour that has one; the borders between them, by position among them."""
    is_known = np.isfinite(np.asarray(values, dtype=np.float64))
    pairs = np.asarray(neighbours, dtype=np.int64).reshape(-1, 2)
    kept = pairs[is_known[pairs].all(axis=1)]
    used: Mask = np.zeros(len(is_known), dtype=bool)
    used[kept.ravel()] = True
    if used.sum() < FEWEST:
        raise AskedWrongly(
            f"autocorrelation: {used.sum()} places have a value and a neighbour; {FEWEST} are needed at least."
        )
    if np.ptp(np.asarray(values)[used]) == 0:
        raise AskedWrongly(
            "autocorrelation: all places have the same value; none is higher than its neighbours."
        )
    return used, (np.cumsum(used) - 1)[kept]


def _weights(places: int, neighbours: Ints) -> Any:
    """PySAL's weights, each row summing to 1."""
    from libpysal.weights import W  # noqa: PLC0415 - as esda

    beside: dict[int, list[int]] = {place: [] for place in range(places)}
    for one, other in neighbours.tolist():
        beside[one].append(other)
        beside[other].append(one)
    weights = W(beside, silence_warnings=True)  # parts that do not touch are no fault
    weights.transform = "r"
    return weights


def _two_sided(drawn: Any, found: Any) -> Floats:
    """Share of the draws (draws, places) as far in the tail as what was found, the latter counted among them, twice."""
    tail = np.minimum((drawn >= found).sum(axis=0), (drawn <= found).sum(axis=0))
    p: Floats = np.minimum(1.0, 2 * (tail + 1) / (len(drawn) + 1))
    return p


def _spread(found: Any, used: Mask) -> Floats:
    """Values of the places used, among all places."""
    every: Floats = np.full(len(used), np.nan)
    every[used] = found
    return every


@contextmanager
def _drawing(seed: int) -> Iterator[None]:
    """NumPy's shared generator, seeded and then given back as it was: esda draws from it."""
    kept = np.random.get_state()  # noqa: NPY002 - as esda
    np.random.seed(seed)  # noqa: NPY002 - as esda
    try:
        yield
    finally:
        np.random.set_state(kept)  # noqa: NPY002 - as esda
