"""From figures to something to show: charts, maps, tables, key figures and phrases, in one house style."""

from arpent.views.bars import draw_bars
from arpent.views.line import draw_line
from arpent.views.table import draw_table
from arpent.views.view import Figure, KeyFigures, Missing, Phrase, Table, View

__all__ = [
    "Figure",
    "KeyFigures",
    "Missing",
    "Phrase",
    "Table",
    "View",
    "draw_bars",
    "draw_line",
    "draw_table",
]
