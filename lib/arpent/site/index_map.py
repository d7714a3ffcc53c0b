"""The map that opens a site: each territory a link, drawn once when the site is built."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import numpy as np
import shapely

from arpent.site.places import Place
from arpent.views import geography
from arpent.views.geography import Frame, Shapes
from arpent.views.measure import Box, text_width
from arpent.views.svg import Canvas

WIDTH, HEIGHT = 720, 640
#: Side of the small frame of a territory overseas, and room under the map for them.
INSET = 104
#: Names are written on the map of so many territories at most; a hovered name is always there.
MOST_NAMES = 40
#: How far a name may be moved off the point of its territory, in pixels, for it not to cover another.
NAME_SHIFTS = (0, -6, 6, -12, 12)
_OWN_LEVELS = ("commune", "epci", "departement", "region")


@dataclass(frozen=True)
class Cell:
    """A territory on the map: its outline as an SVG path, a point within, the middle of its name if there is room."""

    place: Place
    path: str
    x: float
    y: float
    name_y: float | None = None


@dataclass(frozen=True)
class IndexMap:
    """The drawing: its size, the ground around as paths, the territories, frames of those overseas."""

    width: int
    height: int
    ground: tuple[str, ...]
    cells: tuple[Cell, ...]
    insets: tuple[Box, ...] = ()


def map_to_state(drawn: IndexMap | None) -> dict[str, Any] | None:
    """
    A map as JSON holds it: ``map_from_state`` gives it back.

    Parameters
    ----------
    drawn : IndexMap or None
        See ``draw_index_map``.

    Returns
    -------
    dict or None
    """
    if drawn is None:
        return None
    cells = [[cell.place.slug, cell.path, cell.x, cell.y, cell.name_y] for cell in drawn.cells]
    boxes = [[box.left, box.top, box.right, box.bottom] for box in drawn.insets]
    return {"size": [drawn.width, drawn.height], "ground": drawn.ground, "cells": cells, "insets": boxes}


def map_from_state(kept: Mapping[str, Any] | None, places: Sequence[Place]) -> IndexMap | None:
    """
    A map that was drawn before, of the same territories.

    Parameters
    ----------
    kept : mapping or None
        See ``map_to_state``.
    places : sequence of Place
        Of the edition.

    Returns
    -------
    IndexMap or None
    """
    if kept is None:
        return None
    slugs = {place.slug: place for place in places}
    cells = tuple(Cell(slugs[slug], path, x, y, name_y) for slug, path, x, y, name_y in kept["cells"])
    insets = tuple(Box(*box) for box in kept["insets"])
    width, height = kept["size"]
    return IndexMap(width, height, tuple(kept["ground"]), cells, insets)


def draw_index_map(places: Sequence[Place]) -> IndexMap | None:
    """
    Map of the territories of an edition.

    Parameters
    ----------
    places : sequence of Place
        In any order. Where two overlap, the smaller is drawn: the other is in the list beside the map.

    Returns
    -------
    IndexMap or None
        None where no boundary is at hand.
    """
    drawn = _apart(places)
    shapes = {one.slug: shape for one in drawn if (shape := _shape(one)) is not None}
    zones: dict[int, list[Place]] = {}
    for one in drawn:
        if one.slug in shapes:
            zones.setdefault(geography.projection_of(one.territory.communes[0]), []).append(one)
    if not zones:
        return None
    main = max(zones, key=lambda epsg: (len(zones[epsg]), epsg == geography.LAMBERT_93))
    others = sorted(epsg for epsg in zones if epsg != main)
    height = HEIGHT + (INSET + 12 if others else 0)
    boxes = {main: Box(0, 0, WIDTH, HEIGHT)}
    for rank, epsg in enumerate(others):
        left = rank * (INSET + 12)
        boxes[epsg] = Box(left, HEIGHT + 12, left + INSET, HEIGHT + 12 + INSET)
    drawings = {epsg: _draw(zones[epsg], shapes, epsg, boxes[epsg]) for epsg in (main, *others)}
    cells = [cell for _, found in drawings.values() for cell in found]
    named = _named(cells) if len(cells) <= MOST_NAMES else cells
    return IndexMap(WIDTH, height, drawings[main][0], tuple(named), tuple(boxes[epsg] for epsg in others))


def _apart(places: Sequence[Place]) -> list[Place]:
    """Territories that do not overlap: the smallest first, in the order of the edition."""
    taken: set[str] = set()
    kept = []
    for one in sorted(places, key=lambda place: len(place.territory.communes)):
        if taken.isdisjoint(one.territory.communes):
            taken.update(one.territory.communes)
            kept.append(one)
    return [one for one in places if one in kept] if len(kept) < len(places) else list(places)


def _shape(place: Place) -> Any:
    """Its outline in degrees; None where it has no boundary."""
    territory = place.territory
    level = territory.level if territory.level in _OWN_LEVELS[:3] else "commune"
    known = _by_code(level)
    codes = territory.communes if level == "commune" and territory.level != "commune" else (territory.code,)
    found = [known[code] for code in codes if code in known]
    if not found:
        return None
    return found[0] if len(found) == 1 else geography.outline(np.asarray(found, dtype=object))


@cache
def _by_code(level: str) -> dict[str, Any]:
    shapes = geography.load_shapes(level)
    return dict(zip(shapes.codes, shapes.geometry, strict=True))


def _draw(
    places: Sequence[Place], shapes: dict[str, Any], epsg: int, box: Box
) -> tuple[tuple[str, ...], list[Cell]]:
    """The ground around, and the territories of one projection, in a box."""
    slugs = tuple(one.slug for one in places)
    given = np.asarray([shapes[slug] for slug in slugs], dtype=object)
    own = geography.project(Shapes(slugs, slugs, given), epsg)
    frame = geography.fit(own.geometry, box, padding=10)
    pixels = _lighter(frame.to_pixels(own.geometry), 0.6 if len(places) < 200 else 0.9)
    cells = [_cell(one, geometry) for one, geometry in zip(places, pixels, strict=True)]
    return tuple(_ground(frame, epsg)) if box.left == 0 and box.top == 0 else (), cells


def _lighter(pixels: np.ndarray, tolerance: float) -> np.ndarray:
    """Simplified together where the shapes share their borders exactly, one by one elsewhere."""
    try:
        return geography.simplify(pixels, tolerance)
    except shapely.errors.GEOSException:
        return np.asarray(shapely.simplify(pixels, tolerance))


def _cell(place: Place, geometry: Any) -> Cell:
    x, y = geography.spot(geometry)
    return Cell(place, _path(geometry), round(x, 1), round(y, 1))


def _path(geometry: Any) -> str:
    """Outline in pixels, rounded to half a pixel."""
    canvas = Canvas(WIDTH, HEIGHT, "carte")
    canvas.rings(geography.rings_of(geometry), grid_size=0.5)
    return canvas.svg("").partition(' d="')[2].partition('"')[0]


def _ground(frame: Frame, epsg: int) -> Iterator[str]:
    """Départements around, cut at the edge."""
    around = geography.load_shapes("departement")
    around = around.take(geography.projection_of(code) == epsg for code in around.codes)
    around = geography.project(around, epsg)
    window = shapely.box(*frame.bounds())
    seen = around.take(shapely.intersects(around.geometry, window))
    if not len(seen):
        return
    edge = shapely.box(frame.box.left, frame.box.top, frame.box.right, frame.box.bottom)
    for geometry in _lighter(frame.to_pixels(seen.geometry), 1.2):
        if path := _path(shapely.intersection(shapely.make_valid(geometry), edge)):
            yield path


def _named(cells: Sequence[Cell]) -> list[Cell]:
    """The same, with a name where it covers no other; those of the largest territories first."""
    taken: list[Box] = []
    named: dict[str, float] = {}
    for cell in sorted(cells, key=lambda one: -len(one.place.territory.communes)):
        free = (
            box
            for box in _boxes(cell)
            if box.left > 2 and box.right < WIDTH - 2 and not any(box.overlaps(other) for other in taken)
        )
        if box := next(free, None):
            taken.append(box)
            named[cell.place.slug] = (box.top + box.bottom) / 2
    return [replace(one, name_y=named.get(one.place.slug)) for one in cells]


def _boxes(cell: Cell) -> Iterator[Box]:
    """Where its name may go: on its point, or a little above or below."""
    half, high = text_width(cell.place.short, 13.0, 600) / 2 + 3, 9
    for shift in NAME_SHIFTS:
        y = cell.y + shift
        yield Box(cell.x - half, y - high, cell.x + half, y + high)
