"""The slides of a meeting: the report's own figures, one file, by keyboard and on paper."""

import re
from dataclasses import replace

import html5lib
import pytest

from arpent import project
from arpent.errors import RenderFailed
from arpent.render.content import read_page
from arpent.render.html import build_files
from arpent.render.slides import choose_slides, read_choice, slides
from arpent.render.sources import merge_sources
from arpent.render.theme import load_theme


@pytest.fixture
def whole(essai):
    """Two themes: four figures of which one is high and two state no finding, a table, questions."""

    def drawn(name, finding=True, **more):
        found = [{"text": "12 711"}] if finding else []
        return essai.figure(name, f"Titre de {name}", {"a": 1.0, "b": 2.0}, numbers=found, **more)

    asked = essai.phrase("- Où **loger** ?\n") | {"name": "logement-questions", "numbers": [{"text": "1"}]}
    high = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 720 900"></svg>'
    portrait = [essai.phrase("Ici, 12 711 habitants."), essai.key_figures() | {"name": "portrait-essentiel"}]
    logement = [
        drawn("logement-haut", svg=high),
        drawn("logement-neutre", finding=False),
        drawn("logement-deux"),
        essai.table("logement-communes", [("9A001", "Bourg", 8.2)]),
        drawn("logement-trois"),
        drawn("logement-quatre", finding=False),
        asked,
    ]
    cells = {"portrait": portrait, "logement": logement}
    pages = [
        essai.page(name, name.capitalize(), "Quoi ?", [essai.view_cell(view) for view in views])
        for name, views in cells.items()
    ]
    return replace(essai.report(), pages=pages, formats=("diaporama",))


def read(report):
    """The slides as a tree, parsed strictly."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    return parser.parse(build_files(report)["diaporama.html"].decode())


def said(element):
    """Text of an element, spaces made plain."""
    return " ".join("".join(element.itertext()).split())


def sections(tree):
    """The slides, in order."""
    return [one for one in tree.iter("section") if "slide" in one.get("class", "").split()]


def test_order(whole):
    """Title, key figures, figures, questions, sources: each one slide, numbered."""
    found = sections(read(whole))
    kinds = [one.get("class").split()[1] for one in found]
    assert kinds == ["slide-title", "slide-key", *["slide-figure"] * 3, "slide-questions", "slide-sources"]
    assert [one.get("id") for one in found] == [f"d{number}" for number in range(1, 8)]
    assert [said(one) for one in found[-2].iter("li")] == ["Où loger ? Logement"]


def test_findings_first(whole):
    """Of a theme, what fills the screen and states a finding is kept; the order stays the page's."""
    names = [
        block.view["name"]
        for _, block in choose_slides(whole, [read_page(one) for one in whole.pages]).figures
    ]
    assert names == ["logement-neutre", "logement-deux", "logement-trois"]


def test_one_figure_a_slide(whole):
    """A slide has its figure's title, number, reading, source and alternative text."""
    slide = sections(read(whole))[3]
    assert said(slide.find("./header/h2")) == "Titre de logement-deux"
    assert said(slide.find("./header/p")) == "Logement, figure 3"
    assert said(slide.find(".//p[@class='source']")).startswith("Source")
    assert said(slide.find(".//p[@class='reading']")).startswith("Lecture")
    drawings = [one.get("aria-label") for one in slide.findall(".//*[@role='img']")]
    assert drawings == ["Graphique en barres : Titre de logement-deux."]


def test_a_figure_of_two_themes_is_shown_once(essai, whole):
    """The first theme shows it."""
    twin = essai.figure("foncier-un", "Titre de logement-deux", {"a": 1.0}, numbers=[{"text": "12 711"}])
    report = replace(
        whole, pages=[*whole.pages, essai.page("foncier", "Foncier", "?", [essai.view_cell(twin)])]
    )
    deck = choose_slides(report, [read_page(one) for one in report.pages])
    assert "logement-deux" in [block.view["name"] for _, block in deck.figures]
    assert "foncier" not in [page.theme for page, _ in deck.figures]


def test_speaker_notes(whole):
    """Each figure has its notes, closed: what it shows, its reading, its source, in full."""
    slides = sections(read(whole))
    assert [len(one.findall(".//details")) for one in slides] == [0, 0, 1, 1, 1, 0, 0]
    noted = slides[3].find(".//details[@class='speaker']")
    assert noted.get("open") is None
    assert said(noted.find("summary")) == "Notes de la diapositive 4"
    told = [said(one) for one in noted.iter("p")]
    assert told[0] == "Graphique en barres : Titre de logement-deux."
    assert [one.split()[0] for one in told[1:]] == ["Lecture", "Source"]


def test_alone(whole):
    """The file asks for nothing: no address is loaded, the font is in it, and links lead to its slides."""
    text, tree = build_files(whole)["diaporama.html"].decode(), read(whole)
    assert not [one for one in tree.iter() if one.get("src")]
    assert [one.get("href") for one in tree.iter("link")] == ["data:,"]
    assert "url('fonts/" not in text
    assert "data:font/woff2;base64," in text
    anchors = {f"#{one.get('id')}" for one in tree.iter() if one.get("id")}
    links = {one.get("href") for one in tree.iter("a")}
    assert links
    assert links <= anchors


def test_invented(whole):
    """Every slide of an invented place says so."""
    for slide in sections(read(replace(whole, is_demo=True))):
        assert slide.find(".//p[@class='invented']") is not None


def test_hostile(essai, whole):
    """Markup in a title stays text."""
    view = essai.figure("t", "<script>alert(1)</script>", {"a": 1.0})
    page = essai.page("t", "<b>T</b>", "?", [essai.view_cell(view)])
    text = build_files(replace(whole, pages=[page]))["diaporama.html"].decode()
    assert "<script>alert" not in text
    assert "<b>T" not in text


def test_theme(whole, monkeypatch):
    """A colour changed in theme.yml changes in the slides; their style sheet holds none."""
    theme = load_theme()
    other = replace(theme, light={**theme.light, "accent": "#123456"})
    monkeypatch.setattr("arpent.render.slides.load_theme", lambda: other)
    assert "--accent:#123456" in build_files(whole)["diaporama.html"].decode()
    assert not re.findall(r"#[0-9a-fA-F]{3,8}\b", project.path("reports", "theme", "slides.css").read_text())


def test_same_bytes(whole):
    """Two makings give the same bytes."""
    pages = [read_page(one) for one in whole.pages]
    sources = merge_sources(page.sources for page in pages)
    assert slides(whole, pages, sources) == slides(whole, pages, sources)


def test_nothing(essai, whole):
    """A report without a figure has no slides, and the message says what to do."""
    page = essai.page("t", "T", "?", [essai.view_cell(essai.phrase("Rien."))])
    with pytest.raises(RenderFailed, match="no figure to put on a slide"):
        build_files(replace(whole, pages=[page]))


def test_choice(tmp_path):
    """A choice that lacks an entry is refused with its file's name."""
    path = tmp_path / "diaporama.yml"
    path.write_text("figures: 3\n")
    with pytest.raises(RenderFailed, match="not a choice of slides"):
        read_choice(path)
    path.write_text("key_figures: 4\nfigures: 3\nquestions: -1\n")
    with pytest.raises(RenderFailed, match="questions is -1; 0 or more"):
        read_choice(path)
