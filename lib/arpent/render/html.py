"""
Embedded renderer: made-ready notebooks → a static report that reads from a disk, with no request.

nbconvert with the project's own template (``reports/templates/arpent``). No notebook chrome, no code.
"""

import json
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from arpent import project
from arpent.render.content import Page, read_page
from arpent.render.context import shared_context
from arpent.render.datapackage import NAME as DATAPACKAGE
from arpent.render.datapackage import to_datapackage
from arpent.render.documents import document_files
from arpent.render.downloads import README, csv_name, to_csv
from arpent.render.exporter import page_exporter
from arpent.render.pictures import picture_files
from arpent.render.prose_pages import IN_REPORT, ProsePage, linked_methods
from arpent.render.record import record_bytes, record_name, to_record
from arpent.render.report import Report
from arpent.render.sources import merge_sources
from arpent.render.staging import staged_folder
from arpent.render.templates import template
from arpent.render.theme import css_variables, font_files, load_theme
from arpent.render.typography import slug
from arpent.render.workbook import to_workbook


def render_report(report: Report, destination: Path) -> list[Path]:
    """
    Write the report of a territory as a folder of static pages.

    Parameters
    ----------
    report : Report
        Made-ready notebooks and where they come from.
    destination : Path
        Folder; what arpent wrote there before is replaced, whole, at the very end.

    Returns
    -------
    list of Path
        Every file written: the index first, then the pages, then the rest.

    Raises
    ------
    AskedWrongly
        The destination can't be written, or holds something else.
    RenderFailed
        A notebook is not made ready, or the disk refused.
    """
    files = build_files(report)
    with staged_folder(destination) as folder:
        for name, content in files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(content)
    return [destination / name for name in files]


def build_files(report: Report) -> dict[str, bytes]:
    """
    Every file of a report, by its relative name; nothing is written.

    Parameters
    ----------
    report : Report

    Returns
    -------
    dict of str to bytes
    """
    pages = [read_page(ready) for ready in report.pages]
    sources = merge_sources(page.sources for page in pages)
    files = _html_files(report, pages, sources) if "html" in report.formats else {}
    files |= document_files(report, pages, sources)
    files["provenance.json"] = provenance(report, pages, sources, files)
    return files


def _html_files(
    report: Report, pages: Sequence[Page], sources: Sequence[Mapping[str, Any]]
) -> dict[str, bytes]:
    shared = shared_context(report, pages, sources)
    files = {"index.html": _index(shared)}
    for position, ready in enumerate(report.pages):
        files[f"{slug(ready.theme)}.html"] = _page(shared, ready.notebook, pages, position)
    methods = linked_methods(content.decode() for content in files.values())
    files |= {f"{IN_REPORT}{one.stem}.html": _method(shared, one) for one in methods}
    return files | download_files(report, pages, sources) | _assets()


def _page(shared: Mapping[str, Any], notebook: NotebookNode, pages: Sequence[Page], position: int) -> bytes:
    following = pages[(position + 1) % len(pages)] if len(pages) > 1 else None
    context = {**shared, "page": pages[position], "next_page": following}
    # The template prints the page's content, never the cells.
    bare = nbformat.from_dict({"metadata": notebook.metadata, "cells": []})  # type: ignore[no-untyped-call]
    html, _ = page_exporter().from_notebook_node(bare, resources={"arpent": context})
    return _settled(html)


def _method(shared: Mapping[str, Any], method: ProsePage) -> bytes:
    return _settled(template("method.html.j2").render(resources={"arpent": shared}, method=method))


def _index(shared: Mapping[str, Any]) -> bytes:
    return _settled(template("index.html.j2").render(resources={"arpent": shared}))


def download_files(
    report: Report, pages: Sequence[Page], sources: Sequence[Mapping[str, Any]]
) -> dict[str, bytes]:
    """
    The folders ``donnees/`` (a CSV for each figure and table, what they hold, the workbook, the JSON record) and
    ``images/`` (each figure as SVG and PNG).

    Parameters
    ----------
    report, pages, sources : Report, sequence of Page, sequence of mappings
        As in ``build_files``.

    Returns
    -------
    dict of str to bytes
    """
    files = {f"donnees/{csv_name(page, block)}": to_csv(block) for page in pages for block in page.datasets}
    files[f"donnees/{slug(report.territory_id)}.xlsx"] = to_workbook(report, pages, sources)
    files[f"donnees/{record_name(report.territory_id)}"] = record_bytes(to_record(report, pages))
    files[f"donnees/{DATAPACKAGE}"] = record_bytes(to_datapackage(report, pages, sources))
    files["donnees/LISEZ-MOI.txt"] = README.encode()
    return files | picture_files(report, pages)


def _assets() -> dict[str, bytes]:
    theme = project.path("reports", "theme")
    look = load_theme()
    styles = [
        css_variables(look),
        *((theme / name).read_text("utf-8") for name in ("parts.css", "page.css")),
    ]
    files = {"assets/arpent.css": "\n".join(styles).encode()}
    return files | {f"assets/fonts/{file.name}": file.read_bytes() for file in font_files(look)}


def provenance(
    report: Report, pages: Sequence[Page], sources: Sequence[Mapping[str, Any]], files: Mapping[str, bytes]
) -> bytes:
    """
    Record of what made the report, and the sha256 of each of its files.

    Parameters
    ----------
    report, pages, sources : Report, sequence of Page, sequence of mappings
        As in ``build_files``.
    files : mapping of str to bytes
        All the other files.

    Returns
    -------
    bytes
        JSON, keys sorted, no date.
    """
    record = {
        **report.provenance,
        "territory": {
            "id": report.territory_id,
            "name": report.territory_name,
            "level": report.territory_level,
        },
        "is_demo": report.is_demo,
        "pages": {page.theme: {"parameters": page.parameters} for page in pages},
        "missing": [dict(theme) for theme in report.missing],
        "sources": [dict(source) for source in sources],
        "files": {name: sha256(content).hexdigest() for name, content in sorted(files.items())},
    }
    return (json.dumps(record, ensure_ascii=False, indent=1, sort_keys=True, default=str) + "\n").encode()


def _settled(html: str) -> bytes:
    """Page without blank lines or trailing spaces."""
    return ("\n".join(line.strip() for line in html.splitlines() if line.strip()) + "\n").encode()
