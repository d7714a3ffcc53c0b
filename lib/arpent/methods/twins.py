"""
Statistical twins: the territories nearest to one another on several standardised indicators.

Method page: ``docs/methodes/jumeaux.md``. Nothing here knows which indicators they are.
"""

import zlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from arpent.errors import AskedWrongly, DataInvalid

Floats = npt.NDArray[np.float64]

# ASSUME: correlated indicators count half as much less as Mahalanobis would have it. At 0, noise between indicators
# that say the same is magnified; at 1, the same thing said twice counts twice. It matters little (method page).
SHRINKAGE = 0.5
# ASSUME: beyond two robust deviations, a gap grows by its logarithm: tails are drawn in and keep their order, where
# a cut would make all the metropolises equal in size.
TAIL_FROM = 2.0
#: Draws of the indicators that a twin's stability is counted on.
RESAMPLES = 200
#: Squared distances equal to these decimals are ties, broken by identifier, whatever the machine.
_DECIMALS = 10


@dataclass(frozen=True, eq=False)
class Space:
    """
    Standardised indicators of comparable territories, and how distances are measured between them.

    Parameters
    ----------
    frame : DataFrame
        One row a territory (sorted identifiers), one column an indicator; no missing value.
    covariance : array
        Of the columns, drawn towards the identity.
    shrinkage : float
        How far, 0-1.
    left_out : tuple of str
        Territories with a missing value, which can neither have nor be a twin.
    """

    frame: pd.DataFrame
    covariance: Floats
    shrinkage: float
    left_out: tuple[str, ...] = ()

    @cached_property
    def whitened(self) -> Floats:
        """Coordinates in which the plain distance is the one measured, before ties are rounded."""
        root = np.linalg.cholesky(np.linalg.inv(self.covariance))
        coordinates: Floats = self.frame.to_numpy() @ root / np.sqrt(self.frame.shape[1])
        return coordinates

    def row(self, territory: str) -> int:
        """Position of a territory; refused where it has no complete profile."""
        if territory not in self.frame.index:
            raise AskedWrongly(f"{territory}: has no complete profile, so no twin can be looked for.")
        return self.rows([territory])[0]

    def rows(self, territories: Sequence[str]) -> list[int]:
        """Positions of territories that have a complete profile."""
        return [int(row) for row in self.frame.index.get_indexer(pd.Index(list(territories)))]

    def distances(self, row: int) -> Floats:
        """Distances of every territory to that of a row: 1 is a typical deviation on each indicator."""
        apart = self.whitened - self.whitened[row]
        distances: Floats = np.sqrt(np.round((apart * apart).sum(axis=1), _DECIMALS))
        return distances

    def gaps(self, row: int) -> Floats:
        """Standardised gaps of every territory with that of a row, one row a territory."""
        values = self.frame.to_numpy()
        gaps: Floats = values - values[row]
        return gaps


def build_space(profiles: pd.DataFrame, *, logs: Collection[str] = (), shrinkage: float = SHRINKAGE) -> Space:
    """
    Standardise indicators and measure how they go together.

    Parameters
    ----------
    profiles : DataFrame
        One row a territory (index: identifier), one column an indicator; NaN where missing.
    logs : collection of str
        Columns compared by ratio (a size, a density): their logarithm is taken; a value of 0 counts as missing.
    shrinkage : float
        0 is Mahalanobis, 1 is Euclid on standardised indicators.

    Returns
    -------
    Space
        Territories with a missing value are left out and named.

    Raises
    ------
    DataInvalid
        Fewer than three territories have every indicator, or an identifier is there twice.

    Notes
    -----
    z = (x - median) / (1.4826 MAD); beyond 2, sign(z) (2 + ln(|z| - 1)); then divided by its standard deviation.
    Covariance: (1 - s) R + s I, R the correlation of what precedes.
    """
    if profiles.index.has_duplicates:
        raise DataInvalid("twins: a territory is there twice; give one row a territory.")
    values = profiles.sort_index().astype("float64")
    for name in logs:
        values[name] = np.log(values[name].where(values[name] > 0))
    known = values.dropna()
    if len(known) < 3:
        raise DataInvalid(f"twins: {len(known)} territories have every indicator; at least 3 are needed.")
    standard = known.apply(_standardised)
    size = standard.shape[1]
    together = np.cov(standard.to_numpy(), rowvar=False, ddof=0).reshape(size, size)
    covariance = (1 - shrinkage) * together + shrinkage * np.eye(size)
    return Space(standard, covariance, shrinkage, tuple(values.index.difference(known.index)))


def _standardised(column: "pd.Series[float]") -> "pd.Series[float]":
    values = column.to_numpy(dtype="float64")
    centred = values - np.median(values)
    scaled = centred / _spread(centred)
    beyond = np.abs(scaled) - TAIL_FROM
    drawn_in = np.sign(scaled) * (TAIL_FROM + np.log1p(np.maximum(beyond, 0.0)))
    kept = np.where(beyond <= 0, scaled, drawn_in)
    return pd.Series(kept / (float(kept.std()) or 1.0), index=column.index)


