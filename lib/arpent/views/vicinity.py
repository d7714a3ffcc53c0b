"""A small map of a territory and of those it is set beside: its neighbours, named."""

from collections.abc import Sequence

import numpy as np

from arpent.territory import Territory
from arpent.territory.neighbours import neighbours
from arpent.views import captions, geography, style
from arpent.views.french import place
from arpent.views.labels import Label, write_name
from arpent.views.measure import Box
from arpent.views.numbers import typeset
from arpent.views.svg import Canvas
from arpent.views.view import Column, Data, Figure, Missing, Words, slug
from arpent.views.words import join_list

#: Levels whose outlines are stored; the others are the outline of their communes.
_STORED = ("commune", "epci", "departement")


def draw_vicinity(
    territory: Territory,
    *,
    name: str,
    others: Sequence[Territory] | None = None,
    title: str | None = None,
    source: str = "",
) -> Figure | Missing:
    """
    A territory in the accent colour, the territories around it in grey with their names.

    Parameters
    ----------
    territory : Territory
        Any level that has a shape.
    name : str
        Stem of the figure.
    others : sequence of Territory, optional
        Those that share a border, longest border first, unless given: names are written in that order while
        there is room.
    title : str, optional
        « Autour de … » unless given.
    source : str
        Source line of the boundaries.

    Returns
    -------
    Figure or Missing
        Missing for an island, which borders no other.
    """
    others = neighbours(territory) if others is None else others
    forms = place(territory)
    chosen = title or f"Autour {forms.of}"
    if not others:
        why = f"{forms.the[:1].upper()}{forms.the[1:]} ne touche aucun autre territoire de même niveau."
        return Missing(name, Words(typeset(chosen), source=source), typeset(why))
    names = [place(other).short for other in others]
    alt = typeset(f"Carte : {forms.name} et ses {len(others)} voisins, {join_list(names)}.")
    shapes = [_shape(one, territory) for one in (territory, *others)]
    svgs = [
        _draw(shapes, [forms.short, *names], width, slug(name), alt) for width in (style.WIDE, style.NARROW)
    ]
    words = Words(title=typeset(chosen), subtitle=typeset(f"{len(others)} voisins"), alt=alt, source=source)
    columns = (Column("territory_code", "Code", "", "code"), Column("territory_name", "Territoire"))
    rows = tuple((one.code, one.name) for one in (territory, *others))
    return Figure(name, captions.on_map(words), svgs[0], svgs[1], Data(columns, rows, rows))


def _shape(one: Territory, focus: Territory) -> np.ndarray:
    """Outline of one territory, in metres of the focus's projection."""
    epsg = geography.projection_of(focus.communes[0])
    is_stored = one.level in _STORED
    shapes = geography.load_shapes(
        one.level if is_stored else "commune", [one.code] if is_stored else one.communes
    )
    return geography.project(shapes, epsg).geometry


def _draw(shapes: Sequence[np.ndarray], names: Sequence[str], width: int, name: str, alt: str) -> str:
    height = width * 0.72
    together = np.concatenate(shapes)
    frame = geography.fit(together, Box(0, 0, width, height), padding=10)
    pixels = geography.simplify(frame.to_pixels(together), 1.0)
    pieces = np.split(pixels, np.cumsum([len(shape) for shape in shapes])[:-1])
    canvas = Canvas(width, height, name)
    spots = []
    for position, piece in enumerate(pieces):
        outline = geography.outline(piece) if len(piece) > 1 else piece[0]
        fill = style.OUTSIDE_LINE if position else style.ACCENT
        rings = geography.rings_of(outline, smallest=0.5)
        canvas.rings(rings, fill=fill, stroke=style.PAPER, stroke_width=1)
        spots.append((position, *geography.spot(outline)))
    within = Box(4, 4, width - 4, height - 4)
    for position, x, y in spots:
        write_name(canvas, Label(names[position], x, y, weight=400 if position else 600), within)
    return canvas.svg(alt)
