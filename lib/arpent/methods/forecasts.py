"""
Short forecasts of quarterly and monthly series: two naive ones, and three models of statsmodels.

Method page: ``docs/methodes/series.md``. What each is worth is measured by `arpent.methods.series_backtest`: what
loses to the seasonal naive forecast there is not shown, and a model that loses to the last value is not kept.
"""

import warnings
from collections.abc import Callable, Mapping

import numpy as np

from arpent.errors import AskedWrongly
from arpent.methods.cohorts import Floats
from arpent.methods.seasons import Nature, check_series

# ASSUME: no model is fitted to less than four years.
LEAST_YEARS = 4
#: What the others have to beat.
NAIVE = "seasonal_naive"

Forecaster = Callable[[Floats, Nature, int], Floats]


def seasonal_naive(logs: Floats, nature: Nature, horizon: int) -> Floats:
    """The same period of the last year known."""
    carried: Floats = np.resize(logs[-nature.period :], horizon)
    return carried


def last(logs: Floats, nature: Nature, horizon: int) -> Floats:  # noqa: ARG001 - the same shape for all
    """The last value."""
    return np.full(horizon, logs[-1])


def ets(logs: Floats, nature: Nature, horizon: int) -> Floats:
    """Exponential smoothing: a level, a trend that fades, and seasons unless they were taken out; all additive."""
    from statsmodels.tsa.exponential_smoothing.ets import ETSModel  # noqa: PLC0415 - seconds to import

    seasons = {} if nature.is_adjusted else {"seasonal": "add", "seasonal_periods": nature.period}
    model = ETSModel(logs, error="add", trend="add", damped_trend=True, **seasons)
    return np.asarray(model.fit(disp=False).forecast(horizon), dtype=np.float64)


def arima(logs: Floats, nature: Nature, horizon: int) -> Floats:
    """ARIMA (1,1,0), a change that half goes on; with seasons, the « airline » (0,1,1)(0,1,1) of Box and Jenkins."""
    from statsmodels.tsa.statespace.sarimax import SARIMAX  # noqa: PLC0415 - seconds to import

    if nature.is_adjusted:
        model = SARIMAX(logs, order=(1, 1, 0))
    else:
        model = SARIMAX(logs, order=(0, 1, 1), seasonal_order=(0, 1, 1, nature.period))
    return np.asarray(model.fit(disp=False).forecast(horizon), dtype=np.float64)


def components(logs: Floats, nature: Nature, horizon: int) -> Floats:
    """Unobserved components: a smooth trend and noise; with seasons, a wandering level and seasons that may change."""
    from statsmodels.tsa.statespace.structural import UnobservedComponents  # noqa: PLC0415 - seconds to import

    if nature.is_adjusted:
        model = UnobservedComponents(logs, "smooth trend")
    else:
        model = UnobservedComponents(logs, "local level", seasonal=nature.period)
    return np.asarray(model.fit(disp=False).forecast(horizon), dtype=np.float64)


#: Name to forecast, the plain ones first. Each takes and gives logarithms.
METHODS: Mapping[str, Forecaster] = {
    "seasonal_naive": seasonal_naive,
    "last": last,
    "ets": ets,
    "arima": arima,
    "components": components,
}


def forecast(method: str, values: Floats, nature: Nature, horizon: int) -> Floats:
    """
    The periods after the last one known. It extends what was; it knows nothing of what will happen.

    Parameters
    ----------
    method : str
        One of ``METHODS``.
    values : array (n,)
        In order, one a period, none missing; four years at least.
    nature : Nature
        What they are.
    horizon : int
        Periods ahead.

    Returns
    -------
    array (horizon,)
        In the unit of the series: the median, since the logarithm is forecast. No interval: see
        `arpent.methods.series_backtest.intervals`.

    Raises
    ------
    AskedWrongly
        No such method; a horizon under 1; a series that `check_series` refuses.

    Notes
    -----
    Parameters by maximum likelihood. ASSUME: where its search stops before it converges, what it found is kept: the
    back-test judges the forecasts made that way too.
    """
    if method not in METHODS:
        raise AskedWrongly(f"forecast '{method}': unknown. Known: {', '.join(METHODS)}.")
    if horizon < 1:
        raise AskedWrongly(f"forecast: {horizon} periods ahead; 1 or more is allowed.")
    check_series(values, nature, years=LEAST_YEARS)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return nature.back(METHODS[method](nature.logs(values), nature, horizon))
