"""
Housing need when all its hypotheses move together: seeded draws (Monte-Carlo), and the range that holds most of them.

Method page: ``docs/methodes/besoins_logement.md``.
"""

import zlib
from dataclasses import dataclass

import numpy as np

from arpent.errors import AskedWrongly
from arpent.methods.cohorts import Floats
from arpent.methods.housing_need import absorbed, housing_need
from arpent.methods.intervals import Z
from arpent.methods.story import Housing, Stock

DRAWS = 4000
# ASSUME: dwellings that are no main residence are never more than this, whatever is drawn.
MOST_EMPTY = 0.95


@dataclass(frozen=True, eq=False)
class Spread:
    """
    How far hypotheses may be from those given: the 80 % range of each.

    Parameters
    ----------
    low, high : array (years + 1,)
        What the number of households is multiplied by at both ends of its range; 1 on the first day.
    headship, vacancy, second_homes, renewal : float
        Half the width of the range, in the units of `Housing`.
    """

    low: Floats
    high: Floats
    headship: float = 0.0
    vacancy: float = 0.0
    second_homes: float = 0.0
    renewal: float = 0.0


def seed_of(study: str, territory: str) -> int:
    """
    Seed of a study's draws on a territory: the same figures in every run.

    Parameters
    ----------
    study, territory : str
        Identifiers.

    Returns
    -------
    int

    Examples
    --------
    >>> seed_of("besoins_logement", "france") == seed_of("besoins_logement", "france")
    True
    """
    return zlib.crc32(f"{study} {territory}".encode())


def drawn_needs(
    households: Floats, stock: Stock, given: Housing, spread: Spread, *, seed: int, draws: int = DRAWS
) -> Floats:
    """
    Dwellings to build each year in each draw, arrears included.

    Parameters
    ----------
    households : array (years + 1,)
        Of the scenario, from the first day.
    stock : Stock
        Dwellings on the first day.
    given : Housing
        The scenario's hypotheses: what is drawn lies about them.
    spread : Spread
        How far.
    seed : int
        Of `seed_of`.
    draws : int
        How many.

    Returns
    -------
    array (draws, years)

    Raises
    ------
    AskedWrongly
        A spread of other years than the households'.

    Notes
    -----
    ASSUME: hypotheses err independently and normally; households as inhabitants do, in the same sense all along (one
    draw is too high or too low for good), each side with its own width. Shares are kept within 0 and ``MOST_EMPTY``.
    """
    if not len(households) == len(spread.low) == len(spread.high):
        raise AskedWrongly("housing draws: households and their range must have the same years.")
    people, rate, empty, second, lost = np.random.default_rng(seed).standard_normal((5, draws)) / Z
    years = np.arange(len(households))
    logs = np.where(people[:, None] < 0, -np.log(spread.low), np.log(spread.high)) * people[:, None]
    growing = ((1 + given.headship + rate * spread.headship) / (1 + given.headship))[:, None] ** years
    vacant = _shares(stock.vacant / stock.dwellings, given.vacancy, empty * spread.vacancy, years[-1])
    homes = _shares(
        stock.second_homes / stock.dwellings, given.second_homes, second * spread.second_homes, years[-1]
    )
    homes = np.minimum(homes, MOST_EMPTY - vacant)
    housed = households * np.exp(logs) * growing
    gone = (given.renewal + lost * spread.renewal)[:, None] * (housed / (1 - vacant - homes))[:, :-1]
    arrears = absorbed(given.arrears * households[0], over=given.arrears_years, years=int(years[-1]))
    needed: Floats = housing_need(housed, vacant, homes, gone).total + arrears
    return needed


def _shares(start: float, target: float | None, moved: Floats, years: int) -> Floats:
    """A share by draw and year, by equal steps to where each draw has it go."""
    ends = np.clip((start if target is None else target) + moved, 0.0, MOST_EMPTY)
    steps: Floats = start + (ends - start)[:, None] * (np.arange(years + 1) / years)
    return steps


def most_of(values: Floats) -> tuple[float, float]:
    """
    Range that leaves a tenth of the draws below it and a tenth above.

    Parameters
    ----------
    values : array (draws,)

    Returns
    -------
    (float, float)

    Examples
    --------
    >>> most_of(np.arange(11.0))
    (1.0, 9.0)
    """
    low, high = np.quantile(values, [0.1, 0.9])
    return float(low), float(high)
