"""Small multiples: a tiny line a commune, all on one scale."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from arpent.views import captions, style
from arpent.views.described import Indicator, Measures
from arpent.views.findings import trace
from arpent.views.french import place
from arpent.views.lacking import unless_lacking
from arpent.views.levels import Level, level_of, part_by_part
from arpent.views.measure import shorten
from arpent.views.numbers import factor, format_value, french_number, typeset
from arpent.views.rows import Cell, by_part, cells, choose_indicator, missing_reason, one_level
from arpent.views.scale import Scale
from arpent.views.svg import Canvas
from arpent.views.view import Figure, Missing, slug
from arpent.views.weights import name_weights
from arpent.views.words import in_sentence, plural

MOST = 24
ACROSS = {style.WIDE: 6, style.NARROW: 3}
PANEL, GAP = 74.0, 14.0  # px


@dataclass(frozen=True)
class Panel:
    """One territory's known points: year, and value as drawn."""

    cells: tuple[Cell, ...]
    values: tuple[float, ...]


@dataclass(frozen=True)
class Plan:
    """Panels on one scale, whatever the width."""

    panels: tuple[Panel, ...]
    indicator: Indicator
    base: int | None

    def text(self, value: float) -> str:
        """A drawn value as a label prints it."""
        if self.base is not None:
            return french_number(value)
        has_unit = self.indicator.unit.startswith("%")
        return format_value(value / factor(self.indicator.unit), self.indicator, unit=has_unit)


@unless_lacking("one")
def draw_multiples(
    measures: Measures,
    *,
    name: str,
    title: str | None = None,
    indicator: str | None = None,
    base: int | None = None,
    most: int = MOST,
) -> Figure | Missing:
    """
    A small line a part of the focus, largest population first, on one scale for all.

    Parameters
    ----------
    measures : Measures
        Rows of role part over several years; without parts, the focus's peers.
    name : str
        Stem of the figure.
    title : str, optional
        Neutral unless given.
    indicator : str, optional
        The first unless given.
    base : int, optional
        Year set to 100: for counts, whose sizes would flatten all but the largest.
    most : int
        Panels; the parts beyond are counted in the note and are in the table.

    Returns
    -------
    Figure or Missing
        A part with fewer than two values has no panel, and is said.
    """
    measured = choose_indicator(measures, indicator)
    everything = one_level(cells(measures, measured, roles=("part", "focus", "peer")), finest=True)
    role = "part" if any(cell.role == "part" for cell in everything) else "peer"
    found = [cell for cell in everything if cell.role in (role, "focus" if role == "peer" else role)]
    panels = _panels(found, measured, base)
    if not panels:
        return captions.missing_view(measures, measured, name, title=title, reason=missing_reason(found))
    ordered = _ordered(panels)
    plan = Plan(tuple(ordered[:most]), measured, base)
    years = sorted({cell.year for panel in plan.panels for cell in panel.cells})
    span, forms = f"{years[0]} à {years[-1]}", place(measures.focus)
    unit = f"base 100 en {base}" if base is not None else ""
    subject = f"{in_sentence(measured.label)}, {len(plan.panels)} {_level(found).many}, {forms.name}"
    alt = captions.alt_of("Petites courbes", subject, f"de {span}", "")
    count = len({cell.territory for cell in found})
    words = captions.words_of(
        measures,
        None,
        title=part_by_part(title, found) if title is not None else None,
        neutral=f"{measured.label} de {span}",
        subtitle=captions.subtitle_of(measured, years, measures, unit=unit, parts=found if role == "part" else ()),
        alt=alt,
        reading=_reading(plan),
        notes=["Même échelle pour toutes les courbes.", _note_rest(len(ordered) - len(plan.panels)),
               _note_absent(count - len(ordered), _level(found))],
    )  # fmt: skip
    svgs = [
        _draw(plan, (years[0], years[-1]), width, slug(name), alt) for width in (style.WIDE, style.NARROW)
    ]
    return Figure(name, words, svgs[0], svgs[1], by_part(found, measured), tuple(_traces(plan)))


def _traces(plan: Plan) -> list[dict[str, Any]]:
    """Records of the values printed where curves start at 100: the table holds what they come from."""
    if plan.base is None:
        return []
    return [
        trace(plan.text(one.values[-1]), one.cells[-1], one.values[-1], against=[one.cells[0]])
        for one in plan.panels
    ]


