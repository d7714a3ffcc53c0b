"""
Intervals that hold what they say: as wide as was needed for censuses that they were not made from.

Errors of past forecasts give the shape of an interval (their quantiles), left-out censuses its width: a split-conformal
calibration, census by census (Romano, Patterson & Candès 2019, scaled). Method page: ``docs/methodes/projection.md``.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from arpent.methods.backtest import COVERAGE

KEYS = ["size", "horizon", "trend"]
#: What all classes of size share a width by.
SHARED = ["horizon", "trend"]


def calibrated_factors(errors: pd.DataFrame, coverage: float = COVERAGE) -> pd.DataFrame:
    """
    What a forecast is multiplied by to get its interval, exactly ``horizon`` years ahead.

    Parameters
    ----------
    errors : DataFrame
        Of `arpent.methods.backtest.past_errors`: ``size``, ``horizon``, ``trend``, ``origin``, ``ahead`` (years really
        forecast) and ``log_ratio``.
    coverage : float
        Share of actual values that fall between, 0-1.

    Returns
    -------
    DataFrame
        Index (``size``, ``horizon``, ``trend``); ``low``, ``high``.

    Notes
    -----
    Quantiles of the logarithm of actual over forecast, brought to the horizon, spread about their median by the width
    with which intervals made without each census held ``coverage`` of what came from it. Where one census only is
    known: √2. ASSUME: a logarithm of error grows as the years ahead, within a horizon; the width of a class is the
    geometric mean of its own and of all classes together, which live the same years; the next errors are drawn from
    the past ones, biased as they were.
    """
    shape = _shape(errors, coverage)
    width = _width(errors, coverage)
    bounds = {
        side: np.exp(shape["middle"] + (shape[side] - shape["middle"]) * width) for side in ("low", "high")
    }
    return pd.DataFrame(bounds)


def calibrated_coverage(errors: pd.DataFrame, coverage: float = COVERAGE) -> pd.DataFrame:
    """
    Share of actual values inside intervals made, shape and width, without the census that they are projected from.

    Parameters
    ----------
    errors : DataFrame
        As `calibrated_factors`.
    coverage : float
        Wanted, 0-1.

    Returns
    -------
    DataFrame
        Index (``size``, ``horizon``, ``trend``); ``covered`` (0-1), ``n``.
    """
    kept = []
    for case, others in _left_out(errors):
        bounds = case.join(calibrated_factors(others, coverage), on=KEYS)
        ratio = np.exp(_brought(case).to_numpy())
        inside = (ratio >= bounds["low"]) & (ratio <= bounds["high"])
        kept.append(case[KEYS].assign(covered=inside))
    return pd.concat(kept).groupby(KEYS).agg(covered=("covered", "mean"), n=("covered", "size"))


def _left_out(errors: pd.DataFrame) -> Sequence[tuple[pd.DataFrame, pd.DataFrame]]:
    """Errors from each census, and the others of the same horizon."""
    return [
        (case, rows[rows["origin"] != origin])
        for _, rows in errors.groupby("horizon")
        for origin, case in rows.groupby("origin")
    ]


def _brought(errors: pd.DataFrame) -> "pd.Series[float]":
    """Logarithms of actual over forecast, brought from the years really forecast to the horizon."""
    brought: pd.Series[float] = errors["log_ratio"] * (errors["horizon"] / errors["ahead"])
    return brought


def _shape(errors: pd.DataFrame, coverage: float) -> pd.DataFrame:
    """Median and quantiles of the errors, by size, horizon and trend."""
    grouped = _brought(errors).groupby([errors[name] for name in KEYS])
    tails = {"low": (1 - coverage) / 2, "middle": 0.5, "high": (1 + coverage) / 2}
    return pd.DataFrame({name: grouped.quantile(tail) for name, tail in tails.items()})


def _width(errors: pd.DataFrame, coverage: float) -> "pd.Series[float]":
    """How much wider than its quantiles an interval had to be, by size, horizon and trend."""
    pairs = [(case, others) for case, others in _left_out(errors) if len(others)]
    if not pairs:
        known = errors[KEYS].drop_duplicates()
        alone: pd.Series[float] = known.assign(width=np.sqrt(2.0)).set_index(KEYS)["width"]
        return alone
    scores = pd.concat(
        [case[KEYS].assign(score=_score(case, _shape(others, coverage))) for case, others in pairs]
    )
    own = scores.groupby(KEYS)["score"].quantile(coverage, interpolation="higher")
    every = scores.groupby(SHARED)["score"].quantile(coverage, interpolation="higher")
    shared = pd.MultiIndex.from_frame(own.index.to_frame()[SHARED])
    width: pd.Series[float] = np.sqrt(own * every.reindex(shared).to_numpy())
    return width


def _score(case: pd.DataFrame, shape: pd.DataFrame) -> "pd.Series[float]":
    """Width with which each value would just be held; infinite where none would."""
    told, bounds = _brought(case), case[KEYS].join(shape, on=KEYS)
    away = told - bounds["middle"]
    side = bounds["high"].where(away > 0, bounds["low"]) - bounds["middle"]
    width: pd.Series[float] = (away / side).where(side != 0, np.where(away == 0, 0.0, np.inf))
    return width.fillna(np.inf)
