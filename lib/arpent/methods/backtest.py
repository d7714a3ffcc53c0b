"""What a trend is worth: its errors on past censuses, by size and horizon, and intervals made of them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from arpent.errors import AskedWrongly
from arpent.methods.cohorts import Floats
from arpent.methods.trends import TRENDS, Past, carry_on

COVERAGE = 0.8
#: Horizon (years) → (census before, census projected from, census reached). Those at hand do not fall every five years.
CASES = {
    5: ((1968, 1975, 1982), (1975, 1982, 1990), (1990, 1999, 2006), (1999, 2009, 2014), (2006, 2014, 2019)),
    10: ((1968, 1982, 1990), (1982, 1990, 1999), (1990, 1999, 2009), (1999, 2009, 2019)),
    20: ((1968, 1975, 1999), (1968, 1982, 1999), (1975, 1990, 2010), (1990, 1999, 2019)),
}


@dataclass(frozen=True)
class Sizes:
    """
    Size classes of territories.

    Parameters
    ----------
    bounds : tuple of int
        First population of each class, from 0, rising.
    """

    bounds: tuple[int, ...]

    def labels(self) -> list[str]:
        """One a class, as ``200-499`` or ``50000+``."""
        closed = [f"{low}-{high - 1}" for low, high in zip(self.bounds[:-1], self.bounds[1:], strict=True)]
        return [*closed, f"{self.bounds[-1]}+"]

    def of(self, population: Floats) -> list[str]:
        """Class of each territory."""
        labels = self.labels()
        return [labels[place - 1] for place in np.digitize(population, self.bounds)]


COMMUNES = Sizes((0, 100, 200, 500, 1000, 2000, 5000, 10_000, 50_000))
EPCI = Sizes((0, 10_000, 20_000, 50_000, 100_000))
DEPARTEMENTS = Sizes((0,))


def past_errors(populations: pd.DataFrame, sizes: Sizes) -> pd.DataFrame:
    """
    Every trend projected from every past census, beside what came.

    Parameters
    ----------
    populations : DataFrame
        One row a territory, one column a census year; in one COG year. A territory that is missing or empty in one
        of the three censuses of a case is left out of that case.
    sizes : Sizes
        Classes, by the population that is projected from.

    Returns
    -------
    DataFrame
        ``territory``, ``horizon`` (5, 10, 20), ``origin``, ``ahead`` (years really forecast), ``size``, ``trend``,
        ``error`` (forecast over actual, less 1) and ``log_ratio`` (logarithm of actual over forecast; NaN where the
        forecast is not above 0).
    """
    frames = []
    for horizon, cases in CASES.items():
        for before, origin, reached in cases:
            frames.extend(_case(populations.loc[:, [before, origin, reached]], horizon, sizes))
    return pd.concat(frames, ignore_index=True)


def _case(populations: pd.DataFrame, horizon: int, sizes: Sizes) -> list[pd.DataFrame]:
    known = populations[(populations > 0).all(axis=1)]
    before, origin, reached = (int(str(year)) for year in known.columns)
    first, last, actual = known.to_numpy(dtype=np.float64).T
    told = {"territory": known.index, "horizon": horizon, "origin": origin, "ahead": reached - origin}
    told["size"] = sizes.of(last)
    past = Past(first, last, origin - before)
    frames = []
    for name in TRENDS:
        forecast = carry_on(name, past, reached - origin)
        ratio = np.log(np.divide(actual, forecast, out=np.full_like(actual, np.nan), where=forecast > 0))
        frames.append(
            pd.DataFrame({**told, "trend": name, "error": forecast / actual - 1, "log_ratio": ratio})
        )
    return frames


def scores(errors: pd.DataFrame) -> pd.DataFrame:
    """
    Mean errors of each trend.

    Parameters
    ----------
    errors : DataFrame
        Of `past_errors`.

    Returns
    -------
    DataFrame
        ``size``, ``horizon``, ``trend``, ``n``, ``mape`` and ``malpe`` (mean absolute and mean algebraic error, 0-1),
        ``is_best``: the lowest ``mape`` of its size and horizon, the plainer where two are equal.
    """
    grouped = errors.assign(mape=errors["error"].abs()).groupby(["size", "horizon", "trend"], sort=False)
    table = grouped.agg(n=("error", "size"), mape=("mape", "mean"), malpe=("error", "mean")).reset_index()
    lowest = table.groupby(["size", "horizon"])["mape"].transform("min")
    is_lowest = table["mape"] == lowest
    is_first = ~table[is_lowest].duplicated(["size", "horizon"]).reindex(table.index, fill_value=True)
    return table.assign(is_best=is_first)


def chosen_blind(errors: pd.DataFrame) -> pd.DataFrame:
    """
    Errors of the trend that each census's fellows choose: what choosing the best is worth where it was not yet seen.

    Parameters
    ----------
    errors : DataFrame
        Of `past_errors`.

    Returns
    -------
    DataFrame
        Those of its rows whose trend has the lowest mean absolute error, for their size and horizon, on all the other
        censuses projected from. A horizon known from one census only is left out.
    """
    kept = []
    for _, rows in errors.assign(missed=errors["error"].abs()).groupby("horizon"):
        for origin, case in rows.groupby("origin"):
            others = rows[rows["origin"] != origin]
            means = others.pivot_table(index="size", columns="trend", values="missed")
            chosen = case["size"].map(means[list(TRENDS)].idxmin(axis=1)) if len(others) else ""
            kept.append(case[case["trend"] == chosen])
    return pd.concat(kept).drop(columns="missed")


def best_trend(table: pd.DataFrame, size: str, horizon: float) -> str:
    """
    Trend that did best for a size, at the measured horizon nearest to one wanted.

    Parameters
    ----------
    table : DataFrame
        Of `scores`.
    size : str
        Class.
    horizon : float
        Years ahead.

    Returns
    -------
    str
        A key of ``TRENDS``.

    Raises
    ------
    AskedWrongly
        A class that was not measured.
    """
    mine = table[(table["size"] == size) & table["is_best"]]
    if mine.empty:
        raise AskedWrongly(f"size '{size}': not measured. Measured: {', '.join(table['size'].unique())}.")
    nearest = np.argmin(np.abs(mine["horizon"].to_numpy() - horizon))
    return str(mine["trend"].iloc[int(nearest)])


def interval_factors(errors: pd.DataFrame, coverage: float = COVERAGE) -> pd.DataFrame:
    """
    What a forecast is multiplied by to get its interval.

    Parameters
    ----------
    errors : DataFrame
        Of `past_errors`.
    coverage : float
        Share of actual values that fall between, 0-1.

    Returns
    -------
    DataFrame
        Index (``size``, ``horizon``, ``trend``); ``low``, ``high``.

    Notes
    -----
    Quantiles of the logarithm of actual over forecast, spread about the median by √(1 + 1/k), k cases (origins): the
    next one is a case more, and all the territories of a case share its weather. ASSUME: the next errors are drawn
    from the past ones, biased as they were.
    """
    grouped = errors.groupby(["size", "horizon", "trend"])
    middle = grouped["log_ratio"].median()
    wider = np.sqrt(1 + 1 / grouped["origin"].nunique())
    bounds = {}
    for side, tail in (("low", (1 - coverage) / 2), ("high", (1 + coverage) / 2)):
        bounds[side] = np.exp(middle + (grouped["log_ratio"].quantile(tail) - middle) * wider)
    return pd.DataFrame(bounds)


def interval(
    forecast: Floats, factors: pd.DataFrame, keys: Sequence[tuple[str, int, str]]
) -> tuple[Floats, Floats]:
    """
    Interval of forecasts.

    Parameters
    ----------
    forecast : array (n,)
        Counts.
    factors : DataFrame
        Of `interval_factors`.
    keys : sequence of (size, horizon, trend)
        One a forecast.

    Returns
    -------
    (array, array)
        Low and high.
    """
    rows = factors.loc[list(keys)]
    return forecast * rows["low"].to_numpy(), forecast * rows["high"].to_numpy()
