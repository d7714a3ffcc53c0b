"""The key above a drawing, where a label cannot sit on the mark: one row of marks with their names."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from arpent.views import style
from arpent.views.measure import shorten, text_width
from arpent.views.svg import Canvas

MARK = 22.0  # px
APART = 20.0  # px between two entries
PITCH = 21.0  # px from a row to the next


@dataclass(frozen=True)
class Entry:
    """
    One mark and its name.

    Parameters
    ----------
    text : str
        Name.
    mark : str
        ``swatch``, ``line``, or a shape of :func:`draw_mark`.
    fill : str
        Colour of the mark.
    dash : str
        Dashes of a line.
    is_focus : bool
        Whether the name is the territory's: in the accent colour, semi-bold.
    """

    text: str
    mark: str = "swatch"
    fill: str = style.ACCENT
    dash: str = ""
    is_focus: bool = False


def draw_key(canvas: Canvas, entries: Sequence[Entry], *, y: float = 0.0) -> float:
    """
    Draw the entries from the left, in as many rows as they need.

    Returns
    -------
    float
        Where the key ends, px.
    """
    x = 0.0
    for entry in entries:
        weight = 600 if entry.is_focus else 400
        text = shorten(entry.text, canvas.width - MARK - 8, weight=weight)
        wide = MARK + 6 + text_width(text, weight=weight)
        if x and x + wide > canvas.width:
            x, y = 0.0, y + PITCH
        _draw_entry(canvas, entry, x, y + 9)
        ink = style.ACCENT if entry.is_focus else style.INK
        canvas.text(x + MARK + 6, y + 13.5, text, weight=weight, fill=ink)
        x += wide + APART
    return y + PITCH


def _draw_entry(canvas: Canvas, entry: Entry, x: float, middle: float) -> None:
    if entry.mark == "swatch":
        canvas.rect(x + 4, middle - 6.5, 13, 13, fill=entry.fill)
    elif entry.mark == "line":
        look = {"stroke": entry.fill, "stroke_width": 2.2, "stroke_dasharray": entry.dash}
        canvas.line(x, middle, x + MARK, middle, **look)
    else:
        draw_mark(canvas, entry.mark, x + MARK / 2, middle, fill=entry.fill)


def draw_mark(canvas: Canvas, shape: str, x: float, y: float, *, fill: str, size: float = 6.0) -> None:
    """
    A small shape centred on a point: told from the others by its form, so that a grey print still reads.

    Parameters
    ----------
    canvas : Canvas
        Where to.
    shape : str
        ``dot``, ``ring``, ``diamond``, ``triangle`` or ``square``.
    x, y : float
        Its centre, px.
    fill : str
        Its colour.
    size : float
        Half its height, px.
    """
    edge: dict[str, Any] = {"stroke": style.PAPER, "stroke_width": 1}
    if shape == "dot":
        canvas.circle(x, y, size, fill=fill, **edge)
    elif shape == "ring":
        canvas.circle(x, y, size * 0.72, fill=style.PAPER, stroke=fill, stroke_width=1.5)
    elif shape == "square":
        canvas.rect(x - size * 0.8, y - size * 0.8, size * 1.6, size * 1.6, fill=fill, **edge)
    else:
        canvas.rings([_polygon(shape, x, y, size)], fill=fill, **edge)


def _polygon(shape: str, x: float, y: float, size: float) -> list[tuple[float, float]]:
    if shape == "triangle":
        corners = [(x, y - size), (x + size, y + size * 0.8), (x - size, y + size * 0.8)]
    else:
        corners = [(x, y - size * 1.15), (x + size * 1.15, y), (x, y + size * 1.15), (x - size * 1.15, y)]
    return [*corners, corners[0]]
