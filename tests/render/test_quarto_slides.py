"""The slides that Quarto is given: the deck of ``render.slides``, nothing to fetch, nothing to obey."""

import re

import pytest
import yaml

from arpent.render.content import read_page
from arpent.render.quarto_slides import slides_project
from arpent.render.quarto_text import as_plain
from arpent.render.slides import choose_slides, speaker_notes
from arpent.render.sources import merge_sources
from arpent.render.theme import load_theme


@pytest.fixture
def pages(report):
    """Its pages, read."""
    return [read_page(one) for one in report.pages]


@pytest.fixture
def files(report, pages):
    """The project, as text by name; fonts left out."""
    made = slides_project(report, pages, merge_sources(page.sources for page in pages))
    return {name: content.decode() for name, content in made.items() if not name.endswith(".woff2")}


def titles(files):
    """Title of each slide but the first."""
    return re.findall(r"^## (.+)$", files["diaporama.qmd"], re.MULTILINE)


def test_settings(files):
    """One file, in French, that fetches nothing."""
    record = yaml.safe_load(files["_quarto.yml"])
    assert record["project"] == {"type": "default", "render": ["diaporama.qmd"]}
    assert record["lang"] == "fr"
    assert record["format"]["revealjs"]["embed-resources"] is True
    assert record["format"]["revealjs"]["html-math-method"] == "plain"


def test_same_deck(report, pages, files):
    """The figures are those of the embedded slides, in the same order."""
    wanted = [
        str(block.view["title"]).replace(" ?", "\u202f?") for _, block in choose_slides(report, pages).figures
    ]
    assert [title for title in titles(files) if title in wanted] == wanted
    assert len(re.findall(r'role="img" aria-label="Graphique', files["diaporama.qmd"])) >= len(wanted)


def test_no_slide_inside_a_slide(files):
    """Reveal takes any section for a slide: none is in the text."""
    assert "<section" not in files["diaporama.qmd"]


def test_speaker_notes(report, pages, files):
    """Reveal's notes of each figure are those of the embedded slides."""
    noted = re.findall(r"^::: \{\.notes\}\n(.*?)\n:::$", files["diaporama.qmd"], re.MULTILINE | re.DOTALL)
    figures = choose_slides(report, pages).figures
    assert [text.split("\n\n") for text in noted] == [
        [as_plain(line) for line in speaker_notes(block.view)] for _, block in figures
    ]


def test_invented_says_so(files):
    """The slides of an invented place say so."""
    assert "inventés" in files["diaporama.qmd"]


def test_theme(report, pages, monkeypatch):
    """A colour changed in theme.yml changes in Quarto's slides."""
    theme = load_theme()
    other = type(theme)(theme.brand, theme.publisher, {**theme.light, "accent": "#123456"}, theme.dark)
    monkeypatch.setattr("arpent.render.quarto_slides.load_theme", lambda: other)
    made = slides_project(report, pages, [])
    assert b"--accent:#123456" in made["assets/diaporama.css"]
    assert b"$arpent-accent: #123456" in made["theme/diaporama.scss"]
