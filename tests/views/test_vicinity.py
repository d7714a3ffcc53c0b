"""The small map of a territory and its neighbours."""

from arpent.territory import find
from arpent.territory.neighbours import neighbours
from arpent.views import Missing, draw_vicinity


def test_neighbours_are_drawn_and_named():
    """Clermont Auvergne Métropole and each EPCI that it borders, in the data and in the alternative text."""
    territory = find("epci:246300701")
    drawn = draw_vicinity(territory, name="autour").description
    assert [row[0] for row in drawn["rows"]] == [
        territory.code,
        *(other.code for other in neighbours(territory)),
    ]
    assert "Riom Limagne et Volcans" in drawn["alt"]
    assert ">Clermont Auvergne" in drawn["svg"]
    assert len(drawn["svg"]) < 60_000


def test_a_level_without_stored_outline_is_that_of_its_communes():
    """An arrondissement among the others of its département."""
    assert draw_vicinity(find("arrondissement:632"), name="autour").description["kind"] == "figure"


def test_an_island_has_no_neighbour():
    """It is said, not drawn."""
    island = draw_vicinity(find("commune:85113"), name="autour")
    assert isinstance(island, Missing)
    assert "ne touche aucun autre territoire" in island.description["why"]
