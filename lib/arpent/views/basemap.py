"""
What every map shares: the frame, the pale outside with its neighbours, limits, names, scale bar.

Drawn in this order: outside, shapes (by the caller, through :meth:`Basemap.ground`), limits, names.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import numpy as np
import shapely

from arpent.territory import Territory
from arpent.views import geography, style
from arpent.views.french import place
from arpent.views.geography import Frame, Shapes
from arpent.views.labels import Label, write_name
from arpent.views.measure import Box, wrap
from arpent.views.svg import Canvas
from arpent.views.weights import NAMED, groups_of

LEGEND = 196.0  # px kept at the right of a wide map
FEW, MANY = 30, 120  # parts: a page that maps them five times, in two widths, stays light
INSET = 86.0  # px, height of an inset with its name
TALLEST, LOWEST = 560.0, 300.0


@dataclass(frozen=True)
class Basemap:
    """
    Shapes of a territory's parts in metres, with what surrounds them and how they are grouped.

    Parameters
    ----------
    parts : Shapes
        In the projection that most parts have.
    insets : tuple of Shapes
        Parts in other projections (overseas départements of France), a small frame each.
    ground : Shapes
        Coarser land all around, the territory's own included: no white sliver at its edge.
    is_outside : array of bool
        Which of the ground is not the territory.
    groups : dict
        Code of a commune to its EPCI, of an IRIS to its commune, where there are several: firm limits within.
    weights : dict
        Which names matter most.
    around : str
        Level of the ground.
    """

    parts: Shapes
    insets: tuple[Shapes, ...]
    ground: Shapes
    is_outside: np.ndarray
    groups: dict[str, str]
    weights: dict[str, float]
    around: str


@dataclass(frozen=True)
class Drawn:
    """Shapes as drawn: their codes and names, and their outlines in pixels."""

    shapes: Shapes
    pixels: np.ndarray
    frame: Frame


def prepare(territory: Territory, level: str, codes: Sequence[str], weights: dict[str, float]) -> Basemap:
    """
    Boundaries of the parts, projected, with the land around them.

    Parameters
    ----------
    territory : Territory
        Whose map it is.
    level : str
        Of the parts: ``iris``, ``commune``, ``epci`` or ``departement``.
    codes : sequence of str
        Of the parts.
    weights : dict
        Code to importance, for names; area where empty.

    Returns
    -------
    Basemap
        In metres of legal projections.
    """
    return replace(_unweighted(territory, level, tuple(codes)), weights=weights)


@lru_cache(maxsize=4)
def _unweighted(territory: Territory, level: str, codes: tuple[str, ...]) -> Basemap:
    """Kept: a page has several maps of the same parts."""
    degrees = geography.load_shapes(level, codes)
    epsg = _projections(degrees, level, territory)
    main = max(sorted(set(epsg)), key=epsg.count)
    here = degrees.take(one == main for one in epsg)
    others = [degrees.take(one == inset for one in epsg) for inset in sorted(set(epsg) - {main})]
    apart = [geography.project(shapes.take(k == i for k in range(len(shapes))), one)
             for shapes, one in zip(others, sorted(set(epsg) - {main}), strict=True)
             for i in range(len(shapes))]  # fmt: skip
    around = "epci" if level in ("commune", "iris") else "departement"
    beside = geography.near(geography.load_shapes(around), shapely.total_bounds(here.geometry))
    if around == level:
        beside = beside.take(code not in set(codes) for code in beside.codes)
    parts, ground = geography.project(here, main), geography.project(beside, main)
    parts = geography.joined(parts) if level == "iris" else parts
    is_outside = ~_is_covered(ground, parts)
    parts, ground = _generalised(parts, parts), _generalised(ground, parts)
    return Basemap(parts, tuple(apart), ground, is_outside, groups_of(level, codes), {}, around)


def _projections(shapes: Shapes, level: str, territory: Territory) -> list[int]:
    if level == "epci":
        first = territory.communes[0] if territory.communes else ""
        return [geography.projection_of(first)] * len(shapes)
    return [geography.projection_of(code) for code in shapes.codes]


def _generalised(shapes: Shapes, parts: Shapes) -> Shapes:
    """Shapes simplified once to what the wide form can show; each form simplifies further."""
    west, south, east, north = shapely.total_bounds(parts.geometry)
    pixel = max((east - west) / (style.WIDE - LEGEND), (north - south) / TALLEST)
    geometry = geography.simplify(shapes.geometry, _tolerance(parts) * pixel * 0.8)
    return Shapes(shapes.codes, shapes.names, geometry)


def _is_covered(ground: Shapes, parts: Shapes) -> np.ndarray:
    """Which pieces of the ground lie mostly under the parts, told by a point of each."""
    tree = shapely.STRtree(parts.geometry)
    inside = np.zeros(len(ground), dtype=bool)
    inside[tree.query(shapely.point_on_surface(ground.geometry), predicate="within")[0]] = True
    return inside


def frame_of(base: Basemap, width: int) -> Frame:
    """The map's box on the drawing: beside the legend when wide, above it when narrow."""
    right = width - LEGEND if width == style.WIDE else width
    west, south, east, north = shapely.total_bounds(base.parts.geometry)
    tallest = TALLEST if width == style.WIDE else 380.0
    ratio = (north - south) / max(east - west, 1.0)
    height = min(tallest, max(LOWEST if width == style.WIDE else 240.0, (right - 28) * ratio + 28))
    return geography.fit(base.parts.geometry, Box(0, 0, right, height))


