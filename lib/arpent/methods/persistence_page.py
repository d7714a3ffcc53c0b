"""
Measure how long gaps in net migration last, and what the rule is worth: ``python -m arpent.methods.persistence_page``.

It writes ``docs/methodes/projection_persistance.md`` and ``data/embedded/returning_errors.csv``, from which the
intervals of projections are made. It needs table ``natural_balances``.
"""

import sys
from itertools import pairwise

import numpy as np
import pandas as pd

from arpent import project, tables
from arpent.methods.backtest import (
    DEPARTEMENTS,
    EPCI,
    Sizes,
    scores,
)
from arpent.methods.calibration import calibrated_coverage, calibrated_factors
from arpent.methods.intervals import RULE
from arpent.methods.persistence import (
    FEWEST,
    OF_DEPARTEMENT,
    OF_EPCI,
    Persistence,
    kept_share,
    lagged_pairs,
    measured_persistence,
    returning_total,
)
from arpent.methods.persistence_words import (
    HEAD,
    errors_section,
    framed_section,
    persistence_section,
    rules_section,
)
from arpent.methods.trends import TRENDS, Past, carry_on
from arpent.tables.trend_errors import returning_errors_file

#: Years ahead taken for each horizon: censuses do not fall every five years.
HORIZONS = {5: (5, 7), 10: (8, 12), 20: (16, 24), 30: (26, 34)}
#: Years between two periods, as the page groups them.
LAGS = (0, 10, 17, 26, 33, 45)


