"""Names are found as people write them."""

import pytest

from arpent.territory import search
from arpent.territory.search import plain_name


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("clermont ferrand", "commune:63113"),
        ("CLERMONT-FERRAND", "commune:63113"),
        ("l'hay les roses", "commune:94038"),
        ("L’Haÿ-les-Roses", "commune:94038"),
        ("st eloy les mines", "commune:63338"),
        ("clermont auvergne metropole", "epci:246300701"),
        ("vichy communaute", "epci:200071363"),
        ("puy de dome", "departement:63"),
        ("la reunion", "region:04"),
        ("clermond ferand", "commune:63113"),
        ("63113", "commune:63113"),
    ],
)
def test_finds(text, first):
    """Accents, capitals, apostrophes, hyphens, short forms and a slip of the pen do not count."""
    assert search(text)[0].id == first


def test_homonyms_are_all_there_largest_first():
    """Every Saint-Denis, by population."""
    found = search("Saint-Denis", level="commune", limit=20)
    same = [place for place in found if place.name == "Saint-Denis"]
    assert [place.code for place in same][:2] == ["97411", "93066"]
    assert len(same) >= 4


@pytest.mark.parametrize("text", ["", "   ", "zzzzqqqq", "(((", "\\"])
def test_nothing_is_an_empty_list(text):
    """Nothing near gives nothing, whatever the characters."""
    assert search(text) == []


def test_limit_and_level():
    """At most `limit`, of one level."""
    found = search("saint", level="commune", limit=3)
    assert [place.level for place in found] == ["commune"] * 3


def test_plain_name_keeps_words():
    """Ligatures and apostrophes break words as they should."""
    assert plain_name("Œuvres d’Ÿ") == "oeuvres d y"
