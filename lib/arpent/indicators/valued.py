"""From sums over communes to figures: a count, a ratio of sums, a change between two years."""

from dataclasses import replace

import numpy as np

from arpent.errors import ArpentError, AskedWrongly
from arpent.indicators.figures import NO_REASON, Figures, figures_of
from arpent.indicators.model import Change, Count, Indicator, Ratio
from arpent.indicators.sums import Sums

#: Two censuses share survey years until they are this far apart.
YEARS_APART = 5
# ASSUME: under this many inhabitants or dwellings, a rate moves by half a point for one of them: it is shown, never
# cited as an extreme.
FRAGILE_UNDER = 200


def valued(indicator: Indicator, sums: Sums, since: int | None = None) -> Figures:
    """
    Figures of an indicator that sums over communes.

    Parameters
    ----------
    indicator : Indicator
        A count, a ratio or a change.
    sums : Sums
        Of its columns.
    since : int, optional
        See `measure`.

    Returns
    -------
    Figures

    Raises
    ------
    ArpentError
        Another kind.
    AskedWrongly
        A ``Change`` over fewer than five years.
    """
    if isinstance(indicator, Count):
        value = sums.columns[indicator.column]
        return figures_of(sums.territories, sums.years, value, sums.reason, is_estimated=sums.is_estimated)
    if isinstance(indicator, Ratio):
        return _divided(sums, indicator)
    if isinstance(indicator, Change):
        return _changed(indicator, sums, since)
    raise ArpentError(f"{indicator.id}: kind '{indicator.kind}' is not measured on communes.")


def _divided(sums: Sums, indicator: Ratio) -> Figures:
    numerator = sums.columns[indicator.numerator] * indicator.per
    denominator = sums.columns[indicator.denominator]
    is_nil = denominator == 0
    value = numerator / np.where(is_nil, np.nan, denominator)
    reason = np.where(is_nil, "not_applicable", sums.reason)
    is_fragile = (denominator < FRAGILE_UNDER) & (indicator.denominator != "area_km2")
    return figures_of(
        sums.territories, sums.years, value, reason, is_estimated=sums.is_estimated, is_fragile=is_fragile
    )


def _changed(indicator: Change, sums: Sums, since: int | None) -> Figures:
    ends, starts = _spans(indicator, list(sums.years), since)
    end, start = sums.columns[indicator.column][:, ends], sums.columns[indicator.column][:, starts]
    apart = sums.years[ends] - sums.years[starts]
    rate = (end / np.where(start > 0, start, np.nan)) ** (1 / apart) - 1
    first, last = sums.reason[:, starts], sums.reason[:, ends]
    reason = np.where(start == 0, "not_applicable", np.where(np.equal(last, NO_REASON), first, last))
    return figures_of(
        sums.territories,
        sums.years[ends],
        rate,
        reason,
        is_estimated=sums.is_estimated[:, ends],
        is_fragile=start < FRAGILE_UNDER,
    )


def _spans(indicator: Change, years: list[int], since: int | None) -> tuple[list[int], list[int]]:
    """Ranks of the last and of the first years that are compared."""
    if since is None:
        ends = [rank for rank, year in enumerate(years) if year - YEARS_APART in years]
        return ends, [years.index(years[rank] - YEARS_APART) for rank in ends]
    if since not in years or years[-1] - since < YEARS_APART:
        comparable = ", ".join(str(year) for year in years if years[-1] - year >= YEARS_APART)
        raise AskedWrongly(
            f"{indicator.id}: since={since}: two censuses are compared at least {YEARS_APART} years apart. "
            f"Years that can be: {comparable}."
        )
    ends = [rank for rank, year in enumerate(years) if year >= since + YEARS_APART]
    return ends, [years.index(since)] * len(ends)


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
