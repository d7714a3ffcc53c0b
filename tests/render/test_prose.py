"""Markdown that authors and views write, as HTML."""

import html
import re

import pytest

from arpent.render.prose import to_html, to_text, typeset_markdown
from arpent.render.typography import slug, tied, typeset


def test_raw_html_is_text():
    """A tag in a label or a sentence is shown, never obeyed."""
    assert "<script>" not in to_html("<script>alert(1)</script> et <b onclick=x>gras</b>")


def test_harmful_address():
    """A link can't run code."""
    assert "javascript:" not in to_html("[ici](javascript:alert(1))")


def test_unknown_reference():
    """A cross-reference to a figure that is not on the page stays as typed."""
    assert to_html("Voir @fig-x.", {}) == "<p>Voir @fig-x.</p>\n"


def test_headings_start_at_3():
    """Inside a section, no heading of level 1 or 2: the page has one h1, sections have h2."""
    assert to_html("# Titre") == '<h3 id="titre">Titre</h3>\n'


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Combien ?", "Combien\u202f?"),
        ("Note : oui", "Note\u00a0: oui"),
        ("12 %", "12\u202f%"),
        ("295 488 habitants", "295\u202f488 habitants"),
        ("l'Est d'ici", "l’Est d’ici"),
        ("de 2016 à 2023", "de 2016 à 2023"),
        ("https://a.fr/?b=1", "https://a.fr/?b=1"),
        ("en 2021 295 488", "en 2021 295\u202f488"),
    ],
)
def test_typeset(typed, printed):
    """French spaces and apostrophes, and nothing else; twice is the same as once."""
    assert typeset(typed) == printed
    assert typeset(printed) == printed


def test_markdown_keeps_code():
    """Code, attributes and addresses are not typeset."""
    text = "`a ? b` [l](http://x/?a ?) {#a-?}"
    assert typeset_markdown(text) == text


def test_plain_text():
    """A card's sentence has no markup, and keeps its narrow spaces."""
    assert to_text("**12\u202f711** habitants\n& plus") == "12\u202f711 habitants & plus"


@pytest.mark.parametrize("label", ["../../etc/passwd", "🎉", "a" * 300, 'x" onload="', "<script>"])
def test_slug_is_harmless(label):
    """No label escapes from a file name or an anchor."""
    name = slug(label)
    assert name
    assert len(name) <= 80
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


def test_a_method_page_is_linked_where_it_lies_in_a_report():
    """As the notebook writes it for the repository; an address elsewhere stays as it is."""
    html = to_html("[jumeaux](methodes/jumeaux.md), [ailleurs](https://exemple.fr/methodes/jumeaux.md)")
    assert '<a href="methode-jumeaux.html">jumeaux</a>' in html
    assert "https://exemple.fr/methodes/jumeaux.md" in html
    assert (
        typeset_markdown("Voir [les jumeaux](methodes/jumeaux.md).")
        == "Voir [les jumeaux](methode-jumeaux.html)."
    )


@pytest.mark.parametrize(
    ("title", "kept"),
    [
        ("Où gagne-t-on, où perd-on des habitants\u202f?", ["gagne-t-on", "perd-on"]),
        ("Les voisins se ressemblent-ils\u202f?", ["ressemblent-ils"]),
        ("Le Puy-en-Velay et Saint-Remy-en-Bouzemont-Saint-Genest-et-Isson", ["Puy-en-Velay"]),
        ("Le <b> de Vic", []),
    ],
)
def test_a_line_does_not_end_within_a_word_that_has_hyphens(title, kept):
    """The words of a heading are the same; the longest names of places may be cut, and a tag is text."""
    made = tied(title)
    assert re.findall(r'<span class="tied">(.*?)</span>', made) == kept
    assert html.unescape(re.sub(r"</?span[^>]*>", "", made)) == title
