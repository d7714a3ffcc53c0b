"""Intervals of a projected total, year by year, from the errors measured on past censuses."""

import numpy as np
import pandas as pd

from arpent.methods.backtest import DEPARTEMENTS, EPCI
from arpent.methods.cohorts import Floats

MEASURED = (5, 10, 20, 30)
RULE = "returning"


def interval_by_year(
    errors: pd.DataFrame, population: float, years: int, *, level: str = "epci"
) -> tuple[Floats, Floats]:
    """
    What a projected total is multiplied by to get its 80 % interval, each year ahead.

    It says how wrong the rule that projections follow has been on totals; it knows nothing of what never happened.

    Parameters
    ----------
    errors : DataFrame
        As `arpent.tables.trend_errors.load_returning_errors`.
    population : float
        Of the territory on the first day: its size class.
    years : int
        Ahead.
    level : str
        ``epci``, ``departement`` or ``france``: whose errors.

    Returns
    -------
    (array, array)
        Low and high, shape (years + 1,); 1 on the first day.

    Notes
    -----
    ASSUME: a projection by age errs as its rule on totals did for EPCI of that size, or for départements; between
    horizons measured, the logarithm of the bounds goes by a straight line; beyond thirty years it grows as the square
    root of time. It never narrows.
    """
    size = EPCI.of(np.array([population]))[0] if level == "epci" else DEPARTEMENTS.labels()[0]
    mine = errors[(errors["level"] == level) & (errors["size"] == size) & (errors["trend"] == RULE)]
    measured = mine.set_index("horizon").loc[list(MEASURED)]
    ahead = np.arange(years + 1, dtype=np.float64)
    low, high = (_carried(np.log(measured[side].to_numpy()), ahead) for side in ("low", "high"))
    return np.minimum.accumulate(low), np.maximum.accumulate(high)


def _carried(logs: Floats, ahead: Floats) -> Floats:
    within = np.interp(ahead, [0, *MEASURED], [0.0, *logs])
    beyond = logs[-1] * np.sqrt(ahead / MEASURED[-1])
    factors: Floats = np.exp(np.where(ahead > MEASURED[-1], beyond, within))
    return factors
