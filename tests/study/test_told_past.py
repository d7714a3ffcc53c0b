"""What a projection carries on, on the real files: censuses as published, parts that sum, what notes say."""

import numpy as np
import pytest

from arpent import tables
from arpent.study.outlook import Outlook

CAM, GROUP = "epci:246300701", "groupe:vichy-brioude"
pytestmark = pytest.mark.usefixtures("real_tables")


def _past(identifier, horizon=2050):
    return Outlook(identifier, ["tendanciel"], horizon).past()


@pytest.mark.parametrize("identifier", [CAM, GROUP, "departement:63", "france"])
def test_growth_is_its_two_parts(identifier):
    """Every period, past and to come, to the rounding kept; seven censuses, the last years, three spans."""
    rows = _past(identifier).rows
    assert len(rows) == 7 + 1 + 3
    for _, growth, natural, migration in rows:
        assert growth == pytest.approx(natural + migration, abs=0.0011)


def test_between_censuses_it_is_what_was_published():
    """Clermont, 1982-1990: births less deaths and moves of the published file, per inhabitant and year."""
    row = tables.load("natural_balances").query(f"territory == '{CAM}' and year == 1990").iloc[0]
    told = dict(_row(_past(CAM), "1982-1990"))
    assert told["natural"] == pytest.approx(100 * row["natural_balance"] / row["person_years"], abs=0.001)
    assert told["migration"] == pytest.approx(100 * row["migration_balance"] / row["person_years"], abs=0.001)


def _row(listing, name):
    row = next(row for row in listing.rows if row[0].startswith(name))
    return zip([column.name for column in listing.columns], row, strict=True)


def test_a_projected_span_is_the_change_of_the_population():
    """2040-2050: persons over years lived, by another path."""
    population = Outlook(CAM, ["tendanciel"]).stories["tendanciel"].population
    lived = np.trapezoid(population[19:30])
    told = dict(_row(_past(CAM), "2040-2050"))
    assert told["growth"] == pytest.approx(100 * (population[29] - population[19]) / lived, abs=0.001)


def test_a_horizon_that_is_near_has_fewer_spans():
    """None beyond it."""
    assert [row[0] for row in _past(CAM, 2030).rows][-1] == "2023-2030, projeté"


def test_it_says_where_thirty_years_would_lead():
    """Combrailles draws more since 2016 than since 1990, and the note says so; France's arrivals are INSEE's."""
    note = _past("epci:200072098").note
    assert "peu d'années" in note
    assert "plus haut que de 1990 à 2016" in note
    assert "suppose l'Insee" in _past("france").note