def drawn(base: Basemap, frame: Frame) -> list[Drawn]:
    """The parts in pixels, simplified to the scale: the main map first, then the insets."""
    out = [Drawn(base.parts, _simple(frame, base.parts), frame)]
    if not base.insets:
        return out
    wide = min(96.0, (frame.box.right + 6) / len(base.insets) - 6)
    top = frame.box.bottom + 6
    for i, shapes in enumerate(base.insets):
        left = i * (wide + 6)
        inset = geography.fit(shapes.geometry, Box(left, top, left + wide, top + INSET - 18), padding=5)
        out.append(Drawn(shapes, _simple(inset, shapes), inset))
    return out


@lru_cache(maxsize=32)
def _simple(frame: Frame, shapes: Shapes) -> np.ndarray:
    return geography.simplify(frame.to_pixels(shapes.geometry), _tolerance(shapes))


def _tolerance(shapes: Shapes) -> float:
    """In px; coarser where parts are many: none is large enough to show more, and the page is light."""
    steps = ((FEW, 1.0), (60, 1.3), (MANY, 2.3), (400, 3.2))
    return next((px for most, px in steps if len(shapes) <= most), 4.5)


def bottom_of(base: Basemap, frame: Frame) -> float:
    """Where the map ends on the drawing, insets included."""
    return frame.box.bottom + (INSET + 8 if base.insets else 0)


def draw_insets(canvas: Canvas, pieces: Sequence[Drawn]) -> None:
    """Frame, limit and name of each inset."""
    for piece in pieces[1:]:
        box = piece.frame.box
        rings = geography.rings_of(limit_of(piece), smallest=1)
        canvas.strokes(rings, stroke=style.INK, stroke_width=1)
        canvas.rect(
            box.left + 0.5, box.top + 0.5, box.right - box.left - 1, INSET - 1, fill="none", stroke=style.GRID
        )
        name = wrap(piece.shapes.names[0], box.right - box.left - 4, size=style.SMALL, lines=1)[0]
        canvas.text(
            (box.left + box.right) / 2,
            box.top + INSET - 6,
            name,
            size=style.SMALL,
            fill=style.MUTED,
            anchor="middle",
        )


def draw_outside(canvas: Canvas, base: Basemap, frame: Frame) -> np.ndarray:
    """Land in pale grey, cut at the frame; what is seen of it is returned in pixels, for the names."""
    pixels = _seen(base.ground, frame)
    for line, chosen in ((style.OUTSIDE, ~base.is_outside), (style.OUTSIDE_LINE, base.is_outside)):
        rings = [ring for geometry in pixels[chosen] for ring in geography.rings_of(geometry, smallest=6)]
        canvas.rings(rings, grid_size=1.0, fill=style.OUTSIDE, stroke=line, stroke_width=1)
    return pixels


