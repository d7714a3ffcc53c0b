"""Proportional circles: a count of each part of a territory. Areas are proportional to values."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from arpent.territory import Territory
from arpent.views import basemap, captions, geography, style
from arpent.views.basemap import Basemap, Drawn
from arpent.views.described import Indicator, Measures
from arpent.views.findings import Finding, trace
from arpent.views.french import place
from arpent.views.lacking import unless_lacking
from arpent.views.levels import level_of
from arpent.views.locator import draw_inset, draw_locator
from arpent.views.measure import wrap
from arpent.views.numbers import REASONS_SAID, THIN, format_value, french_number, typeset
from arpent.views.rows import (
    Cell,
    by_territory,
    by_value,
    cells,
    choose_indicator,
    latest_year,
    missing_reason,
    one_level,
    row_of,
)
from arpent.views.scale import step_near
from arpent.views.svg import Canvas
from arpent.views.view import Figure, Missing, slug
from arpent.views.weights import name_weights
from arpent.views.words import capital, dated, in_sentence


@dataclass(frozen=True)
class Plan:
    """What a map of circles is drawn from, whatever its width."""

    focus: Territory
    base: Basemap
    parts: tuple[Cell, ...]
    indicator: Indicator

    @cached_property
    def ordered(self) -> list[Cell]:
        """Parts in the order of the figure's data."""
        return by_value(self.parts)

    @property
    def biggest(self) -> float:
        """The value of the largest circle."""
        return max(abs(cell.value) for cell in self.parts if cell.is_known) or 1.0


@unless_lacking("one")
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
    everything = one_level(cells(measures, measured, roles=("part",)), finest=True)
    if not everything:
        return draw_locator(measures.focus, name=name, title=title, source=captions.source_of(measures))
    when = year or latest_year(everything, ("part",))
    parts = [cell for cell in everything if cell.year == when] or everything
    if when is None or not any(cell.is_known for cell in parts):
        return captions.missing_view(measures, measured, name, title=title, reason=missing_reason(parts))
    if not any(cell.value for cell in parts if cell.is_known):
        each = level_of(cell.territory for cell in parts).one
        why = f"{measured.label} : zéro dans chaque {each} dont la valeur est connue."
        return captions.missing_view(measures, measured, name, title=title, why=why)
    level = parts[0].territory.partition(":")[0]
    codes = [cell.territory.partition(":")[2] for cell in parts]
    base = basemap.prepare(measures.focus, level, codes, name_weights(level, codes))
    largest = max((cell for cell in parts if cell.is_known), key=lambda cell: (cell.value, cell.name))
    finding = _finding(measures, measured, parts, largest)
    subject = f"{in_sentence(measured.label)}, {captions.shown_around(measures, parts)}"
    detail = f"en {when}, {captions.range_of(parts, measured)}"
    said = title or (finding.text if finding else "")
    alt = captions.alt_of("Carte en cercles proportionnels", subject, detail, capital(said))
    words = captions.words_of(
        measures,
        finding,
        title=title,
        neutral=dated(measured.label, measured.label, when),
        subtitle=captions.subtitle_of(measured, [when], measures, parts=parts),
        alt=alt,
        reading=captions.reading_of(captions.part_to_read(measures, parts, largest), measured),
        notes=["La surface des cercles est proportionnelle aux effectifs.", captions.missing_note(parts)],
    )
    plan = Plan(measures.focus, base, tuple(parts), measured)
    svgs = [_draw(plan, width, slug(name), alt) for width in (style.WIDE, style.NARROW)]
    numbers = finding.numbers if finding and title is None else ()
    return Figure(
        name, captions.on_map(words), svgs[0], svgs[1], by_territory([plan.ordered], [measured]), numbers
    )


def _finding(
    measures: Measures, indicator: Indicator, parts: Sequence[Cell], largest: Cell
) -> Finding | None:
    """« Clermont-Ferrand compte 140 000 logements, soit 50 % du total »: only of positive counts."""
    known = [cell for cell in parts if cell.is_known]
    if len(known) < 2 or min(cell.value for cell in known) < 0:
        return None
    value = format_value(largest.value, indicator)
    text = f"{capital(largest.forms.the)} compte {value}"
    here = next((cell for cell in parts if cell.territory == measures.focus.id), None)
    if here is not None:
        return _among_others(text, value, largest, here, indicator)
    found = cells(measures, indicator, roles=("focus",), year=largest.year)
    whole = next((cell for cell in found if cell.is_known and cell.value > 0), None)
    if whole is None:
        return None
    share = largest.value / whole.value
    percent = f"{french_number(share * 100)}{THIN}%"
    return Finding(
        typeset(f"{text}, soit {percent} du total {place(measures.focus).of}"),
        (trace(value, largest), trace(percent, largest, share, against=[largest, whole])),
    )


def _among_others(text: str, value: str, largest: Cell, here: Cell, indicator: Indicator) -> Finding | None:
    """Of a commune among those of its EPCI, which it is not the whole of."""
    if here.territory == largest.territory:
        return Finding(typeset(f"{text}, le plus de son intercommunalité"), (trace(value, largest),))
    if not here.is_known:
        return None
    mine = format_value(here.value, indicator)
    return Finding(typeset(f"{text}, {here.forms.the} {mine}"), (trace(value, largest), trace(mine, here)))


