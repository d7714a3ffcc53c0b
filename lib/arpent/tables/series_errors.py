"""What short forecasts of quarterly series were worth on the past: the measured errors, embedded."""

from functools import cache
from pathlib import Path

import pandas as pd

from arpent import project


def series_errors_file() -> Path:
    """
    Where the errors lie; `arpent.methods.series_page` writes them.

    Returns
    -------
    Path
    """
    return project.path("data", "embedded", "series_errors.csv")


@cache
def load_series_errors() -> pd.DataFrame:
    """
    Errors of each forecast by kind of series, class and horizon. They are not those of any one territory.

    Returns
    -------
    DataFrame
        ``kind`` (``unemployment_rate``, ``quarterly_sales``), ``size`` (``steady``, ``unsteady``, or sales a quarter
        as ``30-99``), ``horizon`` (1 to 4 quarters), ``trend`` (the method); ``n`` forecasts judged, ``mape`` and
        ``malpe`` (0-1), ``mase``, ``is_default`` (the best of its class), ``is_shown`` (it beats the seasonal naive
        forecast, and its intervals hold), ``covered`` (share within an 80 % interval made without the origin judged),
        ``low`` and ``high`` (what a forecast is multiplied by for that interval).

    Notes
    -----
    Sources: ``insee_chomage_zone_emploi`` (INSEE, 2003-2023), ``dvf_panel`` (DGFiP, as a third party summed it,
    2014-2022), back-test of arpent.
    """
    return pd.read_csv(series_errors_file())
