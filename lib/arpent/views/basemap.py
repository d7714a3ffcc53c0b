"""
What every map shares: the frame, the pale outside with its neighbours, limits, names, scale bar.

Drawn in this order: outside, shapes (by the caller, through :meth:`Basemap.ground`), limits, names.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely

from arpent.territory import Territory
from arpent.views import geography, style
from arpent.views.french import place
from arpent.views.geography import Frame, Shapes
from arpent.views.measure import Box, wrap
from arpent.views.svg import Canvas, text_box

LEGEND = 196.0  # px kept at the right of a wide map
TOLERANCE = 0.8  # px: how far a simplified limit may stray
TALLEST, LOWEST = 560.0, 300.0


@dataclass(frozen=True)
class Basemap:
    """Shapes of a territory's parts in metres, with what surrounds them and how they are grouped."""

    parts: Shapes
    outside: Shapes
    groups: tuple[Any, ...]  # firm limits within the territory (EPCI of a département), metres
    weights: dict[str, float]  # which names matter most


def prepare(territory: Territory, level: str, codes: Sequence[str], weights: dict[str, float]) -> Basemap:
    """
    Boundaries of the parts, projected, with the neighbours around them.

    Parameters
    ----------
    territory : Territory
        Whose map it is.
    level : str
        Of the parts: ``commune``, ``epci`` or ``departement``.
    codes : sequence of str
        Of the parts; those without boundary are absent from the map.
    weights : dict
        Code to importance, for names; area where empty.

    Returns
    -------
    Basemap
        In metres of the territory's legal projection.
    """
    degrees = geography.load_shapes(level, codes)
    epsg = geography.projection_of(territory.communes[0] if territory.communes else "")
    around = "departement" if level == "departement" or len(codes) > 60 and level == "epci" else "epci"
    everything = geography.load_shapes(around)
    beside = geography.near(everything, shapely.total_bounds(degrees.geometry))
    parts = geography.project(degrees, epsg)
    own = set(codes) if around == level else {territory.code}
    outside = geography.project(beside.take(code not in own for code in beside.codes), epsg)
    inner = shapely.union_all(shapely.buffer(parts.geometry, 1, quad_segs=1))
    covered = shapely.area(shapely.intersection(outside.geometry, inner)) > 0.5 * shapely.area(
        outside.geometry
    )
    groups = tuple(outside.geometry[covered]) if level == "commune" else ()
    return Basemap(parts, outside.take(~covered), groups, weights)


def frame_of(base: Basemap, width: int) -> Frame:
    """The map's box on the drawing: beside the legend when wide, above it when narrow."""
    right = width - LEGEND if width == style.WIDE else width
    west, south, east, north = shapely.total_bounds(base.parts.geometry)
    tallest = TALLEST if width == style.WIDE else 380.0
    ratio = (north - south) / max(east - west, 1.0)
    height = min(tallest, max(LOWEST if width == style.WIDE else 240.0, (right - 28) * ratio + 28))
    return geography.fit(base.parts.geometry, Box(0, 0, right, height))


def draw_outside(canvas: Canvas, base: Basemap, frame: Frame) -> np.ndarray:
    """Neighbours in pale grey, cut at the frame; returned in pixels, for their names."""
    window = shapely.box(*frame.bounds())
    seen = shapely.intersection(base.outside.geometry, window)
    pixels = geography.simplify(frame.to_pixels(shapely.set_precision(seen, 0)), 2.0)
    for geometry in pixels:
        canvas.rings(
            geography.rings_of(geometry, smallest=6),
            fill=style.OUTSIDE,
            stroke=style.OUTSIDE_LINE,
            stroke_width=1,
        )
    return pixels


def draw_limits(canvas: Canvas, base: Basemap, pixels: np.ndarray, frame: Frame) -> None:
    """Firm limits: EPCI within the territory, then the territory itself."""
    if base.groups:
        inside = geography.simplify(frame.to_pixels(np.array(base.groups, dtype=object)), 1.2)
        lines = [ring for geometry in inside for ring in geography.rings_of(geometry, smallest=6)]
        canvas.strokes(lines, stroke=style.INK, stroke_width=1, stroke_linejoin="round")
    limit = geography.outline(pixels)
    canvas.strokes(
        geography.rings_of(limit, smallest=2), stroke=style.INK, stroke_width=1.8, stroke_linejoin="round"
    )


def draw_names(canvas: Canvas, base: Basemap, pixels: np.ndarray, frame: Frame, most: int) -> None:
    """Names of the main parts, with a halo: none overlaps another or leaves the frame."""
    areas = shapely.area(pixels)
    order = sorted(
        range(len(base.parts)),
        key=lambda i: (-base.weights.get(base.parts.codes[i], 0.0), -areas[i], base.parts.codes[i]),
    )
    written = 0
    for i in order[: most * 3]:
        if written >= most:
            break
        x, y = geography.spot(pixels[i])
        written += _write(canvas, base.parts.names[i], x, y, frame.box, fill=style.INK, weight=600)


def _write(canvas: Canvas, name: str, x: float, y: float, within: Box, *, fill: str, weight: int) -> bool:
    lines = wrap(name, 110, size=style.SMALL, lines=2) if len(name) > 18 else [name]
    for shift in (4.0, -8.0, 16.0):
        boxes = [
            text_box(
                x,
                y + shift + 13 * i - 6.5 * (len(lines) - 1),
                text,
                size=style.SMALL,
                weight=weight,
                anchor="middle",
            )
            for i, text in enumerate(lines)
        ]
        clear = not any(box.overlaps(other) for box in boxes for other in canvas.labels)
        if clear and all(box.inside(within) for box in boxes):
            for i, text in enumerate(lines):
                canvas.text(
                    x,
                    y + shift + 13 * i - 6.5 * (len(lines) - 1),
                    text,
                    size=style.SMALL,
                    weight=weight,
                    fill=fill,
                    anchor="middle",
                    halo=True,
                )
            return True
    return False


def draw_neighbours(canvas: Canvas, base: Basemap, outside: np.ndarray, frame: Frame, most: int) -> None:
    """Names of the largest neighbours, where they fit in what is seen of them."""
    written = 0
    inner = Box(frame.box.left + 4, frame.box.top + 4, frame.box.right - 4, frame.box.bottom - 24)
    for i in sorted(range(len(outside)), key=lambda i: -outside[i].area):
        if written >= most or outside[i].area < 2500:
            break
        name = place(f"epci:{base.outside.codes[i]}", base.outside.names[i]).short
        x, y = geography.spot(outside[i])
        written += _write(canvas, name, x, y, inner, fill=style.MUTED, weight=400)


def draw_scale(canvas: Canvas, frame: Frame) -> None:
    """Scale bar at the bottom left of the map."""
    length, text = geography.scale_bar(frame, min(120.0, (frame.box.right - frame.box.left) / 4))
    x, y = frame.box.left + 10, frame.box.bottom - 10
    canvas.rect(x - 6, y - 20, length + 12, 27, fill=style.PAPER, fill_opacity=0.8)
    canvas.element(
        "path",
        d=f"M{x:.1f} {y - 4:.1f}v4h{length:.1f}v-4",
        fill="none",
        stroke=style.INK,
        stroke_width=1.2,
    )
    canvas.text(x + length / 2, y - 6, text, size=style.SMALL, fill=style.INK, anchor="middle")
