"""Proportional circles: a count of each part of a territory. Areas are proportional to values."""

import math
from collections.abc import Sequence

import numpy as np

from arpent.views import basemap, captions, geography, style
from arpent.views.basemap import Basemap
from arpent.views.choropleth import LEGEND_ROOM
from arpent.views.described import Indicator, Measures
from arpent.views.findings import Finding, trace
from arpent.views.french import place
from arpent.views.locator import draw_locator
from arpent.views.measure import wrap
from arpent.views.numbers import REASONS_SAID, format_value, typeset
from arpent.views.rows import Cell, by_territory, cells, choose_indicator, latest_year, missing_reason
from arpent.views.scale import step_near
from arpent.views.svg import Canvas
from arpent.views.view import Figure, Missing, slug
from arpent.views.weights import name_weights
from arpent.views.words import capital, in_sentence


def draw_circles(
    measures: Measures,
    *,
    name: str,
    title: str | None = None,
    indicator: str | None = None,
    year: int | None = None,
) -> Figure | Missing:
    """
    A circle a part, its area proportional to a count. For rates use :func:`draw_map`.

    Parameters
    ----------
    measures : Measures
        Rows of role part.
    name : str
        Stem of the figure.
    title : str, optional
        The largest part and its share of the whole, unless given.
    indicator : str, optional
        The first unless given.
    year : int, optional
        The parts' latest unless given.

    Returns
    -------
    Figure or Missing
        A single commune has no parts: its locator map. Negative values are in slate, and said.
    """
    measured = choose_indicator(measures, indicator)
    everything = cells(measures, measured, roles=("part",))
    if not everything:
        return draw_locator(measures.focus, name=name, title=title, source=captions.source_of(measures))
    when = year or latest_year(everything, ("part",))
    parts = [cell for cell in everything if cell.year == when] or everything
    if when is None or not any(cell.is_known for cell in parts):
        return captions.missing_view(measures, measured, name, title=title, reason=missing_reason(parts))
    level = parts[0].territory.partition(":")[0]
    codes = [cell.territory.partition(":")[2] for cell in parts]
    base = basemap.prepare(measures.focus, level, codes, name_weights(level, codes))
    finding = _finding(measures, measured, parts, when)
    subject = f"{in_sentence(measured.label)}, {place(measures.focus).name}"
    detail = f"en {when}, {captions.range_of(parts, measured)}"
    said = title or (finding.text if finding else "")
    alt = captions.alt_of("Carte en cercles proportionnels", subject, detail, capital(said))
    words = captions.words_of(
        measures,
        finding,
        title=title,
        neutral=f"{measured.label} en {when}",
        subtitle=captions.subtitle_of(measured, [when], measures),
        alt=alt,
        reading=captions.reading_of(max((c for c in parts if c.is_known), key=lambda c: c.value), measured),
        notes=["La surface des cercles est proportionnelle aux effectifs.", captions.missing_note(parts)],
    )
    svgs = [_draw(base, parts, measured, width, slug(name), alt) for width in (style.WIDE, style.NARROW)]
    order = sorted(parts, key=lambda c: (not c.is_known, -c.value if c.is_known else 0.0, c.name))
    numbers = finding.numbers if finding and title is None else ()
    return Figure(name, words, svgs[0], svgs[1], by_territory([order], [measured]), numbers)


def _finding(measures: Measures, indicator: Indicator, parts: Sequence[Cell], year: int) -> Finding | None:
    """« Clermont-Ferrand concentre 50 % des logements »: only of positive counts whose whole is known."""
    whole = [cell for cell in cells(measures, indicator, roles=("focus",), year=year) if cell.is_known]
    known = [cell for cell in parts if cell.is_known]
    if not whole or len(known) < 2 or min(cell.value for cell in known) < 0 or whole[0].value <= 0:
        return None
    largest = max(known, key=lambda cell: (cell.value, cell.name))
    share = largest.value / whole[0].value
    value, percent = format_value(largest.value, indicator), f"{math.floor(share * 100 + 0.5)} %"
    text = f"{capital(largest.forms.the)} compte {value}, soit {percent} du total"
    return Finding(
        typeset(f"{text} {place(measures.focus).of}"), (trace(value, largest), trace(percent, largest, share))
    )