def _spread(centred: Floats) -> float:
    """Median absolute deviation as a standard deviation; the plain one where over half the values are equal."""
    return float(np.median(np.abs(centred))) * 1.4826 or float(centred.std()) or 1.0


def nearest(space: Space, territory: str, *, n: int = 5) -> pd.DataFrame:
    """
    The twins of one territory, from the nearest, and why each is one.

    Parameters
    ----------
    space : Space
        Of comparable territories, this one among them.
    territory : str
        Identifier.
    n : int
        How many; fewer where there are not as many others.

    Returns
    -------
    DataFrame
        ``twin``, ``distance``, ``closest`` and ``farthest`` (tuples of two indicators each, the most so first).

    Raises
    ------
    AskedWrongly
        ``n`` under 1, or the territory has no complete profile.
    """
    _check_n(n)
    itself = space.row(territory)
    distances, gaps = space.distances(itself), np.abs(space.gaps(itself))
    chosen = _order(distances, itself, n)
    names = np.array(space.frame.columns)
    ranked = [names[np.argsort(np.round(gaps[row], _DECIMALS), kind="stable")] for row in chosen]
    return pd.DataFrame(
        {
            "twin": space.frame.index[chosen],
            "distance": distances[chosen],
            "closest": [tuple(one[:2].tolist()) for one in ranked],
            "farthest": [tuple(one[:-3:-1].tolist()) for one in ranked],
        }
    )


def nearest_of_all(space: Space, *, n: int = 5) -> pd.DataFrame:
    """
    The twins of every territory, without the reasons.

    Parameters
    ----------
    space : Space
        Of comparable territories.
    n : int
        How many for each.

    Returns
    -------
    DataFrame
        ``territory``, ``rank`` (from 1), ``twin``, ``distance``.
    """
    _check_n(n)
    names = space.frame.index.to_numpy()
    found = []
    for position, territory in enumerate(names):
        distances = space.distances(position)
        chosen = _order(distances, position, n)
        found.append((np.repeat(territory, len(chosen)), names[chosen], distances[chosen]))
    territories, twins, distances = (np.concatenate(one) for one in zip(*found, strict=True))
    ranks = np.concatenate([np.arange(1, len(one[0]) + 1) for one in found])
    return pd.DataFrame({"territory": territories, "rank": ranks, "twin": twins, "distance": distances})


def _check_n(n: int) -> None:
    if n < 1:
        raise AskedWrongly(f"twins: n is {n}; ask for at least one.")


def _order(distances: Floats, itself: int, n: int) -> npt.NDArray[np.intp]:
    order = np.argsort(distances, kind="stable")
    chosen: npt.NDArray[np.intp] = order[order != itself][:n]
    return chosen


def stability(space: Space, territory: str, twins: Sequence[str], *, n: int = 5) -> pd.Series:
    """
    How often each twin stays among the nearest when the indicators are drawn again.

    It is not the chance that a twin is "right": it says how much a twin owes to the choice of the indicators.

    Parameters
    ----------
    space : Space
        Of comparable territories.
    territory : str
        Identifier, which is the seed too: the same figure in every run.
    twins : sequence of str
        Identifiers.
    n : int
        How many are among the nearest.

    Returns
    -------
    Series
        Index: the twins; share of ``RESAMPLES`` draws with replacement, 0-1.
    """
    _check_n(n)
    itself = space.row(territory)
    gaps = space.gaps(itself)
    count = gaps.shape[1]
    products = (gaps[:, :, None] * gaps[:, None, :]).reshape(len(gaps), -1)
    squared = np.round(products @ _redrawn(space, territory).reshape(RESAMPLES, count**2).T, _DECIMALS)
    squared[itself] = np.inf
    shares = [float((_ranks(squared, row) < n).mean()) for row in space.rows(twins)]
    return pd.Series(shares, index=list(twins), dtype="float64", name="stability")


def _ranks(squared: Floats, row: int) -> npt.NDArray[np.intp]:
    """Rank of one territory in each draw, from 0; ties as in ``_order``."""
    nearer = (squared < squared[row]).sum(axis=0)
    ranks: npt.NDArray[np.intp] = nearer + (squared[:row] == squared[row]).sum(axis=0)
    return ranks


def _redrawn(space: Space, territory: str) -> Floats:
    """Metric of each draw, back on the indicators: one drawn twice counts more, one not drawn counts for nothing."""
    count = len(space.frame.columns)
    draws = np.random.default_rng(zlib.crc32(territory.encode())).integers(count, size=(RESAMPLES, count))
    together = (space.covariance - space.shrinkage * np.eye(count))[draws[:, :, None], draws[:, None, :]]
    inverse = np.linalg.inv(together + max(space.shrinkage, 1e-9) * np.eye(count))
    metric = np.zeros((RESAMPLES, count, count))
    which = np.arange(RESAMPLES)[:, None, None]
    np.add.at(metric, (which, draws[:, :, None], draws[:, None, :]), inverse)
    return metric
