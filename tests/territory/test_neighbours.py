"""Neighbours, same size, same type."""

import pytest
import shapely

from arpent.errors import AskedWrongly
from arpent.territory import comparators, find, neighbours, parents, same_size, same_type
from arpent.territory.build_levels import shared_borders
from arpent.territory.neighbours import borders, size_class
from arpent.territory.reference import latest_population, read_reference


def _ids(places):
    return [place.id for place in places]


def test_sides_are_shared_and_not_points():
    """Four squares: A and D touch at a corner only."""
    squares = {"A": (0, 0), "B": (0.001, 0), "C": (0, 0.001), "D": (0.001, 0.001)}
    polygons = [shapely.to_wkb(shapely.box(x, y, x + 0.001, y + 0.001)) for x, y in squares.values()]
    found = shared_borders(list(squares), polygons)
    assert found[["commune_code", "neighbour_code"]].to_numpy().tolist() == [
        ["A", "B"], ["A", "C"], ["B", "D"], ["C", "D"],
    ]  # fmt: skip
    assert found["border_m"].between(110, 112).all()


def test_neighbours_of_a_commune():
    """Clermont-Ferrand: the eleven communes around it on a map."""
    assert set(_ids(neighbours(find("commune:63113")))) == {
        f"commune:{code}"
        for code in (
            "63014",
            "63019",
            "63032",
            "63042",
            "63063",
            "63070",
            "63075",
            "63124",
            "63141",
            "63164",
            "63193",
        )
    }


def test_neighbours_of_wider_levels():
    """Puy-de-Dôme has six, Auvergne-Rhône-Alpes five; the longest border comes first."""
    assert _ids(neighbours(find("departement:63"))) == [
        "departement:03", "departement:43", "departement:42", "departement:15", "departement:23", "departement:19",
    ]  # fmt: skip
    assert len(neighbours(find("region:84"))) == 5
    assert "epci:200070753" in _ids(neighbours(find("epci:246300701")))


@pytest.mark.parametrize(
    "identifier", ["commune:85113", "region:94", "region:04", "departement:974", "france"]
)
def test_islands_have_none(identifier):
    """L'Île-d'Yeu, Corse, La Réunion, France."""
    assert neighbours(find(identifier)) == []


def test_islands_are_those_of_the_map():
    """Fifteen communes of the COG 2026 are islands."""
    table = read_reference("neighbours")
    alone = set(find("france").communes) - set(table.index) - set(table["neighbour_code"])
    assert len(alone) == 15
    assert {"17004", "29155", "56069", "85113", "97110"} <= alone


def test_neighbours_are_mutual():
    """If A borders B, B borders A."""
    here = find("epci:246300701")
    assert all(here in neighbours(other) for other in neighbours(here))


def test_borders_are_those_of_each_neighbour():
    """Among the communes of a département, each pair that shares a side is there once, and no other."""
    places = [find(f"commune:{code}") for code in find("departement:90").communes]
    found = {frozenset(places[end].id for end in pair) for pair in borders(places).tolist()}
    assert len(found) == len(borders(places))
    inside = {place.id for place in places}
    told = {
        frozenset((one.id, other.id)) for one in places for other in neighbours(one) if other.id in inside
    }
    assert found == told


def test_neighbours_of_a_grouping_are_epci_outside_it():
    """None of its own EPCI."""
    group = find("groupe:vichy-brioude")
    found = neighbours(group)
    assert {place.level for place in found} == {"epci"}
    assert not {code for place in found for code in place.communes} & set(group.communes)


def test_same_size_is_a_class_ordered_by_population():
    """Clermont Auvergne Métropole is of the class 250 000 to 500 000."""
    cam = find("epci:246300701")
    found = same_size(cam)
    population = latest_population()
    inhabitants = [population.reindex(list(place.communes)).sum() for place in found]
    assert size_class(cam) == (250_000, 500_000)
    assert all(250_000 <= count < 500_000 for count in inhabitants)
    gaps = [abs(count - 295_488) for count in inhabitants]
    assert gaps == sorted(gaps)
    assert cam not in found


def test_same_type_is_the_legal_one():
    """Métropoles, that of Lyon included, whatever their size."""
    found = same_type(find("epci:246300701"))
    assert {place.kind for place in found} == {"METRO", "MET69"}
    assert len(found) == 21


def test_words_of_compare_to():
    """They mix with others; each territory is there once."""
    cam = find("epci:246300701")
    chosen = comparators(cam, ["neighbours", "size", "type", "region"])
    ids = [place.id for _, place in chosen]
    assert {role for role, _ in chosen} == {"peer", "parent"}
    assert len(ids) == len(set(ids))
    assert len(comparators(cam, ["size"])) == 15
    assert comparators(find("commune:85113"), ["neighbours"]) == []


@pytest.mark.parametrize(
    ("identifier", "words", "message"),
    [
        ("commune:63113", ["type"], "legal type of an EPCI"),
        ("groupe:vichy-brioude", ["size"], "by their identifiers"),
        ("epci:246300701", ["neighbors"], "neighbours, size, type"),
    ],
)
def test_words_that_mean_nothing_here_are_refused(identifier, words, message):
    """With those that can be used."""
    with pytest.raises(AskedWrongly, match=message):
        comparators(find(identifier), words)


def test_parents_of_a_part_are_not_itself():
    """A part is within its EPCI."""
    assert _ids(parents(find("epci:246300966/15"))) == [
        "epci:246300966",
        "departement:15",
        "region:84",
        "france",
    ]