def measured_gaps(balances: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """
    Gaps of every EPCI to its département and of every département to the country, each intercensal period.

    Parameters
    ----------
    balances : DataFrame
        Table ``natural_balances``.

    Returns
    -------
    dict
        ``epci``, ``departement``: ``territory``, ``start_year``, ``year``, ``population_start``, ``population_end``,
        ``gap`` and ``natural`` (to the parent); the same parted by level, as `arpent.methods.persistence.excess`:
        ``departement_gap``, ``departement_natural``, ``epci_gap``, ``epci_natural``. Per inhabitant and year. An EPCI
        that no longer is has no known département: it is left out.

    Notes
    -----
    Source: ``insee_population_historique`` and births and deaths by EPCI, as table ``natural_balances`` says.
    """
    rows = balances.copy()
    for name in ("migration", "natural"):
        rows[f"{name}_rate"] = rows[f"{name}_balance"] / rows["person_years"]
    code = rows["territory"].str.split(":").str[-1]
    rows["inside"] = code.map(_departement_of()).where(rows["level"] == "epci", "france")
    france = rows[rows["level"] == "france"].assign(territory="france")
    departements = _gaps_to(rows[rows["level"] == "departement"], france)
    epci = _gaps_to(rows[rows["level"] == "epci"], rows[rows["level"] == "departement"])
    own = departements[["territory", "year", "gap", "natural"]].rename(
        columns={"territory": "inside", "gap": "departement_gap", "natural": "departement_natural"}
    )
    return {
        "epci": epci.merge(own, on=["inside", "year"]).assign(
            epci_gap=lambda one: one["gap"], epci_natural=lambda one: one["natural"]
        ),
        "departement": departements.assign(
            departement_gap=departements["gap"],
            departement_natural=departements["natural"],
            epci_gap=0.0,
            epci_natural=0.0,
        ),
    }


def _departement_of() -> "pd.Series[str]":
    """Département where most communes of each EPCI are."""
    communes = tables.load("communes", columns=["epci_code", "departement_code"]).dropna()
    counts = communes.value_counts().reset_index().drop_duplicates("epci_code")
    return "departement:" + counts.set_index("epci_code")["departement_code"]


def _gaps_to(rows: pd.DataFrame, parents: pd.DataFrame) -> pd.DataFrame:
    above = parents[["territory", "year", "migration_rate", "natural_rate"]]
    above = above.rename(columns={"territory": "inside"})
    joined = rows.dropna(subset=["inside"]).merge(above, on=["inside", "year"], suffixes=("", "_above"))
    joined["gap"] = joined["migration_rate"] - joined["migration_rate_above"]
    joined["natural"] = joined["natural_rate"] - joined["natural_rate_above"]
    kept = [
        "territory",
        "inside",
        "start_year",
        "year",
        "population_start",
        "population_end",
        "gap",
        "natural",
    ]
    return joined[kept].dropna(subset=["gap", "natural"])


def rule_errors(gaps: pd.DataFrame, sizes: Sizes) -> pd.DataFrame:
    """
    Errors of the rule and of plain trends, from every past census to every later one.

    Parameters
    ----------
    gaps : DataFrame
        Of `measured_gaps`, one level.
    sizes : Sizes
        Classes, by the population that is projected from.

    Returns
    -------
    DataFrame
        As `arpent.methods.backtest.past_errors`; the rule is ``returning``. ``is_shrinking``: fewer inhabitants than
        at the census before; ``framed_error``: where all forecasts are brought to what they really summed to, as
        studies are to the country's projection.
    """
    reached = gaps.pivot_table(index="territory", columns="year", values="population_end")
    frames = [
        _from_census(period, year - origin, horizon, sizes, period["territory"].map(reached[year]))
        for origin, period in ((int(str(name)), rows) for name, rows in gaps.groupby("year"))
        for year in (int(str(one)) for one in reached.columns)
        for horizon, (low, high) in HORIZONS.items()
        if low <= year - origin <= high
    ]
    return pd.concat(frames, ignore_index=True)


def _from_census(
    period: pd.DataFrame, ahead: float, horizon: int, sizes: Sizes, came: "pd.Series[float]"
) -> pd.DataFrame:
    known = ((came > 0) & (period["population_start"] > 0) & (period["population_end"] > 0)).to_numpy()
    here, actual = period[known], came.to_numpy(dtype="float64")[known]
    origin, years = int(here["year"].iloc[0]), int(here["year"].iloc[0] - here["start_year"].iloc[0])
    past = Past(
        here["population_start"].to_numpy("float64"), here["population_end"].to_numpy("float64"), years
    )
    gaps, natural = (
        here[[f"departement_{name}", f"epci_{name}"]].to_numpy("float64") for name in ("gap", "natural")
    )
    told = {name: carry_on(name, past, ahead) for name in TRENDS}
    told[RULE] = returning_total(past.last, past.growth, gaps, natural, years=ahead, lag=years / 2)
    same = {"territory": here["territory"].to_numpy(), "horizon": horizon, "origin": origin, "ahead": ahead}
    same |= {"size": sizes.of(past.last), "is_shrinking": past.growth < 0}
    frames = []
    for name, forecast in told.items():
        ratio = np.log(np.divide(actual, forecast, out=np.full_like(actual, np.nan), where=forecast > 0))
        found = {"trend": name, "error": forecast / actual - 1, "log_ratio": ratio}
        found["framed_error"] = forecast * (actual.sum() / forecast.sum()) / actual - 1
        frames.append(pd.DataFrame({**same, **found}))
    return pd.concat(frames)


def judged(errors: pd.DataFrame, level: str, sizes: Sizes) -> pd.DataFrame:
    """
    Mean errors, coverage and interval of each trend by size and horizon, in order.

    Parameters
    ----------
    errors : DataFrame
        Of `rule_errors`.
    level : str
        Kept as a column.
    sizes : Sizes
        Of these errors.

    Returns
    -------
    DataFrame
        As `arpent.tables.trend_errors.load_returning_errors`.
    """
    keys = ["size", "horizon", "trend"]
    coverage = calibrated_coverage(errors)["covered"]
    table = scores(errors).join(coverage, on=keys).join(calibrated_factors(errors), on=keys)
    table["order"] = table["size"].map(sizes.labels().index)
    ordered = table.sort_values(["horizon", "order"], kind="stable").drop(columns="order")
    return ordered.assign(level=level)


def persistence_by_lag(gaps: pd.DataFrame, sizes: Sizes) -> pd.DataFrame:
    """
    Part of the gaps found later, by size class (rows; all together last) and years between the periods (columns).

    Parameters
    ----------
    gaps : DataFrame
        Of `measured_gaps`, one level.
    sizes : Sizes
        Classes.

    Returns
    -------
    DataFrame
        NaN where under thirty pairs are known; ``pairs``: how many.
    """
    pairs = lagged_pairs(gaps)
    classes = pd.Series(sizes.of(pairs["population_end"].to_numpy("float64")), index=pairs.index)
    rows = {label: _by_lag(pairs[classes == label]) for label in sizes.labels()}
    return pd.DataFrame({**rows, "": _by_lag(pairs)}).T


def _by_lag(pairs: pd.DataFrame) -> dict[str, float]:
    found: dict[str, float] = {"pairs": len(pairs)}
    for low, high in pairwise(LAGS):
        some = pairs[(pairs["lag"] >= low) & (pairs["lag"] < high)]
        found[f"{low}-{high}"] = kept_share(some) if len(some) >= FEWEST else float("nan")
    return found


def rules_by_origin(gaps: pd.DataFrame) -> dict[str, Persistence]:
    """
    Persistence measured on all pairs, then without each census that they start from.

    Parameters
    ----------
    gaps : DataFrame
        Of `measured_gaps`, one level.

    Returns
    -------
    dict
        ``""`` for all; the census left out otherwise.
    """
    pairs = lagged_pairs(gaps)
    without = {str(year): pairs[pairs["year"] != year] for year in sorted(pairs["year"].unique())}
    return {name: measured_persistence(some) for name, some in {"": pairs, **without}.items()}


def main() -> int:
    """Write the page and the errors; print their paths; return the exit status."""
    gaps = measured_gaps(tables.load("natural_balances"))
    sizes = {"epci": EPCI, "departement": DEPARTEMENTS}
    errors = {level: rule_errors(gaps[level], sizes[level]) for level in sizes}
    table = pd.concat([judged(errors[level], level, sizes[level]) for level in sizes])
    kept = {level: persistence_by_lag(gaps[level], sizes[level]) for level in sizes}
    rules = {level: rules_by_origin(gaps[level]) for level in sizes}
    chosen = {"epci": OF_EPCI, "departement": OF_DEPARTEMENT}
    framed = {level: scores(one.assign(error=one["framed_error"])) for level, one in errors.items()}
    sections = [persistence_section(kept), rules_section(rules, chosen), errors_section(table, errors)]
    text = "\n".join([HEAD, *(line for one in sections for line in one), *framed_section(framed, sizes), ""])
    path = project.path("docs", "methodes", "projection_persistance.md")
    path.write_text(text, encoding="utf-8")
    columns = ["level", "size", "horizon", "trend", "n", "mape", "malpe", "is_best", "covered", "low", "high"]
    file = returning_errors_file()
    table[columns].to_csv(file, index=False, float_format="%.6f", lineterminator="\n")
    print(path, file, sep="\n")  # noqa: T201 - a command
    return 0


if __name__ == "__main__":
    sys.exit(main())
