"""From tables to figures: each indicator on each territory, by its kind."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pandas as pd

from arpent.indicators.distances import share_by_distance
from arpent.indicators.figures import NO_REASON, Figures, Ints
from arpent.indicators.lacks import Lack
from arpent.indicators.model import (
    Distance,
    Indicator,
    Median,
    Quarterly,
    Tally,
    Weighted,
)
from arpent.indicators.published import read_published
from arpent.indicators.quarters import read_years
from arpent.indicators.rows import Published, read_rows
from arpent.indicators.spans import Span, read_span
from arpent.indicators.sums import sum_columns
from arpent.indicators.tallies import read_tally
from arpent.indicators.valued import FRAGILE_UNDER, valued
from arpent.indicators.weighted import weigh
from arpent.territory import Territory

#: Columns of ``Measures.frame``.
COLUMNS = ("territory", "name", "role", "indicator", "year", "value", "reason", "is_estimated", "is_fragile")


@dataclass(frozen=True)
class Measures:
    """
    Figures of one or several indicators on a set of territories: what views draw.

    Parameters
    ----------
    frame : DataFrame
        One row a territory × indicator × year, columns ``COLUMNS``. Shares are 0-1. A missing value has a
        ``reason``: ``secret``, ``not_published``, ``not_applicable`` or ``not_available``.
    indicators : mapping
        Indicator id to its definition.
    focus : Territory
        The territory studied.
    source : str
        French source line.
    datasets : tuple of str
        Identifiers of the datasets used.
    lacking : mapping
        Indicators asked for whose table is not on this machine: id to what is lacking. They have no row.
    """

    frame: pd.DataFrame
    indicators: Mapping[str, Indicator]
    focus: Territory
    source: str
    datasets: tuple[str, ...] = field(default=())
    lacking: Mapping[str, Lack] = field(default_factory=dict)


def measure(
    indicators: Sequence[Indicator],
    territories: Sequence[tuple[str, Territory]],
    *,
    years: Sequence[int] | None = None,
    since: int | None = None,
) -> pd.DataFrame:
    """
    Figures of several indicators on several territories.

    Parameters
    ----------
    indicators : sequence of Indicator
        Any kinds.
    territories : sequence of (role, Territory)
        ``focus``, ``parent``, ``peer`` or ``part``, and the territory.
    years : sequence of int, optional
        Keep these years; all that the tables hold, unless given.
    since : int, optional
        First year of a ``Change``; five years before each year, unless given.

    Returns
    -------
    DataFrame
        Columns ``COLUMNS``, in the order of the indicators, territories and years.

    Raises
    ------
    ArpentError
        A ``Median`` is asked for on a table that holds no published level.
    AskedWrongly
        A ``Change`` over fewer than five years.
    """
    places = [place for _, place in territories]
    frame = framed({one.id: figures(one, places, since) for one in indicators}, territories)
    return frame if years is None else frame[frame["year"].isin(list(years))].reset_index(drop=True)


def figures(indicator: Indicator, territories: Sequence[Territory], since: int | None = None) -> Figures:
    """
    Figures of one indicator on several territories, as arrays.

    Parameters
    ----------
    indicator : Indicator
        Any kind that tables hold.
    territories : sequence of Territory
        Any levels; one that comes twice is measured once.
    since : int, optional
        See `measure`.

    Returns
    -------
    Figures
        Each territory once, in the order of its first coming.

    Raises
    ------
    ArpentError, AskedWrongly
        See `measure`.
    """
    places = list({place.id: place for place in territories}.values())
    reader = _READERS.get(type(indicator))
    return reader(indicator, places) if reader else valued(indicator, sum_columns(indicator, places), since)


def framed(measured: Mapping[str, Figures], territories: Sequence[tuple[str, Territory]]) -> pd.DataFrame:
    """
    Figures of several indicators as rows.

    Parameters
    ----------
    measured : mapping of str to Figures
        Id of an indicator → its figures, all on the same territories.
    territories : sequence of (role, Territory)
        Those that were measured, with their roles.

    Returns
    -------
    DataFrame
        As `measure`.
    """
    if not measured:
        return pd.DataFrame(columns=list(COLUMNS)).astype({"year": "int64", "value": "float64"})
    every = list(measured.values())
    rank = {place_id: position for position, place_id in enumerate(every[0].territories)}
    rows = np.array([rank[place.id] for _, place in territories], dtype="int64")
    lengths = [len(one.years) for one in every]
    place = np.concatenate([np.repeat(np.arange(len(rows)), length) for length in lengths])
    name = np.repeat(np.arange(len(every)), [len(rows) * length for length in lengths])
    told = {
        "territory": _taken([place.id for _, place in territories], place),
        "name": _taken([place.name for _, place in territories], place),
        "role": _taken([role for role, _ in territories], place),
        "indicator": _taken(list(measured), name),
        "year": np.concatenate([np.tile(one.years, len(rows)) for one in every]),
    }
    value = np.concatenate([one.value[rows].ravel() for one in every])
    reason = np.concatenate([one.reason[rows].ravel() for one in every])
    flags = {
        name: np.concatenate([getattr(one, name)[rows].ravel() for one in every])
        for name in ("is_estimated", "is_fragile")
    }
    why = pd.Series(np.where(np.isnan(value), reason, NO_REASON), dtype="object")
    return pd.DataFrame({**told, "value": value, "reason": why, **flags})


def _taken(names: Sequence[str], ranks: Ints) -> "pd.Series[str]":
    """Each rank's name, as objects: chosen among by every view, some ten times faster than Arrow's strings."""
    return pd.Series(np.array(names, dtype=object)[ranks], dtype="object")


def _shares(indicator: Weighted | Distance, places: Sequence[Territory]) -> Figures:
    """Shares, fragile where they are of few."""
    found, weight = (
        weigh(indicator, places) if isinstance(indicator, Weighted) else share_by_distance(indicator, places)
    )
    return replace(found, is_fragile=weight < FRAGILE_UNDER)


_READERS: dict[type[Indicator], Callable[[Any, Sequence[Territory]], Figures]] = {
    Median: read_published,
    Quarterly: read_years,
    Published: read_rows,
    Span: read_span,
    Tally: read_tally,
    Weighted: _shares,
    Distance: _shares,
}
