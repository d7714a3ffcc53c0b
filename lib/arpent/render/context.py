"""What every template reads, and the words that both renderers share: heading, first screen, citation."""

from collections.abc import Mapping, Sequence
from typing import Any

from arpent.render.content import PORTRAIT, Head, Page
from arpent.render.formats import DOCUMENT_TITLES, DOCUMENTS
from arpent.render.report import Report
from arpent.render.sources import citation
from arpent.render.theme import load_theme
from arpent.render.typography import slug, typeset
from arpent.views import place

#: Rows and cells of a table shown in a page; the downloads hold them all.
LONGEST_TABLE, MOST_CELLS = 200, 1000


def shared_context(
    report: Report, pages: Sequence[Page], sources: Sequence[Mapping[str, Any]]
) -> dict[str, Any]:
    """
    What every template reads, as ``resources.arpent``.

    Parameters
    ----------
    report, pages, sources : Report, sequence of Page, sequence of mappings
        As in ``build_files``.

    Returns
    -------
    dict
    """
    return {
        "report": report,
        "pages": pages,
        "sources": sources,
        "head": home_head(pages),
        "place": heading_name(report),
        "theme": load_theme(),
        "workbook": f"donnees/{slug(report.territory_id)}.xlsx",
        "longest_table": LONGEST_TABLE,
        "most_cells": MOST_CELLS,
        "documents": [
            (DOCUMENTS[name], DOCUMENT_TITLES[name]) for name in DOCUMENTS if name in report.formats
        ],
    }


def longest(view: Mapping[str, Any], columns: int) -> int:
    """
    How many rows of a table a page or a document shows, at most.

    Parameters
    ----------
    view : mapping
        Of a table: one that a view drew itself (``html``) is whole, where it is short enough.
    columns : int
        Of those a reader sees.

    Returns
    -------
    int
    """
    is_whole = view.get("html") and len(view["rows"]) <= LONGEST_TABLE
    return LONGEST_TABLE if is_whole else min(LONGEST_TABLE, MOST_CELLS // max(columns, 1))


def heading_name(report: Report) -> str:
    """
    Name of the territory as a heading says it: an EPCI's in full, any other's as it is.

    Parameters
    ----------
    report : Report

    Returns
    -------
    str
    """
    if report.territory_level != "epci":
        return typeset(report.territory_name)
    return typeset(place(report.territory_id, report.territory_name).name)


def home_head(pages: Sequence[Page]) -> Head:
    """
    First screen of a report: the portrait's own, or that of its only page; no second source.

    Parameters
    ----------
    pages : sequence of Page

    Returns
    -------
    Head
        Empty where there are many pages and none is the portrait.
    """
    alone = pages[0].head if len(pages) == 1 else Head()
    return next((page.head for page in pages if page.theme == PORTRAIT), alone)


def cite(page: Page | None, context: Mapping[str, Any]) -> str:
    """
    How to cite a page, or the whole report.

    Parameters
    ----------
    page : Page or None
        None for the report.
    context : mapping
        See ``shared_context``.

    Returns
    -------
    str
    """
    sources, subject = (page.sources, page.title) if page else (context["sources"], "")
    made = context["report"].provenance
    return citation(context["theme"].publisher, context["place"], subject, sources, made)
