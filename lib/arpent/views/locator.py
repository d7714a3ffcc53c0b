"""Small maps that say where a territory is: in its EPCI, département, région or in France."""

from functools import lru_cache
from typing import Any

import numpy as np
import shapely

from arpent.territory import Territory, parent
from arpent.views import geography, style
from arpent.views.french import place
from arpent.views.geography import Shapes
from arpent.views.measure import Box, shorten
from arpent.views.numbers import typeset
from arpent.views.svg import Canvas
from arpent.views.view import Column, Data, Figure, Missing, Words, slug

WIDER = {
    "commune": "epci",
    "epci": "departement",
    "groupe": "region",
    **dict.fromkeys(
        ("arrondissement", "canton", "bassin_vie", "unite_urbaine", "partie_epci"), "departement"
    ),
    **dict.fromkeys(("zone_emploi", "aav"), "region"),
    **dict.fromkeys(("departement", "region", "densite"), "france"),
}
SIDE = 260
INSET, SMALLEST = 118.0, 70.0  # px: side of the drawing beside a map, and the least that reads


def draw_locator(
    territory: Territory, *, name: str, title: str | None = None, source: str = ""
) -> Figure | Missing:
    """
    Where a territory is: itself in the accent colour, in the territory that holds it.

    Parameters
    ----------
    territory : Territory
        Any but France.
    name : str
        Stem of the figure.
    title : str, optional
        « Situation … » unless given.
    source : str
        Source line of the boundaries.

    Returns
    -------
    Figure or Missing
        One small square drawing, the same wide and narrow.
    """
    holder = _holder(territory)
    forms = place(territory)
    chosen = title or f"Situation {forms.of}"
    if holder is None:
        why = f"Pas de territoire plus large où situer {forms.name}."
        return Missing(name, Words(typeset(chosen), source=source), typeset(why))
    own, cells = _shapes(territory, holder)
    if not len(own):
        why = f"Les limites {forms.of} ne sont pas disponibles."
        return Missing(name, Words(typeset(chosen), source=source), typeset(why))
    alt = typeset(f"Carte de situation : {forms.name} {place(holder).within}.")
    svg = _draw(own, cells, holder, slug(name), alt)
    words = Words(title=typeset(chosen), subtitle=place(holder).name, alt=alt, source=source)
    columns = (Column("territory_code", "Code", "", "code"), Column("territory_name", "Territoire"))
    row = (territory.code, territory.name)
    return Figure(name, words, svg, svg, Data(columns, (row,), (row,)))


def _holder(territory: Territory) -> Territory | None:
    level = WIDER.get(territory.level)
    return (parent(territory, level) or parent(territory, "departement")) if level else None


@lru_cache(maxsize=8)
def _shapes(territory: Territory, holder: Territory) -> tuple[Shapes, Shapes]:
    """The territory, and the cells of what holds it, both in metres of one projection."""
    level = {"epci": "commune", "departement": "epci", "region": "departement", "france": "departement"}[
        holder.level
    ]
    if level == "commune":
        around = geography.load_shapes("commune", holder.communes)
    elif holder.level == "departement":
        around = geography.load_shapes("departement")
    else:
        around = geography.load_shapes("departement")
    epsg = geography.projection_of(territory.communes[0])
    around = around.take(geography.projection_of(code) == epsg for code in around.codes)
    if territory.level in ("commune", "epci", "departement"):
        own = geography.load_shapes(territory.level, [territory.code])
    else:
        codes = sorted({_departement_of(code) for code in territory.communes})
        own = (
            geography.load_shapes("departement", codes)
            if territory.level == "region"
            else geography.load_shapes("commune", territory.communes)
        )
    return geography.project(own, epsg), geography.project(around, epsg)


def _departement_of(commune: str) -> str:
    return commune[:3] if commune.startswith("97") else commune[:2]


def draw_inset(canvas: Canvas, territory: Territory, x: float, top: float) -> float:
    """
    Add to a map's key, where there is room, a small drawing of where the territory is.

    Parameters
    ----------
    canvas : Canvas
        Whose height is settled.
    territory : Territory
        Any; France has nothing to be in.
    x, top : float
        Where the key ends, px.

    Returns
    -------
    float
        Its side, px; 0 where there is no room or nothing to draw.
    """
    side = min(INSET, canvas.height - top - 26, canvas.width - x)
    holder = _holder(territory) if side >= SMALLEST else None
    own, around = _shapes(territory, holder) if holder is not None else (None, None)
    if holder is None or own is None or around is None or not len(own):
        return 0.0
    corner = canvas.height - side
    _paint(canvas, (own, around), holder, Box(x, corner, x + side, canvas.height))
    text = shorten(place(holder).short, canvas.width - x, size=style.SMALL)
    canvas.text(x, corner - 6, text, size=style.SMALL, fill=style.MUTED)
    return side


def _draw(own: Shapes, around: Shapes, holder: Territory, name: str, alt: str) -> str:
    canvas = Canvas(SIDE, SIDE, name)
    _paint(canvas, (own, around), holder, Box(0, 0, SIDE, SIDE))
    return canvas.svg(alt)


def _paint(canvas: Canvas, shapes: tuple[Shapes, Shapes], holder: Territory, box: Box) -> None:
    """The territory in what holds it, within a box."""
    own, around = shapes
    held = _codes_of(holder)
    is_inside = [code in held for code in around.codes]
    framed = around.take(is_inside) if any(is_inside) else around
    frame = geography.fit(framed.geometry, box, padding=8)
    window = tuple(round(one) for one in frame.bounds())
    canvas.clip(box.left, box.top, box.right - box.left, box.bottom - box.top)
    seen = _seen(around, window, 3.5 / frame.scale)
    pixels = frame.to_pixels(seen.geometry)
    is_held = np.array([code in held for code in seen.codes], dtype=bool)
    for ground, chosen in ((style.OUTSIDE, ~is_held), (style.OUTSIDE_LINE, is_held)):
        rings = [ring for geometry in pixels[chosen] for ring in geography.rings_of(geometry, smallest=2)]
        canvas.rings(rings, grid_size=0.5, fill=ground, stroke=style.PAPER, stroke_width=0.8)
    shape = frame.to_pixels(np.array([_limit(own, 1.0 / frame.scale)]))
    rings = geography.rings_of(shape[0], smallest=0.5)
    canvas.rings(rings, fill=style.ACCENT, stroke=style.PAPER, stroke_width=0.8)
    west, north, east, south = shapely.total_bounds(shape)
    if max(east - west, south - north) < 14:
        ring = 13 * max(0.6, (box.right - box.left) / SIDE)
        canvas.circle(
            (west + east) / 2, (north + south) / 2, ring, fill="none", stroke=style.ACCENT, stroke_width=2
        )
    canvas.end()


@lru_cache(maxsize=8)
def _seen(around: Shapes, window: tuple[int, ...], tolerance: float) -> Shapes:
    """What a window shows, simplified; in metres, so that it serves wherever the drawing stands."""
    seen = around.take(shapely.intersects(around.geometry, shapely.box(*window)))
    return Shapes(seen.codes, seen.names, geography.simplify(seen.geometry, tolerance))


@lru_cache(maxsize=8)
def _limit(own: Shapes, tolerance: float) -> Any:
    return geography.outline(geography.simplify(own.geometry, tolerance))


def _codes_of(holder: Territory) -> frozenset[str]:
    if holder.level == "epci":
        return frozenset(holder.communes)
    if holder.level == "departement":
        return frozenset({holder.code})
    return frozenset(_departement_of(code) for code in holder.communes)
