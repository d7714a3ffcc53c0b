"""The twins of a territory, on the tables that come with the project."""

import pytest

from arpent import indicators
from arpent.errors import AskedWrongly
from arpent.methods.twins import build_space, nearest_of_all
from arpent.study import TWIN_INDICATORS, TWIN_LOGS, twins_of


def test_twins_of_all_levels():
    """Communes, départements and régions have twins of their own level; Mayotte, France and groupings say why not."""
    for territory in ("commune:75056", "departement:63", "region:84"):
        twins = twins_of(territory, 3)
        assert [one.partition(":")[0] for one in twins.ids] == [territory.partition(":")[0]] * 3
    for territory in ("epci:200060457", "france", "groupe:vichy-brioude"):
        assert twins_of(territory).ids == []
        assert twins_of(territory).why


def test_twins_of_every_epci():
    """All 1 255, distances included: those of Mayotte are left out and counted."""
    values, _ = indicators.profiles(TWIN_INDICATORS, "epci", "246300701")
    space = build_space(values, logs=TWIN_LOGS)
    everyone = nearest_of_all(space)
    assert everyone["territory"].nunique() + len(space.left_out) == 1255
    assert len(space.left_out) == 5


def test_twins_asked_wrongly():
    """None is not a number of twins."""
    with pytest.raises(AskedWrongly, match="at least one"):
        twins_of("epci:246300701", 0)
