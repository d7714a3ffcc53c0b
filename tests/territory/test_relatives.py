"""Parents, peers and parts."""

import pytest

from arpent.errors import AskedWrongly
from arpent.territory import comparators, divisions, find, parents, peers


def _ids(places):
    return [place.id for place in places]


def test_parents_of_each_level():
    """From the nearest to France."""
    assert _ids(parents(find("commune:63113"))) == ["epci:246300701", "departement:63", "region:84", "france"]
    assert _ids(parents(find("epci:246300701"))) == ["departement:63", "region:84", "france"]
    assert _ids(parents(find("region:84"))) == ["france"]
    assert parents(find("france")) == []


def test_an_epci_over_two_departements_has_the_one_where_most_live():
    """CC du Massif du Sancy: 19 communes of Puy-de-Dôme, one of Cantal."""
    assert _ids(parents(find("epci:246300966")))[0] == "departement:63"


def test_an_island_in_no_epci_has_a_departement():
    """L'Île-d'Yeu belongs to no EPCI."""
    assert _ids(parents(find("commune:85113"))) == ["departement:85", "region:52", "france"]
    assert peers(find("commune:85113")) == []


def test_a_departement_that_is_its_region_is_not_its_own_parent():
    """Mayotte and La Réunion are both; a parent of the same communes is left out."""
    assert _ids(parents(find("departement:974"))) == ["france"]


def test_peers_are_never_oneself():
    """The other EPCI with a commune in the département."""
    others = _ids(peers(find("epci:246300701")))
    assert "epci:200070753" in others
    assert "epci:246300701" not in others


def test_parts_add_up():
    """Parts hold every commune once, at each level."""
    for identifier in ("epci:246300701", "departement:63", "region:84", "france", "groupe:vichy-brioude"):
        whole = find(identifier)
        assert sorted(code for part in divisions(whole) for code in part.communes) == list(whole.communes)


def test_comparators_by_word_and_by_name():
    """Words and identifiers mix; each territory is there once."""
    chosen = comparators(
        find("epci:246300701"), ["departement", "parents", "epci:200071363", "epci:246300701"]
    )
    assert [(role, place.id) for role, place in chosen] == [
        ("parent", "departement:63"), ("parent", "region:84"), ("parent", "france"), ("peer", "epci:200071363"),
    ]  # fmt: skip


def test_an_unknown_word_is_refused():
    """With the nearest word."""
    with pytest.raises(AskedWrongly, match="did you mean 'parents'"):
        comparators(find("epci:246300701"), ["parent"])
