"""
What a paper document says, as plain records: the same content objects as the pages, in the same order.

Nothing of it is markup: ``typeset`` hands it to Typst as JSON, so that a hostile label stays a label.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from arpent.render.cells import cells
from arpent.render.content import PORTRAIT, Block, Page, Section
from arpent.render.context import cite, home_head, shared_context
from arpent.render.contributions import Note
from arpent.render.drawing import inline_svg
from arpent.render.nodes import Node, to_nodes
from arpent.render.report import Report
from arpent.render.sources import SOURCE_COLUMNS, french_date, source_cells
from arpent.render.typography import slug, typeset

NOTES = ("reading", "note", "source")
SHORT_HASH = 16
_SIZE = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')


def document(report: Report, pages: Sequence[Page], sources: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """
    A whole report on paper: cover, chapters, sources, provenance.

    Parameters
    ----------
    report, pages, sources : Report, sequence of Page, sequence of mappings
        As in ``html.build_files``.

    Returns
    -------
    dict
        Fit for JSON; no date of today in it.
    """
    return {
        **frame(report, pages, sources),
        "chapters": [
            _chapter(page, [one for one in report.notes if one.theme == page.theme]) for page in pages
        ],
        "missing": [
            {"title": typeset(one.get("title") or one["theme"]), "why": typeset(one["why"])}
            for one in report.missing
        ],
        "sources": {
            "head": list(SOURCE_COLUMNS[:-2]),
            "rows": [[typeset(cell) for cell in source_cells(source)[:-2]] for source in sources],
            "addresses": [str(source.get("url") or "") for source in sources],
        },
        "provenance": _provenance(report, pages),
    }


def frame(report: Report, pages: Sequence[Page], sources: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """
    What every document of a territory begins with and ends with: names, colours, cover, citation.

    Parameters
    ----------
    report, pages, sources : Report, sequence of Page, sequence of mappings
        As in ``html.build_files``.

    Returns
    -------
    dict
    """
    shared, head = shared_context(report, pages, sources), home_head(pages)
    theme, made = shared["theme"], report.provenance
    return {
        "place": shared["place"],
        "short": typeset(report.territory_name),
        "brand": typeset(theme.brand),
        "publisher": typeset(theme.publisher),
        "colours": dict(theme.light),
        "faces": theme.type.families,
        "edition": typeset(f"Édition {made['edition']}") if made.get("edition") else "",
        "made": " ".join(part for part in ("arpent", str(made.get("version") or "")) if part)
        + (f", code {str(made['commit'])[:12]}" if made.get("commit") else ""),
        "is_demo": report.is_demo,
        "sentence": phrase(head.sentence, {}, "") if head.sentence else [],
        "locator": drawing(head.locator) if head.locator else None,
        "citation": cite(None, shared),
        "workbook": shared["workbook"],
    }


def _chapter(page: Page, notes: Sequence[Note]) -> dict[str, Any]:
    is_portrait = page.theme == PORTRAIT
    # The locator of the portrait is on the cover.
    head = [one for one in page.head.blocks if not (is_portrait and one is page.head.locator)]
    endings = sorted(page.endings, key=lambda part: part.role)
    opening = {
        "title": "",
        "role": "",
        "blocks": [_noted(one, page, notes) for one in (*head, *page.opening)],
    }
    return {
        "title": page.title,
        "question": page.question,
        "anchor": slug(page.theme),
        "parts": [opening, *(_part(part, page, notes) for part in (*page.sections, *endings))],
        "definitions": [[typeset(one["label"]), typeset(one["definition"])] for one in page.definitions],
        "lacking": typeset(" ; ".join(dict.fromkeys(one["what"] for one in page.lacking))),
    }


def _part(section: Section, page: Page, notes: Sequence[Note]) -> dict[str, Any]:
    blocks = [_noted(block, page, notes) for block in section.blocks]
    return {"title": section.title, "role": section.role, "blocks": blocks}


def _noted(block: Block, page: Page, notes: Sequence[Note]) -> dict[str, Any]:
    """A block, with what partners say of it."""
    own = [note for note in notes if slug(note.figure) == slug(str(block.view.get("name") or ""))]
    return printed(block, page) | ({"said": [_note(note) for note in own]} if own else {})


def _note(note: Note) -> dict[str, Any]:
    who = typeset(f"{note.author}, {note.organisation}, le {french_date(note.date)}")
    return {"who": who, "body": to_nodes(note.text)}


def printed(block: Block, page: Page) -> dict[str, Any]:
    """
    A block of a page as a record of what is printed.

    Parameters
    ----------
    block, page : Block, Page

    Returns
    -------
    dict
        ``kind`` as the block's; figures and tables with their number, words and drawing or cells.
    """
    record: dict[str, Any] = {"kind": block.kind, "label": _label(page, block.label)}
    if block.kind == "prose":
        return record | {"body": _nodes(block.text, page)}
    if block.kind == "phrase":
        return record | {"body": phrase(block, page.numbers, slug(page.theme))}
    if block.kind == "missing":
        return record | _missing(block.view)
    record |= {"number": block.number, **_words(block.view)}
    if block.kind == "figure":
        return record | drawing(block)
    return record | (_items(block.view) if block.kind == "keyfigures" else cells(block.view))


def _words(view: Mapping[str, Any]) -> dict[str, str]:
    return {name: typeset(str(view.get(name) or "")) for name in ("title", "subtitle", *NOTES)}


def _missing(view: Mapping[str, Any]) -> dict[str, str]:
    return {
        "title": typeset(str(view.get("title") or "Figure absente")),
        "why": typeset(str(view.get("why") or "Les données ne permettent pas de la montrer.")),
    }


def phrase(block: Block, numbers: Mapping[str, str], anchor: str) -> list[Node]:
    """
    Tree of a sentence that a view says.

    Parameters
    ----------
    block : Block
    numbers : mapping
        As ``to_nodes``.
    anchor : str
        Of its chapter.

    Returns
    -------
    list of dict
    """
    return _anchored(to_nodes(str(block.view.get("markdown") or ""), numbers), anchor, numbers)


def _nodes(text: str, page: Page) -> list[Node]:
    return _anchored(to_nodes(text, page.numbers), slug(page.theme), page.numbers)


def _anchored(nodes: Iterable[Node], anchor: str, known: Mapping[str, str]) -> list[Node]:
    """The same, references to figures naming the chapter too: two chapters can have the same label."""
    found = []
    for node in nodes:
        body = {"body": _anchored(node["body"], anchor, known)} if "body" in node else {}
        if node["is"] == "reference" and node["to"] not in known:
            found.append({**node, **body, "is": "line"})
        elif node["is"] == "reference":
            found.append({**node, **body, "to": f"{anchor}-{node['to']}"})
        else:
            found.append({**node, **body})
    return found


def _label(page: Page, label: str) -> str:
    return f"{slug(page.theme)}-{label}" if label in page.numbers else ""


def drawing(block: Block, *, is_narrow: bool = False) -> dict[str, Any]:
    """
    The drawing of a figure, its alternative text and its size.

    Parameters
    ----------
    block : Block
        A figure.
    is_narrow : bool
        As drawn for a phone, or for half a page of paper.

    Returns
    -------
    dict
        ``svg``, ``alt``, ``title``, ``subtitle``, ``width`` (px), ``ratio`` (height over width).
    """
    drawn = (is_narrow and block.view.get("svg_narrow")) or block.view.get("svg") or ""
    svg = inline_svg(str(drawn), "d")
    size = _SIZE.search(svg)
    return {
        "svg": svg,
        "alt": str(block.view.get("alt") or block.view.get("title") or "Figure"),
        "title": typeset(str(block.view.get("title") or "")),
        "subtitle": typeset(str(block.view.get("subtitle") or "")),
        "width": float(size[1]) if size else 720.0,
        "ratio": float(size[2]) / float(size[1]) if size and float(size[1]) else 1.0,
    }


def _items(view: Mapping[str, Any]) -> dict[str, Any]:
    return {"items": [_item(item) for item in view["items"]]}


def _item(item: Mapping[str, Any]) -> dict[str, Any]:
    """One key figure, its words put together as the page does."""
    unit, value = typeset(str(item.get("unit") or "")), typeset(str(item["value"]))
    since = f" depuis {item['change_since']}" if item.get("change_since") else ""
    return {
        "label": typeset(str(item["label"])),
        "value": value,
        "unit": unit if unit not in value else "",
        "year": typeset(str(item.get("when") or "")),
        "change": typeset(str(item.get("change") or "")),
        "since": since,
        "spark": inline_svg(str(item.get("spark") or ""), "d"),
        "peers": [
            [typeset(str(peer[name])) for name in ("name", "value")] for peer in item.get("comparators") or ()
        ],
    }


def _provenance(report: Report, pages: Sequence[Page]) -> list[list[str]]:
    """Code, parameters and fingerprints, as pairs of words."""
    made = report.provenance
    code = f"{made['commit']} (arpent {made.get('version', '')})" if made.get("commit") else ""
    parameters = [
        [f"{page.title} : {name}", str(value)]
        for page in pages
        for name, value in sorted(page.parameters.items())
        if name != "territory"
    ]
    datasets = [
        [" ".join(part for part in (one["dataset"], str(one.get("vintage") or "")) if part), _hash(one)]
        for one in made.get("datasets") or ()
    ]
    tables = [[f"table {one['table']}", _hash(one)] for one in made.get("tables") or ()]
    pairs = [["Code", code], ["Territoire", report.territory_id], *parameters, *datasets, *tables]
    return [[typeset(name), value] for name, value in pairs if value]


def _hash(record: Mapping[str, Any]) -> str:
    return f"sha256 {record['sha256'][:SHORT_HASH]}…" if record.get("sha256") else ""
