"""Waterfall: how balances add up to a change, step by step from zero."""

from collections.abc import Sequence
from dataclasses import dataclass

from arpent.errors import AskedWrongly
from arpent.views import captions, style
from arpent.views.crossed import chosen_indicators, latest_known, lines_of
from arpent.views.described import Indicator, Measures
from arpent.views.findings import Finding, trace
from arpent.views.french import place
from arpent.views.lacking import unless_lacking
from arpent.views.measure import shorten, text_width
from arpent.views.numbers import format_value, french_number, typeset
from arpent.views.rows import Cell, missing_reason, raw, shown, unit_label
from arpent.views.scale import Scale
from arpent.views.svg import Canvas
from arpent.views.view import Column, Data, Figure, Missing, slug
from arpent.views.words import capital, conjugate, in_sentence, is_plural, with_article

GAIN, LOSS = style.CATEGORIES[1], style.CATEGORIES[0]  # light and dark: a grey print tells them
# ASSUME: published balances are rounded one by one; a sum within this part of the largest is the total.
ROUNDING = 0.005


@dataclass(frozen=True)
class Step:
    """One bar: what it adds, and the running sum it starts from. The total starts from zero."""

    indicator: Indicator
    cell: Cell
    start: float
    is_total: bool = False

    @property
    def end(self) -> float:
        """Where the bar ends."""
        return self.start + self.cell.value

    @property
    def text(self) -> str:
        """The value with its sign."""
        return french_number(self.cell.value, self.indicator.precision, signed=True)


@unless_lacking("all")
def draw_waterfall(
    measures: Measures,
    *,
    name: str,
    parts: Sequence[str],
    total: str,
    title: str | None = None,
    year: int | None = None,
    since: int | None = None,
) -> Figure | Missing:
    """
    Balances of the focus that add up to a change: natural and migratory, built and taken back.

    Parameters
    ----------
    measures : Measures
        Counts, signed, of one unit.
    name : str
        Stem of the figure.
    parts : sequence of str
        Ids of the balances, in order; two at least.
    total : str
        Id of the change that they add up to.
    title : str, optional
        With two balances, whether they go the same way or one makes up for the other, with more the largest gain
        and loss, unless given.
    year : int, optional
        The latest in which all are known, unless given.
    since : int, optional
        First year of the period that the balances cover, for the words.

    Returns
    -------
    Figure or Missing
        Missing where one of them is.

    Raises
    ------
    AskedWrongly
        The balances do not add up to the total, or there are fewer than two.
    """
    ids = (*parts, total)
    indicators = chosen_indicators(measures, ids)
    if len(parts) < 2:
        raise AskedWrongly(f"draw_waterfall: {len(parts)} balance; it adds up two at least.")
    lines = lines_of(measures, ids, roles=("focus",))
    when = year or latest_known(lines, ids)
    here = next((line for line in lines if line.first.year == when), None)
    if here is None or when is None or not here.is_known(ids):
        reason = missing_reason([cell for line in lines for cell in line.take(ids)])
        return captions.missing_view(measures, indicators[-1], name, title=title, reason=reason)
    steps = _steps([here.by_indicator[one] for one in ids], indicators)
    span = f"{since}–{when}" if since else str(when)
    finding = _finding(steps, f"de {since} à {when}" if since else f"en {when}")
    forms = place(measures.focus)
    said = ", ".join(f"{in_sentence(step.indicator.short)} {step.text}" for step in steps)
    alt = captions.alt_of(
        "Cascade", f"{in_sentence(indicators[-1].label)} {forms.of}, {span}", "", capital(said)
    )
    words = captions.words_of(
        measures,
        finding,
        title=title,
        neutral=f"{indicators[-1].label}, {span}",
        subtitle=typeset(", ".join([indicators[-1].label, unit_label(indicators[-1]), span, forms.name])),
        alt=alt,
        reading=_reading(steps, span),
        notes=["Valeurs estimées." if any(step.cell.is_estimated for step in steps) else ""],
    )
    svgs = [_draw(steps, width, slug(name), alt) for width in (style.WIDE, style.NARROW)]
    numbers = finding.numbers if finding and title is None else ()
    return Figure(name, words, svgs[0], svgs[1], _data(steps), numbers)


def _steps(found: Sequence[Cell], indicators: Sequence[Indicator]) -> list[Step]:
    steps, running = [], 0.0
    for cell, indicator in zip(found[:-1], indicators[:-1], strict=True):
        steps.append(Step(indicator, cell, running))
        running = steps[-1].end
    whole = found[-1]
    largest = max(abs(cell.value) for cell in found)
    if abs(running - whole.value) > max(len(steps), ROUNDING * largest):
        raise AskedWrongly(
            f"draw_waterfall: {', '.join(one.id for one in indicators[:-1])} add up to {running:g} for "
            f"{whole.territory} in {whole.year}, {whole.indicator} is {whole.value:g}; give what adds up to it."
        )
    return [*steps, Step(indicators[-1], whole, 0.0, is_total=True)]


