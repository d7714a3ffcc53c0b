"""
An invented France, small enough to check by head.

Département 1A holds communes 1A001 (100 then 110 inhabitants), 1A002 (300 then 330) and 1A003, whose 2018
population was not published. EPCI one = 1A001 + 1A002; EPCI two = 1A003. Dwellings in 2021: 50 of which 5
vacant; 150 of which 30 vacant; none in 1A003.
"""

import duckdb
import pandas as pd
import pytest

from arpent import tables
from arpent.indicators import cube, indicator, measure
from arpent.territory import Territory, find


def place(identifier, *communes):
    """One invented territory."""
    level, _, code = identifier.partition(":")
    return Territory(identifier, level, code, code, communes, 2026)


POPULATION = pd.DataFrame(
    [
        ("1A001", 2018, 100.0, None), ("1A001", 2023, 110.0, None),
        ("1A002", 2018, 300.0, None), ("1A002", 2023, 330.0, None),
        ("1A003", 2018, float("nan"), "not_published"), ("1A003", 2023, 60.0, None),
    ],
    columns=["commune_code", "year", "population", "reason"],
)  # fmt: skip
DWELLINGS = pd.DataFrame(
    {
        "commune_code": ["1A001", "1A002", "1A003"],
        "year": 2021,
        "dwellings": [50, 150, 0],
        "vacant_dwellings": [5, 30, 0],
        "population_0_19": [20, 80, 10],
        "population_65_plus": [10, 80, 20],
    }
)
COMMUNES = pd.DataFrame({"commune_code": ["1A001", "1A002", "1A003"], "area_km2": [10.0, 30.0, 20.0]})
_TABLES = {"population_legal": POPULATION, "census_communes": DWELLINGS, "communes": COMMUNES}


class _Record:
    key = ("commune_code", "year")
    columns = (
        "population",
        "dwellings",
        "vacant_dwellings",
        "population_0_19",
        "population_65_plus",
        "communes",
    )
    years = (2018, 2023)
    cog_year = 2026
    datasets = ()
    is_embedded = True

    @staticmethod
    def reason_of(column):
        return "reason" if column == "population" else ""


@pytest.fixture
def invented(monkeypatch):
    """Tables of the invented France in the place of the embedded ones; its territories."""

    def load(name, communes=None, **_):
        table = _TABLES[name]
        return (
            table if communes is None else table[table["commune_code"].isin(communes)].reset_index(drop=True)
        )

    monkeypatch.setattr(tables, "load", load)
    monkeypatch.setattr(tables, "describe", lambda _: _Record)
    _forget()
    yield {
        "one": place("epci:one", "1A001", "1A002"),
        "two": place("epci:two", "1A003"),
        "all": place("departement:1A", "1A001", "1A002", "1A003"),
    }
    _forget()


def _forget():
    for kept in (cube._ranks, cube._inhabitants, cube._cube):
        kept.cache_clear()


@pytest.fixture
def forget():
    """Nothing of invented tables is remembered after the test, nor of real ones in it."""
    _forget()
    yield
    _forget()


@pytest.fixture(scope="module")
def ask_raw(shared_data):
    """One figure out of raw files in SQL: RAW stands for their folder, COMMUNES for those of a territory."""
    base = duckdb.connect()

    def ask(query, identifier="france"):
        codes = ", ".join(f"'{code}'" for code in find(identifier).communes)
        asked = query.replace("RAW", str(shared_data)).replace("COMMUNES", codes)
        return base.execute(asked).fetchone()[0]

    yield ask
    base.close()


@pytest.fixture
def measured(request):
    """The figure of an indicator on the real tables, its latest unless a year is given."""
    request.getfixturevalue("real_tables")

    def value(identifier, name, year=None):
        frame = measure([indicator(name)], [("focus", find(identifier))])
        return frame[frame["year"] == (year or frame["year"].max())]["value"].iloc[0]

    return value