def _draw(plan: Plan, width: int, name: str, alt: str) -> str:
    is_wide = width == style.WIDE
    frame = basemap.frame_of(plan.base, width)
    canvas = Canvas(width, basemap.bottom_of(plan.base, frame), name)
    pieces = basemap.drawn(plan.base, frame)
    outside = basemap.draw_outside(canvas, plan.base, frame)
    _draw_ground(canvas, pieces)
    basemap.draw_limits(canvas, plan.base, pieces[0])
    basemap.draw_insets(canvas, pieces)
    largest = min(frame.box.right, frame.box.bottom) * 0.105
    radii = _draw_circles(canvas, plan, pieces, largest)
    basemap.draw_scale(canvas, frame)
    basemap.draw_names(canvas, plan.base, pieces[0], 9 if is_wide else 5, under=radii)
    basemap.draw_neighbours(canvas, plan.base, outside, pieces[0], 5 if is_wide else 2)
    _draw_legend(canvas, plan, frame.box.right, largest)
    return canvas.svg(alt)


def _draw_ground(canvas: Canvas, pieces: Sequence[Drawn]) -> None:
    """The parts in white, with their limits where they are few enough to be read."""
    for piece in pieces:
        is_many = len(piece.shapes) > basemap.MANY
        shapes = [geography.outline(piece.pixels)] if is_many else piece.pixels
        rings = [ring for shape in shapes for ring in geography.rings_of(shape)]
        fine = basemap.grid_size(piece)
        canvas.rings(rings, grid_size=fine, fill=style.PAPER, stroke=style.OUTSIDE_LINE, stroke_width=0.8)


def _draw_circles(canvas: Canvas, plan: Plan, pieces: Sequence[Drawn], largest: float) -> dict[str, float]:
    """Largest first, so that none hides a smaller one; their radii by code, px."""
    found = {
        cell.territory.partition(":")[2]: cell.value for cell in plan.parts if cell.is_known and cell.value
    }
    spots = {
        code: geography.spot(shape)
        for piece in pieces
        for code, shape in zip(piece.shapes.codes, piece.pixels, strict=True)
    }
    radii = {code: max(1.0, largest * math.sqrt(abs(value) / plan.biggest)) for code, value in found.items()}
    rows = row_of(plan.ordered)
    canvas.group(fill=style.ACCENT, stroke=style.PAPER, stroke_width=0.8, fill_opacity=0.85)
    for code in sorted((c for c in spots if c in found), key=lambda c: (-radii[c], c)):
        fill = None if found[code] > 0 else style.CATEGORIES[0]
        canvas.circle(*spots[code], radii[code], fill=fill, data_rows=str(rows[code]))
    canvas.end()
    return radii


def _draw_legend(canvas: Canvas, plan: Plan, right: float, largest: float) -> None:
    is_wide = canvas.width == style.WIDE
    x, y = (right + 18, 6.0) if is_wide else (0.0, canvas.height + 8)
    for line in wrap(plan.indicator.short, (basemap.LEGEND if is_wide else canvas.width) - 18, lines=2):
        y += 15
        canvas.text(x, y, line, weight=600)
    y = _draw_nested(canvas, plan, (x, y + 10), largest)
    if any(cell.is_known and cell.value < 0 for cell in plan.parts):
        canvas.circle(x + 7, y + 8, 6, fill=style.CATEGORIES[0])
        canvas.text(x + 22, y + 12, "valeur négative")
        y += 22
    for reason in sorted({cell.reason or "not_available" for cell in plan.parts if not cell.is_known}):
        said = REASONS_SAID.get(reason, "donnée non disponible")
        text = typeset(f"Sans cercle : {said.removeprefix('donnée ')}")
        canvas.text(x, y + 12, text, fill=style.MUTED)
        y += 20
    canvas.height = max(canvas.height, y + 6)
    if is_wide:
        draw_inset(canvas, plan.focus, x, y)


def _draw_nested(canvas: Canvas, plan: Plan, corner: tuple[float, float], largest: float) -> float:
    """Round values as circles that stand on one line, named at their tops; returns where they end."""
    x, y = corner
    values = _legend_values(plan.biggest, plan.indicator)
    bottom = y + 2 * largest * math.sqrt(values[0] / plan.biggest) if values else y
    last = -math.inf
    for value in values:
        radius = largest * math.sqrt(value / plan.biggest)
        top = bottom - 2 * radius
        at = max(top, last + 15)
        end = x + 2 * largest + 12
        canvas.circle(x + largest + 1, bottom - radius, radius, fill="none", stroke=style.MUTED)
        canvas.polyline([(x + largest + 1, top), (end - 6, top), (end, at)], stroke=style.AXIS)
        canvas.text(end + 4, at + 4, format_value(value, plan.indicator, unit=False), is_scale=True)
        last = at
    return max(bottom, last) + 12


def _legend_values(biggest: float, indicator: Indicator) -> list[float]:
    """Three round values, the largest first, none above the largest circle."""
    smallest = 10.0**-indicator.precision
    first = step_near(biggest)
    while first > biggest:
        first = step_near(first / 2.6)
    values = [first, step_near(first / 5), step_near(first / 25)]
    return [value for i, value in enumerate(values) if value >= smallest and value not in values[:i]]