@lru_cache(maxsize=16)
def _seen(ground: Shapes, frame: Frame) -> np.ndarray:
    """What the frame shows of the ground, in pixels."""
    seen = shapely.intersection(ground.geometry, shapely.box(*frame.bounds()))
    return geography.simplify(frame.to_pixels(seen), 2.0)


def limit_of(piece: Drawn) -> Any:
    """Outer limit of what is drawn, in pixels."""
    return _limit(piece.shapes, piece.frame)


@lru_cache(maxsize=32)
def _limit(shapes: Shapes, frame: Frame) -> Any:
    return geography.outline(_simple(frame, shapes))


def draw_limits(canvas: Canvas, base: Basemap, piece: Drawn) -> None:
    """Firm limits: EPCI within the territory, then the territory itself."""
    pixels, fine = piece.pixels, grid_size(piece)
    if len(set(base.groups.values())) > 1:
        of = np.array([base.groups.get(code, "") for code in piece.shapes.codes])
        rings = [
            ring
            for group in sorted(set(of) - {""})
            for ring in geography.rings_of(geography.outline(pixels[of == group]), smallest=4)
        ]
        canvas.strokes(rings, grid_size=fine, stroke=style.INK, stroke_width=0.9, stroke_linejoin="round")
    rings = geography.rings_of(limit_of(piece), smallest=2)
    canvas.strokes(rings, grid_size=fine, stroke=style.INK, stroke_width=1.8, stroke_linejoin="round")


def grid_size(piece: Drawn) -> float:
    """Grid that coordinates are rounded to: a whole pixel where parts are too many to show more."""
    return 0.1 if len(piece.shapes) <= FEW else 0.5 if len(piece.shapes) <= MANY else 1.0


def draw_names(
    canvas: Canvas, base: Basemap, piece: Drawn, most: int, *, under: Mapping[str, float] | None = None
) -> None:
    """
    Names of the main parts, with a halo: none overlaps another or leaves the frame.

    Of a country's départements only those that the title names. ``under`` is the radius of what stands
    on each spot, by code: the name goes below it where there is room for nothing else.
    """
    pixels, frame = piece.pixels, piece.frame
    areas = shapely.area(pixels)
    order = sorted(
        range(len(base.parts)),
        key=lambda i: (-base.weights.get(base.parts.codes[i], 0.0), -areas[i], base.parts.codes[i]),
    )
    if base.around == "departement" and len(base.parts) > 30:
        order = [i for i in order if base.weights.get(base.parts.codes[i], 0.0) >= NAMED]
    written = 0
    for i in order[: most * 4]:
        if written >= most:
            break
        x, y = geography.spot(pixels[i])
        radius = (under or {}).get(base.parts.codes[i], 0.0)
        y += radius + 9 if 0 < radius < 24 else 0
        written += write_name(canvas, Label(base.parts.names[i].replace("'", "’"), x, y), frame.box)


def draw_neighbours(canvas: Canvas, base: Basemap, outside: np.ndarray, piece: Drawn, most: int) -> None:
    """Names of the largest neighbours, where they fit in what is seen of them, off the territory."""
    written, frame = 0, piece.frame
    canvas.avoid(shapely.buffer(limit_of(piece), -4))
    inner = Box(frame.box.left + 4, frame.box.top + 4, frame.box.right - 4, frame.box.bottom - 24)
    areas = np.where(base.is_outside, shapely.area(outside), 0.0)
    for i in np.argsort(-areas, kind="stable").tolist():
        if written >= most or areas[i] < 2500:
            break
        name = place(f"{base.around}:{base.ground.codes[i]}", base.ground.names[i]).short
        x, y = geography.spot(outside[i])
        written += write_name(canvas, Label(name, x, y, style.MUTED, 400), inner)


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
    canvas.text(x + length / 2, y - 6, text, size=style.SMALL, fill=style.INK, anchor="middle", is_scale=True)
