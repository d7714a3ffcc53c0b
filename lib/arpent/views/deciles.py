"""Deciles: from the first to the ninth with the median between, a bar a territory."""

from collections.abc import Sequence
from dataclasses import dataclass

from arpent.views import captions, style
from arpent.views.crossed import Line, absent_cells, latest_known, lines_of
from arpent.views.described import Indicator, Measures
from arpent.views.findings import Finding, trace
from arpent.views.french import place
from arpent.views.key import Entry, draw_key
from arpent.views.lacking import unless_lacking
from arpent.views.measure import shorten, text_width
from arpent.views.numbers import format_value, french_number, typeset
from arpent.views.rows import Cell, by_territory, missing_reason, unit_label
from arpent.views.scale import Scale
from arpent.views.svg import Canvas
from arpent.views.view import Figure, Missing, slug
from arpent.views.words import capital, in_sentence

MOST_BARS = 12
SPREAD = 0.05  # a ratio of D9 to D1 this much apart from the other's, relatively, is told


@dataclass(frozen=True)
class Plan:
    """Lines drawn, and the ids of the first decile, the median and the ninth."""

    lines: tuple[Line, ...]
    ids: tuple[str, str, str]
    indicators: tuple[Indicator, Indicator, Indicator]

    def text(self, line: Line, position: int) -> str:
        """A value as printed, without unit: it is in the subtitle."""
        return format_value(line.value(self.ids[position]), self.indicators[position], unit=False)


@unless_lacking("all")
def draw_deciles(
    measures: Measures,
    *,
    name: str,
    low: str,
    median: str,
    high: str,
    title: str | None = None,
    year: int | None = None,
) -> Figure | Missing:
    """
    A bar from the first to the ninth decile with the median on it: where the eight in the middle stand.

    Parameters
    ----------
    measures : Measures
        Rows of roles focus, parent and peer. Published deciles only: they are never computed here.
    name : str
        Stem of the figure.
    low, median, high : str
        Ids of the first decile, the median and the ninth decile, all in one unit.
    title : str, optional
        How many times the first decile the ninth is, beside the first parent, unless given.
    year : int, optional
        The latest in which the focus has a median, unless given.

    Returns
    -------
    Figure or Missing
        A territory without published deciles has its median alone; without a median, no bar: both are said.
    """
    ids = (low, median, high)
    everything = lines_of(measures, ids)
    when = year or latest_known(everything, [median])
    wanted = [line for line in everything if line.first.year == when][:MOST_BARS]
    drawn = tuple(line for line in wanted if line.is_known([median]))
    if when is None or not any(line.is_focus for line in drawn):
        reason = missing_reason([c for one in everything if one.is_focus for c in one.take([median])])
        return captions.missing_view(measures, measures.indicators[median], name, title=title, reason=reason)
    indicators = (measures.indicators[low], measures.indicators[median], measures.indicators[high])
    plan = Plan(drawn, ids, indicators)
    finding = _finding(plan)
    span = f"de {plan.text(drawn[0], 1)} {unit_label(indicators[1])}"
    alt = captions.alt_of(
        "Barres du premier au neuvième décile",
        f"{place(measures.focus).name} et {len(drawn) - 1} autres territoires",
        f"en {when}, médiane {place(measures.focus).of} {span}".strip(),
        capital(title or (finding.text if finding else "")),
    )
    words = captions.words_of(
        measures,
        finding,
        title=title,
        neutral=f"Premier décile, médiane et neuvième décile en {when}",
        subtitle=captions.subtitle_of(indicators[1], [when], measures),
        alt=alt,
        reading=_reading(plan),
        notes=[
            _note_hidden(plan),
            captions.missing_note(absent_cells([w for w in wanted if w not in drawn], [median])),
        ],
    )
    svgs = [_draw(plan, width, slug(name), alt) for width in (style.WIDE, style.NARROW)]
    numbers = finding.numbers if finding and title is None else ()
    grouped = [[line.by_indicator[one] for line in wanted if one in line.by_indicator] for one in ids]
    return Figure(name, words, svgs[0], svgs[1], by_territory(grouped, indicators), numbers)


def _ratio(plan: Plan, line: Line) -> float | None:
    """How many times the first decile the ninth is; None where either is hidden."""
    low, high = plan.ids[0], plan.ids[2]
    if not line.is_known([low, high]) or line.value(low) <= 0:
        return None
    return line.value(high) / line.value(low)


