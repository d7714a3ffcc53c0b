"""Partners' notes: beside their figure, signed and dated; harmless; never dropped in silence."""

import pytest

from arpent.errors import AskedWrongly

NOTE = """author: {author}
organisation: Syndicat d'essai
date: "2026-03-01"
territory: epci:244301099
theme: {theme}
figure: {figure}
text: {text}
"""


@pytest.fixture
def write(sited):
    """Writes a note and builds the site."""
    given = {"author": "Ada Lessai", "theme": "population", "figure": "population-serie"}

    def make(*, text="Une *usine* a ouvert.", more="", **changed):
        folder = sited.root / "params" / "contributions"
        folder.mkdir(exist_ok=True)
        content = NOTE.format(**{**given, **changed}, text=text) + more
        (folder / "note.yml").write_text(content, encoding="utf-8")
        sited.build()
        return sited

    return make


def test_beside_its_figure(write):
    """It is inside the figure, with who signs, for whom and when; on no other page."""
    sited = write()
    page = sited.page("2026/epci-244301099/population.html")
    figure = page.partition('id="fig-population-serie"')[2].partition("</figure>")[0]
    assert "<strong>Ada Lessai</strong>, Syndicat d’essai, le 1er mars 2026" in figure
    assert "Une <em>usine</em> a ouvert." in figure
    assert "Ada Lessai" not in sited.page("2026/epci-244301099/portrait.html")
    assert "Ada Lessai" not in sited.page("2026/epci-200085728/population.html")


def test_harmless(write):
    """A tag, a quote or a script's address in a note is text."""
    sited = write(author="'<b>x</b>\" onload=x'", text="'<script>alert(1)</script> [x](javascript:alert(1))'")
    page = sited.page("2026/epci-244301099/population.html")
    assert "<script>" not in page
    assert "<b>x" not in page
    assert 'href="javascript' not in page


def test_a_note_that_changes_rewrites_its_page(write):
    """And none of another territory."""
    before = write().files()
    after = write(text="Autre chose.").files()
    moved = {name for name in after if before.get(name) != after[name]}
    assert moved == {"2026/epci-244301099/population.html", "2026/epci-244301099/provenance.json"}


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (
            {"figure": "population-seri"},
            "figure 'population-seri': not on the page .* did you mean 'population-serie'",
        ),
        ({"theme": "logement"}, "theme 'logement': not in the report of epci:244301099"),
        ({"more": "autor: x\n"}, "note.yml: unknown key 'autor'; did you mean 'author'"),
        ({"text": "'" + "a" * 2001 + "'"}, "'text' is .* 2 000 characters at most"),
    ],
)
def test_refused(write, given, message):
    """Nothing is built; the message says which file, what is wrong and what there is."""
    with pytest.raises(AskedWrongly, match=message):
        write(**given)
