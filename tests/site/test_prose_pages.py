"""The method pages of the site, from the Markdown of the guide."""

import re

import pytest

from arpent.render.prose_pages import method_pages


@pytest.fixture
def written(sited):
    """Writes a method page, and gives it as the site shows it."""

    def write(text):
        (sited.root / "docs" / "methodes" / "essai.md").write_text(text, encoding="utf-8")
        return next(page for page in method_pages() if page.stem == "essai")

    return write


def test_title_and_summary(written):
    """The title is the page's own; the line of modules is for developers; the first paragraph sums up."""
    page = written(
        "# Un essai\n\n*Modules `arpent.x`.*\n\nOn compte 3 000 **communes**.\n\n## Suite\n\nFin.\n"
    )
    assert (page.title, page.summary) == ("Un essai", "On compte 3\u202f000 communes.")
    assert "arpent.x" not in page.body
    assert page.headings == (("suite", "Suite"),)


def test_headings_in_order(written):
    """Headings begin at level 2 and skip none; two of the same name have each an anchor."""
    page = written("# T\n\n#### Petit\n\n## A\n\n### B\n\n## A\n")
    assert re.findall(r"<h(\d) id=\"([^\"]+)\"", page.body) == [
        ("2", "petit"),
        ("2", "a"),
        ("3", "b"),
        ("2", "a--2"),
    ]


def test_links(written):
    """A link to another method stays in the site; one to what the site has not becomes text."""
    page = written(
        "# T\n\n[a](jumeaux.md) [b](../guide.md) [c](https://example.org) [d](javascript:alert(1))\n"
    )
    assert re.findall(r'href="([^"]+)"', page.body) == ["jumeaux.html", "https://example.org"]


def test_boxes(written):
    """Each table and each example scrolls in a box with a name of its own; a corner cell is no heading."""
    page = written("# T\n\n| | a |\n|---|---|\n| 1 | 2 |\n\n| b |\n|---|\n| 1 |\n\n```\nif x:\n    y\n```\n")
    assert re.findall(r'aria-label="([^"]+)"', page.body) == ["Tableau 1", "Tableau 2", "Exemple 1"]
    assert "<th></th>" not in page.body
    assert "    y" in page.body


def test_raw_html_is_text(written):
    """A tag in the Markdown is shown, never obeyed."""
    assert "<script>" not in written("# T\n\n<script>alert(1)</script>\n").body
