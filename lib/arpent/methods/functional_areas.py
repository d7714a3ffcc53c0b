"""
Areas that flows of persons draw: places that exchange more with one another than chance would have it.

Method page: ``docs/methodes/aires.md``. Nothing here knows what a place is.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse

from arpent.errors import AskedWrongly

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

# ASSUME: areas as large as modularity alone has them. Above 1, areas are smaller; below, larger.
RESOLUTION = 1.0
# ASSUME: a flow is drawn again as a number of surveyed persons, each standing for about four (the census asks its
# long form of a quarter of the inhabitants or so).
PERSONS_BY_ANSWER = 4.0
#: Orders of the places tried for the division kept, and flows drawn again for its stability.
TRIALS, DRAWS = 10, 20


@dataclass(frozen=True, eq=False)
class Areas:
    """
    Areas of places, and how sure they are.

    Parameters
    ----------
    labels : array of int (places,)
        Area of each place, from 0, the area of most persons first.
    modularity : float
        Share of persons whose flow stays in their area, beyond what chance would keep: 0 (none) to 1.
    stability : array (places,)
        For each place, mean over the draws of the likeness of its area then and now, 0-1 (Jaccard: places in
        both, over places in either).
    """

    labels: Ints
    modularity: float
    stability: Floats


def functional_areas(
    flows: sparse.sparray, *, resolution: float = RESOLUTION, seed: int = 0, draws: int = DRAWS
) -> Areas:
    """
    Areas that maximise the directed modularity of flows, and the stability of each place in its own.

    It is not a statement on where limits should be: another resolution gives other areas.

    Parameters
    ----------
    flows : sparse array (places, places)
        Persons from the place of the row to that of the column; the diagonal, those who stay, counts.
    resolution : float
        Above 0.
    seed : int
        Same flows, same seed, same areas.
    draws : int
        Flows drawn again for the stability; 0 leaves it at 1.

    Returns
    -------
    Areas
        A place without any flow is an area by itself.

    Raises
    ------
    AskedWrongly
        A matrix that is not square, a negative or missing flow, a resolution of 0 or less.

    Notes
    -----
    Q = Σ_ij [F_ij/T - γ out_i in_j/T²] δ(area i, area j), T = ΣF (Leicht & Newman 2008; Dugué & Perez 2015).
    Louvain's algorithm of scikit-network, best of `TRIALS` orders of the places. Areas in several pieces (no flow
    between them) are cut. Louvain and not Leiden: there, Leiden ignores its seed.
    """
    matrix = _checked(flows, resolution)
    generator = np.random.default_rng(seed)
    seeds = generator.integers(0, 2**31 - 1, TRIALS)
    found = [_divide(matrix, resolution, int(one)) for one in seeds]
    scores = [modularity(matrix, labels, resolution=resolution) for labels in found]
    best = int(np.argmax(np.round(scores, 9)))
    labels = _by_size(matrix, found[best])
    likeness = np.zeros(len(labels))
    for _ in range(draws):
        again = _redrawn(matrix, generator)
        likeness += jaccard(labels, _divide(again, resolution, int(generator.integers(0, 2**31 - 1))))
    stability = likeness / draws if draws else np.ones(len(labels))
    return Areas(labels, modularity(matrix, labels), stability)


def modularity(flows: sparse.sparray, labels: Ints, *, resolution: float = 1.0) -> float:
    """
    Directed modularity of a division.

    Parameters
    ----------
    flows : sparse array (places, places)
        Persons.
    labels : array of int (places,)
        Area of each place, from 0.
    resolution : float
        γ of `functional_areas`.

    Returns
    -------
    float
        0 where there is no flow.

    Examples
    --------
    >>> two = sparse.csr_array([[8.0, 2.0], [2.0, 8.0]])
    >>> round(modularity(two, np.array([0, 1])), 3), round(modularity(two, np.array([0, 0])), 3)
    (0.3, 0.0)
    """
    total = float(flows.sum())
    if total == 0:
        return 0.0
    belongs = _membership(labels)
    between = (belongs.T @ sparse.csr_array(flows) @ belongs).toarray() / total
    chance = between.sum(axis=1) @ between.sum(axis=0)
    return float(np.trace(between) - resolution * chance)


def jaccard(labels: Ints, others: Ints) -> Floats:
    """
    Likeness, for each place, of its area in two divisions.

    Parameters
    ----------
    labels, others : array of int (places,)
        Areas from 0.

    Returns
    -------
    array (places,)
        Places in both of its areas, over places in either: 0-1.

    Examples
    --------
    >>> jaccard(np.array([0, 0, 1]), np.array([0, 1, 1])).tolist()
    [0.5, 0.3333333333333333, 0.5]
    """
    both = (_membership(labels).T @ _membership(others)).toarray()
    here, there = both.sum(axis=1), both.sum(axis=0)
    shared = both[labels, others]
    likeness: Floats = shared / (here[labels] + there[others] - shared)
    return likeness


def _membership(labels: Ints) -> sparse.csr_array:
    places = np.arange(len(labels))
    return sparse.csr_array((np.ones(len(labels)), (places, labels)))


def _checked(flows: sparse.sparray, resolution: float) -> sparse.csr_array:
    if not resolution > 0:
        raise AskedWrongly(f"functional areas: resolution of {resolution}; above 0 is expected.")
    matrix = sparse.csr_array(flows, dtype="float64")
    if matrix.shape[0] != matrix.shape[1]:
        raise AskedWrongly(
            f"functional areas: flows of {matrix.shape}; as many rows as columns are expected."
        )
    if not (matrix.data >= 0).all():
        raise AskedWrongly("functional areas: a flow is negative or missing.")
    matrix.sum_duplicates()
    matrix.eliminate_zeros()
    return matrix


def _divide(matrix: sparse.csr_array, resolution: float, seed: int) -> Ints:
    from sknetwork.clustering import Louvain  # noqa: PLC0415 - half a second, where areas are asked for

    linked = np.asarray(matrix.sum(axis=0) + matrix.sum(axis=1)) > 0
    labels = np.arange(len(linked))
    if linked.any():
        engine = Louvain(resolution=resolution, modularity="dugue", shuffle_nodes=True, random_state=seed)
        kept = np.flatnonzero(linked)
        labels[kept] = len(linked) + engine.fit_predict(sparse.csr_matrix(matrix[kept][:, kept]))
    return _connected(matrix, labels)


def _connected(matrix: sparse.csr_array, labels: Ints) -> Ints:
    """Areas numbered from 0, those without a flow between two of their pieces cut."""
    pairs = matrix.tocoo()
    inside = labels[pairs.row] == labels[pairs.col]
    kept = (pairs.data[inside], (pairs.row[inside], pairs.col[inside]))
    pieces = sparse.csgraph.connected_components(sparse.coo_array(kept, shape=matrix.shape), directed=False)
    numbered: Ints = pieces[1].astype("int64")
    return numbered


def _by_size(matrix: sparse.csr_array, labels: Ints) -> Ints:
    """Areas numbered by persons of origin, then by their first place."""
    persons = np.bincount(labels, weights=np.asarray(matrix.sum(axis=1)))
    first = np.unique(labels, return_index=True)[1]
    order = np.lexsort((first, -persons))
    rank = np.empty(len(order), dtype="int64")
    rank[order] = np.arange(len(order))
    numbered: Ints = rank[labels]
    return numbered


def _redrawn(matrix: sparse.csr_array, generator: np.random.Generator) -> sparse.csr_array:
    again = matrix.copy()
    again.data = generator.poisson(matrix.data / PERSONS_BY_ANSWER) * PERSONS_BY_ANSWER
    again.eliminate_zeros()
    return again
