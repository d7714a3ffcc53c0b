"""The story of a commune, and what a former one became."""

import pytest
from cogessai import essai

from arpent.errors import UnknownTerritory
from arpent.territory.history import history, what_became

LINE = essai()
SPLIT = "1er septembre 2003\u00a0: Bé (1A002) et Effe (1A005) se recomposent en Bé (1A002), Effe (1A005) et Gé (1A007)."


def told(code: str, line=None) -> list[str]:
    """Sentences."""
    return [episode.sentence for episode in history(code, timeline_of=line)]


def test_an_invented_story():
    """Bé merges, comes back, gives a piece to Gé; each event is said once, with both sides."""
    assert told("1A002", LINE) == [
        "1er janvier 2001\u00a0: Ay (1A001), Bé (1A002) et Cé (1A003) fusionnent en Abécé (1A001).",
        "1er janvier 2002\u00a0: Abécé (1A001) se partage entre Abécé (1A001) et Bé (1A002).",
        SPLIT,
    ]


def test_a_real_story():
    """L'Oudon: associated in 1973, two changes of seat, a commune nouvelle in 2017 (INSEE events)."""
    story = history("14697")
    assert [(episode.date, episode.kind) for episode in story] == [
        ("1973-01-01", "association"),
        ("1990-02-01", "seat"),
        ("2014-01-07", "seat"),
        ("2017-01-01", "new_commune"),
    ]
    assert told("14697")[2] == (
        "7 janvier 2014\u00a0: L'Oudon (14697) prend le code 14472 en changeant de chef-lieu."
    )


def test_the_story_starts_in_1943():
    """Voisinlieu (60696) joined Beauvais on 19 February 1943, the first event of the history."""
    assert history("60696")[0].date == "1943-02-19"
    assert [record.code for record in what_became("60696")] == ["60057"]


def test_a_day_that_is_not_known_is_said():
    """Renames between two releases are dated 'au plus tard'."""
    assert any(sentence.startswith("Au plus tard le 1er janvier 2021\u00a0: ") for sentence in told("07242"))


def test_a_commune_without_event_has_no_story():
    """Nothing happened to Clermont-Ferrand since 1943."""
    assert history("63113") == []


def test_a_code_that_never_was_is_refused():
    """An unknown code is an error, with a near one."""
    with pytest.raises(UnknownTerritory, match="63999: never one since 1943"):
        history("63999")


def test_no_code_is_refused():
    """The reference of events has places without a code: they are not a commune."""
    with pytest.raises(UnknownTerritory, match="never one since 1943"):
        history("")


def test_what_a_merged_commune_became():
    """Saint-Cirgues-sur-Couze (63330) is in Les Deux-Rives (63109) since 1 January 2025."""
    (record,) = what_became("63330")
    assert (record.code, record.name, record.date, record.kind) == (
        "63109",
        "Les Deux-Rives",
        "2025-01-01",
        "new_commune",
    )


def test_what_a_divided_commune_became():
    """Hocmont (08227) was divided between two communes on 2 March 1968: both are said."""
    assert {record.code for record in what_became("08227")} == {"08203", "08454"}


@pytest.mark.parametrize("code", ["63113", "85165", "14666", "99999"])
def test_a_commune_of_today_became_nothing(code):
    """A current commune, re-established or not, and a code that never was one, give an empty list."""
    assert what_became(code) == []


def test_a_long_merger_is_cut_short():
    """Livarot-Pays-d'Auge is 22 communes: twelve are named and the others counted."""
    assert "et 10 autres communes forment la commune nouvelle" in told("14371")[-1]
