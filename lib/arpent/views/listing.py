"""Tables that are not measures of territories: scenarios side by side, hypotheses, a grid of levers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from arpent.territory import Territory
from arpent.views import captions
from arpent.views.described import Lack
from arpent.views.french import place
from arpent.views.lacking import left_out
from arpent.views.numbers import french_number, typeset
from arpent.views.table import table_html, table_markdown
from arpent.views.view import Column, Data, Missing, Table, Words

EMPTY = "–"


@dataclass(frozen=True)
class Listing:
    """
    Rows of text and numbers about one territory.

    Parameters
    ----------
    focus : Territory
        Whose.
    title, subtitle : str
        French.
    columns : tuple of Column
        A column of type ``number`` is printed with ``decimals`` decimals.
    rows : tuple of tuple
        Raw values; None where there is none.
    source : str
        French source line; empty where there is none.
    decimals : int
        Of all the numbers.
    reading, note : str
        French.
    """

    focus: Territory
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Any, ...], ...]
    source: str = ""
    subtitle: str = ""
    decimals: int = 0
    reading: str = ""
    note: str = ""


def draw_listing(listing: Listing | Lack, *, name: str, title: str | None = None) -> Table | Missing:
    """
    A table of the rows, in their order.

    Parameters
    ----------
    listing : Listing or Lack
        One row at least; what is lacking where it could not be made.
    name : str
        Stem of the table.
    title : str, optional
        That of the listing unless given.

    Returns
    -------
    Table or Missing
        Missing where its table is not on this machine: the page names it at its end.
    """
    if not isinstance(listing, Listing):
        return left_out(name, [listing], title)
    shown = tuple(_shown(row, listing.columns, listing.decimals) for row in listing.rows)
    data = Data(listing.columns, listing.rows, shown)
    words = Words(
        title=typeset(title or listing.title),
        subtitle=typeset(listing.subtitle or place(listing.focus).name),
        reading=typeset(listing.reading),
        source=captions.source_sentence(listing.source) if listing.source else "",
        note=typeset(listing.note),
    )
    return Table(name, words, table_html(data, words.title), table_markdown(data), data)


def _shown(row: Sequence[Any], columns: Sequence[Column], decimals: int) -> tuple[str, ...]:
    return tuple(_text(value, column, decimals) for value, column in zip(row, columns, strict=True))


def _text(value: Any, column: Column, decimals: int) -> str:
    if value is None:
        return EMPTY
    if column.type == "number":
        return french_number(float(value), decimals)
    return typeset(str(value)) if column.type == "text" else str(value)
