"""From tables to figures: each indicator on each territory, by its kind."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pandas as pd

from arpent import tables
from arpent.errors import ArpentError, AskedWrongly
from arpent.indicators.model import Change, Count, Indicator, Median, Ratio
from arpent.territory import Territory

#: Columns of ``Measures.frame``.
COLUMNS = ("territory", "name", "role", "indicator", "year", "value", "reason", "is_estimated")
#: Two censuses share survey years until they are this far apart.
YEARS_APART = 5
# ASSUME: "France" is France without Mayotte in these tables, as INSEE publishes it: Mayotte has its own census date.
NOT_IN_FRANCE = "976"
# ASSUME: a sum is called estimated where estimated communes make more than this share of it. The parts of a
# commune that was split again are estimated; the sum over all of them, which most territories hold, is not.
MOST_ESTIMATED = 0.01
#: Mean annual change that is said; below it the text says "stable".
STATED_CHANGE = 0.001


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
    """

    frame: pd.DataFrame
    indicators: Mapping[str, Indicator]
    focus: Territory
    source: str
    datasets: tuple[str, ...] = field(default=())

    def value(self, indicator: str, year: int | None = None, territory: str | None = None) -> float:
        """
        One figure.

        Parameters
        ----------
        indicator : str
            Its id.
        year : int, optional
            The latest with a value, unless given.
        territory : str, optional
            The focus, unless given.

        Returns
        -------
        float
            NaN where it is missing.
        """
        rows = self.frame[
            (self.frame["indicator"] == indicator) & (self.frame["territory"] == (territory or self.focus.id))
        ]
        rows = rows[rows["year"] == year] if year is not None else rows.dropna(subset="value").tail(1)
        return float(rows["value"].iloc[0]) if len(rows) else float("nan")


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
        A ``Median`` is asked for, at a level where its producer published none.
    AskedWrongly
        A ``Change`` over fewer than five years.
    """
    frames = [_measure_one(indicator, territories, since) for indicator in indicators]
    frame = pd.concat(frames, ignore_index=True)[list(COLUMNS)]
    reasons = frame["reason"].astype("object")
    frame["reason"] = reasons.where(reasons.notna() & frame["value"].isna(), None)
    return frame if years is None else frame[frame["year"].isin(list(years))].reset_index(drop=True)


def _measure_one(
    indicator: Indicator, territories: Sequence[tuple[str, Territory]], since: int | None
) -> pd.DataFrame:
    if isinstance(indicator, Median):
        raise ArpentError(
            f"{indicator.id}: a median can't be computed from communes; it is only read at a level where its "
            f"producer published it, and no such table is loaded. Ask for a count or a ratio instead."
        )
    sums = _sums(indicator, territories)
    valued = _valued(indicator, sums, since)
    named = pd.DataFrame(
        [(place.id, place.name, role) for role, place in territories], columns=["territory", "name", "role"]
    )
    order = {place.id: position for position, (_, place) in enumerate(territories)}
    frame = valued.merge(named, on="territory", how="inner").assign(indicator=indicator.id)
    return frame.sort_values(
        ["territory", "year"], key=lambda c: c.map(order) if c.name == "territory" else c
    )


def _sums(indicator: Indicator, territories: Sequence[tuple[str, Territory]]) -> pd.DataFrame:
    """Sum each column over each territory's communes; a missing commune leaves the sum missing, with its reason."""
    members = _members(territories)
    rows = _rows(indicator, tuple(sorted(set(members["commune_code"]))))
    joined = members.merge(rows, on="commune_code", how="left")
    years = rows["year"].dropna().unique()
    if len(years) == 1:
        joined["year"] = joined["year"].fillna(years[0])
    joined = joined.dropna(subset="year")
    keys = [joined["territory"], joined["year"].astype("int64").rename("year")]
    columns = list(indicator.columns)
    sums = joined[columns].astype("float64").groupby(keys).sum(min_count=1)
    missing = joined[columns].isna().any(axis=1).groupby(keys).sum()
    sums = sums.where(missing == 0)
    sums["is_estimated"] = _estimated_share(joined, keys, indicator.columns[0]) > MOST_ESTIMATED
    reasons = joined["reason"].where(joined[columns].isna().any(axis=1)).groupby(keys).first()
    sums["reason"] = reasons.astype("object").where(missing == 0, reasons.fillna("not_available"))
    return sums.reset_index()


def _estimated_share(joined: pd.DataFrame, keys: list["pd.Series[Any]"], column: str) -> "pd.Series[float]":
    values = joined[column].astype("float64")
    is_estimated = joined["is_estimated"].astype("boolean").fillna(value=False).astype("bool")
    return values.where(is_estimated, 0.0).groupby(keys).sum() / values.groupby(keys).sum().replace(
        0.0, np.nan
    )


def _members(territories: Sequence[tuple[str, Territory]]) -> pd.DataFrame:
    places = list({place.id: place for _, place in territories}.values())
    lengths = [len(place.communes) for place in places]
    members = pd.DataFrame(
        {
            "territory": np.repeat([place.id for place in places], lengths),
            "commune_code": [code for place in places for code in place.communes],
        }
    )
    beyond = (members["territory"] == "france") & members["commune_code"].str.startswith(NOT_IN_FRANCE)
    return members[~beyond]


def _rows(indicator: Indicator, communes: tuple[str, ...]) -> pd.DataFrame:
    rows = tables.load(indicator.table, communes)
    if indicator.table == "communes":
        rows = rows.assign(communes=1)
    absent = [column for column in indicator.columns if column not in rows]
    if absent:
        rows = rows.merge(
            tables.load("communes", communes)[["commune_code", *absent]], on="commune_code", how="left"
        )
    if "year" not in rows:
        rows = rows.assign(year=tables.describe(indicator.table).cog_year)
    for column, empty in (("is_estimated", False), ("reason", None)):
        if column not in rows:
            rows = rows.assign(**{column: empty})
    return rows


def _valued(indicator: Indicator, sums: pd.DataFrame, since: int | None) -> pd.DataFrame:
    if isinstance(indicator, Count):
        return sums.assign(value=sums[indicator.column])
    if isinstance(indicator, Ratio):
        return _divided(sums, sums[indicator.numerator] * indicator.per, sums[indicator.denominator])
    if isinstance(indicator, Change):
        return _changed(indicator, sums, since)
    raise ArpentError(f"{indicator.id}: kind '{indicator.kind}' is not measured on communes.")


def _divided(
    sums: pd.DataFrame, numerator: "pd.Series[float]", denominator: "pd.Series[float]"
) -> pd.DataFrame:
    value = numerator / denominator.where(denominator != 0)
    reason = sums["reason"].where(~(denominator == 0), "not_applicable")
    return sums.assign(value=value, reason=reason)


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
    return pairs.assign(value=rate, reason=reason)


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
