"""Names in sentences: a list read by eye, and what no name may ever give."""

import re
from pathlib import Path

import pytest

from arpent.territory.levels import available, zones
from arpent.views.french import place

EXPECTED = [
    line.split("\t")
    for line in (Path(__file__).parent / "phrases_expected.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]
#: A contraction or an elision that was forgotten.
WRONG = re.compile(r"(?i:\b(de|à) )(Le |Les |le |les )|\bde [AEIOUÉÈÊÎÔÂŒ]|’ |  |\bla [Ll]’|'")


@pytest.mark.parametrize("row", EXPECTED, ids=[f"{row[0]} {row[1]}" for row in EXPECTED])
def test_phrases_read_by_eye(row):
    """Subject, « de », « dans » and « à » of each name are those that were read: four phrases a line."""
    identifier, name, typography, *phrases = row
    forms = place(identifier, name, int(typography))
    assert [forms.the, forms.of, forms.within, forms.to] == phrases


def test_there_are_enough():
    """Three hundred phrases at least, over every level."""
    assert sum(len(row) - 3 for row in EXPECTED) >= 300
    levels = {row[0].partition(":")[0] for row in EXPECTED}
    assert levels >= {
        "commune",
        "epci",
        "departement",
        "region",
        "france",
        "groupe",
        "arrondissement",
        "canton",
    }


def test_no_name_lacks_a_contraction():
    """Of every name of every level: never « de Le », « à les », « de Issoire », a straight apostrophe."""
    wrong = []
    for level in (one for one in available() if one not in ("epci", "partie_epci", "region", "departement")):
        for code, row in zones(level).iterrows():
            forms = place(f"{level}:{code}", row["name"], int(row["typography"]))
            wrong += [text for text in (forms.of, forms.within, forms.to) if WRONG.search(text)]
    assert wrong == []