def _finding(steps: Sequence[Step], when: str) -> Finding | None:
    """What two balances do to each other, the largest gain and loss of more; None where one of two is zero."""
    *parts, total = steps
    if len(parts) > 2:
        return _extremes(parts, when)
    if any(step.cell.value == 0 for step in parts):
        return None
    gain, loss = sorted(parts, key=lambda step: -step.cell.value)
    numbers = tuple(trace(step.text, step.cell) for step in (gain, loss))
    named = [f"{with_article(step.indicator)} ({step.text})" for step in (gain, loss)]
    if gain.cell.value < 0 or loss.cell.value > 0:
        sign = "positifs" if loss.cell.value > 0 else "négatifs"
        text = f"{capital(named[0])} et {named[1]} sont tous deux {sign}, {when}"
        if any(step.indicator.gender == "f" or is_plural(step.indicator.label) for step in parts):
            text = f"{capital(named[0])} et {named[1]} vont dans le même sens, {when}"
        return Finding(typeset(text), numbers)
    verb = conjugate(gain.indicator, "compense")
    denied = f"ne {verb} pas" if total.cell.value < 0 else verb
    return Finding(typeset(f"{capital(named[0])} {denied} {named[1]}, {when}"), numbers)


def _extremes(parts: Sequence[Step], when: str) -> Finding | None:
    """The largest gain and the largest loss, of those that there are."""
    ranked = sorted(parts, key=lambda step: -step.cell.value)
    said = []
    if ranked[0].cell.value > 0:
        said.append(("le plus fort gain", ranked[0]))
    if ranked[-1].cell.value < 0:
        said.append(("la plus forte perte", ranked[-1]))
    if not said:
        return None
    text = " ; ".join(f"{what} : {in_sentence(step.indicator.short)} ({step.text})" for what, step in said)
    numbers = tuple(trace(step.text, step.cell) for _, step in said)
    return Finding(typeset(f"{capital(when)}, {text}"), numbers)


def _reading(steps: Sequence[Step], span: str) -> str:
    first = steps[0]
    value = format_value(first.cell.value, first.indicator, signed=True)
    subject = in_sentence(first.indicator.label)
    return typeset(f"Lecture : {first.cell.forms.within}, {subject}, {span} : {value}.")


def _data(steps: Sequence[Step]) -> Data:
    unit = unit_label(steps[-1].indicator)
    columns = (Column("step", "Composante"), Column("value", "Valeur", unit, "integer"))
    rows = tuple((step.indicator.label, raw(step.cell, step.indicator)) for step in steps)
    return Data(columns, rows, tuple((one.indicator.label, shown(one.cell, one.indicator)) for one in steps))


def _draw(steps: Sequence[Step], width: int, name: str, alt: str) -> str:
    is_narrow = width == style.NARROW
    pitch, height = (44.0, 18.0) if is_narrow else (34.0, 22.0)
    labels = [step.indicator.short for step in steps]
    column = 0.0 if is_narrow else min(260.0, max(text_width(text, weight=600) for text in labels) + 14)
    canvas = Canvas(width, pitch * len(steps) + 6, name)
    across = _scale(steps, column, width)
    canvas.line(across(0), 0, across(0), canvas.height, stroke=style.AXIS)
    for rank, step in enumerate(steps):
        y = 3 + pitch * rank
        top = y + (20 if is_narrow else 3)
        _draw_name(canvas, step, y, column)
        _draw_bar(canvas, step, across, top, height)
        if not step.is_total:
            x = across(step.end)
            look = {"stroke": style.AXIS, "stroke_dasharray": "2 2"}
            canvas.line(x, top + height, x, top + pitch, **look)
    return canvas.svg(alt)


def _scale(steps: Sequence[Step], column: float, width: float) -> Scale:
    """Room at each end for the value of the bar that ends there."""
    edges = [edge for step in steps for edge in (step.start, step.end)]
    low, high = min(edges), max(edges)
    room = max(text_width(step.text, weight=600) for step in steps) + 10
    start = column + (room if any(step.cell.value < 0 for step in steps) else 0) + 1
    return Scale(low, high if high > low else low + 1, start, width - room)


def _draw_name(canvas: Canvas, step: Step, y: float, column: float) -> None:
    weight, ink = (600, style.ACCENT) if step.is_total else (400, style.INK)
    text = shorten(step.indicator.short, (column or canvas.width) - 14, weight=weight)
    if column:
        canvas.text(column - 10, y + 18, text, weight=weight, fill=ink, anchor="end")
    else:
        canvas.text(0, y + 14, text, weight=weight, fill=ink, halo=True)


def _draw_bar(canvas: Canvas, step: Step, across: Scale, top: float, height: float) -> None:
    """The bar, and its value at the end that it moves to."""
    start, end = sorted((across(step.start), across(step.end)))
    is_loss = step.cell.value < 0
    fill = style.ACCENT if step.is_total else LOSS if is_loss else GAIN
    canvas.rect(start, top, max(end - start, 1.0), height, fill=fill)
    weight, ink = (600, style.ACCENT) if step.is_total else (400, style.INK)
    x, anchor = (start - 5, "end") if is_loss else (end + 5, "start")
    canvas.text(x, top + height / 2 + 4.5, step.text, weight=weight, fill=ink, anchor=anchor, halo=True)
