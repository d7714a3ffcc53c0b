"""What trends of totals were worth on past censuses: the measured errors, embedded."""

from functools import cache
from pathlib import Path

import pandas as pd

from arpent import project

#: Datasets that the errors below were measured on, with their vintages; their tables need not be on this machine.
MEASURED_ON = {"insee_population_historique": ("2019",), "anct_soldes_demographiques": ("2016",)}


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


def returning_errors_file() -> Path:
    """
    Where the errors of the studies' rule lie; `arpent.methods.persistence_page` writes them.

    Returns
    -------
    Path
    """
    return project.path("data", "embedded", "returning_errors.csv")


@cache
def load_returning_errors() -> pd.DataFrame:
    """
    Errors, on past censuses, of the rule that projections follow (``returning``), beside those of plain trends.

    Returns
    -------
    DataFrame
        As `load_trend_errors`; ``level`` is ``epci``, ``departement`` or ``france`` (few cases, ``covered`` not
        known), ``horizon`` 5, 10, 20 or 30 years.

    Notes
    -----
    Source: balances of EPCI and départements between the censuses of 1968 to 2016 (INSEE), back-test of arpent.
    """
    return pd.read_csv(returning_errors_file())
