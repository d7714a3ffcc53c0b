"""What trends of totals were worth on past censuses: the measured errors, embedded."""

from functools import cache
from pathlib import Path

import pandas as pd

from arpent import project


def errors_file() -> Path:
    """
    Where the errors lie; `arpent.methods.backtest_page` writes them.

    Returns
    -------
    Path
    """
    return project.path("data", "embedded", "trend_errors.csv")


@cache
def load_trend_errors() -> pd.DataFrame:
    """
    Errors of each trend by level, size class and horizon. They are not those of any one territory.

    Returns
    -------
    DataFrame
        ``level`` (``commune``, ``epci``), ``size`` (as ``200-499``), ``horizon`` (5, 10, 20 years), ``trend``;
        ``n`` forecasts judged, ``mape`` and ``malpe`` (0-1), ``is_best``, ``covered`` (share within an 80 % interval
        made without the census judged), ``low`` and ``high`` (what a forecast is multiplied by for that interval).

    Notes
    -----
    Source: ``insee_population_historique`` (INSEE, census populations 1968-2019), back-test of arpent.
    """
    return pd.read_csv(errors_file())
