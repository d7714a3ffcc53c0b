"""
How far the country's own growth, carried on from past censuses, was from what came: the interval of France.

Page: ``docs/methodes/projection_persistance.md``, which `arpent.methods.persistence_page` writes.
"""

import numpy as np
import pandas as pd

from arpent.methods.backtest import DEPARTEMENTS
from arpent.methods.backtest_page import percent
from arpent.methods.intervals import RULE, Z
from arpent.methods.persistence_choice import HORIZONS


def country_errors(france: pd.DataFrame) -> pd.DataFrame:
    """
    Errors of the country's growth carried on, by horizon: few, and no interval can be judged on them.

    Parameters
    ----------
    france : DataFrame
        Table ``natural_balances``, the country alone.

    Returns
    -------
    DataFrame
        As `arpent.tables.trend_errors.load_returning_errors`; ``covered`` is not known.

    Notes
    -----
    Interval: exp(± 1.28 s √(1 + 1/n)), s the root mean square of the logarithms of actual over forecast, brought to the
    horizon. ASSUME: the country's errors are normal and without bias.
    """
    first, last = (france[f"population_{end}"].to_numpy("float64") for end in ("start", "end"))
    years, spans = france["year"].to_numpy("float64"), france["year"] - france["start_year"]
    growth = np.log(last / first) / spans.to_numpy("float64")
    ahead = years[None, :] - years[:, None]
    errors = last[:, None] * (1 + growth[:, None] * ahead) / last[None, :] - 1
    rows = []
    for horizon, (low, high) in HORIZONS.items():
        mine = (ahead >= low) & (ahead <= high)
        if not mine.any():
            continue
        error, logs = errors[mine], -np.log1p(errors[mine]) * horizon / ahead[mine]
        half = Z * float(np.sqrt(np.mean(logs**2) * (1 + 1 / len(error))))
        told = {"n": len(error), "mape": np.abs(error).mean(), "malpe": error.mean(), "is_best": False}
        told |= {"low": np.exp(-half), "high": np.exp(half), "covered": np.nan}
        same = {"level": "france", "size": DEPARTEMENTS.labels()[0], "horizon": horizon, "trend": RULE}
        rows.append(same | told)
    return pd.DataFrame(rows)


def country_section(country: pd.DataFrame) -> list[str]:
    """
    The section of the page on France, in Markdown.

    Parameters
    ----------
    country : DataFrame
        Of `country_errors`.

    Returns
    -------
    list of str
    """
    lines = [
        "\n## La France elle-même\n",
        "L'intervalle de la France vient de ses propres projections passées, sa croissance d'un recensement à l'autre",
        "prolongée. Elles sont peu : sa couverture n'a pas pu être jugée.\n",
        "| horizon | cas | MAPE | MALPE | bas | haut |\n|---:|---:|---:|---:|---:|---:|",
    ]
    for row in country.to_dict("records"):
        cells = [percent(float(row[name])) for name in ("mape", "malpe")]
        cells += [percent(float(row[name]) - 1) for name in ("low", "high")]
        lines.append("| " + " | ".join([str(row["horizon"]), str(row["n"]), *cells]) + " |")
    return lines