def _panels(found: Sequence[Cell], indicator: Indicator, base: int | None) -> list[Panel]:
    grouped: dict[str, list[Cell]] = {}
    for cell in sorted((one for one in found if one.is_known), key=lambda one: one.year):
        grouped.setdefault(cell.territory, []).append(cell)
    panels = []
    for group in grouped.values():
        kept = [cell for cell in group if base is None or cell.year >= base]
        start = kept[0].value if kept and kept[0].year == base else 0.0
        if len(kept) < 2 or (base is not None and start <= 0):
            continue
        by = factor(indicator.unit) if base is None else 100 / start
        panels.append(Panel(tuple(kept), tuple(cell.value * by for cell in kept)))
    return panels


def _ordered(panels: Sequence[Panel]) -> list[Panel]:
    """The most populated first, where that is known; else the highest last value."""
    level = panels[0].cells[0].territory.partition(":")[0]
    code = {panel: panel.cells[0].territory.partition(":")[2] for panel in panels}
    weights = name_weights(level, list(code.values()))
    return sorted(
        panels, key=lambda one: (-weights.get(code[one], 0.0), -one.cells[-1].value, one.cells[0].name)
    )


def _reading(plan: Plan) -> str:
    first = plan.panels[0]
    last = first.cells[-1]
    if plan.base is None:
        return captions.reading_of(last, plan.indicator)
    subject, value = in_sentence(plan.indicator.label), plan.text(first.values[-1])
    return typeset(f"Lecture : pour 100 en {plan.base}, {subject} {last.forms.of} : {value} en {last.year}.")


def _note_rest(count: int) -> str:
    return f"Et {count} {plural(count, 'autre')}, dans le tableau." if count > 0 else ""


def _note_absent(count: int, level: Level) -> str:
    said = plural(count, level.one, level.many)
    return f"Moins de deux années publiées pour {count} {said}." if count > 0 else ""


def _level(found: Sequence[Cell]) -> Level:
    return level_of(cell.territory for cell in found)


def _draw(plan: Plan, ends: tuple[int, int], width: int, name: str, alt: str) -> str:
    across = ACROSS[width]
    wide = (width - GAP * (across - 1)) / across
    pitch = PANEL + 40
    canvas = Canvas(width, pitch * -(-len(plan.panels) // across) + 4, name)
    for rank, panel in enumerate(plan.panels):
        _draw_panel(canvas, plan, panel, ends, (rank % across) * (wide + GAP), rank // across * pitch, wide)
    return canvas.svg(alt)


def _draw_panel(
    canvas: Canvas, plan: Plan, panel: Panel, ends: tuple[int, int], x: float, y: float, wide: float
) -> None:
    """Name on top, the line with a point at its end, first and last values under it."""
    values = [value for one in plan.panels for value in one.values] + ([100.0] if plan.base else [])
    up = Scale(min(values), max(values), y + PANEL + 14, y + 24)
    along = Scale(ends[0], ends[1], x + 2, x + wide - 4)
    is_focus = panel.cells[0].role == "focus"
    weight, ink = (600, style.ACCENT) if is_focus else (600, style.INK)
    text = shorten(panel.cells[0].forms.short, wide, size=style.SMALL, weight=600)
    canvas.text(x, y + 12, text, size=style.SMALL, weight=weight, fill=ink)
    ground = 100.0 if plan.base else min(values)
    canvas.line(x, up(ground), x + wide, up(ground), stroke=style.GRID)
    points = [(along(cell.year), up(one)) for cell, one in zip(panel.cells, panel.values, strict=True)]
    canvas.polyline(points, stroke=style.ACCENT, stroke_width=1.8, stroke_linejoin="round")
    canvas.circle(*points[-1], 2.6, fill=style.ACCENT)
    low = y + PANEL + 28
    first, last = plan.text(panel.values[0]), plan.text(panel.values[-1])
    box = canvas.text(x + wide, low, last, size=style.SMALL, weight=600, fill=style.ACCENT, anchor="end")
    if not plan.base and box.left - x > len(first) * 7 + 8:
        canvas.text(x, low, first, size=style.SMALL, fill=style.MUTED)
