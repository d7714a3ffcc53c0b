"""Births and deaths that levels of fertility and mortality are drawn from: the latest five years that are here."""

from dataclasses import dataclass

import pandas as pd

from arpent import tables
from arpent.study.first_ages import part_of_communes, whole_sums
from arpent.tables.storage import built_file

#: Table of births and deaths by commune and year, and the five years taken from it.
RECENT = "births_deaths"
RECENT_YEARS = (2016, 2021)
#: Balances of EPCI otherwise: first and last 1 January.
BALANCES = (2011, 2016)


@dataclass(frozen=True, eq=False)
class Events:
    """
    Births and deaths of five years.

    Parameters
    ----------
    rows : DataFrame
        Index ``epci:<code>``; ``births``, ``deaths``, ``population_start``, ``population_end``.
    years : tuple of int
        First and last 1 January.
    is_recent : bool
        From the registers of each year, not from the balances between two censuses.
    """

    rows: pd.DataFrame
    years: tuple[int, int]
    is_recent: bool


def load_events() -> Events:
    """
    Births and deaths of every EPCI; the registers' where they are built, else those between two censuses.

    Returns
    -------
    Events

    Notes
    -----
    Sources: ``insee_naissances`` and ``insee_deces``, or the balances of ``natural_balances``. In the registers, an
    EPCI with a commune missing one year has no events: its département's stand for them.
    """
    if built_file(RECENT).is_file():
        return Events(_registered(), RECENT_YEARS, is_recent=True)
    rows = tables.load("natural_balances")
    rows = rows[(rows["year"] == BALANCES[1]) & rows["start_year"].eq(BALANCES[0]) & rows["level"].eq("epci")]
    return Events(rows.set_index("territory"), BALANCES, is_recent=False)


def _registered() -> pd.DataFrame:
    """Sums by EPCI of the communes of today; NaN where one lacks a year."""
    columns = ["births", "deaths"]
    rows = tables.load(RECENT, columns=["commune_code", "year", *columns])
    rows = rows[rows["year"].between(RECENT_YEARS[0], RECENT_YEARS[1] - 1)]
    every_year = RECENT_YEARS[1] - RECENT_YEARS[0]
    of_commune = rows.groupby("commune_code")[columns].sum(min_count=every_year).astype("float64")
    legal = tables.load("population_legal", columns=["commune_code", "year", "population"])
    wide = legal[legal["year"].isin(RECENT_YEARS)].pivot_table(
        index="commune_code", columns="year", values="population"
    )
    wide = wide.rename(columns=dict(zip(RECENT_YEARS, ("population_start", "population_end"), strict=True)))
    communes = part_of_communes().set_index("commune_code")
    joined = communes[["epci_code"]].join(of_commune).join(wide.astype("float64"))
    of_epci = joined[joined["epci_code"] != ""]
    sums = whole_sums(of_epci, ["epci_code"], [*columns, *wide.columns])
    return sums.set_axis("epci:" + sums.index)
