"""What of a made-ready notebook is shown, and in which order."""

import copy

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell

from arpent.errors import RenderFailed
from arpent.render.content import read_page


def test_head(essai):
    """Locator, first sentence and key figures make the first screen, and are not repeated below."""
    page = read_page(essai.portrait())
    assert [block.kind for block in page.head.blocks] == ["figure", "phrase", "keyfigures"]
    assert page.opening == ()


def test_sections(essai):
    """Headings of level 2 open sections; a section left empty (sources) is dropped."""
    page = read_page(essai.portrait())
    assert [(part.anchor, [block.kind for block in part.blocks]) for part in page.sections] == [
        ("quelles-communes", ["prose", "table", "missing"])
    ]


def test_no_title_twice(essai):
    """The title and the question typed in the first cell are in the head, not in the text."""
    page = read_page(essai.population())
    assert not any("Combien sommes-nous" in block.text for block in page.blocks)
    assert page.question == "Combien sommes-nous, et depuis quand\u202f?"


def test_endings(essai):
    """Limits and method come after the article, whatever their order in the notebook."""
    page = read_page(essai.population())
    assert [part.role for part in page.endings] == ["limits", "method"]
    assert [part.title for part in page.sections] == [
        "Combien d’habitants\u202f?",
        "Où s’installe-t-on\u202f?",
    ]


def test_numbers(essai):
    """Figures and tables are numbered apart, the locator is not, and cross-references read in lower case."""
    page = read_page(essai.portrait())
    assert page.numbers == {"tbl-communes": "tableau\u00a01"}
    assert read_page(essai.population()).numbers == {
        "fig-population-serie": "figure\u00a01",
        "fig-population-communes": "figure\u00a02",
    }


def test_finding(essai):
    """A card says the page's first sentence, or a figure's title where it has none, or a list alone."""
    page = essai.population()
    assert read_page(page).finding == "Grande-Lande gagne 1,0 % d'habitants par an depuis 2016."
    listed = copy.deepcopy(page)
    for cell in listed.notebook.cells:
        if cell.metadata.get("arpent", {}).get("kind") == "phrase":
            cell.metadata["arpent"]["markdown"] = "- Tendanciel. Une limite.\n- Une autre."
    assert read_page(listed).finding == "Grande-Lande gagne 838 habitants"
    page.notebook.cells = [
        cell for cell in page.notebook.cells if not cell.source.endswith("habitants par an")
    ]
    page.notebook.cells = [
        c for c in page.notebook.cells if c.metadata.get("arpent", {}).get("kind") != "phrase"
    ]
    assert read_page(page).finding == "Grande-Lande gagne 838 habitants"
    page.notebook.cells[-2].metadata["arpent"]["numbers"] = [{"value": 1}]
    assert read_page(page).finding == "Le bourg tire la croissance"


def test_finding_of_the_portrait(essai):
    """The portrait's card does not repeat the sentence that opens the report."""
    assert read_page(essai.portrait()).finding == "Les communes, de la plus peuplée à la moins peuplée"


def test_code_is_never_content(essai):
    """A code cell without a view (parameters, imports) shows nothing."""
    page = essai.page("t", "T", "?", [new_code_cell("territory = 1"), new_markdown_cell("## A\n\nTexte.")])
    assert [block.kind for block in read_page(page).blocks] == ["prose"]


def test_sources_view(essai):
    """Where the metadata lists no source, those of the notebook's own sources view serve."""
    page = essai.portrait()
    page.notebook.metadata["arpent"]["sources"] = []
    page.notebook.cells[-1].metadata["arpent"]["sources"] = [{"dataset": "d", "producer": "P"}]
    assert [source["producer"] for source in read_page(page).sources] == ["P"]


def test_names_are_unique(essai):
    """Two figures of one name are refused, with what to do."""
    view = essai.figure("serie", "A", {"x": 1.0})
    page = essai.page("t", "T", "?", [essai.view_cell(view), essai.view_cell(view)])
    with pytest.raises(RenderFailed, match="already taken on this page; give each view"):
        read_page(page)


def test_name_is_needed(essai):
    """A figure without a name is refused: its file and its anchor come from it."""
    page = essai.page("t", "T", "?", [essai.view_cell(essai.figure("", "A", {"x": 1.0}))])
    with pytest.raises(RenderFailed, match="missing"):
        read_page(page)


def test_equal_headings(essai):
    """Two sections of one title have two anchors."""
    page = essai.page("t", "T", "?", [new_markdown_cell("## Où ?\n\na"), new_markdown_cell("## Où ?\n\nb")])
    assert [part.anchor for part in read_page(page).sections] == ["ou", "ou-2"]


LACK = {"what": "Niveau de vie médian", "table": "income", "command": "arpent data build income"}


def _left(essai, name, kind="missing", **more):
    view = {"kind": kind, "name": name, "title": "T", "why": "Table absente.", "lacking": [LACK], **more}
    return essai.view_cell(view)


def test_a_section_without_its_tables_disappears(essai):
    """Heading and prose go with its views; the section that shows one stays, and the page says what it lacks."""
    cells = [
        new_markdown_cell("## Revenus\n\nUne phrase sur les revenus."),
        _left(essai, "a"),
        _left(essai, "b", kind="phrase", text="", markdown=""),
        new_markdown_cell("## Population\n\nTexte."),
        _left(essai, "c"),
        essai.view_cell(essai.phrase("Elle augmente.")),
        new_markdown_cell("## Limites\n\nTexte seul."),
    ]
    page = read_page(essai.page("t", "T", "?", cells))
    assert [part.title for part in (*page.sections, *page.endings)] == ["Population", "Limites"]
    assert [block.kind for block in page.sections[0].blocks] == ["prose", "phrase"]
    assert page.lacking == ({**LACK, "what": "niveau de vie médian"},)


def test_the_opening_keeps_its_words(essai):
    """What is left out above the first heading takes nothing with it."""
    page = read_page(essai.page("t", "T", "?", [new_markdown_cell("Avant-propos."), _left(essai, "a")]))
    assert [block.kind for block in page.opening] == ["prose"]


def test_a_figure_that_nobody_published_keeps_its_place(essai):
    """Not published for this territory is said where the figure would be."""
    cells = [
        new_markdown_cell("## A"),
        essai.view_cell({"kind": "missing", "name": "m", "title": "T", "why": "Secret."}),
    ]
    page = read_page(essai.page("t", "T", "?", cells))
    assert [block.kind for block in page.sections[0].blocks] == ["missing"]
    assert page.lacking == ()


def test_definitions_come_from_the_sources_view(essai):
    """What a page measures, each once, in the order of the page."""
    view = {"kind": "sources", "name": "sources", "title": "Sources", "sources": [],
            "definitions": [{"label": "Logements", "definition": "Tous."}]}  # fmt: skip
    page = read_page(essai.page("t", "T", "?", [essai.view_cell(view)]))
    assert page.definitions == ({"label": "Logements", "definition": "Tous."},)
