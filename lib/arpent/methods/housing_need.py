"""
Dwellings needed each year, by component, in the words of the State's Otelo; method page ``besoins_logement.md``.

Arrays in, arrays out: years last, territories and scenarios before.
"""

from dataclasses import dataclass

import numpy as np

from arpent.errors import AskedWrongly
from arpent.methods.cohorts import Floats


@dataclass(frozen=True, eq=False)
class Need:
    """
    Need for dwellings of each year after the first; the components sum to ``total``.

    Parameters
    ----------
    stock : array (…, years + 1)
        Dwellings that house the households, with the vacant and second homes that go with them.
    households : array (…, years)
        Dwellings for the change in households (Otelo B21).
    renewal : array (…, years)
        Dwellings that replace those lost (B22).
    vacant, second_homes : array (…, years)
        Change of the number of vacant dwellings, of second homes.
    """

    stock: Floats
    households: Floats
    renewal: Floats
    vacant: Floats
    second_homes: Floats

    @property
    def total(self) -> Floats:
        """Need of each year: below 0 where more dwellings are freed than lost."""
        total: Floats = self.households + self.renewal + self.vacant + self.second_homes
        return total


def moving_share(base: float, target: float, years: int) -> Floats:
    """
    A share that goes from its base to its target by equal steps.

    Parameters
    ----------
    base, target : float
        0-1.
    years : int
        Steps, 1 or more.

    Returns
    -------
    array (years + 1,)

    Examples
    --------
    >>> moving_share(0.10, 0.06, 2).round(3).tolist()
    [0.1, 0.08, 0.06]
    """
    return np.linspace(base, target, years + 1)


def housing_need(households: Floats, vacant_share: Floats, second_home_share: Floats, lost: Floats) -> Need:
    """
    Need for dwellings of each year.

    It does not hold the stock in arrears (households badly housed today): see `absorbed`.

    Parameters
    ----------
    households : array (…, years + 1)
        Of the base year, then of each year.
    vacant_share, second_home_share : array (…, years + 1)
        Of all dwellings, 0-1; together under 1.
    lost : array (…, years)
        Dwellings demolished, merged or turned to another use, less those that came of a splitting or a change of
        use: negative where more came than went.

    Returns
    -------
    Need

    Raises
    ------
    AskedWrongly
        Shares out of 0-1 or that leave no main residence; negative households; a missing value; years that differ.

    Notes
    -----
    stock(t) = households(t) / (1 - vacant(t) - second homes(t)); need(t) = stock(t) - stock(t-1) + lost(t).
    """
    _check(households, vacant_share, second_home_share, lost)
    stock = households / (1 - vacant_share - second_home_share)
    return Need(
        stock,
        np.diff(np.broadcast_to(households, stock.shape)),
        np.broadcast_to(lost, (*stock.shape[:-1], lost.shape[-1])),
        np.diff(stock * vacant_share),
        np.diff(stock * second_home_share),
    )


def _check(households: Floats, vacant: Floats, second: Floats, lost: Floats) -> None:
    years = {households.shape[-1], vacant.shape[-1], second.shape[-1], lost.shape[-1] + 1}
    if len(years) != 1:
        raise AskedWrongly("housing need: households and shares must have a year more than dwellings lost.")
    if not (np.min(vacant) >= 0 and np.min(second) >= 0 and np.max(vacant + second) < 1):
        raise AskedWrongly(
            "housing need: shares of vacant dwellings and second homes must be 0-1, together under 1."
        )
    if not np.min(households) >= 0 or np.isnan(lost).any():
        raise AskedWrongly("housing need: households must be 0 or more, with nothing missing.")


def absorbed(arrears: float, *, already_counted: float = 0.0, over: int, years: int) -> Floats:
    """
    Need of each year that comes from households badly housed today (Otelo B11 to B15).

    Parameters
    ----------
    arrears : float
        Households without a dwelling, hosted, paying above their means, in poor or overcrowded dwellings, for whom a
        dwelling more is needed.
    already_counted : float
        Those that stand in two of these lists.
    over : int
        Years in which it is absorbed.
    years : int
        Years wanted; 0 after it is absorbed.

    Returns
    -------
    array (years,)

    Raises
    ------
    AskedWrongly
        No year to absorb it, or more are counted twice than there are.

    Examples
    --------
    >>> absorbed(1100, already_counted=100, over=4, years=6).tolist()
    [250.0, 250.0, 250.0, 250.0, 0.0, 0.0]
    """
    if over < 1 or not 0 <= already_counted <= arrears:
        raise AskedWrongly(
            "housing need: arrears are absorbed over one year or more; double counts lie within them."
        )
    return np.where(np.arange(years) < over, (arrears - already_counted) / over, 0.0)


def peak_year(households: Floats, first: int) -> int | None:
    """
    Year in which households are the most numerous; after it, need is renewal only.

    Parameters
    ----------
    households : array (years,)
        Of each year.
    first : int
        Year of the first.

    Returns
    -------
    int or None
        None where they still grow in the last year: the peak is beyond what is projected.

    Examples
    --------
    >>> peak_year(np.array([10.0, 12.0, 11.0]), 2020), peak_year(np.array([10.0, 12.0]), 2020)
    (2021, None)
    """
    place = int(np.argmax(households))
    return None if place == len(households) - 1 and len(households) > 1 else first + place
