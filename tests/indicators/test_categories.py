"""Indicators by category: declared in one go, asked for by one name."""

import pytest

from arpent import Study
from arpent.errors import AskedWrongly
from arpent.indicators import expand, families, indicator, registry, themes
from arpent.indicators.categories import counts, shares
from arpent.views import KeyFigures, key_figures

AGES = {
    "population_0_19": ("Moins de 20 ans", "0 à 19 ans"),
    "population_20_64": ("20 à 64 ans", "20 à 64 ans"),
}


@pytest.fixture
def declared(monkeypatch):
    """A theme's module that holds two families, for the time of a test."""
    module = registry._module("population")
    made = counts("census_communes", AGES, unit="habitants", definition="Habitants par âge.")
    monkeypatch.setattr(module, "ESSAI_AGES", made, raising=False)
    rates = shares("census_communes", AGES, of="population", definition="Rapportés à la population.")
    monkeypatch.setattr(module, "ESSAI_SHARES", rates, raising=False)
    _forget()
    yield
    monkeypatch.undo()
    _forget()


def _forget():
    for remembered in (themes, families, registry._by_id):
        remembered.cache_clear()


@pytest.mark.usefixtures("declared")
def test_a_family_is_asked_for_by_the_name_of_its_constant():
    """It stands for its indicators, in order, each once; they are indicators like the others."""
    assert expand(["essai_ages", "population_20_64"]) == ["population_0_19", "population_20_64"]
    assert indicator("population_0_19_share").denominator == "population"
    assert registry.holders("population")["essai_ages"] == "ESSAI_AGES"
    assert registry.holders("population")["population_0_19"] == "ESSAI_AGES"
    measures = Study("epci:246300701").series("essai_shares", alone=True)
    assert list(measures.indicators) == ["population_0_19_share", "population_20_64_share"]
    assert isinstance(key_figures(measures, name="k"), KeyFigures)


def test_a_slip_in_a_name_is_met_with_the_nearest():
    """Families and indicators are looked up together."""
    with pytest.raises(AskedWrongly, match="did you mean 'population'"):
        expand(["populatio"])


def test_no_family_has_the_name_of_an_indicator():
    """A name stands for one thing."""
    assert not set(families()) & {one.id for group in themes().values() for one in group}


def test_ids_are_unique_across_themes():
    """One id, one definition: two modules may hold the same object, never two of one id."""
    held = [one for group in themes().values() for one in group]
    assert len({one.id for one in held}) == len({id(one) for one in held})
