"""From tables to figures: each indicator on each territory, by its kind."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pandas as pd

from arpent.errors import ArpentError, AskedWrongly
from arpent.indicators.distances import share_by_distance
from arpent.indicators.lacks import Lack
from arpent.indicators.model import (
    Change,
    Count,
    Distance,
    Indicator,
    Median,
    Quarterly,
    Ratio,
    Tally,
    Weighted,
)
from arpent.indicators.published import read_published
from arpent.indicators.quarters import read_years
from arpent.indicators.rows import Published, read_rows
from arpent.indicators.spans import Span, read_span
from arpent.indicators.sums import sum_columns
from arpent.indicators.tallies import read_tally
from arpent.indicators.weighted import weigh
from arpent.territory import Territory

#: Columns of ``Measures.frame``.
COLUMNS = ("territory", "name", "role", "indicator", "year", "value", "reason", "is_estimated", "is_fragile")
#: Two censuses share survey years until they are this far apart.
YEARS_APART = 5
# ASSUME: under this many inhabitants or dwellings, a rate moves by half a point for one of them: it is shown, never
# cited as an extreme.
FRAGILE_UNDER = 200


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
    if not indicators:
        return pd.DataFrame(columns=list(COLUMNS)).astype({"year": "int64", "value": "float64"})
    frames = [_measure_one(indicator, territories, since) for indicator in indicators]
    frame = pd.concat(frames, ignore_index=True)[list(COLUMNS)]
    reasons = frame["reason"].astype("object")
    frame["reason"] = reasons.where(reasons.notna() & frame["value"].isna(), None)
    return frame if years is None else frame[frame["year"].isin(list(years))].reset_index(drop=True)


def _measure_one(
    indicator: Indicator, territories: Sequence[tuple[str, Territory]], since: int | None
) -> pd.DataFrame:
    places = list({place.id: place for _, place in territories}.values())
    valued = _read(indicator, places)
    if valued is None:
        valued = _valued(indicator, sum_columns(indicator, places), since)
    named = pd.DataFrame(
        [(place.id, place.name, role) for role, place in territories], columns=["territory", "name", "role"]
    )
    order = {place.id: position for position, (_, place) in enumerate(territories)}
    frame = valued.merge(named, on="territory", how="inner").assign(indicator=indicator.id)
    return frame.sort_values(
        ["territory", "year"], key=lambda c: c.map(order) if c.name == "territory" else c
    )


_READERS: dict[type[Indicator], Callable[[Any, Sequence[Territory]], pd.DataFrame]] = {
    Median: read_published,
    Quarterly: read_years,
    Published: read_rows,
    Span: read_span,
    Tally: read_tally,
}


def _read(indicator: Indicator, places: Sequence[Territory]) -> pd.DataFrame | None:
    """Figures that are read or estimated from published ones; None for those that sum over communes."""
    if type(indicator) in _READERS:
        return _READERS[type(indicator)](indicator, places)
    if isinstance(indicator, Weighted | Distance):
        shares = (
            weigh(indicator, places)
            if isinstance(indicator, Weighted)
            else share_by_distance(indicator, places)
        )
        return shares.assign(is_fragile=shares["weight"] < FRAGILE_UNDER)
    return None


def _valued(indicator: Indicator, sums: pd.DataFrame, since: int | None) -> pd.DataFrame:
    if isinstance(indicator, Count):
        return sums.assign(value=sums[indicator.column], is_fragile=False)
    if isinstance(indicator, Ratio):
        return _divided(sums, indicator)
    if isinstance(indicator, Change):
        return _changed(indicator, sums, since)
    raise ArpentError(f"{indicator.id}: kind '{indicator.kind}' is not measured on communes.")


def _divided(sums: pd.DataFrame, indicator: Ratio) -> pd.DataFrame:
    numerator, denominator = sums[indicator.numerator] * indicator.per, sums[indicator.denominator]
    value = numerator / denominator.where(denominator != 0)
    reason = sums["reason"].where(~(denominator == 0), "not_applicable")
    is_fragile = (denominator < FRAGILE_UNDER) & (indicator.denominator != "area_km2")
    return sums.assign(value=value, reason=reason, is_fragile=is_fragile)


def _changed(indicator: Change, sums: pd.DataFrame, since: int | None) -> pd.DataFrame:
    years = sorted(sums["year"].unique())
    if since is not None and (since not in years or years[-1] - since < YEARS_APART):
        comparable = ", ".join(str(year) for year in years if years[-1] - year >= YEARS_APART)
        raise AskedWrongly(
            f"{indicator.id}: since={since}: two censuses are compared at least {YEARS_APART} years apart. "
            f"Years that can be: {comparable}."
        )
    first = sums.assign(year=sums["year"] + YEARS_APART) if since is None else sums[sums["year"] == since]
    keys = ["territory", "year"] if since is None else ["territory"]
    start = first[[*keys, indicator.column, "reason"]].rename(
        columns={indicator.column: "start", "reason": "start_reason"}
    )
    pairs = sums.merge(start, on=keys, how="inner")
    span = YEARS_APART if since is None else pairs["year"] - since
    pairs = pairs[pairs["year"] >= (pairs["year"].min() if since is None else since + YEARS_APART)]
    rate = (pairs[indicator.column] / pairs["start"].where(pairs["start"] > 0)) ** (1 / span) - 1
    reason = pairs["reason"].fillna(pairs["start_reason"]).where(pairs["start"] != 0, "not_applicable")
    return pairs.assign(value=rate, reason=reason, is_fragile=pairs["start"] < FRAGILE_UNDER)


def dated(indicator: Indicator, since: int, year: int) -> Indicator:
    """
    A ``Change`` that says its years in its label.

    Parameters
    ----------
    indicator : Indicator
        Any; only a ``Change`` is altered.
    since, year : int
        First and last year.

    Returns
    -------
    Indicator
        A copy.
    """
    if not isinstance(indicator, Change):
        return indicator
    return replace(
        indicator, label=f"{indicator.label} de {since} à {year}", short=f"{indicator.short} {since}–{year}"
    )
