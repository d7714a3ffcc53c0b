"""Theme portrait: size and density."""

import pytest

from arpent.indicators import indicator, measure
from arpent.territory import find


def _value(identifier, name, **chosen):
    return measure([indicator(name)], [("focus", find(identifier))], **chosen)["value"].iloc[0]


def test_area_is_near_the_official_one():
    """Puy-de-Dôme: 7 970 km² (INSEE); contours are generalised, so within 0.5 %."""
    assert _value("departement:63", "area_km2") == pytest.approx(7_970, rel=5e-3)


def test_area_overseas_uses_its_legal_projection():
    """La Réunion: 2 504 km² (INSEE)."""
    assert _value("departement:974", "area_km2") == pytest.approx(2_504, rel=1e-2)


def test_communes_are_counted():
    """Clermont Auvergne Métropole: 21."""
    assert _value("epci:246300701", "communes") == 21


def test_density_is_population_over_area():
    """Recomputed from its parts, never averaged."""
    density = _value("epci:246300701", "density", years=[2023])
    assert density == pytest.approx(295_488 / _value("epci:246300701", "area_km2"))
