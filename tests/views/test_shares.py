"""Compositions."""

import re

import pytest

from arpent.errors import AskedWrongly
from arpent.views import Missing, draw_shares


def _ages(made, here=(0.2, 0.5, 0.3), unit="%", kind="ratio"):
    labels = ("Moins de 20 ans", "20 à 64 ans", "65 ans ou plus")
    given = []
    for i, (label, value) in enumerate(zip(labels, here, strict=True)):
        one = made.Indicator(f"age_{i}", f"Part des {label.lower()}", label, unit, 1, kind)
        given.append((one, {made.HERE: {2021: value}, made.CANTAL: {2021: 0.2 if i else 0.6}}))
    return made.measures(*given)


def test_shares(made):
    """One bar a territory, one segment a category, as long as its share."""
    figure = draw_shares(_ages(made), name="x")
    made.check_drawing(figure)
    assert figure.words.title == (
        "La part des moins de 20 ans est moins élevée que dans le Cantal\u00a0: 20,0\u202f% contre 60,0\u202f% en 2021"
    )
    assert figure.data.rows[0][2:] == (20.0, 50.0, 30.0)
    assert {"20\u202f%", "50", "30"} <= {text for text, _ in made.texts_of(figure.svg)}


def test_close_compositions_have_a_neutral_title(made):
    """A gap under two points is not told; what the categories leave out is said."""
    figure = draw_shares(_ages(made, (0.6, 0.19, 0.19)), name="x")
    assert figure.words.title == "Moins de 20 ans, 20 à 64 ans et 65 ans ou plus en 2021"
    assert figure.words.note == "Le reste de chaque barre\u00a0: autres catégories."


def test_counts_become_shares(made):
    """Counts are shared out: 20, 50 and 30 are 20, 50 and 30 %; all zero is drawn empty, not divided."""
    figure = draw_shares(_ages(made, (20, 50, 30), unit="habitants", kind="count"), name="x")
    assert {"20\u202f%", "50", "30"} <= {text for text, _ in made.texts_of(figure.svg)}
    made.check_drawing(draw_shares(_ages(made, (0, 0, 0), unit="habitants", kind="count"), name="x"))


def test_shares_of_different_wholes_are_refused(made):
    """Shares that add up to more than one are not a composition."""
    with pytest.raises(AskedWrongly, match=r"add up to 1\.50"):
        draw_shares(_ages(made, (0.5, 0.5, 0.5)), name="x")
    with pytest.raises(AskedWrongly, match="1 categories"):
        draw_shares(_ages(made), name="x", indicators=["age_0"])


def test_rounded_counts_of_few_are_drawn(made):
    """39 inhabitants published as 11, 22 and 7: said, and the bar stays in its frame."""
    given = _ages(made, (11 / 39, 22 / 39, 7 / 39))
    given.frame["is_fragile"] = given.frame["territory"] == made.HERE
    figure = draw_shares(given, name="x")
    made.check_drawing(figure)
    assert figure.words.note == "Effectifs publiés arrondis\u00a0: la somme des parts dépasse cent."
    rects = re.findall(r'<rect x="([0-9.]+)" y="[0-9.]+" width="([0-9.]+)"', figure.svg)
    assert max(float(x) + float(width) for x, width in rects) <= 720


def test_missing_category(made):
    """A territory with a missing category has no bar; without the focus's there is no figure."""
    view = draw_shares(_ages(made, (0.2, None, 0.3)), name="x")
    assert isinstance(view, Missing)
