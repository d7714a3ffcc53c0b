"""Paths to come: what their words say, on invented values of a real territory's name."""

import pytest

from arpent.territory import find
from arpent.views.futures import Path, Paths
from arpent.views.paths import draw_paths

YEARS = (2021, 2030, 2040)


def _words(label, unit, *, per_year, title="Tendanciel", values=(100.0, 110.0, 120.0)):
    one = Path("tendanciel", title, values)
    given = Paths(find("epci:246300701"), label, unit, YEARS, (one,), "essai", per_year=per_year)
    return draw_paths(given, name="essai").words


@pytest.mark.parametrize(
    ("label", "unit", "said"),
    [
        ("Ménages", "ménages", "Ménages, 2021–2040, Clermont Auvergne Métropole"),
        ("Population", "habitants", "Population, habitants, 2021–2040, Clermont Auvergne Métropole"),
    ],
)
def test_a_unit_that_repeats_the_label_is_left_out(label, unit, said):
    """« Ménages, ménages » tells nothing twice."""
    assert _words(label, unit, per_year=False).subtitle == said


def test_what_is_counted_each_year_is_read_as_such():
    """Births are said as births, not as persons in the territory; those there on a day as before."""
    births = _words("Naissances et décès", "personnes par an", per_year=True, title="Naissances")
    assert births.reading == (
        "Lecture\u00a0: dans Clermont Auvergne Métropole, en 2040, naissances\u00a0: 120\u00a0personnes par an."
    )
    there = _words("Population", "habitants", per_year=False)
    assert (
        there.reading
        == "Lecture\u00a0: en 2040, 120\u00a0habitants dans Clermont Auvergne Métropole (tendanciel)."
    )
