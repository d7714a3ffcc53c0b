"""Slope: two years of an indicator, the territory and those it is compared with, each a straight line."""

from collections.abc import Sequence

from arpent.views import captions, style
from arpent.views.change import MIN_YEARS
from arpent.views.described import Indicator, Measures
from arpent.views.findings import change_sentence
from arpent.views.french import place
from arpent.views.lacking import unless_lacking
from arpent.views.measure import spread, text_width, wrap
from arpent.views.numbers import format_value, typeset
from arpent.views.rows import Cell, by_territory, cells, choose_indicator, missing_reason
from arpent.views.scale import Scale
from arpent.views.series import Plan, Series, choose_series
from arpent.views.svg import Canvas
from arpent.views.view import Column, Data, Figure, Missing, slug
from arpent.views.words import capital, conjugate, in_sentence, join_list, with_article

LEADING = 15.0  # px from a line of a label to the next
HEIGHT = {style.WIDE: 320.0, style.NARROW: 300.0}
LABEL_ROOM = {style.WIDE: 220.0, style.NARROW: 110.0}  # px at most
FLATTEST = 0.25  # a change of a quarter of the value is as steep as the drawing allows
TOP = 26.0  # px kept for the years


@unless_lacking("one")
def draw_slope(
    measures: Measures,
    *,
    name: str,
    title: str | None = None,
    indicator: str | None = None,
    years: tuple[int, int] | None = None,
) -> Figure | Missing:
    """
    Straight lines from one year to another: who rose, who fell. For every year, see :func:`draw_line`.

    Parameters
    ----------
    measures : Measures
        Rows of roles focus, parent and peer; five lines at most, parents first.
    name : str
        Stem of the figure.
    title : str, optional
        The focus's change unless given.
    indicator : str, optional
        The first unless given.
    years : (int, int), optional
        First and last year; the focus's first and last known ones unless given.

    Returns
    -------
    Figure or Missing
        Missing where the focus lacks a value in either year, or they are under five years apart. A
        comparator that lacks one is left out, and said.
    """
    measured = choose_indicator(measures, indicator)
    found = cells(measures, measured, roles=("focus", "parent", "peer"))
    here = [cell for cell in found if cell.role == "focus"]
    ends = years or _ends(here)
    if ends is None or not _has_both(here, ends):
        reason = missing_reason(here)
        why = _why_not(here, measured, measures) if any(cell.is_known for cell in here) else ""
        return captions.missing_view(measures, measured, name, title=title, reason=reason, why=why)
    both = [cell for cell in found if cell.year in ends]
    whole = [c for c in both if _has_both([o for o in both if o.territory == c.territory], ends)]
    absent = [c for c in both if c not in whole and not c.is_known]
    series, left_out = choose_series(whole, measured, None)
    plan = Plan(tuple(series), measured, None)
    first, last = plan.series[0].cells
    finding = change_sentence(first, last, measured)
    alt = _alt(measures, plan, title or (finding.text if finding else ""))
    words = captions.words_of(
        measures,
        finding,
        title=title,
        neutral=f"{measured.label} en {ends[0]} et en {ends[1]}",
        subtitle=captions.subtitle_of(measured, ends, measures),
        alt=alt,
        reading=_reading(plan),
        notes=[_note_left_out(left_out), _note_axis(plan), captions.missing_note(absent)],
    )
    svgs = [_draw(plan, ends, width, slug(name), alt) for width in (style.WIDE, style.NARROW)]
    numbers = finding.numbers if finding and title is None else ()
    return Figure(name, words, svgs[0], svgs[1], _data(both, ends, measured), numbers)


def _ends(here: Sequence[Cell]) -> tuple[int, int] | None:
    known = sorted(cell.year for cell in here if cell.is_known)
    return (known[0], known[-1]) if known and known[-1] - known[0] >= MIN_YEARS else None


def _has_both(some: Sequence[Cell], ends: tuple[int, int]) -> bool:
    return {cell.year for cell in some if cell.is_known} >= set(ends)


def _why_not(here: Sequence[Cell], indicator: Indicator, measures: Measures) -> str:
    known = captions.span_of(cell.year for cell in here if cell.is_known)
    where = place(measures.focus).within
    return f"{capital(with_article(indicator))} : pas deux années comparables {where} (publié : {known})."


def _note_left_out(names: Sequence[str]) -> str:
    if not names:
        return ""
    who = join_list(list(names)) if len(names) <= 4 else f"{len(names)} territoires"
    return typeset(f"{who} : non tracé ; voir le tableau.")


def _note_axis(plan: Plan) -> str:
    values = [value for one in plan.series for value in one.values]
    return "L’échelle verticale ne commence pas à zéro." if min(values) > 0 else ""


def _reading(plan: Plan) -> str:
    first, last = plan.series[0].cells
    indicator = plan.indicator
    before, now = (format_value(cell.value, indicator) for cell in (first, last))
    passes = conjugate(indicator, "passe")
    return typeset(
        f"Lecture : {last.forms.within}, {with_article(indicator)} {passes} de {before} en {first.year} "
        f"à {now} en {last.year}."
    )


