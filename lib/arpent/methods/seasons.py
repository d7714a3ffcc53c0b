"""
Quarterly and monthly series: checked, cut where they are broken, and freed from their seasons by STL.

Method page: ``docs/methodes/series.md``. Nothing here knows what is counted: arrays in, arrays out.
"""

from dataclasses import dataclass

import numpy as np

from arpent.errors import AskedWrongly
from arpent.methods.cohorts import Floats

#: Periods in a year of the series known here.
PERIODS = {4: "quarters", 12: "months"}
# ASSUME: a season is seen from three years on: STL would take the noise of two for one.
LEAST_YEARS = 3


@dataclass(frozen=True)
class Nature:
    """
    What a series is made of.

    Parameters
    ----------
    period : int
        Values a year: 4 or 12.
    is_adjusted : bool
        Published without its seasons: none is looked for in it.
    is_count : bool
        Counts, which may be 0; else values above 0, as a rate or a price.
    """

    period: int = 4
    is_adjusted: bool = False
    is_count: bool = True

    def logs(self, values: Floats) -> Floats:
        """
        Logarithm of the values; of one more than them for counts.

        ASSUME: seasons and noise grow with the level. One more lets 0 be a count like another.
        """
        logs: Floats = np.log1p(values) if self.is_count else np.log(values)
        return logs

    def back(self, logs: Floats) -> Floats:
        """From what `logs` gave."""
        values: Floats = np.expm1(logs) if self.is_count else np.exp(logs)
        return values


@dataclass(frozen=True, eq=False)
class Seasons:
    """
    A series and its parts: ``raw = back(logs(trend) + seasonal + rest)``.

    Parameters
    ----------
    raw : array (n,)
        As given.
    trend : array (n,)
        Without seasons nor noise, in the unit of the series.
    seasonal, rest : array (n,)
        On the logarithm.
    adjusted : array (n,)
        The series without its seasons.
    """

    raw: Floats
    trend: Floats
    seasonal: Floats
    rest: Floats
    adjusted: Floats

    @property
    def strength(self) -> float:
        """
        How much of the series around its trend is season, 0-1 (Wang, Smith and Hyndman, 2006).

        1 - Var(rest) / Var(seasonal + rest), 0 where that is negative or the series has no noise at all.
        """
        moving = float(np.var(self.seasonal + self.rest))
        return max(0.0, 1 - float(np.var(self.rest)) / moving) if moving > 0 else 0.0


def check_series(values: Floats, nature: Nature, *, years: int = LEAST_YEARS) -> None:
    """
    Refuse a series that cannot be worked on; it is neither shortened nor filled.

    Parameters
    ----------
    values : array (n,)
        In order, one a period.
    nature : Nature
        What they are.
    years : int
        Fewest whole years.

    Raises
    ------
    AskedWrongly
        An unknown period; a value missing or under 0 (0 too where they are not counts); too few of them; a count
        that is 0 one time in four or more.
    """
    if nature.period not in PERIODS:
        raise AskedWrongly(f"series: {nature.period} values a year. Known: 4 (quarters), 12 (months).")
    missing = np.flatnonzero(~np.isfinite(values))
    if missing.size:
        raise AskedWrongly(
            f"series: {missing.size} of {values.size} {PERIODS[nature.period]} missing, the first at place "
            f"{missing[0]}. A gap is never filled: take a run without one (see `runs`)."
        )
    if values.size < years * nature.period:
        raise AskedWrongly(
            f"series: {values.size} {PERIODS[nature.period]}; {years * nature.period} are needed ({years} years)."
        )
    low = float(values.min())
    if low < 0 or (low == 0 and not nature.is_count):
        least = "0 or more" if nature.is_count else "more than 0"
        raise AskedWrongly(f"series: a value is {low:g}; {least} is allowed.")
    # ASSUME: a count that is 0 one time in four has no level that a model of logarithms could follow.
    if (zeros := int((values == 0).sum())) * 4 >= values.size:
        raise AskedWrongly(
            f"series: {zeros} of {values.size} counts are 0: too sparse. Sum it over wider territories."
        )


def runs(values: Floats) -> list[slice]:
    """
    Stretches without a missing value, in order.

    Parameters
    ----------
    values : array (n,)
        NaN where missing.

    Returns
    -------
    list of slice

    Examples
    --------
    >>> runs(np.array([1.0, 2.0, np.nan, 4.0]))
    [slice(0, 2, None), slice(3, 4, None)]
    """
    known = np.concatenate([[False], np.isfinite(values), [False]]).astype(np.int8)
    steps = np.diff(known)
    bounds = zip(np.flatnonzero(steps == 1).tolist(), np.flatnonzero(steps == -1).tolist(), strict=True)
    return [slice(first, last) for first, last in bounds]


def adjust(values: Floats, nature: Nature) -> Seasons:
    """
    Free a series from its seasons: robust STL (statsmodels) on the logarithm.

    Not for a series that its producer published adjusted.

    Parameters
    ----------
    values : array (n,)
        In order, one a period, none missing; three years at least.
    nature : Nature
        What they are.

    Returns
    -------
    Seasons

    Raises
    ------
    AskedWrongly
        The series is already adjusted, or one that `check_series` refuses.

    Notes
    -----
    Cleveland et al. (1990), with seasons that stay the same over the series, as R's ``s.window = "periodic"``. ASSUME:
    in the ten years at most of such series, seasons hardly move; let free, they would take the noise of four years for
    seasons. ASSUME: robust, so that a quarter out of line (2020) neither makes nor hides a season.
    """
    if nature.is_adjusted:
        raise AskedWrongly("series: published without its seasons; it is not adjusted a second time.")
    check_series(values, nature)
    from statsmodels.tsa.seasonal import STL  # noqa: PLC0415 - seconds to import

    logs = nature.logs(values)
    parts = STL(logs, period=nature.period, seasonal=10 * logs.size + 1, seasonal_deg=0, robust=True).fit()
    seasonal = np.asarray(parts.seasonal, dtype=np.float64)
    trend = np.asarray(parts.trend, dtype=np.float64)
    return Seasons(
        values, nature.back(trend), seasonal, logs - trend - seasonal, nature.back(logs - seasonal)
    )
