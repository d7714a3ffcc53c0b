"""
A drawing surface that writes compact, deterministic SVG with text as text.

Not a plotting library: it knows lines, rectangles, circles, outlines and text in pixels, y downwards.
Colours are attributes rather than CSS, so the same bytes work inlined in a page (where the page's dark
mode can override them), in a PDF made by typst and as a file opened alone.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from html import escape
from typing import Any

import numpy as np
import shapely

from arpent.views import style
from arpent.views.measure import Box, text_width

ASCENT, DESCENT = 0.76, 0.22  # of the font size: capitals with accent, and descenders


def number(value: float) -> str:
    """
    A coordinate with one decimal at most.

    Examples
    --------
    >>> number(12.0), number(0.25), number(-0.04)
    ('12', '0.2', '0')
    """
    text = f"{value:.1f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def _outline(ring: Any, *, closed: bool, grid_size: float = 0.1) -> str:
    """Compact path of a list of points: absolute start, then relative steps on a grid of so many px."""
    tenths = round(grid_size * 10)
    grid = np.rint(np.asarray(ring, dtype=float)[:, :2] / grid_size).astype(int) * tenths
    steps = np.diff(grid, axis=0)
    steps = steps[(steps != 0).any(axis=1)]
    if closed and len(steps):
        steps = steps[:-1] if (grid[0] == grid[-1]).all() else steps
    start = f"M{_tenths(grid[0, 0])} {_tenths(grid[0, 1])}"
    body = "".join(_step(_tenths(dx), _tenths(dy)) for dx, dy in steps.tolist())
    return f"{start}l{body.lstrip()}{'z' if closed else ''}" if body else ""


@lru_cache(maxsize=8192)
def _tenths(tenths: int) -> str:
    sign = "-" if tenths < 0 else ""
    whole, rest = divmod(abs(int(tenths)), 10)
    return f"{sign}{whole or (0 if not rest else '')}{f'.{rest}' if rest else ''}"


def _step(dx: str, dy: str) -> str:
    return (dx if dx[0] == "-" else f" {dx}") + (dy if dy[0] == "-" else f" {dy}")


def _attributes(given: dict[str, Any]) -> str:
    parts = []
    for key, value in given.items():
        if value is None or value == "":
            continue
        shown = number(value) if isinstance(value, float | int) else escape(str(value))
        parts.append(f' {key.replace("_", "-")}="{shown}"')
    return "".join(parts)


class Canvas:
    """
    One SVG drawing of a fixed width.

    Parameters
    ----------
    width : float
        px.
    height : float
        px; may be changed until :meth:`svg` is called.
    name : str
        Stem that makes the ids of this drawing unique in a page.
    """

    def __init__(self, width: float, height: float, name: str) -> None:
        self.width = width
        self.height = height
        self.name = name
        self.labels: list[Box] = []
        self._avoided: Any = None
        self._parts: list[str] = []
        self._defs: dict[str, str] = {}

    def element(self, tag: str, **attributes: Any) -> None:
        """Add any element; underscores of attribute names become hyphens."""
        self._parts.append(f"<{tag}{_attributes(attributes)}/>")

    def line(self, x1: float, y1: float, x2: float, y2: float, **attributes: Any) -> None:
        """Straight line."""
        attributes.setdefault("stroke", style.GRID)
        if y1 == y2:
            path = f"M{number(x1)} {number(y1)}H{number(x2)}"
        elif x1 == x2:
            path = f"M{number(x1)} {number(y1)}V{number(y2)}"
        else:
            path = f"M{number(x1)} {number(y1)}L{number(x2)} {number(y2)}"
        self.element("path", d=path, **attributes)

    def polyline(self, points: Sequence[tuple[float, float]], **attributes: Any) -> None:
        """Open line through points; nothing is drawn for fewer than two."""
        attributes.setdefault("fill", "none")
        path = _outline(points, closed=False) if len(points) > 1 else ""
        if path:
            self.element("path", d=path, **attributes)

    def rings(self, rings: Iterable[Any], *, grid_size: float = 0.1, **attributes: Any) -> None:
        """One closed path of several rings (outer and holes turn opposite ways)."""
        path = "".join(_outline(ring, closed=True, grid_size=grid_size) for ring in rings)
        if path:
            self.element("path", d=path, **attributes)

    def shapes(
        self, shapes: Iterable[tuple[int | None, Iterable[Any]]], *, grid_size: float = 0.1, **attributes: Any
    ) -> None:
        """
        One closed path of several shapes of rings, each with the row of the figure's data that it shows.

        ``data-rows`` says them in order, with the number of rings where there are several: « 12 5.2 » is a ring of
        row 12, then two of row 5. Nothing is said where a shape (None) has no row.
        """
        drawn = [
            (row, [_outline(ring, closed=True, grid_size=grid_size) for ring in rings])
            for row, rings in shapes
        ]
        kept = [(row, [path for path in paths if path]) for row, paths in drawn if any(paths)]
        if kept:
            said = [f"{row}.{len(paths)}" if len(paths) > 1 else f"{row}" for row, paths in kept]
            rows = "" if any(row is None for row, _ in kept) else " ".join(said)
            path = "".join(path for _, paths in kept for path in paths)
            self.element("path", d=path, data_rows=rows, **attributes)

    def strokes(self, lines: Iterable[Any], *, grid_size: float = 0.1, **attributes: Any) -> None:
        """One path of several lines, not filled."""
        path = "".join(_outline(line, closed=True, grid_size=grid_size) for line in lines)
        if path:
            self.element("path", d=path, fill="none", **attributes)

    def rect(self, x: float, y: float, width: float, height: float, **attributes: Any) -> None:
        """Rectangle; nothing is drawn for no area."""
        if width > 0 and height > 0:
            self.element("rect", x=x, y=y, width=width, height=height, **attributes)

    def circle(self, x: float, y: float, radius: float, **attributes: Any) -> None:
        """Circle."""
        self.element("circle", cx=x, cy=y, r=radius, **attributes)

    def text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: float = style.TEXT,
        weight: int = 400,
        fill: str = style.INK,
        anchor: str = "start",
        halo: bool = False,
        is_scale: bool = False,
    ) -> Box:
        """
        One line of text on the baseline ``y``; ``is_scale`` marks a tick, a class or a size of the key: a number that
        no territory has.

        Returns
        -------
        Box
            What it covers; also kept in ``labels``.
        """
        attributes = {
            "x": x,
            "y": y,
            "font_size": None if size == style.TEXT else size,
            "font_weight": None if weight == 400 else weight,
            "text_anchor": None if anchor == "start" else anchor,
            "fill": fill,
            "data_of": "scale" if is_scale else None,
        }
        if halo:
            attributes |= {"stroke": style.PAPER, "stroke_width": 3, "stroke_linejoin": "round"}
            attributes["paint_order"] = "stroke"
        self._parts.append(f"<text{_attributes(attributes)}>{escape(text, quote=False)}</text>")
        box = text_box(x, y, text, size=size, weight=weight, anchor=anchor)
        self.labels.append(box)
        return box

    def avoid(self, geometry: Any) -> None:
        """From now on :meth:`is_taken` holds of a geometry (in px) too."""
        self._avoided = geometry
        shapely.prepare(geometry)

    def is_taken(self, box: Box) -> bool:
        """Whether a box covers a label already written, or what is to be avoided."""
        if any(box.overlaps(label) for label in self.labels):
            return True
        shape = shapely.box(box.left, box.top, box.right, box.bottom)
        return self._avoided is not None and bool(self._avoided.intersects(shape))

    def hatch(self) -> str:
        """Fill of what has no value: diagonal lines; its id is unique to this drawing."""
        identifier = f"{self.name}-{int(self.width)}-hatch"
        self._defs[identifier] = (
            f'<pattern id="{identifier}" width="5" height="5" patternUnits="userSpaceOnUse" '
            f'patternTransform="rotate(45)"><path d="M0 0H5V5H0z" fill="{style.PAPER}"/>'
            f'<path d="M0 0V5" stroke="{style.HATCH}" stroke-width="2.4"/></pattern>'
        )
        return f"url(#{identifier})"

    def dotted(self, colour: str) -> str:
        """Fill of a colour with fine pale dots: the other side of zero, told in a grey print too."""
        identifier = f"{self.name}-{int(self.width)}-dots-{colour.strip('#')}"
        self._defs[identifier] = (
            f'<pattern id="{identifier}" width="6" height="6" patternUnits="userSpaceOnUse">'
            f'<path d="M0 0H6V6H0z" fill="{colour}"/><circle cx="1.5" cy="1.5" r=".8" fill="#fff"/>'
            f'<circle cx="4.5" cy="4.5" r=".8" fill="#fff"/></pattern>'
        )
        return f"url(#{identifier})"

    def clip(self, x: float, y: float, width: float, height: float) -> None:
        """Start a group cut at a rectangle; end it with :meth:`end`."""
        before = sum("-clip" in identifier for identifier in self._defs)
        identifier = f"{self.name}-{int(self.width)}-clip{before or ''}"
        self._defs[identifier] = (
            f'<clipPath id="{identifier}"><path d="M{number(x)} {number(y)}h{number(width)}'
            f'v{number(height)}h{number(-width)}z"/></clipPath>'
        )
        self._parts.append(f'<g clip-path="url(#{identifier})">')

    def place(self, drawing: str, x: float, y: float, width: float, height: float) -> None:
        """Another drawing, whole: an ``<svg>`` element that has a ``viewBox`` and no size of its own."""
        box = _attributes({"x": x, "y": y, "width": width, "height": height})
        self._parts.append(drawing.replace("<svg", f"<svg{box}", 1))

    def group(self, **attributes: Any) -> None:
        """Start a group of shared attributes; end it with :meth:`end`."""
        self._parts.append(f"<g{_attributes(attributes)}>")

    def end(self) -> None:
        """End the last group."""
        self._parts.append("</g>")

    def svg(self, alt: str) -> str:
        """
        The drawing as SVG text.

        Parameters
        ----------
        alt : str
            What a screen reader says: the drawing is one image.

        Returns
        -------
        str
            One ``<svg>`` element, no prolog, no date.
        """
        defs = f"<defs>{''.join(self._defs.values())}</defs>" if self._defs else ""
        width, height = number(self.width), number(self.height)
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
            f'viewBox="0 0 {width} {height}" role="img" aria-label="{escape(alt)}" '
            f'font-family="{style.FONT_STACK}" font-size="{number(style.TEXT)}">'
            f"{defs}{''.join(self._parts)}</svg>"
        )


def text_box(
    x: float, y: float, text: str, *, size: float = style.TEXT, weight: int = 400, anchor: str = "start"
) -> Box:
    """Box covered by a line of text on the baseline ``y``."""
    width = text_width(text, size, weight)
    left = {"start": x, "middle": x - width / 2, "end": x - width}[anchor]
    return Box(left, y - ASCENT * size, left + width, y + DESCENT * size)
