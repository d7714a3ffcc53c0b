"""Intervals of a projected total, year by year, from the errors measured on past censuses."""

import numpy as np
import pandas as pd

from arpent.methods.backtest import COMMUNES, DEPARTEMENTS, EPCI
from arpent.methods.cohorts import Floats

RULE = "returning"
#: Standard normal value that leaves a tenth beyond it: an 80 % range runs from -Z to Z.
Z = 1.2815515655446004
#: Size classes that errors of each level are told by.
SIZES = {"commune": COMMUNES, "epci": EPCI, "departement": DEPARTEMENTS, "france": DEPARTEMENTS}


def interval_by_year(
    errors: pd.DataFrame, population: float, years: int, *, level: str = "epci", trend: str = RULE
) -> tuple[Floats, Floats]:
    """
    What a projected total is multiplied by to get its 80 % interval, each year ahead.

    It says how wrong a rule, or a trend, has been on totals; it knows nothing of what never happened.

    Parameters
    ----------
    errors : DataFrame
        As `arpent.tables.trend_errors.load_returning_errors` or ``load_trend_errors``.
    population : float
        Of the territory on the first day: its size class.
    years : int
        Ahead.
    level : str
        A key of ``SIZES``: whose errors.
    trend : str
        What the total follows; the rule of projections unless given.

    Returns
    -------
    (array, array)
        Low and high, shape (years + 1,); 1 on the first day.

    Notes
    -----
    ASSUME: a projection by age errs as its rule on totals did for EPCI of that size, or for départements; between
    horizons measured, the logarithm of the bounds goes by a straight line; beyond the last (thirty years; twenty for
    communes) it grows as the square root of time. It never narrows.
    """
    size = SIZES[level].of(np.array([population]))[0]
    mine = errors[(errors["level"] == level) & (errors["size"] == size) & (errors["trend"] == trend)]
    measured = mine.sort_values("horizon")
    horizons, ahead = measured["horizon"].to_numpy(np.float64), np.arange(years + 1, dtype=np.float64)
    low, high = (_carried(np.log(measured[side].to_numpy()), horizons, ahead) for side in ("low", "high"))
    return np.minimum.accumulate(low), np.maximum.accumulate(high)


def _carried(logs: Floats, horizons: Floats, ahead: Floats) -> Floats:
    within = np.interp(ahead, [0, *horizons], [0.0, *logs])
    beyond = logs[-1] * np.sqrt(ahead / horizons[-1])
    factors: Floats = np.exp(np.where(ahead > horizons[-1], beyond, within))
    return factors
