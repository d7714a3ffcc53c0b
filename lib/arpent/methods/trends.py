"""
Totals carried on from past censuses: constant, linear, exponential, and versions that do not trust the trend for long.

Method page: ``docs/methodes/projection.md``. What each is worth, by size and horizon, is measured by
`arpent.methods.backtest`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from arpent.errors import AskedWrongly
from arpent.methods.cohorts import Floats

# ASSUME: each year keeps 93 % of the change of the year before: half of a trend is lost in ten years. Chosen among
# 0.85, 0.90, 0.93 and 0.95 on the back-test: the best of them for EPCI, near the best for communes.
DAMPING = 0.93
# ASSUME: a territory of this size is trusted as much as all the others together about its change. 0 to 1 000 were
# tried on the back-test: it matters under 2 000 inhabitants only.
TRUSTED_SIZE = 500.0


@dataclass(frozen=True, eq=False)
class Past:
    """
    Two censuses of many territories.

    Parameters
    ----------
    before, last : array (territories,)
        Population at the two censuses, above 0.
    years : float
        Between them: ten where possible, five at least.
    """

    before: Floats
    last: Floats
    years: float

    @property
    def growth(self) -> Floats:
        """Annual growth, as a logarithm."""
        growth: Floats = np.log(self.last / self.before) / self.years
        return growth


Trend = Callable[[Past, float], Floats]


def constant(past: Past, horizon: float) -> Floats:  # noqa: ARG001 - the same shape for all trends
    """Nothing changes: P."""
    return past.last.copy()


def linear(past: Past, horizon: float) -> Floats:
    """As many persons each year as before: P + h (P - P0) / n. Negative where decline outlasts the population."""
    carried: Floats = past.last + horizon * (past.last - past.before) / past.years
    return carried


def exponential(past: Past, horizon: float) -> Floats:
    """The same rate each year: P (P / P0)^(h/n)."""
    carried: Floats = past.last * np.exp(past.growth * horizon)
    return carried


def damped(past: Past, horizon: float) -> Floats:
    """The linear change, of which each year keeps ``DAMPING`` of the one before."""
    carried: Floats = past.last + damped_years(horizon) * (past.last - past.before) / past.years
    return carried


def shrunk(past: Past, horizon: float) -> Floats:
    """
    The damped change, drawn towards the rate of all the territories together, the more so as the territory is small.

    Weight of its own change: P / (P + ``TRUSTED_SIZE``).
    """
    together = np.log(past.last.sum() / past.before.sum()) / past.years * past.last
    weight = past.last / (past.last + TRUSTED_SIZE)
    change = weight * (past.last - past.before) / past.years + (1 - weight) * together
    carried: Floats = past.last + damped_years(horizon) * change
    return carried


def damped_years(horizon: float, kept: float = DAMPING) -> float:
    """
    Years of full change that a change which wears off adds up to.

    Parameters
    ----------
    horizon : float
        Years ahead.
    kept : float
        Part of the change of the year before that each year keeps; 1: it goes on.

    Returns
    -------
    float

    Examples
    --------
    >>> round(damped_years(1), 2), round(damped_years(20), 1), damped_years(20, 1.0)
    (0.93, 10.2, 20.0)
    """
    return float(horizon if kept >= 1 else kept * (1 - kept**horizon) / (1 - kept))


#: Name to trend, the plain ones first.
TRENDS: Mapping[str, Trend] = {
    "constant": constant,
    "linear": linear,
    "exponential": exponential,
    "damped": damped,
    "shrunk": shrunk,
}


def carry_on(name: str, past: Past, horizon: float) -> Floats:
    """
    Population some years after the last census.

    Parameters
    ----------
    name : str
        One of ``TRENDS``.
    past : Past
        Two censuses.
    horizon : float
        Years after the last.

    Returns
    -------
    array (territories,)

    Raises
    ------
    AskedWrongly
        No such trend; a population of 0 or missing; censuses less than five years apart.
    """
    if name not in TRENDS:
        raise AskedWrongly(f"trend '{name}': unknown. Known: {', '.join(TRENDS)}.")
    if past.years < 5:
        raise AskedWrongly(
            f"trend: censuses {past.years} years apart; two are compared five years apart or more."
        )
    if not (past.before.min() > 0 and past.last.min() > 0):
        raise AskedWrongly("trend: a population is 0 or missing; leave that territory out and say so.")
    return TRENDS[name](past, horizon)
