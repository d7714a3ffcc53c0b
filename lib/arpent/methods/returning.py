"""
The studies' rule brought to totals, for it to be judged on the past: it knows no ages.

What it does with gaps is `arpent.methods.persistence`; how the country's own growth slows where no projection of the
country holds it is here. Page: ``docs/methodes/projection_persistance.md``.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from arpent.methods.cohorts import Floats
from arpent.methods.persistence import (
    LARGE_EPCI,
    OF_DEPARTEMENT,
    OF_EPCI,
    OF_LARGE_EPCI,
    OF_NATURAL,
    Persistence,
)
from arpent.methods.trends import damped_years

# ASSUME: part of the country's yearly growth that each year keeps of the one before. Chosen, with what is made up for,
# on all the past (`arpent.methods.persistence_choice`, which also chooses them without each census, and judges): under
# 50 000 inhabitants the growth goes on, for what it would lose rural revival has brought back.
OF_SMALL, OF_LARGE, OF_DEPARTEMENTS = 1.0, 0.96, 0.98


@dataclass(frozen=True)
class Rule:
    """
    All that the rule on totals takes from the past.

    Parameters
    ----------
    departement, epci : Persistence
        Of the gap of a département to the country, of an EPCI to its département.
    slowing : float
        Part of the country's growth that each year keeps; 1: it goes on.
    """

    departement: Persistence
    epci: Persistence
    slowing: float = 1.0


def rule_of(group: str) -> Rule:
    """
    The rule taken for a group of territories.

    Parameters
    ----------
    group : str
        Of `groups_of`.

    Returns
    -------
    Rule
    """
    return {
        "small": Rule(OF_DEPARTEMENT, OF_EPCI, OF_SMALL),
        "large": Rule(OF_DEPARTEMENT, OF_LARGE_EPCI, OF_LARGE),
        "departement": Rule(OF_DEPARTEMENT, OF_EPCI, OF_DEPARTEMENTS),
    }[group]


def groups_of(level: str, population: Floats) -> "np.ndarray":
    """
    Territories that share a rule: ``departement``; EPCI under ``LARGE_EPCI`` inhabitants (``small``); ``large``.

    Parameters
    ----------
    level : str
        ``epci`` or ``departement``.
    population : array (territories,)

    Returns
    -------
    array of str (territories,)
    """
    of_epci = np.where(population >= LARGE_EPCI, "large", "small")
    return of_epci if level == "epci" else np.full(len(population), "departement")


def returning_total(
    population: Floats,
    growth: Floats,
    gaps: Floats,
    natural: Floats,
    *,
    rule: Rule,
    years: float,
    lag: float,
) -> Floats:
    """
    Totals when what a territory gains or loses more than its parents comes back at the pace measured.

    Parameters
    ----------
    population : array (territories,)
        On the last day.
    growth : array (territories,)
        Yearly, as a logarithm, over the years before.
    gaps, natural : array (territories, 2)
        As `arpent.methods.persistence.excess`; 0 in the second column for a département.
    rule : Rule
        Of their group.
    years : float
        Ahead.
    lag : float
        From the middle of the years measured to the last day.

    Returns
    -------
    array (territories,)

    Notes
    -----
    P (1 + h × own + h' × country's - Σ excess × years of it lost by then); own growth: gaps and natural gaps; h' = h
    years of the country's growth, slowing. ASSUME: persons, not rates: those who arrive do not depend on those already
    there.

    Examples
    --------
    >>> nothing, goes_on = np.zeros((1, 2)), Rule(OF_DEPARTEMENT, OF_EPCI)
    >>> returning_total(np.array([1000.0]), np.array([0.01]), nothing, nothing, rule=goes_on, years=2, lag=3.5).tolist()
    [1020.0]
    """
    both = (rule.departement, rule.epci)
    lost = years - np.array([one.years_kept(lag, years) for one in both])
    ageing = natural.sum(axis=-1) * (years - OF_NATURAL.years_kept(lag, years))
    lapsing = (gaps + natural * np.array([one.makes_up for one in both])) @ lost
    own = (gaps + natural).sum(axis=-1)
    ahead = own * years + (growth - own) * damped_years(years, rule.slowing)
    carried: Floats = population * (1 + ahead - lapsing - ageing)
    return carried


def carried_on(period: pd.DataFrame, rules: Mapping[str, Rule], years: float) -> Floats:
    """
    Totals of territories some years after a census, each by the rule of its group.

    Parameters
    ----------
    period : DataFrame
        One intercensal period: ``group`` (of `groups_of`), ``start_year``, ``year``, ``population_start``,
        ``population_end``, and gaps as `arpent.methods.persistence_page.measured_gaps`.
    rules : mapping of str to Rule
        By group.
    years : float
        Ahead of the last census.

    Returns
    -------
    array (territories,)
    """
    first, last = (period[f"population_{end}"].to_numpy("float64") for end in ("start", "end"))
    gaps, natural = (
        period[[f"departement_{name}", f"epci_{name}"]].to_numpy("float64") for name in ("gap", "natural")
    )
    span = float(period["year"].iloc[0] - period["start_year"].iloc[0])
    growth, carried = np.log(last / first) / span, np.empty_like(last)
    for group in period["group"].unique():
        mine = (period["group"] == group).to_numpy()
        carried[mine] = returning_total(
            last[mine], growth[mine], gaps[mine], natural[mine], rule=rules[group], years=years, lag=span / 2
        )
    return carried
