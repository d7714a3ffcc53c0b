"""What a short forecast is worth: its errors from rolling origins, and intervals made of them."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from arpent.methods.backtest import interval_factors, scores
from arpent.methods.cohorts import Floats
from arpent.methods.forecasts import LEAST_YEARS, METHODS, NAIVE, forecast
from arpent.methods.seasons import Nature, runs

HORIZON = 4


def rolling_errors(
    series: pd.DataFrame,
    nature: Nature,
    *,
    origins: Sequence[int],
    sizes: "pd.Series[str]",
    horizon: int = HORIZON,
    methods: Sequence[str] = tuple(METHODS),
) -> pd.DataFrame:
    """
    Every method from every origin, knowing only what came before it, beside what came after.

    Parameters
    ----------
    series : DataFrame
        One row a territory, one column a period, in order; NaN where missing.
    nature : Nature
        What the series are.
    origins : sequence of int
        Places of the last period known. Left out for a territory: those whose next periods are not all known, and
        those with less than four years without a gap before them.
    sizes : Series, same index
        Class of each territory.
    horizon : int
        Periods ahead.
    methods : sequence of str
        Keys of ``METHODS``.

    Returns
    -------
    DataFrame
        ``territory``, ``size``, ``origin``, ``horizon`` (1 …), ``trend`` (the method), ``error`` (forecast over
        actual, less 1; NaN where actual is 0), ``log_ratio`` (logarithm of actual, less that of the forecast),
        ``scaled`` (absolute error over the mean absolute change from one year to the next before the origin).
    """
    frames = []
    for territory, row in zip(series.index, series.to_numpy(dtype=np.float64), strict=True):
        for run in runs(row):
            for origin in origins:
                known, came = row[run.start : origin + 1], row[origin + 1 : origin + 1 + horizon]
                if origin + horizon < run.stop and known.size >= LEAST_YEARS * nature.period:
                    told = {"territory": territory, "size": sizes[territory], "origin": origin}
                    frames += [_judged(name, known, came, nature).assign(**told) for name in methods]
    return pd.concat(frames, ignore_index=True)


def _judged(method: str, known: Floats, came: Floats, nature: Nature) -> pd.DataFrame:
    found = forecast(method, known, nature, came.size)
    yearly = float(np.abs(known[nature.period :] - known[: -nature.period]).mean())
    error = np.divide(found, came, out=np.full(came.size, np.nan), where=came > 0) - 1
    return pd.DataFrame(
        {
            "horizon": np.arange(1, came.size + 1),
            "trend": method,
            "error": error,
            "log_ratio": nature.logs(came) - nature.logs(found),
            "scaled": np.abs(found - came) / yearly if yearly > 0 else np.nan,
        }
    )


def series_scores(errors: pd.DataFrame) -> pd.DataFrame:
    """
    Mean errors of each method, and the one that is kept for each class.

    Parameters
    ----------
    errors : DataFrame
        Of `rolling_errors`.

    Returns
    -------
    DataFrame
        ``size``, ``horizon``, ``trend``, ``n``, ``mape``, ``malpe`` (0-1), ``mase``, ``is_default`` (one method a
        class: the lowest mean of ``mape`` over the horizons), ``is_shown`` (the default, where its mean is below that
        of the seasonal naive forecast).
    """
    keys = ["size", "horizon", "trend"]
    scaled = errors.groupby(keys)["scaled"].mean().rename("mase")
    table = scores(errors).drop(columns="is_best").join(scaled, on=keys)
    means = table.groupby(["size", "trend"])["mape"].mean().unstack()[list(dict.fromkeys(table["trend"]))]  # noqa: PD010
    best = means.idxmin(axis="columns")
    table["is_default"] = table["trend"] == table["size"].map(best)
    beats = means.min(axis="columns") < means[NAIVE]
    return table.assign(is_shown=table["is_default"] & table["size"].map(beats))


def series_factors(errors: pd.DataFrame) -> pd.DataFrame:
    """
    What a forecast is multiplied by to get its 80 % interval, which never narrows with the horizon.

    Parameters
    ----------
    errors : DataFrame
        Of `rolling_errors`.

    Returns
    -------
    DataFrame
        Index (``size``, ``horizon``, ``trend``); ``low``, ``high``. See `arpent.methods.backtest.interval_factors`.
    """
    grouped = interval_factors(errors).sort_index().groupby(level=["size", "trend"])
    return pd.DataFrame({"low": grouped["low"].cummin(), "high": grouped["high"].cummax()})


def series_coverage(errors: pd.DataFrame) -> "pd.Series[float]":
    """
    Share of actual values inside intervals made without the origin that they belong to.

    Parameters
    ----------
    errors : DataFrame
        Of `rolling_errors`.

    Returns
    -------
    Series
        Index (``size``, ``horizon``, ``trend``); ``covered`` (0-1).
    """
    keys = ["size", "horizon", "trend"]
    kept: list[pd.DataFrame] = []
    for origin, case in errors.groupby("origin"):
        joined = case.join(series_factors(errors[errors["origin"] != origin]), on=keys)
        inside = np.exp(joined["log_ratio"]).between(joined["low"], joined["high"])
        kept.append(case[keys].assign(covered=inside))
    return pd.concat(kept).groupby(keys)["covered"].mean()


def intervals(values: Floats, nature: Nature, low: Floats, high: Floats) -> tuple[Floats, Floats]:
    """
    Interval of a forecast, from what was measured.

    Parameters
    ----------
    values : array (horizon,)
        The forecast.
    nature : Nature
        What it is.
    low, high : array (horizon,)
        Of `series_factors`.

    Returns
    -------
    (array, array)
        Low and high.
    """
    logs = nature.logs(values)
    return nature.back(logs + np.log(low)), nature.back(logs + np.log(high))