def _alt(measures: Measures, plan: Plan, finding: str) -> str:
    first, last = plan.series[0].cells
    subject = f"{in_sentence(plan.indicator.label)} {place(measures.focus).of}"
    others = join_list([one.cells[0].name for one in plan.series[1:]])
    detail = f"en {first.year} et en {last.year}" + (f", avec {others}" if others else "")
    before, now = (format_value(cell.value, plan.indicator) for cell in (first, last))
    return captions.alt_of("Pentes", subject, detail, capital(finding or f"{before} puis {now}"))


def _data(both: Sequence[Cell], ends: tuple[int, int], indicator: Indicator) -> Data:
    """A row a territory, a column a year."""
    grouped = [[cell for cell in both if cell.year == year] for year in ends]
    data = by_territory(grouped, [indicator, indicator])
    columns = [
        Column(f"{indicator.id}_{year}", f"{indicator.short} {year}", one.unit, one.type)
        for year, one in zip(ends, data.columns[2:], strict=True)
    ]
    return Data((*data.columns[:2], *columns), data.rows, data.rows_shown)


def _draw(plan: Plan, ends: tuple[int, int], width: int, name: str, alt: str) -> str:
    canvas = Canvas(width, HEIGHT[width], name)
    up = _scale(plan, canvas.height)
    labels = [_label(plan, one, LABEL_ROOM[width]) for one in plan.series]
    left = max(text_width(plan.text(one.values[0]), weight=600) for one in plan.series) + 12
    right = width - 8 - max(text_width(text, weight=600) for lines in labels for text in lines)
    across = Scale(0, 1, left, right - 4)
    for at, year, anchor in ((left, ends[0], "middle"), (right - 4, ends[1], "middle")):
        canvas.line(at, TOP - 4, at, canvas.height, stroke=style.GRID)
        canvas.text(at, 14, str(year), weight=600, anchor=anchor)
    for one in reversed(plan.series):
        _draw_series(canvas, one, across, up)
    _draw_starts(canvas, plan, up, left)
    _draw_ends(canvas, plan, labels, up, right)
    return canvas.svg(alt)


def _scale(plan: Plan, bottom: float) -> Scale:
    """From the lowest to the highest value, opened where they are so near that a slope would mislead."""
    values = [value for one in plan.series for value in one.values]
    low, high = min(values), max(values)
    lacking = max(0.0, FLATTEST * max(abs(low), abs(high)) - (high - low)) / 2
    return Scale(low - lacking, high + lacking, bottom - 16, TOP + 16)


def _label(plan: Plan, one: Series, room: float) -> list[str]:
    return [plan.text(one.values[1]), *wrap(one.cells[0].forms.short, room, lines=2)]


def _draw_series(canvas: Canvas, one: Series, across: Scale, up: Scale) -> None:
    colour = style.ACCENT if one.is_focus else style.COMPARATORS[min(one.rank - 1, 3)]
    points = [(across(0), up(one.values[0])), (across(1), up(one.values[1]))]
    dash = "" if one.is_focus else style.DASHES[min(one.rank - 1, 3)]
    thick = 2.8 if one.is_focus else 1.5
    canvas.polyline(points, stroke=colour, stroke_width=thick, stroke_dasharray=dash)
    for (x, y), cell in zip(points, one.cells, strict=True):
        hollow = {"fill": style.PAPER, "stroke": colour, "stroke_width": 1.4}
        look = hollow if cell.is_estimated else {"fill": colour}
        canvas.circle(x, y, 4 if one.is_focus else 3, **look)


def _draw_starts(canvas: Canvas, plan: Plan, up: Scale, left: float) -> None:
    """The first values, moved apart where they would overlap."""
    wanted = [up(one.values[0]) for one in plan.series]
    placed = spread(wanted, [LEADING] * len(wanted), TOP, canvas.height)
    for one, middle in zip(plan.series, placed, strict=True):
        weight, ink = (600, style.ACCENT) if one.is_focus else (400, style.INK)
        text = plan.text(one.values[0])
        canvas.text(left - 8, middle + 4.5, text, weight=weight, fill=ink, anchor="end")


def _draw_ends(canvas: Canvas, plan: Plan, labels: Sequence[Sequence[str]], up: Scale, left: float) -> None:
    """The last values and the names, moved apart where they would overlap."""
    heights = [len(lines) * LEADING + 4 for lines in labels]
    placed = spread([up(one.values[1]) for one in plan.series], heights, TOP, canvas.height)
    for one, lines, middle in zip(plan.series, labels, placed, strict=True):
        y = middle - len(lines) * LEADING / 2 + 11.5
        for i, text in enumerate(lines):
            weight = 600 if one.is_focus or i == 0 else 400
            ink = style.ACCENT if one.is_focus else style.INK
            canvas.text(left + 6, y + LEADING * i, text, weight=weight, fill=ink)
