"""Twins as a reader sees them."""

import pandas as pd
import pytest

from arpent import indicators
from arpent.territory import find
from arpent.views.twins import Twins
from arpent.views.view import MIME, Missing, Table

CLERMONT, TOURS = "epci:246300701", "epci:243700754"


@pytest.fixture
def twins() -> Twins:
    """One twin of Clermont, near by its density (978 and 774) and far by its vacancy (8.3 and 7 %)."""
    names = ("density", "vacancy_share")
    near = pd.DataFrame(
        [(TOURS, "Tours Métropole Val de Loire", 0.25, 0.845, ("density",), ("vacancy_share",))],
        columns=["twin", "name", "distance", "stability", "closest", "farthest"],
    )
    values = pd.DataFrame(
        {"density": [978.0, 774.0], "vacancy_share": [0.083, 0.07]}, index=[CLERMONT, TOURS]
    )
    known = {name: indicators.indicator(name) for name in names}
    return Twins(find(CLERMONT), near, values, known, 1249, 5, "Source")


def test_reasons_hold_both_values_in_french(twins):
    """The territory's, then its twin's, with the unit once."""
    row = twins.frame.iloc[0]
    assert row["closest"] == "Densité (978 contre 774\xa0hab./km²)"
    assert row["farthest"] == "Logements vacants (8,3 contre 7,0\u202f%)"


def test_it_shows_itself_as_a_table(twins):
    """A notebook that ends on study.twins() shows a table, described for the report."""
    bundle = twins._repr_mimebundle_()
    assert bundle[MIME]["kind"] == "table"
    assert "Tours Métropole Val de Loire" in bundle["text/html"]
    assert isinstance(twins.table(), Table)
    assert twins.table().data.rows_shown[0][2:4] == ("0,25", "85")


def test_it_says_how_many_were_compared_and_left_out(twins):
    """Thousands typeset; who has no figure is counted."""
    words = twins.table().words
    assert "parmi 1\u202f249" in words.subtitle
    assert "5 territoires sans données complètes laissés de côté" in words.note


def test_without_twins_it_says_why():
    """Mayotte's figures are not published; France has no other of its level."""
    known = {"population": indicators.indicator("population")}
    mayotte = Twins.without(find("departement:976"), known, {"population": "not_published"})
    assert isinstance(mayotte.table(), Missing)
    assert "population municipale (donnée non publiée)" in mayotte.table().why
    assert mayotte.ids == []
    assert list(mayotte.frame.columns) == ["twin", "name", "distance", "stability", "closest", "farthest"]
    assert Twins.without(find("france"), known).why.startswith("La France n’a pas")
