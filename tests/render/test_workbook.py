"""The workbook of a territory."""

import io

import openpyxl
import pytest

from arpent.errors import RenderFailed
from arpent.render.content import read_page
from arpent.render.workbook import to_workbook, write_rows


@pytest.fixture
def book(essai):
    """The workbook of Grande-Lande, read again."""
    return openpyxl.load_workbook(io.BytesIO(_bytes(essai)))


def _bytes(essai) -> bytes:
    report = essai.report()
    return to_workbook(report, [read_page(page) for page in report.pages], essai.SOURCES)


def test_sheets(book):
    """A contents sheet, one sheet a figure or table, the sources."""
    assert book.sheetnames == ["Sommaire", "communes", "population-serie", "population-communes", "Sources"]


def test_cells(book):
    """Codes are text with their zero, numbers are numbers, a secret is its mark."""
    rows = [[cell.value for cell in row] for row in book["communes"].iter_rows(min_row=5, max_row=8)]
    assert rows == [
        ["Code", "Commune", "Logements vacants (%)"],
        ["9A001", "Bourg-l'Essai", 8.25],
        ["9A002", "Pré-d'Essai", "s."],
        ["01004", "Essai-le-Haut", 12],
    ]


def test_decimals(book):
    """A number shows as many decimals as the report."""
    assert book["communes"]["C6"].number_format == "#,##0.0"


def test_sources(book):
    """Producer, title, year, date and licence of each source."""
    row = [cell.value for cell in book["Sources"][2]]
    assert row[:5] == [
        "Institut d'essai",
        "Populations légales d'essai",
        "2023",
        "18 décembre 2025",
        "COG 2026",
    ]


def test_same_bytes(essai):
    """Two workbooks of the same report are equal."""
    assert _bytes(essai) == _bytes(essai)


def test_hostile_labels(essai):
    """A formula stays text, a long or forbidden name makes a sheet, two that look alike make two."""
    views = [essai.figure(f"{'x' * 40}-{n}", "=1+1", {"=HYPERLINK(1)": 1.0}) for n in (1, 2)]
    page = essai.page("t", "T", "?", [essai.view_cell(view) for view in views])
    book = openpyxl.load_workbook(io.BytesIO(to_workbook(essai.report(), [read_page(page)], [])))
    assert len(book.sheetnames) == 4
    cell = book[book.sheetnames[1]]["A6"]
    assert (cell.value, cell.data_type) == ("=HYPERLINK(1)", "s")


def test_rows(tmp_path):
    """Plain rows: codes stay text, None is empty."""
    file = write_rows(
        [{"code": "01004", "value": 1.5}, {"code": "2A004", "value": None}], tmp_path / "a.xlsx"
    )
    sheet = openpyxl.load_workbook(file).active
    assert [[cell.value for cell in row] for row in sheet] == [
        ["code", "value"],
        ["01004", 1.5],
        ["2A004", None],
    ]


def test_rows_nowhere(tmp_path):
    """A file that can't be written is one message."""
    with pytest.raises(RenderFailed, match="could not be written"):
        write_rows([], tmp_path / "absent" / "a.xlsx")
