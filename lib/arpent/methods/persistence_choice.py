"""
What of the rule on totals is chosen by trial: with all the past, then without each census, and judged on that census.

It feeds ``docs/methodes/projection_persistance.md``, which `arpent.methods.persistence_page` writes.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from arpent.methods.backtest import Sizes
from arpent.methods.cohorts import Floats
from arpent.methods.persistence import Persistence
from arpent.methods.returning import Rule, carried_on, rule_of

#: Years ahead taken for each horizon: censuses do not fall every five years.
HORIZONS = {5: (5, 7), 10: (8, 12), 20: (16, 24), 30: (26, 34)}
#: Tried: part of the natural gap of an EPCI that is made up for; part of the country's growth that a year keeps.
MADE_UP = (0.4, 0.6, 0.8, 1.0)
SLOWINGS = (1.0, 0.98, 0.96, 0.94, 0.92)
#: No census is left out.
NONE = ""


@dataclass(frozen=True, eq=False)
class Case:
    """
    One forecast of many territories, and what came.

    Parameters
    ----------
    period : DataFrame
        Rows of `arpent.methods.persistence_page.measured_gaps`, of the period that ends at the census projected from.
    horizon : int
        A key of ``HORIZONS``.
    ahead : int
        Years really forecast.
    actual : array (territories,)
        Inhabitants at the census reached.
    """

    period: pd.DataFrame
    horizon: int
    ahead: int
    actual: Floats

    @property
    def origin(self) -> str:
        """Census projected from."""
        return str(self.period["year"].iloc[0])

    def missed(self, rules: Mapping[str, Rule]) -> Floats:
        """Forecast over actual, less 1."""
        error: Floats = carried_on(self.period, rules, self.ahead) / self.actual - 1
        return error

    def framed(self, rules: Mapping[str, Rule]) -> Floats:
        """The same, where forecasts sum to what came: what frames them slows the country, not the rule."""
        going_on = {group: replace(one, slowing=1.0) for group, one in rules.items()}
        forecast = carried_on(self.period, going_on, self.ahead)
        error: Floats = forecast * (self.actual.sum() / forecast.sum()) / self.actual - 1
        return error


def cases_of(gaps: pd.DataFrame) -> Iterator[Case]:
    """
    Every past census projected to every later one at a horizon wanted.

    Parameters
    ----------
    gaps : DataFrame
        Of `arpent.methods.persistence_page.measured_gaps`, one level.

    Yields
    ------
    Case
        Of the territories that have people at all three censuses.
    """
    reached = gaps.pivot_table(index="territory", columns="year", values="population_end")
    for origin, period in gaps.groupby("year"):
        for year in reached.columns:
            for horizon, (low, high) in HORIZONS.items():
                if low <= int(year) - int(str(origin)) <= high:
                    came = period["territory"].map(reached[year]).to_numpy(dtype="float64")
                    ends = (period["population_start"] > 0) & (period["population_end"] > 0)
                    known = (came > 0) & ends.to_numpy()
                    yield Case(period[known], horizon, int(year) - int(str(origin)), came[known])


def chosen_rules(
    gaps: Mapping[str, pd.DataFrame], fitted: Mapping[str, Mapping[str, Persistence]]
) -> dict[str, dict[str, Rule]]:
    """
    Rule of each group, without each census: persistence by least squares, the rest as it errs least on the others.

    Parameters
    ----------
    gaps : mapping of str to DataFrame
        Of `arpent.methods.persistence_page.measured_gaps`.
    fitted : mapping
        Of `arpent.methods.persistence_page.rules_by_origin`, for ``epci`` and ``departement``; by census left out.

    Returns
    -------
    dict
        Census left out (``NONE``: no census) → group → Rule.

    Notes
    -----
    What is made up for is chosen within the country's frame, as studies use it, the slowing without. Errors are taken
    a year ahead, so that far horizons do not choose alone.
    """
    cases = {level: list(cases_of(rows)) for level, rows in gaps.items()}
    found = {}
    for left_out in fitted["epci"]:
        of_departement = fitted["departement"].get(left_out, fitted["departement"][NONE])
        start = Rule(of_departement, fitted["epci"][left_out])
        rules = {}
        for level, some in cases.items():
            others = [case for case in some if case.origin != left_out]
            for group in sorted(gaps[level]["group"].unique()):
                rules[group] = _chosen(others, group, start, level)
        found[left_out] = rules
    return found


def _chosen(cases: list[Case], group: str, start: Rule, level: str) -> Rule:
    if level == "epci":
        tried = [replace(start, epci=replace(start.epci, makes_up=one)) for one in MADE_UP]
        start = min(tried, key=lambda rule: _mean(cases, group, rule, is_framed=True))
    slowed = [replace(start, slowing=one) for one in SLOWINGS]
    return min(slowed, key=lambda rule: _mean(cases, group, rule, is_framed=False))


def errors_by_made_up(gaps: pd.DataFrame, group: str) -> dict[float, float]:
    """
    Mean absolute error a year ahead within the country's frame, by what is made up for, the rest of the rule as taken.

    Parameters
    ----------
    gaps : DataFrame
        Of `arpent.methods.persistence_page.measured_gaps`, EPCI.
    group : str
        ``small`` or ``large``.

    Returns
    -------
    dict
        A value of ``MADE_UP`` → error, 0-1.
    """
    cases, taken = list(cases_of(gaps)), rule_of(group)
    tried = {one: replace(taken, epci=replace(taken.epci, makes_up=one)) for one in MADE_UP}
    return {one: _mean(cases, group, rule, is_framed=True) for one, rule in tried.items()}


def _mean(cases: list[Case], group: str, rule: Rule, *, is_framed: bool) -> float:
    """Mean absolute error a year ahead, of one group."""
    errors = []
    for case in cases:
        rules = dict.fromkeys(case.period["group"].unique(), rule)
        mine = (case.period["group"] == group).to_numpy()
        missed = case.framed(rules) if is_framed else case.missed(rules)
        errors.append(np.abs(missed[mine]) / case.ahead)
    return float(np.concatenate(errors).mean())


def blind_errors(gaps: pd.DataFrame, sizes: Sizes, rules: Mapping[str, Mapping[str, Rule]]) -> pd.DataFrame:
    """
    Errors from each census of the rule chosen without it.

    Parameters
    ----------
    gaps : DataFrame
        Of `arpent.methods.persistence_page.measured_gaps`, one level.
    sizes : Sizes
        Classes, by the population that is projected from.
    rules : mapping
        Of `chosen_rules`.

    Returns
    -------
    DataFrame
        ``size``, ``horizon``, ``error`` and ``framed_error``, as `arpent.methods.persistence_page.rule_errors`.
    """
    frames = []
    for case in cases_of(gaps):
        mine = rules.get(case.origin, rules[NONE])
        size = sizes.of(case.period["population_end"].to_numpy("float64"))
        told = {"size": size, "error": case.missed(mine), "framed_error": case.framed(mine)}
        frames.append(pd.DataFrame({**told, "horizon": case.horizon}))
    return pd.concat(frames, ignore_index=True)
