"""
The trend that two totals allow: of those that need nothing else, the best measured for a level, a size and a horizon.

Method page: ``docs/methodes/tendance.md``.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np
import pandas as pd

from arpent.errors import AskedWrongly
from arpent.methods.backtest import best_trend
from arpent.methods.cohorts import Floats
from arpent.methods.intervals import RULE, SIZES, interval_by_year
from arpent.methods.trends import TRENDS, Past, carry_on
from arpent.tables.trend_errors import load_returning_errors, load_trend_errors


@cache
def plain_errors(level: str) -> pd.DataFrame:
    """
    Errors on the past of the trends that need two totals only.

    Parameters
    ----------
    level : str
        ``commune``, ``epci``, ``departement`` or ``france``.

    Returns
    -------
    DataFrame
        As `arpent.tables.trend_errors.load_trend_errors`, ``is_best`` among these trends.

    Raises
    ------
    AskedWrongly
        Another level.

    Notes
    -----
    ASSUME: the country's growth carried on, the only trend judged on France, is taken as the linear one: both add
    nearly as many persons each year as before.
    """
    if level not in SIZES:
        raise AskedWrongly(f"level '{level}': not measured. Measured: {', '.join(SIZES)}.")
    every = load_trend_errors() if level == "commune" else load_returning_errors()
    mine = every[every["level"] == level]
    if level == "france":
        mine = mine.assign(trend=mine["trend"].replace(RULE, "linear"))
    kept = mine[mine["trend"].isin(list(TRENDS))]
    lowest = kept.groupby(["size", "horizon"])["mape"].transform("min")
    return kept.assign(is_best=kept["mape"] == lowest)


@dataclass(frozen=True)
class Choice:
    """
    A trend, and what it was chosen for.

    Parameters
    ----------
    level, size : str
        Whose errors: a key of ``SIZES`` and one of its classes.
    trend : str
        A key of ``TRENDS``.
    """

    level: str
    size: str
    trend: str

    def errors(self) -> pd.DataFrame:
        """Errors of all plain trends for that level and size."""
        every = plain_errors(self.level)
        return every[every["size"] == self.size]

    def own(self) -> pd.DataFrame:
        """Errors of the trend chosen, one row a horizon."""
        every = self.errors()
        return every[every["trend"] == self.trend].set_index("horizon").sort_index()


def choose_trend(level: str, population: float, ahead: float) -> Choice:
    """
    The trend that was least wrong on past censuses, for a size, at the measured horizon nearest to one wanted.

    Parameters
    ----------
    level : str
        A key of ``SIZES``.
    population : float
        It starts from.
    ahead : float
        Years.

    Returns
    -------
    Choice
        One trend for the whole path: a path that changed trend on its way would break.
    """
    size = SIZES[level].of(np.array([population]))[0]
    return Choice(level, size, best_trend(plain_errors(level), size, ahead))


def carried(
    trend: str, own: tuple[float, float], others: tuple[float, float], span: float, years: int
) -> Floats:
    """
    A total carried on year by year.

    Parameters
    ----------
    trend : str
        A key of ``TRENDS``.
    own, others : (float, float)
        Its population at the two dates, and that of the rest of the country, which ``shrunk`` draws it towards; two
        0 where there is no rest.
    span : float
        Years between the dates.
    years : int
        Ahead.

    Returns
    -------
    array (years + 1,)
        From the last date; never under 0, where ``linear`` would go.
    """
    there = np.array([one for one in (own, others) if one[1] > 0], dtype=np.float64)
    past = Past(there[:, 0], there[:, 1], span)
    totals: Floats = np.array([carry_on(trend, past, ahead)[0] for ahead in range(years + 1)])
    return np.maximum(totals, 0.0)


def interval(choice: Choice, population: float, years: int) -> tuple[Floats, Floats]:
    """
    What a total carried on is multiplied by for its 80 % interval, year by year.

    Parameters
    ----------
    choice : Choice
        Of `choose_trend`.
    population : float
        It starts from.
    years : int
        Ahead.

    Returns
    -------
    (array, array)
        As `arpent.methods.intervals.interval_by_year`.
    """
    return interval_by_year(choice.errors(), population, years, level=choice.level, trend=choice.trend)
