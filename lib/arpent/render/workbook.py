"""
One workbook a territory: a contents sheet, a sheet for each figure and table, a sheet of sources.

Numbers are numbers, codes are text, nothing is a formula or a link made from a label; no date inside, so
two runs give the same bytes.
"""

import datetime as dt
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

from arpent.errors import RenderFailed
from arpent.render.content import Block, Page
from arpent.render.downloads import column_label, is_figure, is_number, shown
from arpent.render.report import Report
from arpent.render.sources import SOURCE_COLUMNS, source_cells
from arpent.render.typography import typeset

# ASSUME: a fixed date of creation; today's would change the bytes of two equal reports.
CREATED = dt.datetime(2000, 1, 1, tzinfo=dt.UTC).replace(tzinfo=None)
SAFE = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "in_memory": True,
}
HEADER_ROW = 4


def to_workbook(report: Report, pages: Sequence[Page], sources: Sequence[Mapping[str, Any]]) -> bytes:
    """
    Workbook of a report.

    Parameters
    ----------
    report : Report
        Gives the territory's name and identifier.
    pages : sequence of Page
        Their labelled blocks with rows become sheets, in reading order.
    sources : sequence of mappings
        Sources of all pages, without repetition.

    Returns
    -------
    bytes
        An ``.xlsx`` file.
    """
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, SAFE)
    book.set_properties({"title": report.territory_name, "created": CREATED, "comments": report.territory_id})
    formats = {
        "title": book.add_format({"bold": True, "font_size": 14}),
        "note": book.add_format({"font_color": "#55606A"}),
        "head": book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}),
        "text": book.add_format({"num_format": "@"}),
    }
    named = list(_sheet_names(pages))
    _write_contents(book, formats, report, named)
    for name, block in named:
        _write_block(book, formats, name, block)
    _write_sources(book, formats, sources)
    book.close()
    return buffer.getvalue()


def write_rows(rows: Sequence[Mapping[str, Any]], output: Path) -> Path:
    """
    Write plain rows as a workbook of one sheet.

    Parameters
    ----------
    rows : sequence of mappings
        The same keys in each; text stays text, numbers are numbers, None is an empty cell.
    output : Path
        ``.xlsx`` file, replaced.

    Returns
    -------
    Path
        ``output``.

    Raises
    ------
    RenderFailed
        The disk refused.
    """
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, SAFE)
    book.set_properties({"created": CREATED})
    sheet = book.add_worksheet("Indicateurs")
    head = book.add_format({"bold": True, "bottom": 1})
    for column, name in enumerate(rows[0] if rows else ()):
        sheet.write_string(0, column, name, head)
        for row, record in enumerate(rows, 1):
            value = record[name]
            if is_number(value):
                sheet.write_number(row, column, value)
            elif value is not None:
                sheet.write_string(row, column, str(value))
    sheet.freeze_panes(1, 0)
    book.close()
    try:
        output.write_bytes(buffer.getvalue())
    except OSError as error:
        raise RenderFailed(f"{output}: could not be written ({error.strerror}).") from error
    return output


def _sheet_names(pages: Sequence[Page]) -> Iterator[tuple[str, Block]]:
    """Each block with its sheet's name: at most 31 characters, unique, none that Excel refuses."""
    taken = {"sommaire", "sources"}
    for page in pages:
        for block in page.datasets:
            base = re.sub(r"[\[\]:*?/\\']", " ", str(block.view["name"])).strip() or page.theme
            name, count = base[:31], 1
            while name.lower() in taken:
                count += 1
                name = f"{base[:28]} {count}"
            taken.add(name.lower())
            yield name, block


def _write_contents(book: Any, formats: Any, report: Report, named: Sequence[tuple[str, Block]]) -> None:
    sheet = book.add_worksheet("Sommaire")
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 90)
    sheet.write_string(0, 0, report.territory_name, formats["title"])
    sheet.write_string(1, 0, report.territory_id, formats["note"])
    if report.is_demo:
        sheet.write_string(2, 0, "Territoire et chiffres inventés (France d’essai).", formats["note"])
    for row, (name, block) in enumerate(named, HEADER_ROW):
        sheet.write_url(row, 0, f"internal:'{name}'!A1", string=name)
        sheet.write_string(row, 1, typeset(str(block.view.get("title", ""))))
    sheet.write_url(HEADER_ROW + len(named), 0, "internal:'Sources'!A1", string="Sources")


def _write_block(book: Any, formats: Any, name: str, block: Block) -> None:
    sheet = book.add_worksheet(name)
    view = block.view
    for row, key in enumerate(("title", "subtitle", "source")):
        sheet.write_string(
            row, 0, typeset(str(view.get(key) or "")), formats["title" if key == "title" else "note"]
        )
    for column, record in enumerate(view["columns"]):
        sheet.set_column(column, column, 34 if record.get("type") == "text" else 16)
        sheet.write_string(HEADER_ROW, column, typeset(column_label(record)), formats["head"])
    cell_formats = [_number_format(book, block, column) for column in range(len(view["columns"]))]
    for row, values in enumerate(view["rows"]):
        for column, value in enumerate(values):
            _write_cell(sheet, (row, column), value, block, cell_formats[column] or formats["text"])
    sheet.freeze_panes(HEADER_ROW + 1, 1)
    sheet.autofilter(HEADER_ROW, 0, HEADER_ROW + len(view["rows"]), max(len(view["columns"]) - 1, 0))


def _write_cell(sheet: Any, place: tuple[int, int], value: object, block: Block, cell_format: Any) -> None:
    row, column = place
    at = (HEADER_ROW + 1 + row, column)
    if is_figure(block.view["columns"][column], value):
        sheet.write_number(*at, value, cell_format)
    elif value is None or value != value:  # noqa: PLR0124
        sheet.write_string(*at, shown(block, row, column))
    else:
        sheet.write_string(*at, str(value), cell_format)


def _number_format(book: Any, block: Block, column: int) -> Any:
    """Format with as many decimals as the report shows; None for a column of text or codes."""
    record = block.view["columns"][column]
    if record.get("name") == "year":  # four digits that no one groups by thousands
        return book.add_format({"num_format": "0"})
    if record.get("type") not in {"number", "integer"}:
        return None
    texts = [shown(block, row, column) for row in range(min(len(block.view["rows"]), 50))]
    decimals = max((len(re.sub(r"\D.*", "", text.partition(",")[2])) for text in texts), default=0)
    return book.add_format({"num_format": f"#,##0.{'0' * decimals}" if decimals else "#,##0"})


def _write_sources(book: Any, formats: Any, sources: Sequence[Mapping[str, Any]]) -> None:
    sheet = book.add_worksheet("Sources")
    sheet.set_column(0, len(SOURCE_COLUMNS) - 1, 30)
    for column, title in enumerate(SOURCE_COLUMNS):
        sheet.write_string(0, column, title, formats["head"])
    for row, source in enumerate(sources, 1):
        for column, text in enumerate(source_cells(source)):
            sheet.write_string(row, column, text)
