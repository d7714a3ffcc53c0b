"""
The data behind each figure as CSV, for those who open it in a French spreadsheet.

UTF-8 with a byte order mark, ``;`` between cells, decimal comma, CRLF: what Excel and LibreOffice in French
open in columns with a double click, and what R's ``read.csv2`` expects. The workbook (``workbook``) is the
one to prefer where codes begin with a zero: a spreadsheet drops it when it opens a CSV.
"""

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any

from arpent.render.content import Block, Page
from arpent.render.typography import slug

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
README = """\
Les données de ce rapport
=========================

*.csv    un fichier par figure ou tableau : UTF-8 (avec BOM), séparateur « ; », virgule décimale.
         R       : read.csv2("fichier.csv", fileEncoding = "UTF-8-BOM")
         pandas  : read_csv("fichier.csv", sep=";", decimal=",", dtype={"Code": str})
*.xlsx   un classeur pour le territoire : une feuille par figure ou tableau, une feuille « Sources ».
         Les codes y sont du texte (01004 garde son zéro) et les nombres des nombres.
*.json   le rapport entier pour un programme : chiffres clés, tableaux, sources.
         datapackage.json décrit chaque colonne des CSV (Table Schema de Frictionless).

../images/  chaque figure avec son titre et sa source, en SVG et en PNG.

Une cellule sans valeur porte la marque montrée dans le rapport (« s. » : secret statistique,
« n.d. » : non disponible). Un texte qui commence par =, +, - ou @ est précédé d'une apostrophe.
Les licences sont celles des producteurs : feuille « Sources » et bas de chaque page.
"""


def csv_name(page: Page, block: Block) -> str:
    """
    File name of a block's CSV.

    Parameters
    ----------
    page, block : Page, Block
        A labelled block with rows.

    Returns
    -------
    str
        ``<theme>-<name>.csv``, without the theme twice.
    """
    name = slug(str(block.view.get("name", "")))
    theme = slug(page.theme)
    return f"{name}.csv" if name.startswith(f"{theme}-") else f"{theme}-{name}.csv"


def column_label(column: Mapping[str, Any]) -> str:
    """
    Heading of a column: its French label, and its unit where the label does not already say it.

    Parameters
    ----------
    column : mapping
        ``label``, ``name``, ``unit``.

    Returns
    -------
    str

    Examples
    --------
    >>> column_label({"label": "Densité", "unit": "hab./km²"})
    'Densité (hab./km²)'
    """
    label, unit = str(column.get("label") or column.get("name", "")), str(column.get("unit") or "")
    return f"{label} ({unit})" if unit and unit.lower() not in label.lower() else label


#: Codes that a reader sees: rows are called so.
PERIODS = ("year", "quarter")


def visible_columns(columns: Sequence[Mapping[str, Any]]) -> list[int]:
    """
    Positions of the columns that a reader sees in a page; codes are for the downloads, except a year or a quarter.

    Parameters
    ----------
    columns : sequence of mappings
        ``name`` and ``type``.

    Returns
    -------
    list of int
        All of them where nothing but codes is there.
    """
    kept = [
        place for place, one in enumerate(columns) if one.get("type") != "code" or one.get("name") in PERIODS
    ]
    return kept or list(range(len(columns)))


def are_numbers(columns: Sequence[Mapping[str, Any]]) -> bool:
    """
    Whether every column that a reader sees holds numbers, but the first, which names the rows.

    Parameters
    ----------
    columns : sequence of mappings
        ``name`` and ``type``.

    Returns
    -------
    bool
        Its table then says so once, rather than in each of its cells.
    """
    return all(columns[place].get("type") in ("number", "integer") for place in visible_columns(columns)[1:])


def is_figure(column: Mapping[str, Any], value: object) -> bool:
    """
    Whether a cell is written as a number: a number of a column of codes is text, unless it is a year.

    Parameters
    ----------
    column : mapping
        ``name`` and ``type``.
    value : object
        Raw.

    Returns
    -------
    bool

    Examples
    --------
    >>> is_figure({"name": "commune_code", "type": "code"}, 1004)
    False
    """
    return is_number(value) and (column.get("type") != "code" or column.get("name") == "year")


def shown(block: Block, row: int, column: int) -> str:
    """
    What the report shows in a cell, in French; used where there is no value, to say why.

    Parameters
    ----------
    block : Block
        With ``rows`` and, most often, ``rows_shown``.
    row, column : int
        Position.

    Returns
    -------
    str
    """
    rows = block.view.get("rows_shown") or block.view["rows"]
    value = rows[row][column]
    return "" if value is None else str(value)


def is_number(value: object) -> bool:
    """
    Whether a raw value is a number (a yes/no is not, NaN is not).

    Parameters
    ----------
    value : object
        Of a row.

    Returns
    -------
    bool
    """
    return isinstance(value, int | float) and not isinstance(value, bool) and value == value  # noqa: PLR0124


def to_csv(block: Block) -> bytes:
    """
    A block's rows as a CSV for a French spreadsheet.

    Parameters
    ----------
    block : Block
        With ``columns`` and ``rows``.

    Returns
    -------
    bytes
        UTF-8 with BOM; ``;``, decimal comma, CRLF. Missing values carry the mark that the report shows.
    """
    columns: Sequence[Mapping[str, Any]] = block.view["columns"]
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([safe_text(column_label(column)) for column in columns])
    for position, row in enumerate(block.view["rows"]):
        writer.writerow([_cell(block, position, number, value) for number, value in enumerate(row)])
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def _cell(block: Block, row: int, column: int, value: object) -> str:
    if is_figure(block.view["columns"][column], value):
        return _decimal(value)  # type: ignore[arg-type]  # is_number says so
    return safe_text(shown(block, row, column) if value is None or value != value else str(value))  # noqa: PLR0124


def _decimal(value: float) -> str:
    """
    Shortest text that reads back as the same number, with a comma and without a power of ten.

    >>> _decimal(12.5), _decimal(1e-7), _decimal(3)
    ('12,5', '0,0000001', '3')
    """
    if isinstance(value, int):
        return str(value)
    text = repr(value)
    if "e" in text:
        text = f"{value:.15f}".rstrip("0").rstrip(".")
    return text.removesuffix(".0").replace(".", ",")


def safe_text(text: str) -> str:
    """
    Text that no spreadsheet runs as a formula.

    Parameters
    ----------
    text : str
        Any.

    Returns
    -------
    str

    Examples
    --------
    >>> safe_text("=1+1"), safe_text("L'Haÿ")
    ("'=1+1", "L'Haÿ")
    """
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
