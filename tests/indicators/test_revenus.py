"""Theme revenus: medians are read where they are published, and a secret stays a secret."""

import math

import pandas as pd
import pytest

from arpent import tables
from arpent.indicators import indicator, measure
from arpent.indicators.published import read_published
from arpent.territory import Territory

PUBLISHED = pd.DataFrame(
    [
        ("epci:one", 2019, 22_130.0, None),
        ("commune:1A001", 2019, float("nan"), "secret"),
        ("commune:1A002", 2019, 0.0, None),
    ],
    columns=["territory", "year", "median_income_eur", "median_income_eur_reason"],
)


class _Record:
    key = ("territory", "year")
    years = (2019,)
    datasets = ()


def _place(identifier):
    level, _, code = identifier.partition(":")
    return Territory(identifier, level, code, code, ("1A001",), 2026)


@pytest.fixture
def published(monkeypatch):
    """An invented table of medians."""
    monkeypatch.setattr(tables, "describe", lambda _: _Record)
    monkeypatch.setattr(tables, "load", lambda _, **__: PUBLISHED)


@pytest.mark.usefixtures("published")
def test_a_median_is_read_as_published():
    """22 130 € for the EPCI, whatever its communes have."""
    frame = measure([indicator("median_income")], [("focus", _place("epci:one"))])
    assert frame["value"].tolist() == [22_130.0]


@pytest.mark.usefixtures("published")
def test_secret_zero_and_not_published_stay_apart():
    """A hidden commune is not a commune at zero, nor one that nobody published."""
    places = [_place(f"commune:1A00{number}") for number in (1, 2, 3)]
    frame = read_published(indicator("median_income"), places).set_index("territory")
    assert math.isnan(frame.loc["commune:1A001", "value"])
    assert frame["reason"].tolist() == ["secret", None, "not_published"]
    assert frame.loc["commune:1A002", "value"] == 0.0


@pytest.mark.usefixtures("published")
def test_a_grouping_has_no_published_median():
    """A median is never added up: the figure is missing, and says so."""
    frame = measure([indicator("median_income")], [("focus", _place("groupe:mine"))])
    assert frame["reason"].tolist() == ["not_published"]