def _finding(plan: Plan) -> Finding | None:
    here = plan.lines[0]
    parent = next((line for line in plan.lines if line.first.role == "parent"), None)
    ratios = [_ratio(plan, line) if line else None for line in (here, parent)]
    if ratios[0] is None or parent is None or ratios[1] is None:
        return None
    texts = [french_number(ratio, 1) for ratio in ratios if ratio is not None]
    if abs(ratios[0] / ratios[1] - 1) < SPREAD or texts[0] == texts[1]:
        return None
    degree = "plus" if ratios[0] > ratios[1] else "moins"
    text = (
        f"Les écarts sont {degree} grands que {parent.forms.within} : un rapport de {texts[0]} entre le "
        f"neuvième et le premier décile, contre {texts[1]}"
    )
    numbers = tuple(
        trace(said, _cell(plan, line, 2), ratio, against=[_cell(plan, line, 0)])
        for said, line, ratio in zip(texts, (here, parent), ratios, strict=True)
    )
    return Finding(typeset(text), numbers)


def _cell(plan: Plan, line: Line, position: int) -> Cell:
    return line.by_indicator[plan.ids[position]]


def _reading(plan: Plan) -> str:
    here = plan.lines[0]
    if not here.is_known(plan.ids):
        return captions.reading_of(_cell(plan, here, 1), plan.indicators[1])
    low, middle, high = (
        format_value(here.value(one), indicator)
        for one, indicator in zip(plan.ids, plan.indicators, strict=True)
    )
    return typeset(
        f"Lecture : en {here.first.year}, {here.forms.within}, un habitant sur dix vit avec moins de {low}, un "
        f"sur deux avec moins de {middle}, un sur dix avec plus de {high} ({in_sentence(plan.indicators[1].label)})."
    )


def _note_hidden(plan: Plan) -> str:
    """Whose deciles are not published: the median alone is drawn."""
    partial = [line for line in plan.lines if not line.is_known(plan.ids)]
    note = captions.missing_note(absent_cells(partial, plan.ids))
    return f"Médiane seule. {note}" if note else ""


def _draw(plan: Plan, width: int, name: str, alt: str) -> str:
    is_narrow = width == style.NARROW
    canvas = Canvas(width, 0, name)
    entries = [
        Entry("du premier au neuvième décile", "swatch", style.BAR),
        Entry("médiane", "dot", style.COMPARATORS[0]),
    ]
    y = draw_key(canvas, entries) + 8
    names = [line.forms.short for line in plan.lines]
    column = 0.0 if is_narrow else min(250.0, max(text_width(text, weight=600) for text in names) + 14)
    across = _scale(plan, column, width)
    for line in plan.lines:
        weight, ink = (600, style.ACCENT) if line.is_focus else (400, style.INK)
        text = shorten(line.forms.short, (column or width) - 14, weight=weight)
        if is_narrow:
            canvas.text(0, y + 13, text, weight=weight, fill=ink)
        else:
            canvas.text(column - 10, y + 27, text, weight=weight, fill=ink, anchor="end")
        _draw_line(canvas, plan, line, across, y + (36 if is_narrow else 22))
        y += 58 if is_narrow else 40
    canvas.height = y
    return canvas.svg(alt)


def _scale(plan: Plan, column: float, width: float) -> Scale:
    values = [cell.value for line in plan.lines for cell in line.take(plan.ids) if cell.is_known]
    room = (
        max(text_width(plan.text(line, i), weight=600) for line in plan.lines for i in _known(plan, line)) + 8
    )
    return Scale(min(values), max(values), column + room, width - room)


def _known(plan: Plan, line: Line) -> list[int]:
    return [i for i, one in enumerate(plan.ids) if line.is_known([one])]


def _draw_line(canvas: Canvas, plan: Plan, line: Line, across: Scale, y: float) -> None:
    """The bar, its ends' values outside it, the median's above it."""
    weight, ink = (600, style.ACCENT) if line.is_focus else (400, style.INK)
    known: Sequence[int] = _known(plan, line)
    if len(known) == 3:
        start, end = across(line.value(plan.ids[0])), across(line.value(plan.ids[2]))
        fill = style.ACCENT_SOFT if line.is_focus else style.OUTSIDE_LINE
        canvas.rect(start, y - 5, end - start, 10, fill=fill)
    for position, x_shift, anchor in ((0, -5, "end"), (2, 5, "start")):
        if position in known:
            x = across(line.value(plan.ids[position]))
            canvas.line(x, y - 7, x, y + 7, stroke=ink, stroke_width=2)
            canvas.text(
                x + x_shift, y + 4.5, plan.text(line, position), weight=weight, fill=ink, anchor=anchor
            )
    x = across(line.value(plan.ids[1]))
    canvas.circle(x, y, 5, fill=style.ACCENT if line.is_focus else style.COMPARATORS[0])
    text = plan.text(line, 1)
    canvas.text(x, y - 9, text, size=style.SMALL, weight=weight, fill=ink, anchor="middle")
