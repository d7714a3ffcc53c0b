"""The quarterly series that are judged and shown: where they are read, what they are made of, how they are classed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from arpent import tables
from arpent.methods.cohorts import Floats
from arpent.methods.seasons import Nature

#: French name of each method.
FRENCH = {
    "seasonal_naive": "naïve saisonnière",
    "last": "dernière valeur",
    "ets": "ETS",
    "arima": "ARIMA",
    "components": "composantes",
}
#: Fewest sales a quarter, on average, of each class: under the first, a series is not judged.
SALES = (30, 100, 300)
# ASSUME: 3 % of the rate parts the zones of the mainland (median 2 %) from those whose survey is small: all those
# overseas (3.4 to 8.5 %), Corte, Propriano and the valley of the Arve.
SWING = 0.03


@dataclass(frozen=True)
class Kind:
    """
    A kind of series that is judged.

    Parameters
    ----------
    title : str
        French.
    nature : Nature
        What its series are.
    table : str
        Where they are read.
    read : callable
        From ids of territories, or None for all: one row a territory, one column a quarter (4 × year + quarter − 1),
        NaN where it is not published, or not whole.
    size : callable
        From a series, its class; empty where it is too small to be judged.
    origins : tuple of int
        Quarters from which they are extended: an odd number apart, so that each season is one of them.
    one_in : int
        One series in so many is judged, in order of code: all would take over ten minutes of processor.
    """

    title: str
    nature: Nature
    table: str
    read: Callable[[Sequence[str] | None], pd.DataFrame]
    size: Callable[[Floats], str]
    origins: tuple[int, ...]
    one_in: int = 1


def read_unemployment(territories: Sequence[str] | None = None) -> pd.DataFrame:
    """
    Rates of zones d'emploi, by quarter.

    Parameters
    ----------
    territories : sequence of str, optional
        Ids; all unless given.

    Returns
    -------
    DataFrame
        As `Kind` says.
    """
    names = ["territory", "year", "quarter", "unemployment_rate"]
    rates = tables.load("unemployment", territories=territories, columns=names)
    return _wide(rates, "unemployment_rate")


def read_sales(territories: Sequence[str] | None = None) -> pd.DataFrame:
    """
    Sales of dwellings of EPCI, by quarter; missing where the file lacks some.

    Parameters
    ----------
    territories : sequence of str, optional
        Ids; all unless given.

    Returns
    -------
    DataFrame
        As `Kind` says.
    """
    keys = ["territory", "year", "quarter"]
    panel = tables.load("property_quarters", territories=territories, columns=[*keys, "sales", "is_complete"])
    rows = panel.groupby(keys, as_index=False).agg({"sales": "sum", "is_complete": "all"})
    return _wide(rows.assign(sales=rows["sales"].where(rows["is_complete"]).astype("float64")), "sales")


def _wide(rows: pd.DataFrame, column: str) -> pd.DataFrame:
    if rows.empty:
        return pd.DataFrame()
    at = (4 * rows["year"] + rows["quarter"] - 1).rename("at")
    wide = rows.assign(at=at).set_index(["territory", "at"])[column].unstack()  # noqa: PD010 - keeps missing quarters
    return wide.reindex(columns=range(int(at.min()), int(at.max()) + 1))


def sales_class(sales: Floats) -> str:
    """
    Class of a series of sales, by its mean a quarter.

    Parameters
    ----------
    sales : array (n,)
        NaN where not known.

    Returns
    -------
    str
        As ``30-99``; empty under the first.

    Examples
    --------
    >>> [sales_class(np.array([mean, mean])) for mean in (12.0, 99.5, 450.0)]
    ['', '30-99', '300+']
    """
    known = sales[np.isfinite(sales)]
    reached = [low for low in SALES if known.size and known.mean() >= low]
    if not reached:
        return ""
    rank = len(reached)
    return f"{reached[-1]}+" if rank == len(SALES) else f"{reached[-1]}-{SALES[rank] - 1}"


def swing_class(rates: Floats) -> str:
    """
    Class of a series of rates, by how far it swings from a quarter to the next: an interval made of all would be false.

    Parameters
    ----------
    rates : array (n,)
        Above 0; NaN where not known.

    Returns
    -------
    str
        ``steady``, or ``unsteady`` where half of the relative changes or more reach ``SWING``.

    Examples
    --------
    >>> swing_class(np.array([0.08, 0.081, 0.082, 0.09])), swing_class(np.array([0.08, 0.09, 0.08, 0.09]))
    ('steady', 'unsteady')
    """
    changes = np.abs(np.diff(np.log(rates)))
    known = changes[np.isfinite(changes)]
    return "unsteady" if known.size and np.median(known) >= SWING else "steady"


def _quarters_to(year: int, quarter: int, count: int, *, apart: int) -> tuple[int, ...]:
    last = 4 * year + quarter - 1
    return tuple(last - apart * step for step in range(count))


#: By the id of what is measured.
KINDS: Mapping[str, Kind] = {
    "unemployment_rate": Kind(
        "Taux de chômage des zones d'emploi, publié corrigé des saisons",
        Nature(4, is_adjusted=True, is_count=False),
        "unemployment",
        read_unemployment,
        swing_class,
        _quarters_to(2022, 3, 14, apart=3),
    ),
    "quarterly_sales": Kind(
        "Ventes de logements des EPCI, brutes",
        Nature(4),
        "property_quarters",
        read_sales,
        sales_class,
        _quarters_to(2021, 4, 4, apart=5),
        one_in=3,
    ),
}
