"""What each CSV of a report holds, column by column: a Frictionless Data Package with Table Schemas."""

from collections.abc import Mapping, Sequence
from typing import Any

from arpent.render.content import Block, Page
from arpent.render.context import heading_name
from arpent.render.downloads import column_label, csv_name, safe_text, shown
from arpent.render.report import Report
from arpent.render.typography import slug, typeset

NAME = "datapackage.json"
#: How the CSV files are written: see ``downloads``.
DIALECT = {"delimiter": ";", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True}
TYPES = {"number": "number", "integer": "number"}


def to_datapackage(
    report: Report, pages: Sequence[Page], sources: Sequence[Mapping[str, Any]]
) -> dict[str, Any]:
    """
    Description of the CSV files of a report.

    Parameters
    ----------
    report, pages, sources : Report, sequence of Page, sequence of mappings
        As in ``html.build_files``.

    Returns
    -------
    dict
        A Data Package descriptor (https://specs.frictionlessdata.io): one tabular resource a file.
    """
    return {
        "profile": "tabular-data-package",
        "name": slug(report.territory_id),
        "title": heading_name(report),
        "resources": [_resource(page, block) for page in pages for block in page.datasets],
        "sources": [_source(source) for source in sources],
        "licenses": _licences(sources),
    }


def _resource(page: Page, block: Block) -> dict[str, Any]:
    file = csv_name(page, block)
    return {
        "profile": "tabular-data-resource",
        "name": file.removesuffix(".csv"),
        "path": file,
        "title": typeset(str(block.view.get("title") or "")),
        "description": typeset(str(block.view.get("subtitle") or "")),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": DIALECT,
        "schema": {
            "fields": [_field(column) for column in block.view["columns"]],
            "missingValues": _marks(block),
        },
    }


def _field(column: Mapping[str, Any]) -> dict[str, Any]:
    """A column, named as the first line of the file names it."""
    name = str(column.get("name", ""))
    kind = "integer" if name == "year" else TYPES.get(str(column.get("type")), "string")
    field = {"name": safe_text(column_label(column)), "type": kind, "description": name}
    if kind == "number":
        field |= {"decimalChar": ","}
    return field | ({"unit": str(column["unit"])} if column.get("unit") else {})


def _marks(block: Block) -> list[str]:
    """What stands in the cells without a value of a column of numbers."""
    cells = [
        shown(block, row, column)
        for row, values in enumerate(block.view["rows"])
        for column, value in enumerate(values)
        if value is None or value != value  # noqa: PLR0124 - NaN is not itself
    ]
    return sorted({"", *cells})


def _source(source: Mapping[str, Any]) -> dict[str, str]:
    title = f"{source.get('producer', '')}, {source.get('title', '')} ({source.get('vintage', '')})"
    return {"title": typeset(title), "path": str(source.get("url") or "")}


def _licences(sources: Sequence[Mapping[str, Any]]) -> list[dict[str, str]]:
    found = {str(one.get("licence") or ""): str(one.get("licence_url") or "") for one in sources}
    return [{"title": title, "path": path} for title, path in sorted(found.items()) if title]