def _draw(base: Basemap, parts: Sequence[Cell], indicator: Indicator, width: int, name: str, alt: str) -> str:
    frame = basemap.frame_of(base, width)
    canvas = Canvas(width, frame.box.bottom, name)
    pixels = geography.simplify(frame.to_pixels(base.parts.geometry), basemap.TOLERANCE)
    outside = basemap.draw_outside(canvas, base, frame)
    canvas.rings(
        [ring for geometry in pixels for ring in geography.rings_of(geometry)],
        fill=style.PAPER,
        stroke=style.OUTSIDE_LINE,
        stroke_width=0.8,
    )
    basemap.draw_limits(canvas, base, pixels, frame)
    biggest = max(abs(cell.value) for cell in parts if cell.is_known) or 1.0
    largest_radius = min(frame.box.right, frame.box.bottom) * 0.105
    _draw_circles(canvas, base, pixels, parts, biggest, largest_radius)
    basemap.draw_scale(canvas, frame)
    basemap.draw_names(canvas, base, pixels, frame, 7 if width == style.WIDE else 4)
    basemap.draw_neighbours(canvas, base, outside, frame, 5 if width == style.WIDE else 2)
    _draw_legend(canvas, frame.box.right, parts, indicator, biggest, largest_radius)
    return canvas.svg(alt)


def _draw_circles(
    canvas: Canvas,
    base: Basemap,
    pixels: np.ndarray,
    parts: Sequence[Cell],
    biggest: float,
    largest_radius: float,
) -> None:
    values = {cell.territory.partition(":")[2]: cell for cell in parts if cell.is_known and cell.value}
    spots = {code: geography.spot(shape) for code, shape in zip(base.parts.codes, pixels, strict=True)}
    canvas.group(stroke=style.PAPER, stroke_width=0.8, fill_opacity=0.85)
    for code in sorted((c for c in spots if c in values), key=lambda c: (-abs(values[c].value), c)):
        value = values[code].value
        radius = max(1.0, largest_radius * math.sqrt(abs(value) / biggest))
        canvas.circle(*spots[code], radius, fill=style.ACCENT if value > 0 else style.CATEGORIES[0])
    canvas.end()


def _draw_legend(
    canvas: Canvas,
    right: float,
    parts: Sequence[Cell],
    indicator: Indicator,
    biggest: float,
    largest_radius: float,
) -> None:
    is_wide = canvas.width == style.WIDE
    x = right + 18 if is_wide else 0.0
    y = 6.0 if is_wide else canvas.height + 8
    for line in wrap(indicator.short, LEGEND_ROOM if is_wide else canvas.width, lines=2):
        y += 15
        canvas.text(x, y, line, weight=600)
    y += 10
    bottom = y + 2 * largest_radius
    last = -math.inf
    for value in _legend_values(biggest, indicator):
        radius = largest_radius * math.sqrt(value / biggest)
        top = bottom - 2 * radius
        canvas.circle(x + largest_radius + 1, bottom - radius, radius, fill="none", stroke=style.MUTED)
        at = max(top, last + 15)
        canvas.line(x + largest_radius + 1, top, x + 2 * largest_radius + 10, top, stroke=style.AXIS)
        canvas.text(x + 2 * largest_radius + 14, at + 4, format_value(value, indicator, unit=False))
        last = at
    y = max(bottom, last) + 12
    if any(cell.is_known and cell.value < 0 for cell in parts):
        canvas.circle(x + 7, y + 8, 6, fill=style.CATEGORIES[0])
        canvas.text(x + 22, y + 12, "valeur négative")
        y += 22
    for reason in sorted({cell.reason or "not_available" for cell in parts if not cell.is_known}):
        canvas.text(
            x,
            y + 12,
            typeset(f"Sans cercle : {REASONS_SAID.get(reason, 'non disponible')}"),
            fill=style.MUTED,
        )
        y += 20
    canvas.height = max(canvas.height, y + 6)


def _legend_values(biggest: float, indicator: Indicator) -> list[float]:
    """Three round values, the largest first, none above the largest circle."""
    smallest = 10.0**-indicator.precision
    first = step_near(biggest)
    while first > biggest:
        first = step_near(first / 2.6)
    values = [first, step_near(first / 5), step_near(first / 25)]
    return [value for i, value in enumerate(values) if value >= smallest and value not in values[:i]]
