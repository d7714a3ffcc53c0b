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
from arpent.methods.cohorts import Floats
from arpent.methods.country_growth import country_errors
from arpent.methods.intervals import RULE
from arpent.methods.persistence import FEWEST, Persistence, kept_share, lagged_pairs, measured_persistence
from arpent.methods.persistence_choice import Case, blind_errors, cases_of, chosen_rules, errors_by_made_up
from arpent.methods.persistence_words import page
from arpent.methods.returning import groups_of, rule_of
from arpent.methods.trends import TRENDS, Past, carry_on
from arpent.tables.trend_errors import returning_errors_file

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
        ``departement_gap``, ``departement_natural``, ``epci_gap``, ``epci_natural``; ``group``, whose rule is one. Per
        inhabitant and year. An EPCI that no longer is has no known département: it is left out.

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
    found = {
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
    return {
        level: rows.assign(group=groups_of(level, rows["population_end"].to_numpy("float64")))
        for level, rows in found.items()
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
    return pd.concat([_errors_of(case, sizes) for case in cases_of(gaps)], ignore_index=True)


def _errors_of(case: Case, sizes: Sizes) -> pd.DataFrame:
    here, actual = case.period, case.actual
    first, last = (here[f"population_{end}"].to_numpy("float64") for end in ("start", "end"))
    past = Past(first, last, float(here["year"].iloc[0] - here["start_year"].iloc[0]))
    rules = {group: rule_of(group) for group in here["group"].unique()}
    told: dict[str, Floats] = {name: carry_on(name, past, case.ahead) / actual - 1 for name in TRENDS}
    framed = {name: _framed(error, actual) for name, error in told.items()}
    told[RULE], framed[RULE] = case.missed(rules), case.framed(rules)
    same = {"territory": here["territory"].to_numpy(), "horizon": case.horizon, "origin": int(case.origin)}
    same |= {"ahead": case.ahead, "size": sizes.of(last), "is_shrinking": past.growth < 0}
    frames = []
    for name, error in told.items():
        ratio = -np.log1p(error, out=np.full_like(error, np.nan), where=error > -1)
        found = {"trend": name, "error": error, "log_ratio": ratio, "framed_error": framed[name]}
        frames.append(pd.DataFrame({**same, **found}))
    return pd.concat(frames)


def _framed(error: Floats, actual: Floats) -> Floats:
    """What the error would be, had the forecasts summed to what came."""
    forecast = (1 + error) * actual
    framed: Floats = forecast * (actual.sum() / forecast.sum()) / actual - 1
    return framed


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
    balances = tables.load("natural_balances")
    gaps = measured_gaps(balances)
    sizes = {"epci": EPCI, "departement": DEPARTEMENTS}
    errors = {level: rule_errors(gaps[level], sizes[level]) for level in sizes}
    table = pd.concat([judged(errors[level], level, sizes[level]) for level in sizes])
    kept = {level: persistence_by_lag(gaps[level], sizes[level]) for level in sizes}
    fitted = {level: rules_by_origin(gaps[level]) for level in sizes}
    chosen = chosen_rules(gaps, fitted)
    tried = errors_by_made_up(gaps["epci"], "small")
    blind = {level: blind_errors(gaps[level], sizes[level], chosen) for level in sizes}
    country = country_errors(balances[balances["level"] == "france"])
    path = project.path("docs", "methodes", "projection_persistance.md")
    path.write_text(page(kept, fitted, chosen, tried, table, errors, blind, country), encoding="utf-8")
    table = pd.concat([table, country])
    columns = ["level", "size", "horizon", "trend", "n", "mape", "malpe", "is_best", "covered", "low", "high"]
    file = returning_errors_file()
    table[columns].to_csv(file, index=False, float_format="%.6f", lineterminator="\n")
    print(path, file, sep="\n")  # noqa: T201 - a command
    return 0


if __name__ == "__main__":
    sys.exit(main())
