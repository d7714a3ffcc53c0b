"""
Shapes in pixels: boundaries, their legal projection, simplification to the scale drawn, framing.

A map is never drawn in degrees. The projection is the legal one of the territory: Lambert-93 in
metropolitan France, its own overseas.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import shapely
import shapely.errors
from pyproj import Transformer

from arpent import tables
from arpent.views.measure import Box
from arpent.views.scale import step_near

LAMBERT_93 = 2154
OVERSEAS = {
    "971": 5490,
    "972": 5490,
    "973": 2972,
    "974": 2975,
    "975": 4467,
    "976": 4471,
    "977": 5490,
    "978": 5490,
}
DEGREES = 4326
#: Metres: between pieces that should touch.
WIDEST_GAP = 20.0
_REGIONS_OVERSEAS = {"01": "971", "02": "972", "03": "973", "04": "974", "06": "976"}


@dataclass(frozen=True, eq=False)
class Shapes:
    """Polygons with their codes and names, in one coordinate system. Not to be altered: maps share them."""

    codes: tuple[str, ...]
    names: tuple[str, ...]
    geometry: np.ndarray

    def __len__(self) -> int:
        return len(self.codes)

    def take(self, keep: Iterable[bool]) -> "Shapes":
        """The shapes where ``keep`` is true."""
        mask = np.asarray(list(keep), dtype=bool)
        codes = tuple(np.array(self.codes, dtype=object)[mask])
        return Shapes(codes, tuple(np.array(self.names, dtype=object)[mask]), self.geometry[mask])


@dataclass(frozen=True)
class Frame:
    """Where a map stands on the drawing, and how metres become pixels."""

    box: Box
    scale: float  # px per metre
    left: float  # metres at the left edge of the box
    top: float  # metres at its top edge

    def to_pixels(self, geometry: np.ndarray) -> np.ndarray:
        """Geometries in pixels, y downwards."""
        return np.asarray(
            shapely.transform(
                geometry,
                lambda xy: np.column_stack(
                    (
                        self.box.left + (xy[:, 0] - self.left) * self.scale,
                        self.box.top + (self.top - xy[:, 1]) * self.scale,
                    )
                ),
            )
        )

    def bounds(self) -> tuple[float, float, float, float]:
        """The box in metres: west, south, east, north."""
        width = (self.box.right - self.box.left) / self.scale
        height = (self.box.bottom - self.box.top) / self.scale
        return self.left, self.top - height, self.left + width, self.top


def projection_of(code: str, level: str = "commune") -> int:
    """
    EPSG code of the legal projection of a commune, département, région or EPCI code.

    An EPCI's SIREN says nothing of where it is beyond its département digits: pass a commune's code.

    Examples
    --------
    >>> projection_of("63113"), projection_of("97411"), projection_of("01", "region")
    (2154, 2975, 5490)
    """
    if level == "region":
        return OVERSEAS.get(_REGIONS_OVERSEAS.get(code, ""), LAMBERT_93)
    return OVERSEAS.get(code[:3], LAMBERT_93)


@cache
def _everything(level: str) -> Any:
    return tables.load_boundaries(level)


def load_shapes(level: str, codes: Sequence[str] | None = None) -> Shapes:
    """
    Boundaries in degrees (EPSG:4326).

    Parameters
    ----------
    level : str
        ``iris``, ``commune``, ``epci`` or ``departement``.
    codes : sequence of str, optional
        All unless given.

    Returns
    -------
    Shapes
        In the order of the table; a code without boundary is absent.
    """
    frame = _everything(level) if codes is None else tables.load_boundaries(level, list(codes))
    geometry = np.asarray(frame["geometry"].array, dtype=object)
    return Shapes(tuple(frame["code"].astype(str)), tuple(frame["name"].astype(str)), geometry)


def preload() -> None:
    """Read boundaries beforehand, and the projection of metropolitan France, for a process to be forked."""
    for level in ("departement", "epci"):
        project(load_shapes(level), LAMBERT_93)
    project(load_shapes("commune", ["63113"]), LAMBERT_93)


@cache
def _transformer(epsg: int) -> Any:
    return Transformer.from_crs(DEGREES, epsg, always_xy=True)


def project(shapes: Shapes, epsg: int) -> Shapes:
    """Shapes in metres of a projection."""
    if not len(shapes):
        return shapes
    transformer = _transformer(epsg)
    moved = shapely.transform(
        shapes.geometry, lambda xy: np.column_stack(transformer.transform(xy[:, 0], xy[:, 1]))
    )
    return Shapes(shapes.codes, shapes.names, np.asarray(moved))


def joined(shapes: Shapes) -> Shapes:
    """Shapes in metres that share every vertex of their borders, where those of several communes may not."""
    clean = shapely.coverage_clean(shapes.geometry, gap_width=WIDEST_GAP)
    return Shapes(shapes.codes, shapes.names, np.asarray(clean))


def near(shapes: Shapes, bounds: Sequence[float], margin: float = 0.6) -> Shapes:
    """Shapes whose own box meets a box grown by ``margin`` of its size (degrees, before projecting)."""
    if not len(shapes):
        return shapes
    west, south, east, north = bounds
    wide, high = (east - west) * margin + 0.05, (north - south) * margin + 0.05
    own = shapely.bounds(shapes.geometry)
    keep = (
        (own[:, 0] < east + wide)
        & (own[:, 2] > west - wide)
        & (own[:, 1] < north + high)
        & (own[:, 3] > south - high)
    )
    return shapes.take(keep)


def fit(geometry: np.ndarray, box: Box, padding: float = 14) -> Frame:
    """The frame that shows all of a geometry in a box, centred."""
    west, south, east, north = shapely.total_bounds(geometry)
    room = (box.right - box.left - 2 * padding, box.bottom - box.top - 2 * padding)
    scale = min(room[0] / max(east - west, 1.0), room[1] / max(north - south, 1.0))
    left = (west + east) / 2 - (box.right - box.left) / 2 / scale
    top = (south + north) / 2 + (box.bottom - box.top) / 2 / scale
    return Frame(box, scale, left, top)


def simplify(geometry: np.ndarray, tolerance: float) -> np.ndarray:
    """Polygons simplified together: shared borders stay shared, nothing vanishes."""
    if len(geometry) == 0:
        return geometry
    simpler = np.asarray(shapely.coverage_simplify(geometry, tolerance))
    lost = shapely.is_empty(simpler)
    simpler[lost] = geometry[lost]
    return simpler


def rings_of(geometry: Any, *, smallest: float = 0.4) -> list[np.ndarray]:
    """
    Rings of polygons, as coordinate arrays; islets under ``smallest`` px² are left out, but never all.

    Holes follow the polygon that they are cut from.
    """
    pieces = [
        piece for piece in shapely.get_parts(geometry) if piece.geom_type == "Polygon" and not piece.is_empty
    ]
    kept = [piece for piece in pieces if piece.area >= smallest] or sorted(pieces, key=lambda p: -p.area)[:1]
    return [shapely.get_coordinates(ring) for piece in kept for ring in (piece.exterior, *piece.interiors)]


def outline(geometry: np.ndarray) -> Any:
    """The outer limit of polygons that share their borders, or nearly: a hair's breadth is closed."""
    if len(geometry) == 0:
        return shapely.MultiPolygon()
    try:
        return shapely.coverage_union_all(geometry)
    except shapely.errors.GEOSException:
        return shapely.union_all(shapely.buffer(geometry, 0.02, quad_segs=1, join_style="mitre"))


def scale_bar(frame: Frame, longest: float) -> tuple[float, str]:
    """
    Length in px and text of a scale bar of a round number of kilometres, ``longest`` px at most.

    Under one kilometre it is in metres.
    """
    metres = longest / frame.scale
    step = step_near(metres)
    while step > metres:
        step = step_near(step / 2.6)
    text = f"{step / 1000:g} km" if step >= 1000 else f"{step:g} m"
    return step * frame.scale, text.replace(".", ",").replace(" ", "\u00a0")


def spot(geometry: Any) -> tuple[float, float]:
    """A point well inside a polygon: where its name goes."""
    largest = max(shapely.get_parts(geometry), key=lambda piece: piece.area)
    centre = largest.centroid
    point = centre if largest.contains(centre) else largest.representative_point()
    return float(point.x), float(point.y)
