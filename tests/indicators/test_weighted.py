"""Shares published without counts: read for a commune, weighted and said to be estimated elsewhere."""

import math

import numpy as np
import pandas as pd
import pytest
from threadpoolctl import threadpool_limits

from arpent import tables
from arpent.indicators import Weighted, cube, measure, weighted
from arpent.territory import Territory

#: Invented: four communes, the share of one unknown since it merged.
SHARES = pd.DataFrame(
    [
        ("1A001", 2021, 0.5, None),
        ("1A002", 2021, 0.9, None),
        ("1A003", 2021, float("nan"), "not_available"),
        ("1A004", 2021, 0.1, None),
    ],
    columns=["commune_code", "year", "car_share", "car_share_reason"],
)
WORKERS = pd.DataFrame(
    {
        "commune_code": SHARES["commune_code"],
        "year": 2019,
        "active": [330, 110, 5, 900],
        "jobless": [30, 10, 1, 0],
    }
)
TABLES = {
    "mobility_shares": SHARES,
    "activity": WORKERS,
    "communes": pd.DataFrame({"commune_code": SHARES["commune_code"], "area_km2": 1.0}),
}
CAR = Weighted(
    id="car", label="Part", short="Part", unit="%", precision=1, definition="Part.", table="mobility_shares",
    column="car_share", weight_table="activity", weight="active - jobless", weight_year=2019,
)  # fmt: skip


class _Record:
    key = ("commune_code", "year")
    years = (2021,)
    cog_year = 2026
    is_embedded = True

    def __init__(self, name):
        self.columns = tuple(TABLES[name].columns)

    def reason_of(self, column):
        return f"{column}_reason" if f"{column}_reason" in self.columns else ""


@pytest.fixture
def invented(monkeypatch):
    """The invented tables in the place of the real ones."""
    monkeypatch.setattr(tables, "load", lambda name, **_: TABLES[name])
    monkeypatch.setattr(tables, "describe", _Record)
    cube._ranks.cache_clear()
    cube._cube.cache_clear()
    yield
    cube._ranks.cache_clear()
    cube._cube.cache_clear()


def _measured(*codes):
    level = "commune" if len(codes) == 1 else "epci"
    place = Territory(f"{level}:{codes[0]}", level, codes[0], codes[0], codes, 2026)
    return measure([CAR], [("focus", place)]).iloc[0]


@pytest.mark.usefixtures("invented")
def test_a_commune_has_the_share_published():
    """Nothing is estimated for it; a share that is not published stays missing."""
    assert _measured("1A002")["value"] == 0.9
    assert not _measured("1A002")["is_estimated"]
    assert _measured("1A003")["reason"] == "not_available"


@pytest.mark.usefixtures("invented")
def test_a_wider_territory_has_the_weighted_mean_said_to_be_estimated():
    """300 workers at 0.5 and 100 at 0.9: 0.6."""
    row = _measured("1A001", "1A002")
    assert row["value"] == pytest.approx(0.6)
    assert row["is_estimated"]


@pytest.mark.usefixtures("invented")
def test_too_much_unknown_leaves_the_share_missing():
    """4 workers of 1 304 unknown are left out of the mean; 4 of 104 are too many."""
    assert _measured("1A001", "1A002", "1A003", "1A004")["value"] == pytest.approx(330 / 1300)
    assert math.isnan(_measured("1A002", "1A003")["value"])
    assert _measured("1A002", "1A003")["reason"] == "not_available"


def test_the_mean_of_a_country_is_the_same_whatever_the_threads():
    """To the last digit: two machines, or a notebook run alone and one run beside others, print the same files."""
    draw = np.random.default_rng(0)
    shares, weights = draw.random(35_000), draw.random(35_000) * 1e4
    found = set()
    for threads in (1, 2, 4):
        with threadpool_limits(threads):
            found.add(weighted._mean(shares, weights))
    assert len(found) == 1
