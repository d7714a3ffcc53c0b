"""Net migration by age: balances of groups kept, students told from children."""

import numpy as np
import pytest

from arpent.errors import AskedWrongly
from arpent.methods.net_migration import apparent, drawn_to_parent, rates_by_age

FLAT = np.full(100, 1000.0)


def test_groups_of_adults_keep_their_balance():
    """Rates times inhabitants sum to what is published, from 30 on."""
    balances = np.array([-40.0, 25.0, 10.0, -5.0])
    moved = rates_by_age(balances, FLAT, FLAT) * FLAT
    sums = [moved[low:high].sum() for low, high in ((30, 40), (40, 50), (50, 65), (65, 100))]
    assert sums == pytest.approx(balances.tolist())


def test_children_go_with_their_parents():
    """Those under 17 have the rate of people aged 30 to 49."""
    rates = rates_by_age(np.array([30.0, 10.0, 0.0, 0.0]), FLAT, FLAT)
    assert rates[:17] == pytest.approx(np.full(17, 40 / 20_000))


def test_students_come_and_leave():
    """Where the share of the country rises to 20 and falls by 29, people arrive, then leave: the hump stays."""
    share = np.ones(100)
    share[18:24] = 1.5
    rates = rates_by_age(np.zeros(4), FLAT * share, FLAT)
    assert rates[17] > 0 > rates[23]
    assert rates[17:30].sum() == pytest.approx(0.0, abs=1e-9)


def test_a_share_like_the_country_moves_nobody():
    """The same ages as the country and no balance: nobody moves."""
    assert not rates_by_age(np.zeros(4), FLAT * 0.1, FLAT).any()


def test_what_does_not_fit_is_refused():
    """Groups that are not those expected, and censuses too near."""
    with pytest.raises(AskedWrongly, match="4 groups"):
        rates_by_age(np.zeros(6), FLAT, FLAT)
    with pytest.raises(AskedWrongly, match="five years"):
        apparent((1.0, 1.0), 3, 0.0)


def test_few_people_are_drawn_to_their_parent():
    """By hand: 5 000 people of a group weigh a quarter of their own rate; a large town keeps most of its own."""
    people = np.full((2, 80), 1.0)
    people[0, 65:] = 5000 / 15
    people[1, 65:] = 285_000 / 15
    balances = np.array([[0.0, 0.0, 0.0, -100.0], [0.0, 0.0, 0.0, 390.0]])
    drawn = drawn_to_parent(balances, people, ["63", "63"])
    parent = 290 / 290_000
    assert drawn[0, 3] == pytest.approx(5000 * (parent + 0.25 * (-0.02 - parent)))
    assert drawn[1, 3] == pytest.approx(285_000 * (parent + 0.95 * (390 / 285_000 - parent)))


def test_a_territory_alone_in_its_parent_keeps_its_balances():
    """Its parent is itself: nothing to be drawn to; an empty group stays at nothing."""
    people = np.full((2, 80), 10.0)
    people[1, 65:] = 0.0
    balances = np.array([[5.0, 4.0, 3.0, 2.0], [1.0, 1.0, 1.0, 0.0]])
    np.testing.assert_allclose(drawn_to_parent(balances, people, ["01", "02"]), balances)
