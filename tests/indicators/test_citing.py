"""Which vintages the figures of an indicator come from."""

from arpent import indicators
from arpent.indicators import indicator, vintages_of


def test_a_change_cites_both_its_years():
    """Five years before each year shown, or the first year asked for."""
    change = indicator("population_change")
    assert vintages_of(change, [2023]) == {"insee_population_legale": ("2018", "2023")}
    assert vintages_of(change, [2023], since=2016) == {"insee_population_legale": ("2016", "2023")}


def test_a_density_cites_areas_of_their_own_year():
    """Inhabitants of the year shown, contours of the edition that areas were measured on."""
    assert vintages_of(indicator("density"), [2021]) == {
        "insee_population_legale": ("2021",),
        "ign_contours": ("2024",),
    }


def test_every_indicator_cites_something():
    """No figure without a source."""
    for group in indicators.themes().values():
        for one in group:
            assert vintages_of(one), one.id
