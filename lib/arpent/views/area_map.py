"""The drawing of functional areas: the territory's own in the accent, those around in tones, and official limits."""

from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import shapely

from arpent.territory.levels import owners
from arpent.views import geography, style
from arpent.views.flow_map import draw_bar
from arpent.views.french import place
from arpent.views.geography import Frame, Shapes
from arpent.views.key import Entry, draw_key
from arpent.views.labels import Label, write_name
from arpent.views.measure import Box
from arpent.views.svg import Canvas

if TYPE_CHECKING:
    from arpent.views.areas import Areas

#: Tones of the areas around: neighbours never share one where four are enough.
TONES = ("#dfe5ea", "#b9c4cd", "#c9d8cb", "#94a3af", "#eadfce", "#a9bfae")
TALLEST = 0.8  # of the width
#: Metres, of what is drawn.
FINEST = 400.0
#: Names of areas written at most.
NAMED = 14


def draw_map_of(areas: "Areas", own: pd.DataFrame, width: int, name: str, alt: str) -> str:
    """
    The map, in one width.

    Parameters
    ----------
    areas : Areas
        Of France.
    own : DataFrame
        Rows of the areas that the territory is in: ``Areas.own``.
    width : int
        px.
    name, alt : str
        Stem of the drawing, and its alternative text.

    Returns
    -------
    str
        SVG.
    """
    epsg = geography.projection_of(areas.focus.communes[0])
    codes = [one.partition(":")[2] for one in own["territory"]]
    inner = _near_focus(geography.project(geography.load_shapes("epci", codes), epsg), areas, epsg)
    canvas = Canvas(width, 0, name)
    forms = place(areas.focus)
    entries = [Entry(forms.short, "line", style.ACCENT, is_focus=True), Entry("limites de départements", "line",
               style.INK, dash="3 2")]  # fmt: skip
    if areas.focus.level == "france":
        entries = entries[1:]
    top = draw_key(canvas, entries) + 6
    west, south, east, north = shapely.total_bounds(inner.geometry)
    canvas.height = top + width * min(TALLEST, max(0.5, (north - south) / max(east - west, 1.0))) + 10
    box = Box(0, top, width, canvas.height)
    frame = geography.fit(inner.geometry, box, padding=30)
    seen = _seen(areas, frame, epsg)
    canvas.clip(box.left, box.top, box.right - box.left, box.bottom - box.top)
    outlines = _draw_tones(canvas, areas, own, seen, frame)
    _draw_departements(canvas, frame, epsg)
    _draw_focus(canvas, areas, frame, epsg)
    canvas.end()
    draw_bar(canvas, frame)
    _write_names(canvas, areas, own, outlines, Box(4, top + 2, width - 4, canvas.height - 4))
    return canvas.svg(alt)


