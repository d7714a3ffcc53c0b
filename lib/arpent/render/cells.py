"""A table on paper: the rows that its page shows, as text, and how wide each column should be."""

from collections.abc import Mapping, Sequence
from typing import Any

from arpent.render.context import longest
from arpent.render.downloads import column_label, visible_columns
from arpent.render.typography import typeset

RIGHT = ("number", "integer")
NARROWEST, WIDEST, HEAD_LINES = 4, 44, 3  # letters, letters, lines that a heading may take


def cells(view: Mapping[str, Any]) -> dict[str, Any]:
    """
    The rows that the page shows, as text, and what is said of those left to the downloads.

    Parameters
    ----------
    view : mapping
        Of a table.

    Returns
    -------
    dict
        ``head``, ``right`` (whether a column is), ``widths`` (letters), ``rows``, ``more``.
    """
    columns, rows = view["columns"], view.get("rows_shown") or view["rows"]
    kept = visible_columns(columns)
    most = longest(view, len(kept))
    head = [typeset(column_label(columns[i])) for i in kept]
    shown = [[_cell(columns[i], row[i]) for i in kept] for row in rows[:most]]
    told = f"Les {most} premières lignes sur {len(rows)} ; toutes sont dans le classeur."
    return {
        "head": head,
        "right": [columns[i].get("type") in RIGHT for i in kept],
        "widths": widths(head, shown),
        "rows": shown,
        "more": typeset(told) if len(rows) > most else "",
    }


def widths(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[int]:
    """
    Share of the width that each column should have.

    Parameters
    ----------
    head : sequence of str
        Headings; one may take three lines.
    rows : sequence of sequence of str
        Cells; one of more than 44 letters takes several lines.

    Returns
    -------
    list of int
        Letters.

    Examples
    --------
    >>> widths(["Commune", "Moins de 20 ans"], [["Ambert", "21,4"], ["Saint-Rémy-de-Chargnat", "s."]])
    [22, 5]
    """
    columns = zip(*rows, strict=True) if rows else [()] * len(head)
    return [_width(name, column) for name, column in zip(head, columns, strict=True)]


def _width(name: str, column: Sequence[str]) -> int:
    words = max(map(len, name.split(" ")))
    said = max(map(len, column), default=0)
    return max(NARROWEST, words, -(-len(name) // HEAD_LINES), min(said, WIDEST))


def _cell(column: Mapping[str, Any], value: object) -> str:
    text = "" if value is None else str(value)
    return typeset(text) if column.get("type") == "text" else text
