"""A report as data: what it says and shows, figure by figure, in one JSON file that a program reads."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from arpent.render.content import Block, Page
from arpent.render.context import heading_name
from arpent.render.downloads import csv_name, is_number, shown
from arpent.render.prose import to_text
from arpent.render.report import Report
from arpent.render.typography import slug, typeset

#: Said of each column of a table.
COLUMN_KEYS = ("name", "label", "unit", "type")
#: Said of each key figure, as the page says it.
KEY_FIGURE_KEYS = ("kind", "label", "value", "unit", "year", "when", "change", "change_since")


def record_name(territory_id: str) -> str:
    """
    Name of the file, beside the CSV files.

    Parameters
    ----------
    territory_id : str
        ``"epci:246300701"``.

    Returns
    -------
    str
        ``epci-246300701.json``.
    """
    return f"{slug(territory_id)}.json"


def to_record(report: Report, pages: Sequence[Page]) -> dict[str, Any]:
    """
    A report as a JSON value.

    Parameters
    ----------
    report : Report
        Gives the territory and what is missing.
    pages : sequence of Page
        Of the report.

    Returns
    -------
    dict
        ``territory``, ``sentence``, ``themes`` (each with its key figures, tables and sources), ``missing``,
        ``is_demo``.
    """
    return {
        "territory": {
            "id": report.territory_id,
            "level": report.territory_level,
            "name": report.territory_name,
            "heading": heading_name(report),
        },
        "sentence": next((_sentence(page) for page in pages if page.head.sentence), ""),
        "themes": [_theme(page) for page in pages],
        "missing": [dict(theme) for theme in report.missing],
        "is_demo": report.is_demo,
    }


def record_bytes(record: Mapping[str, Any]) -> bytes:
    """
    A JSON value as a file: the same bytes for the same value.

    Parameters
    ----------
    record : mapping
        Any JSON value.

    Returns
    -------
    bytes
        UTF-8, keys in their order, on one line.
    """
    return (json.dumps(record, ensure_ascii=False, separators=(",", ":"), default=str) + "\n").encode()


def _sentence(page: Page) -> str:
    return to_text(str(page.head.sentence.view.get("markdown", ""))) if page.head.sentence else ""


def _theme(page: Page) -> dict[str, Any]:
    return {
        "theme": page.theme,
        "page": f"{slug(page.theme)}.html",
        "title": page.title,
        "question": page.question,
        "finding": to_text(page.finding),
        "parameters": dict(page.parameters),
        "key_figures": list(_key_figures(page)),
        "tables": [_table(page, block) for block in page.datasets],
        "sources": [dict(source) for source in page.sources],
    }


def _key_figures(page: Page) -> Iterator[dict[str, Any]]:
    block = page.head.key_figures
    for item in block.view.get("items", ()) if block else ():
        told = {key: item.get(key, "") for key in KEY_FIGURE_KEYS}
        yield told | {"comparators": [dict(peer) for peer in item.get("comparators") or ()]}


def _table(page: Page, block: Block) -> dict[str, Any]:
    view = block.view
    return {
        "name": view["name"],
        "kind": block.kind,
        "number": block.number,
        "title": typeset(str(view.get("title") or "")),
        "subtitle": typeset(str(view.get("subtitle") or "")),
        "source": typeset(str(view.get("source") or "")),
        "file": csv_name(page, block),
        "columns": [{key: column.get(key, "") for key in COLUMN_KEYS} for column in view["columns"]],
        "rows": [[_value(value) for value in row] for row in view["rows"]],
        "marks": list(_marks(block)),
    }


def _value(value: object) -> object:
    """A cell: a number, a text, or null where there is no value (JSON has no NaN)."""
    return value if is_number(value) or isinstance(value, bool) else None if _is_absent(value) else str(value)


def _is_absent(value: object) -> bool:
    return value is None or value != value  # noqa: PLR0124 - NaN is not itself


def _marks(block: Block) -> Iterator[list[Any]]:
    """Row, column and mark (« s. », « n.d. ») of each cell without a value."""
    for row, values in enumerate(block.view["rows"]):
        for column, value in enumerate(values):
            if _is_absent(value) and (mark := shown(block, row, column)):
                yield [row, column, mark]