def _write_names(
    canvas: Canvas, areas: "Areas", own: pd.DataFrame, outlines: dict[int, shapely.Geometry], within: Box
) -> None:
    """The territory's areas first, then the largest."""
    mine = [int(area) for area in own["area"].unique()]
    order = dict.fromkeys([*mine, *sorted(outlines, key=lambda area: -outlines[area].area)])
    frame = shapely.box(within.left, within.top, within.right, within.bottom)
    for area in list(order)[: NAMED if canvas.width == style.WIDE else NAMED // 2]:
        seen = shapely.intersection(outlines[area], frame) if area in outlines else shapely.Polygon()
        if not seen.is_empty:
            x, y = geography.spot(seen)
            weight = 600 if area in mine else 400
            write_name(canvas, Label(areas.seat(area).short, x, y, weight=weight), within)


def _near_focus(inner: Shapes, areas: "Areas", epsg: int) -> Shapes:
    """Those of the area that share the territory's map: an island overseas is not drawn from the mainland."""
    held = {one.partition(":")[2] for one in areas.held}
    mine = [code in held for code in inner.codes]
    if areas.focus.level == "france" or not any(mine):
        metropolitan = [_projections()[code] == epsg for code in inner.codes]
        return inner.take(metropolitan)
    return inner


@cache
def _projections() -> dict[str, int]:
    """Legal projection of each EPCI, that of its first commune."""
    of = owners("epci").sort_index(ascending=False)
    return {epci: geography.projection_of(str(commune)) for commune, epci in of.items()}


@cache
def _everywhere(level: str, epsg: int) -> Shapes:
    """Lighter than the page can show: a map of areas is never of less than some fifty kilometres."""
    shapes = geography.project(geography.load_shapes(level), epsg)
    return Shapes(shapes.codes, shapes.names, geography.simplify(shapes.geometry, FINEST))


def _seen(areas: "Areas", frame: Frame, epsg: int) -> Shapes:
    """Every EPCI of which something is in the frame."""
    every = _everywhere("epci", epsg)
    bounds = shapely.bounds(every.geometry)
    west, south, east, north = frame.bounds()
    known = set(areas.frame["territory"])
    keep = (bounds[:, 0] < east) & (bounds[:, 2] > west) & (bounds[:, 1] < north) & (bounds[:, 3] > south)
    return every.take(k and f"epci:{code}" in known for k, code in zip(keep, every.codes, strict=True))


def _draw_tones(
    canvas: Canvas, areas: "Areas", own: pd.DataFrame, seen: Shapes, frame: Frame
) -> dict[int, shapely.Geometry]:
    """Each area in its tone, with firm limits; their outlines, px."""
    area_of = dict(zip(areas.frame["territory"], areas.frame["area"], strict=True))
    pixels = geography.simplify(frame.to_pixels(seen.geometry), 2.0)
    of = np.array([area_of[f"epci:{code}"] for code in seen.codes])
    outlines = {int(area): geography.outline(pixels[of == area]) for area in sorted(set(of.tolist()))}
    mine = [int(area) for area in own["area"].unique()]
    tones = _tones(outlines, mine, areas)
    for area, outline in outlines.items():
        rings = geography.rings_of(outline, smallest=4)
        canvas.rings(rings, grid_size=1.0, fill=tones[area], stroke=style.PAPER, stroke_width=2)
    inner = [ring for shape in pixels[np.isin(of, mine)] for ring in geography.rings_of(shape, smallest=6)]
    canvas.strokes(inner, grid_size=1.0, stroke=style.PAPER, stroke_width=0.6)
    return outlines


def _tones(outlines: dict[int, shapely.Geometry], own: list[int], areas: "Areas") -> dict[int, str]:
    """The territory's main area in the accent; around it, the first tone that no neighbour has."""
    chosen: dict[int, str] = {}
    if areas.focus.level != "france":
        chosen[own[0]] = style.ACCENT_SOFT
    grown = {area: shapely.buffer(outline, 1.5) for area, outline in outlines.items()}
    for area in [*own, *outlines]:
        if area in chosen or area not in outlines:
            continue
        beside = {
            chosen[other] for other in chosen if other in grown and grown[other].intersects(grown[area])
        }
        chosen[area] = next((tone for tone in TONES if tone not in beside), TONES[0])
    return chosen


def _draw_departements(canvas: Canvas, frame: Frame, epsg: int) -> None:
    every = _everywhere("departement", epsg)
    west, south, east, north = frame.bounds()
    bounds = shapely.bounds(every.geometry)
    keep = (bounds[:, 0] < east) & (bounds[:, 2] > west) & (bounds[:, 1] < north) & (bounds[:, 3] > south)
    pixels = geography.simplify(frame.to_pixels(every.take(keep).geometry), 2.0)
    rings = [ring for shape in pixels for ring in geography.rings_of(shape, smallest=6)]
    canvas.strokes(rings, grid_size=1.0, stroke=style.INK, stroke_width=0.9, stroke_dasharray="3 2")


def _draw_focus(canvas: Canvas, areas: "Areas", frame: Frame, epsg: int) -> None:
    if areas.focus.level == "france":
        return
    own = areas.focus.level in ("commune", "epci", "departement")
    level, codes = (areas.focus.level, [areas.focus.code]) if own else ("commune", list(areas.focus.communes))
    shapes = geography.project(geography.load_shapes(level, codes), epsg)
    outline = geography.outline(geography.simplify(frame.to_pixels(shapes.geometry), 1.0))
    canvas.strokes(geography.rings_of(outline, smallest=2), stroke=style.ACCENT, stroke_width=2.4)
