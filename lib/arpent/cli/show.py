"""Rows as a table to read, CSV, or JSON."""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from typing import Any


def show_rows(rows: Sequence[Mapping[str, Any]], style: str) -> str:
    """
    Text of some rows.

    Parameters
    ----------
    rows : sequence of mappings
        All with the same keys, in the order of the columns.
    style : str
        ``table`` (aligned, for eyes), ``csv`` (comma, for machines) or ``json``.

    Returns
    -------
    str
        With a line break at the end.
    """
    if style == "json":
        return json.dumps(list(rows), ensure_ascii=False, indent=2) + "\n"
    if style == "csv":
        text = io.StringIO()
        writer = csv.DictWriter(text, fieldnames=list(rows[0]) if rows else [], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        return text.getvalue()
    return _table(rows)


def _table(rows: Sequence[Mapping[str, Any]]) -> str:
    if not rows:
        return "nothing\n"
    names = list(rows[0])
    cells = [["" if row[name] is None else str(row[name]) for name in names] for row in rows]
    widths = [max(len(text) for text in column) for column in zip(names, *cells, strict=True)]
    numeric = [all(isinstance(row[name], int | float | None) for row in rows) for name in names]
    lines = [_line(line, widths, numeric) for line in [names, *cells]]
    return "\n".join(lines) + "\n"


def _line(cells: Sequence[str], widths: Sequence[int], numeric: Sequence[bool]) -> str:
    aligned = (
        text.rjust(width) if right else text.ljust(width)
        for text, width, right in zip(cells, widths, numeric, strict=True)
    )
    return "  ".join(aligned).rstrip()
