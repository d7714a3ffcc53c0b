"""Figures of one indicator as arrays, a row a territory and a column a year: what is read or summed, before a frame."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Objects = npt.NDArray[np.object_]
#: Where there is a value, there is no reason.
NO_REASON: Objects = np.array(None, dtype=object)


@dataclass(frozen=True, eq=False)
class Figures:
    """
    Figures of one indicator; every array but ``years`` has the shape (territories, years).

    Parameters
    ----------
    territories : tuple of str
        Ids.
    years : array of int, shape (years,)
        In order.
    value : array of float
        NaN where missing.
    reason : array of object
        Why a value is missing; None, or of no meaning, where there is one.
    is_estimated, is_fragile : array of bool
    """

    territories: tuple[str, ...]
    years: Ints
    value: Floats
    reason: Objects
    is_estimated: Bools
    is_fragile: Bools

    def at(self, year: int) -> "Figures":
        """
        Those of one year.

        Parameters
        ----------
        year : int
            One that is not there leaves nothing.

        Returns
        -------
        Figures
        """
        kept = self.years == year
        value, reason = self.value[:, kept], self.reason[:, kept]
        estimated, fragile = self.is_estimated[:, kept], self.is_fragile[:, kept]
        return Figures(self.territories, self.years[kept], value, reason, estimated, fragile)

    def frame(self) -> pd.DataFrame:
        """
        One row a territory and year.

        Returns
        -------
        DataFrame
            ``territory``, ``year``, ``value``, ``reason`` (None where there is a value), ``is_estimated``,
            ``is_fragile``.
        """
        why = np.where(np.isnan(self.value), self.reason, NO_REASON)
        return pd.DataFrame(
            {
                "territory": np.repeat(np.array(self.territories, dtype=object), len(self.years)),
                "year": np.tile(self.years, len(self.territories)),
                "value": self.value.ravel(),
                "reason": pd.Series(why.ravel(), dtype="object"),
                "is_estimated": self.is_estimated.ravel(),
                "is_fragile": self.is_fragile.ravel(),
            }
        )


def figures_of(
    territories: Iterable[str],
    years: Sequence[int] | Ints,
    value: Floats,
    reason: Objects,
    *,
    is_estimated: Bools | bool = False,
    is_fragile: Bools | bool = False,
) -> Figures:
    """
    Figures from values and reasons.

    Parameters
    ----------
    territories : iterable of str
        Ids.
    years : sequence of int
        In order.
    value, reason : array, shape (territories, years)
        See `Figures`.
    is_estimated, is_fragile : array of bool, or bool
        One for all, unless an array.

    Returns
    -------
    Figures
    """
    estimated, fragile = (np.broadcast_to(one, value.shape) for one in (is_estimated, is_fragile))
    return Figures(tuple(territories), np.asarray(years, dtype="int64"), value, reason, estimated, fragile)


def laid_out(
    rows: pd.DataFrame, territories: Sequence[str], years: Sequence[int]
) -> tuple[Ints, Ints, Bools]:
    """
    Where rows stand in arrays of territories and years.

    Parameters
    ----------
    rows : DataFrame
        Columns ``territory`` and ``year``.
    territories : sequence of str
        Ids, each once.
    years : sequence of int
        In order.

    Returns
    -------
    tuple of three arrays, shape (rows kept,), the last of shape (rows,)
        Ranks of territories, ranks of years, and which rows are of them.
    """
    place = pd.Index(list(territories)).get_indexer(pd.Index(rows["territory"]))
    year = pd.Index(years).get_indexer(pd.Index(rows["year"]))
    is_kept = (place >= 0) & (year >= 0)
    return place[is_kept].astype("int64"), year[is_kept].astype("int64"), is_kept
