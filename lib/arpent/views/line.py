"""Time series: the territory in the accent colour, the others in greys, each named at its line's end."""

import math
from collections.abc import Sequence
from typing import Any

from arpent.views import captions, style
from arpent.views.described import Measures
from arpent.views.findings import finding_change, trace
from arpent.views.french import place
from arpent.views.lacking import unless_lacking
from arpent.views.measure import spread, text_width, wrap
from arpent.views.numbers import THIN, french_number, typeset
from arpent.views.pace import finding_pace
from arpent.views.rows import Cell, by_year, cells, choose_indicator, missing_reason
from arpent.views.scale import Scale, decimals_of
from arpent.views.series import Plan, Series, choose_series
from arpent.views.svg import Canvas
from arpent.views.view import Figure, Missing, slug
from arpent.views.words import capital, in_sentence, join_list

LEADING = 15.0  # px from a line of a label to the next
LABEL_ROOM = {style.WIDE: 190.0, style.NARROW: 106.0}  # px at most
HEIGHT = {style.WIDE: 300.0, style.NARROW: 290.0}


@unless_lacking("one")
def draw_line(
    measures: Measures,
    *,
    name: str,
    title: str | None = None,
    indicator: str | None = None,
    base: int | None = None,
) -> Figure | Missing:
    """
    Time series of the focus and its comparators. Not for a single year: see :func:`draw_bars`.

    Parameters
    ----------
    measures : Measures
        Rows of roles focus, parent and peer are drawn; five lines at most, parents first.
    name : str
        Stem of the figure.
    title : str, optional
        The finding unless given: the change, or with ``base`` the change beside the others'.
    indicator : str, optional
        The first unless given.
    base : int, optional
        Year set to 100, to compare territories of different sizes.

    Returns
    -------
    Figure or Missing
        Missing where the focus has fewer than two published years, or none in ``base``.
    """
    measured = choose_indicator(measures, indicator)
    found = cells(measures, measured, roles=("focus", "parent", "peer"))
    here = [cell for cell in found if cell.role == "focus"]
    if not any(cell.is_known for cell in here):
        return captions.missing_view(measures, measured, name, title=title, reason=missing_reason(here))
    if why := _why_not(here, base):
        return captions.missing_view(measures, measured, name, title=title, why=why)
    series, left_out = choose_series(found, measured, base)
    plan = Plan(tuple(series), measured, base)
    pace = finding_pace(measures, indicator=measured.id, since=base) if base else None
    finding = pace or finding_change(measures, indicator=measured.id, since=base)
    alt = _alt(measures, plan, title or (finding.text if finding else ""))
    words = captions.words_of(
        measures,
        finding,
        title=title,
        neutral=f"{measured.label} de {plan.years[0]} à {plan.years[-1]}",
        subtitle=captions.subtitle_of(
            measured, plan.years, measures, unit=f"base 100 en {base}" if base else ""
        ),
        alt=alt,
        reading=_reading(plan),
        notes=[_note_left_out(left_out, base), _note_axis(plan), _note_estimated(plan)],
    )
    svgs = [_draw(plan, width, slug(name), alt) for width in (style.WIDE, style.NARROW)]
    numbers = (*(finding.numbers if finding and title is None else ()), *_traces(plan))
    return Figure(name, words, svgs[0], svgs[1], by_year(found, measured), numbers)


def _traces(plan: Plan) -> list[dict[str, Any]]:
    """Records of the values at the ends of lines that start at 100: the table holds what they come from."""
    if plan.base is None:
        return []
    ends = [(one, max(cell.year for cell in one.cells if cell.is_known)) for one in plan.series]
    found = []
    for one, year in ends:
        start, last = (next(cell for cell in one.cells if cell.year == when) for when in (plan.base, year))
        value = one.known[-1][1]
        found.append(trace(plan.text(value), last, value, against=[start]))
    return found


def _why_not(here: Sequence[Cell], base: int | None) -> str:
    """Why the focus has no line, in French; empty where it has one."""
    known = [cell for cell in here if cell.is_known]
    if len({cell.year for cell in known}) < 2:
        return f"Une seule année est publiée ({known[0].year}) : il n'y a pas de série à tracer."
    if base is not None and not any(cell.year == base and cell.value for cell in known):
        return f"Pas de valeur publiée en {base} : l'indice ne peut pas être calculé."
    return ""


def _note_axis(plan: Plan) -> str:
    if plan.base is not None or plan.ticks[0] <= 0 <= plan.ticks[-1]:
        return ""
    return "L’axe vertical ne commence pas à zéro."


def _note_estimated(plan: Plan) -> str:
    is_estimated = any(known[2] for one in plan.series for known in one.known)
    return typeset("Points évidés : estimé.") if is_estimated else ""


def _note_left_out(names: Sequence[str], base: int | None) -> str:
    if not names:
        return ""
    who = join_list(list(names)) if len(names) <= 4 else f"{len(names)} territoires"
    why = "non tracé" if base is not None else "d'un autre ordre de grandeur ou sans valeur, non tracé"
    return typeset(f"{who} : {why} ; voir le tableau.")


