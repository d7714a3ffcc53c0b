"""Amounts, ranks, lists and labels in words."""

import pytest

from arpent.views.words import (
    agree,
    approximate_share,
    conjugate,
    in_sentence,
    is_plural,
    join_list,
    number_in_words,
    one_in,
    with_article,
)


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (0.5, "la moitié"),
        (0.487, "près de la moitié"),
        (0.515, "un peu plus de la moitié"),
        (0.253, "un quart"),
        (0.24, "près d’un quart"),
        (0.65, "près des deux tiers"),
        (0.42, None),
        (0.02, None),
    ],
)
def test_approximate_share(share, words):
    """An approximate word is said only within two points of a simple fraction, on the right side of it."""
    assert approximate_share(share) == words


def test_labels_in_sentences(made):
    """Article, verb and adjective agree with the label."""
    plural = made.Indicator("d", "Logements vacants", "Logements", "logements", 0, "count", "less", "", "m")
    vowel = made.Indicator("v", "Indice de vieillissement", "Indice", "", 0, "ratio", "less", "", "m")
    assert with_article(made.VACANCY) == "la part des logements vacants"
    assert (with_article(plural), conjugate(plural, "augmente")) == ("les logements vacants", "augmentent")
    assert with_article(vowel) == "l’indice de vieillissement"
    assert (agree(made.VACANCY, "élevé"), agree(plural, "élevé")) == ("élevée", "élevés")
    assert is_plural("Résidences principales")
    assert not is_plural("Taux de chômage")
    assert in_sentence("PIB") == "PIB"


def test_lists():
    """French lists: commas then « et », no serial comma."""
    assert [join_list(names) for names in ([], ["A"], ["A", "B"], ["A", "B", "C"])] == [
        "",
        "A",
        "A et B",
        "A, B et C",
    ]


def test_so_many_out_of_so_many():
    """Of every share, what is said is true: exact within half a point, on the right side beyond."""
    for share in (i / 1000 for i in range(1001)):
        said = one_in(share, "logement")
        if said is None:
            continue
        words = said.replace("d’", "").replace("de ", "").split()
        many, of = (next(n for n in range(17) if number_in_words(n) == w) for w in (words[-4], words[-1]))
        exact = "près" not in said and "plus" not in said
        assert abs(share - many / of) <= (0.0051 if exact else 0.0201), said
        assert exact or ("près" in said) == (share < many / of), said
    assert one_in(0.5, "personne", feminine=True) == "une personne sur deux"
