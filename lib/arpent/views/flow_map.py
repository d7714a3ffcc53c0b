"""The drawing of a flow map: arrows between a territory and others, as wide as the flow, clear of the names."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import shapely

from arpent.territory import Territory
from arpent.views import geography, style
from arpent.views.geography import Frame, Shapes
from arpent.views.key import Entry, draw_key
from arpent.views.measure import Box, text_width, wrap
from arpent.views.numbers import french_number
from arpent.views.scale import step_near
from arpent.views.svg import Canvas, text_box

WIDEST, THINNEST = 1 / 60, 1.2  # of the width of the drawing; px
#: Farther than so many times the largest exchange, or the median one, a territory would shrink all the others.
FAR_OF_FIRST, FAR_OF_MEDIAN = 3.0, 2.0
TALLEST = 0.78  # of the width
IN = style.CATEGORIES[0]
_STORED = ("commune", "epci", "departement")
#: Where a name may stand around its point: directions tried, and distances, px.
_AROUND, _AWAY = 16, (9.0, 16.0, 26.0, 38.0, 56.0, 78.0)

Arrow = tuple[str, str, float, float]
Spot = tuple[float, float]


def locate(focus: Territory, others: Sequence[str]) -> dict[str, np.ndarray]:
    """
    Outlines in metres of those near enough to share a map, by id; the focus's under an empty key.

    Parameters
    ----------
    focus : Territory
        In the middle.
    others : sequence of str
        Ids, of one level.

    Returns
    -------
    dict
        Without those too far away, or without an outline.
    """
    epsg = geography.projection_of(focus.communes[0])
    own = focus.level in _STORED
    shapes = geography.load_shapes(focus.level if own else "commune", [focus.code] if own else focus.communes)
    found = {"": geography.project(shapes, epsg).geometry}
    level = others[0].partition(":")[0]
    if level not in _STORED:
        return found
    loaded = geography.load_shapes(level, [one.partition(":")[2] for one in others])
    moved = geography.project(Shapes(loaded.codes, loaded.names, loaded.geometry), epsg)
    centre = np.array(geography.spot(geography.outline(found[""])))
    spots = [np.array(geography.spot(shape)) for shape in moved.geometry]
    away = {
        f"{level}:{code}": float(np.hypot(*(spot - centre)))
        for code, spot in zip(moved.codes, spots, strict=True)
    }
    first = next((away[one] for one in others if one in away), 0.0)
    limit = max(FAR_OF_FIRST * first, FAR_OF_MEDIAN * float(np.median([*away.values(), 0.0])))
    for (one, far), shape in zip(away.items(), moved.geometry, strict=True):
        if far <= limit:
            found[one] = np.array([shape])
    return found


@dataclass(frozen=True)
class _Curve:
    """A bent arrow in px: its line, its width, the corners of its head."""

    line: np.ndarray
    thick: float
    head: np.ndarray
    colour: str

    @property
    def shape(self) -> shapely.Geometry:
        """What it covers."""
        body = shapely.buffer(shapely.LineString(self.line), self.thick / 2 + 1)
        return shapely.union(body, shapely.Polygon(self.head))


def draw_arrows(
    shapes: Mapping[str, np.ndarray],
    arrows: Sequence[Arrow],
    focus: str,
    unit: str,
    width: int,
    name: str,
    alt: str,
) -> str:
    """
    The map, in one width.

    Parameters
    ----------
    shapes : mapping
        Of `locate`.
    arrows : sequence of (id, name, outgoing, incoming)
        The largest first; NaN is not drawn.
    focus : str
        Short name of the territory.
    unit : str
        Who moves, for the scale of widths.
    width : int
        px.
    name, alt : str
        Stem of the drawing, and its alternative text.

    Returns
    -------
    str
        SVG.
    """
    together = np.concatenate(list(shapes.values()))
    canvas = Canvas(width, 0, name)
    widest = max([1.0, *(flow for _, _, *both in arrows for flow in both if flow > 0)])
    entries = [Entry(f"depuis {focus}", "line", style.ACCENT), Entry(f"vers {focus}", "line", IN)]
    top = _draw_widths(canvas, draw_key(canvas, entries) + 2, widest, unit) + 6
    west, south, east, north = shapely.total_bounds(together)
    canvas.height = top + width * min(TALLEST, max(0.45, (north - south) / max(east - west, 1.0))) + 20
    box = Box(0, top, width, canvas.height)
    frame = geography.fit(together, box, padding=34)
    spots = _draw_ground(canvas, shapes, frame, box)
    curves = [
        curve
        for territory, _, out, back in arrows
        for curve in (
            _curve(spots[""], spots[territory], out, widest, width, style.ACCENT),
            _curve(spots[territory], spots[""], back, widest, width, IN),
        )
        if curve is not None
    ]
    for curve in curves:
        _draw_curve(canvas, curve)
    draw_bar(canvas, frame)
    if curves:
        canvas.avoid(shapely.union_all([curve.shape for curve in curves]))
    within = Box(4, top + 2, width - 4, canvas.height - 4)
    _write(canvas, focus, spots[""], within, weight=600, fill=style.ACCENT)
    for territory, said, _, _ in arrows:
        away = np.array(spots[territory]) - np.array(spots[""])
        _write(canvas, said, spots[territory], within, towards=float(np.arctan2(away[1], away[0])))
    return canvas.svg(alt)


def _draw_widths(canvas: Canvas, top: float, widest: float, unit: str) -> float:
    """Round values with the width that stands for each; returns where they end, px."""
    first = step_near(widest)
    while first > widest:
        first = step_near(first / 2.6)
    values = [value for value in (first, step_near(first / 4)) if value >= widest / 60]
    x, y = 0.0, top + 9
    for value in dict.fromkeys(values):
        thick = _width(value, widest, canvas.width)
        canvas.line(x, y, x + 30, y, stroke=style.MUTED, stroke_width=thick)
        x = canvas.text(x + 36, y + 4.5, french_number(value), size=style.SMALL, is_scale=True).right + 14
    canvas.text(x - 8, y + 4.5, unit, size=style.SMALL, fill=style.MUTED)
    return y + 12


def _width(value: float, widest: float, width: float) -> float:
    return float(max(THINNEST, WIDEST * width * value / widest))


def _draw_ground(canvas: Canvas, shapes: Mapping[str, np.ndarray], frame: Frame, box: Box) -> dict[str, Spot]:
    """Limits of départements, the territories in pale grey, the focus in the soft accent; a point in each, px."""
    spots = {}
    canvas.clip(box.left, box.top, box.right - box.left, box.bottom - box.top)
    for key, geometry in sorted(shapes.items(), key=lambda item: item[0] == ""):
        outline = geography.outline(geography.simplify(frame.to_pixels(geometry), 1.0))
        fill = style.OUTSIDE if key else style.ACCENT_SOFT
        rings = geography.rings_of(outline, smallest=0.5)
        canvas.rings(rings, fill=fill, stroke=style.OUTSIDE_LINE, stroke_width=1)
        spots[key] = geography.spot(outline)
    canvas.end()
    return spots


def _curve(start: Spot, end: Spot, value: float, widest: float, width: int, colour: str) -> _Curve | None:
    """A bent arrow, always to the same side of its way, so that the two directions never cover each other."""
    if not value > 0:
        return None
    thick = _width(value, widest, width)
    a, b = np.array(start, dtype=float), np.array(end, dtype=float)
    along = b - a
    long = float(np.hypot(*along)) or 1.0
    side = np.array([-along[1], along[0]]) / long
    bend = (a + b) / 2 + side * (long * 0.12 + thick)
    steps = np.linspace(0.06, 0.9, 16)[:, None]
    line = (1 - steps) ** 2 * a + 2 * steps * (1 - steps) * bend + steps**2 * b
    head = line[-1] - line[-2]
    head = head / (float(np.hypot(*head)) or 1.0) * (thick * 0.9 + 5)
    wing = np.array([-head[1], head[0]]) * 0.62
    tip = line[-1]
    return _Curve(line, thick, np.array([tip + wing, tip + head, tip - wing, tip + wing]), colour)


def _draw_curve(canvas: Canvas, curve: _Curve) -> None:
    points = [(float(x), float(y)) for x, y in curve.line]
    canvas.polyline(points, stroke=curve.colour, stroke_width=curve.thick, stroke_opacity=0.85)
    canvas.rings([[(float(x), float(y)) for x, y in curve.head]], fill=curve.colour)


def draw_bar(canvas: Canvas, frame: Frame) -> None:
    """Scale bar at the bottom left."""
    length, text = geography.scale_bar(frame, min(120.0, (frame.box.right - frame.box.left) / 4))
    x, y = frame.box.left + 4, frame.box.bottom - 6
    canvas.element("path", d=f"M{x:.1f} {y - 4:.1f}v4h{length:.1f}v-4", fill="none", stroke=style.INK)
    canvas.text(x + length / 2, y - 6, text, size=style.SMALL, anchor="middle")


def _write(
    canvas: Canvas,
    text: str,
    spot: Spot,
    within: Box,
    *,
    towards: float = np.pi / 2,
    weight: int = 400,
    fill: str = style.INK,
) -> bool:
    """A name around its point, clear of arrows and names, at best in a direction; False where there is no room."""
    lines = wrap(text, 120, size=style.SMALL, lines=2) if len(text) > 18 else [text]
    half = max(text_width(line, style.SMALL, weight) for line in lines) / 2 + 2
    high = 7.0 * len(lines)
    turns = sorted(np.linspace(-np.pi, np.pi, _AROUND, endpoint=False).tolist(), key=abs)
    for distance in _AWAY:
        for turn in turns:
            angle = towards + turn
            x = spot[0] + np.cos(angle) * (distance + half * abs(np.cos(angle)))
            y = spot[1] + np.sin(angle) * (distance + high * abs(np.sin(angle)))
            if _fits(canvas, lines, (float(x), float(y)), within, weight, fill):
                return True
    return False


def _fits(canvas: Canvas, lines: Sequence[str], centre: Spot, within: Box, weight: int, fill: str) -> bool:
    """Write lines around a centre, if nothing is there."""
    x, top = centre[0], centre[1] + 4 - 6.5 * (len(lines) - 1)
    placed = [(line, top + 13 * i) for i, line in enumerate(lines)]
    boxes = [text_box(x, y, line, size=style.SMALL, weight=weight, anchor="middle") for line, y in placed]
    if any(canvas.is_taken(box.grown(3)) for box in boxes) or not all(box.inside(within) for box in boxes):
        return False
    for line, y in placed:
        canvas.text(
            x, y, line, size=style.SMALL, weight=weight, fill=fill, anchor="middle", halo=True
        )  # fmt: skip
    return True