def _reading(plan: Plan) -> str:
    last = next(cell for cell in reversed(plan.series[0].cells) if cell.is_known)
    if plan.base is None:
        return captions.reading_of(last, plan.indicator)
    value = plan.text(plan.series[0].known[-1][1])
    subject = in_sentence(plan.indicator.label)
    return typeset(f"Lecture : pour 100 en {plan.base}, {subject} {last.forms.of} : {value} en {last.year}.")


def _alt(measures: Measures, plan: Plan, finding: str) -> str:
    subject = f"{in_sentence(plan.indicator.label)} {place(measures.focus).of}"
    others = join_list([one.cells[0].name for one in plan.series[1:]])
    detail = f"de {plan.years[0]} à {plan.years[-1]}{f', base 100 en {plan.base}' if plan.base else ''}"
    detail += f", avec {others}" if others else ""
    return captions.alt_of(
        "Courbe", subject, detail, capital(finding or captions.range_of(plan.series[0].cells, plan.indicator))
    )


def _draw(plan: Plan, width: int, name: str, alt: str) -> str:
    canvas = Canvas(width, HEIGHT[width], name)
    labels = _labels(plan, LABEL_ROOM[width])
    right = width - 6 - max(text_width(text, weight=600) for lines in labels for text in lines)
    ticks = plan.ticks
    up = Scale(ticks[0], ticks[-1], canvas.height - 26, 22)
    texts = _tick_texts(plan)
    left = max(text_width(text, style.SMALL) for text in texts) + 10
    across = Scale(plan.years[0], plan.years[-1], left + 8, right - 14)
    for tick, text in zip(ticks, texts, strict=True):
        y = round(up(tick)) + 0.5
        canvas.line(left, y, right, y, stroke=style.AXIS if tick == 0 else style.GRID)
        canvas.text(left - 6, y + 4, text, size=style.SMALL, fill=style.MUTED, anchor="end", is_scale=True)
    _draw_years(canvas, across, plan.years, up.start)
    for one in reversed(plan.series):
        _draw_series(canvas, one, across, up)
    _draw_names(canvas, plan, labels, up, right)
    return canvas.svg(alt)


def _tick_texts(plan: Plan) -> list[str]:
    decimals = decimals_of(plan.ticks)
    unit = plan.indicator.unit if plan.base is None else ""
    texts = [french_number(tick, decimals, signed=unit.endswith("/an")) for tick in plan.ticks]
    return [*texts[:-1], texts[-1] + (f"{THIN}%" if unit.startswith("%") else "")]


def _draw_years(canvas: Canvas, across: Scale, years: Sequence[int], bottom: float) -> None:
    """The first and last year, and between them those that fit."""
    clear_from = -math.inf
    half = text_width("2000", style.SMALL) / 2 + 3
    for year in years:
        x = across(year)
        is_last = year == years[-1]
        if not is_last and (x - half < clear_from or x + half > across(years[-1]) - half):
            continue
        canvas.line(x, bottom + 1, x, bottom + 5, stroke=style.AXIS)
        canvas.text(x, bottom + 19, str(year), size=style.SMALL, fill=style.MUTED, anchor="middle")
        clear_from = x + half


def _draw_series(canvas: Canvas, one: Series, across: Scale, up: Scale) -> None:
    """A line broken where a year is missing; a point a published year, hollow where estimated."""
    colour = style.ACCENT if one.is_focus else style.COMPARATORS[min(one.rank - 1, 3)]
    look = {
        "stroke": colour,
        "stroke_width": 2.8 if one.is_focus else 1.5,
        "stroke_dasharray": "" if one.is_focus else style.DASHES[min(one.rank - 1, 3)],
        "stroke_linejoin": "round",
    }
    for run in one.runs:
        canvas.polyline([(across(year), up(value)) for year, value in run], **look)
    for year, value, is_estimated in one.known:
        hollow = {"fill": style.PAPER, "stroke": colour, "stroke_width": 1.4}
        point = hollow if is_estimated else {"fill": colour}
        canvas.circle(across(year), up(value), 3.2 if one.is_focus else 2.2, **point)


def _labels(plan: Plan, room: float) -> list[list[str]]:
    """Lines of text at the end of each line: the last value, then the name."""
    return [
        [plan.text(one.known[-1][1]), *wrap(one.cells[0].forms.short, room, lines=3)] for one in plan.series
    ]


def _draw_names(canvas: Canvas, plan: Plan, labels: Sequence[Sequence[str]], up: Scale, left: float) -> None:
    """Value and name at the end of each line, moved apart where they would overlap."""
    heights = [len(lines) * LEADING + 4 for lines in labels]
    wanted = [up(one.known[-1][1]) for one in plan.series]
    placed = spread(wanted, heights, 0, canvas.height)
    for one, lines, middle in zip(plan.series, labels, placed, strict=True):
        colour = style.ACCENT if one.is_focus else style.INK
        y = middle - len(lines) * LEADING / 2 + 11.5
        for i, text in enumerate(lines):
            weight = 600 if one.is_focus or i == 0 else 400
            canvas.text(left + 2, y + LEADING * i, text, weight=weight, fill=colour)
