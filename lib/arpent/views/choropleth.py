"""Choropleths: a rate of each part of a territory, in named classes. Never a count: see ``circles``."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import shapely

from arpent.errors import AskedWrongly
from arpent.territory import Territory
from arpent.views import basemap, captions, geography, style
from arpent.views.basemap import Basemap, Drawn
from arpent.views.classes import METHODS, NEGATIVE, Classes, classify
from arpent.views.described import Indicator, Measures
from arpent.views.findings import finding_extent, trace
from arpent.views.lacking import unless_lacking
from arpent.views.levels import level_of
from arpent.views.locator import draw_inset, draw_locator
from arpent.views.measure import text_width, wrap
from arpent.views.numbers import REASONS_SAID, factor, format_value, typeset
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
from arpent.views.svg import Canvas
from arpent.views.view import Figure, Missing, slug
from arpent.views.weights import name_weights, with_extremes
from arpent.views.words import capital, dated, in_sentence

#: Parts beyond which no limit is drawn between those of one class: lines would hide the classes, and weigh.
CROWDED = 400


@dataclass(frozen=True)
class Plan:
    """What a choropleth is drawn from, whatever its width."""

    focus: Territory
    base: Basemap
    parts: tuple[Cell, ...]
    whole: Cell | None
    classes: Classes
    indicator: Indicator

    @cached_property
    def ordered(self) -> list[Cell]:
        """Parts in the order of the figure's data."""
        return by_value(self.parts)

    @cached_property
    def class_of(self) -> dict[str, int]:
        """Class of each part that has a value, by code."""
        by = factor(self.indicator.unit)
        known = [cell for cell in self.parts if cell.is_known]
        return {cell.territory.partition(":")[2]: self.classes.index(cell.value * by) for cell in known}


@unless_lacking("one")
def draw_map(
    measures: Measures,
    *,
    name: str,
    title: str | None = None,
    indicator: str | None = None,
    year: int | None = None,
    breaks: Sequence[float] | None = None,
    method: str = "jenks",
) -> Figure | Missing:
    """
    Choropleth of the parts of the focus. Rates only.

    Parameters
    ----------
    measures : Measures
        Rows of role part: communes, EPCI or départements, all of one level.
    name : str
        Stem of the figure.
    title : str, optional
        The range over the parts unless given.
    indicator : str, optional
        The first unless given.
    year : int, optional
        The parts' latest unless given.
    breaks : sequence of float, optional
        Limits of classes in printed units, shared by maps that are compared.
    method : str
        ``fisher_jenks`` (or ``jenks``), ``quantiles`` or ``equal_interval``; limits are rounded after.

    Returns
    -------
    Figure or Missing
        A single commune has no parts: its locator map. Missing where no part has a value.

    Raises
    ------
    AskedWrongly
        The indicator is a count.
    """
    measured = choose_indicator(measures, indicator)
    if measured.kind in ("count", "flow"):
        raise AskedWrongly(
            f"draw_map: '{measured.id}' is a {measured.kind}; a choropleth shows rates only. "
            f"Use draw_circles for it, or a ratio (per inhabitant, per dwelling, per km²)."
        )
    everything = one_level(cells(measures, measured, roles=("part",)), finest=True)
    if not everything:
        return draw_locator(measures.focus, name=name, title=title, source=captions.source_of(measures))
    when = year or latest_year(everything, ("part",))
    parts = [cell for cell in everything if cell.year == when] or everything
    if not any(cell.is_known for cell in parts) or when is None:
        return captions.missing_view(measures, measured, name, title=title, reason=missing_reason(parts))
    level = parts[0].territory.partition(":")[0]
    codes = [cell.territory.partition(":")[2] for cell in parts]
    weights = name_weights(level, codes)
    firm = [cell for cell in parts if cell.is_known and not cell.is_fragile]
    known = {cell.territory.partition(":")[2]: cell.value for cell in firm}
    base = basemap.prepare(measures.focus, level, codes, with_extremes(weights, known))
    classes = classify([cell.value for cell in parts], measured, method=method, breaks=breaks)
    finding = finding_extent(parts, measured)
    alt = _alt(measures, measured, parts, title or (finding.text if finding else ""))
    words = captions.words_of(
        measures,
        finding,
        title=title,
        neutral=dated(measured.label, measured.label, when),
        subtitle=captions.subtitle_of(measured, [when], measures, parts=parts),
        alt=alt,
        reading=captions.reading_of(
            captions.part_to_read(measures, parts, _best_known(parts, weights)), measured
        ),
        notes=[_note_classes(classes), captions.fragile_note(parts), captions.missing_note(parts)],
    )
    whole = next((c for c in cells(measures, measured, roles=("focus",), year=when) if c.is_known), None)
    plan = Plan(measures.focus, base, tuple(parts), whole, classes, measured)
    svgs = [_draw(plan, width, slug(name), alt) for width in (style.WIDE, style.NARROW)]
    told = () if whole is None else (trace(format_value(whole.value, measured), whole),)
    numbers = (*(finding.numbers if finding and title is None else ()), *told)
    return Figure(
        name, captions.on_map(words), svgs[0], svgs[1], by_territory([plan.ordered], [measured]), numbers
    )


def _best_known(parts: Sequence[Cell], weights: dict[str, float]) -> Cell:
    """The most populated part that has a value: the reading line speaks of it."""
    known = [cell for cell in parts if cell.is_known]
    return max(known, key=lambda cell: (weights.get(cell.territory.partition(":")[2], 0.0), cell.value))


def _note_classes(classes: Classes) -> str:
    if len(classes.breaks) == 0:
        return ""
    return typeset(f"Classes : {METHODS.get(classes.method, classes.method)}.")


def _alt(measures: Measures, indicator: Indicator, parts: Sequence[Cell], finding: str) -> str:
    level = level_of(cell.territory for cell in parts).one
    subject = f"{in_sentence(indicator.label)} par {level}, {captions.shown_around(measures, parts)}"
    detail = f"en {parts[0].year}, {captions.range_of(parts, indicator)}"
    return captions.alt_of("Carte", subject, detail, capital(finding))


def _draw(plan: Plan, width: int, name: str, alt: str) -> str:
    is_wide = width == style.WIDE
    frame = basemap.frame_of(plan.base, width)
    canvas = Canvas(width, basemap.bottom_of(plan.base, frame), name)
    pieces = basemap.drawn(plan.base, frame)
    outside = basemap.draw_outside(canvas, plan.base, frame)
    _draw_classes(canvas, plan, pieces)
    basemap.draw_limits(canvas, plan.base, pieces[0])
    basemap.draw_insets(canvas, pieces)
    basemap.draw_scale(canvas, frame)
    basemap.draw_names(canvas, plan.base, pieces[0], 9 if is_wide else 5)
    basemap.draw_neighbours(canvas, plan.base, outside, pieces[0], 6 if is_wide else 3)
    _draw_legend(canvas, plan, frame.box.right)
    return canvas.svg(alt)


def _draw_classes(canvas: Canvas, plan: Plan, pieces: Sequence[Drawn]) -> None:
    grouped: dict[str, list[tuple[int | None, shapely.Geometry]]] = {}
    rows = row_of(plan.ordered)
    for piece in pieces:
        for code, geometry in zip(piece.shapes.codes, piece.pixels, strict=True):
            at = plan.class_of.get(code)
            fill = canvas.hatch() if at is None else _fill(canvas, plan.classes.colours[at])
            grouped.setdefault(fill, []).append((rows.get(code), geometry))
    fine = basemap.grid_size(pieces[0])
    is_crowded = len(plan.parts) > CROWDED
    for fill in sorted(grouped):
        shapes = grouped[fill]
        whole = [(None, shapely.union_all([geometry for _, geometry in shapes]))] if is_crowded else shapes
        outlines = [(row, geography.rings_of(geometry)) for row, geometry in whole]
        canvas.shapes(outlines, grid_size=fine, fill=fill, stroke=style.PAPER, stroke_width=0.6)


def _fill(canvas: Canvas, colour: str) -> str:
    return canvas.dotted(colour) if colour in NEGATIVE else colour


def _draw_legend(canvas: Canvas, plan: Plan, right: float) -> None:
    is_wide = canvas.width == style.WIDE
    x, y = (right + 18, 6.0) if is_wide else (0.0, canvas.height + 8)
    for line in wrap(plan.indicator.short, (basemap.LEGEND if is_wide else canvas.width) - 18, lines=2):
        y += 15
        canvas.text(x, y, line, weight=600)
    y += 8
    classed = list(plan.class_of.values())
    counts = [classed.count(i) for i in range(len(plan.classes.colours))]
    for colour, label, count in list(zip(plan.classes.colours, plan.classes.labels, counts, strict=True))[
        ::-1
    ]:
        y = _draw_entry(canvas, x, y, (colour, label, count))
    reasons = [cell.reason or "not_available" for cell in plan.parts if not cell.is_known]
    for reason in sorted(set(reasons)):
        said = REASONS_SAID.get(reason, "donnée non disponible").removeprefix("donnée ")
        y = _draw_entry(canvas, x, y, (canvas.hatch(), said, reasons.count(reason)))
    if plan.whole is not None:
        whose = (
            "Ensemble" if plan.whole.territory not in {c.territory for c in plan.parts} else plan.whole.name
        )
        text = typeset(f"{whose} : {format_value(plan.whole.value, plan.indicator)}")
        for line in wrap(text, (basemap.LEGEND if is_wide else canvas.width) - 18, lines=2):
            y += 16
            canvas.text(x, y, line, weight=600, fill=style.ACCENT)
        y += 8
    canvas.height = max(canvas.height, y + 4)
    if is_wide:
        draw_inset(canvas, plan.focus, x, y)


def _draw_entry(canvas: Canvas, x: float, y: float, entry: tuple[str, str, int]) -> float:
    """One class: swatch, limits on two lines at most, number of parts; returns where the next one goes."""
    colour, label, count = entry
    canvas.rect(x + 0.5, y + 0.5, 22, 16, fill=_fill(canvas, colour), stroke=style.AXIS, stroke_width=0.8)
    parts = f"({count})"
    room = canvas.width - x - 30 - text_width(parts, size=style.SMALL) - 8
    for rank, line in enumerate(wrap(label, room, lines=2)):
        y += 15 if rank else 0
        box = canvas.text(x + 30, y + 13, line, is_scale=True)
    canvas.text(box.right + 6, y + 13, parts, size=style.SMALL, fill=style.MUTED, is_scale=True)
    return y + 23
