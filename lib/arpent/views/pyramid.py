"""Age pyramid: men at the left, women at the right, the oldest on top, beside another territory or year."""

from collections.abc import Sequence

from arpent.errors import AskedWrongly
from arpent.views import captions, style
from arpent.views.ages import Plan, Pyramid, data_of
from arpent.views.crossed import Line, absent_cells, latest_known, lines_of
from arpent.views.described import Measures
from arpent.views.findings import Finding, trace
from arpent.views.french import place
from arpent.views.key import Entry, draw_key
from arpent.views.lacking import unless_lacking
from arpent.views.measure import text_width
from arpent.views.numbers import THIN, french_number, typeset
from arpent.views.rows import missing_reason
from arpent.views.scale import Scale, decimals_of, round_ticks
from arpent.views.svg import Canvas
from arpent.views.view import Figure, Missing, slug
from arpent.views.words import capital, in_sentence

SEEN = 0.01  # an age group a point away from the comparator's is told
READABLE = 15.0  # px: a row under it carries no text of its own
MOST_OUTLINES = 2


@unless_lacking("all")
def draw_pyramid(
    measures: Measures,
    *,
    name: str,
    men: Sequence[str] = (),
    women: Sequence[str] = (),
    ages: Sequence[str] = (),
    title: str | None = None,
    year: int | None = None,
    beside: Sequence[str | int] | None = None,
) -> Figure | Missing:
    """
    Age pyramid in per cent of all inhabitants, so that territories of any size compare.

    Parameters
    ----------
    measures : Measures
        Counts: an indicator a sex and age.
    name : str
        Stem of the figure.
    men, women : sequence of str
        Ids of indicators, from the youngest; those that begin with ``men_`` and ``women_`` unless given.
    ages : sequence of str
        French name of each age, from the youngest: « 15 à 29 ans »; the short labels of men's indicators unless
        given. Ages of the same width only: bars are compared by length.
    title : str, optional
        The age that differs most from the first outline unless given; neutral under a point.
    year : int, optional
        The focus's latest unless given.
    beside : sequence of str or int, optional
        One or two outlines: identifiers of territories, or other years of the focus. The first parent
        unless given.

    Returns
    -------
    Figure or Missing
        Missing where an age of the focus is; an outline with a missing age is left out, and said.

    Raises
    ------
    AskedWrongly
        The three lists differ in length, or there are more than two outlines.
    """
    men = men or [one for one in measures.indicators if one.startswith("men_")]
    women = women or [one for one in measures.indicators if one.startswith("women_")]
    ages = ages or [measures.indicators[one].short for one in men]
    ids = (*men, *women)
    _check_lists(men, women, ages, beside)
    everything = lines_of(measures, ids)
    when = year or latest_known(everything, ids)
    here = next((one for one in everything if one.is_focus and one.first.year == when), None)
    if here is None or when is None or not here.is_known(ids):
        reason = missing_reason([cell for one in everything if one.is_focus for cell in one.take(ids)])
        indicator = measures.indicators[ids[0]]
        why = captions.lacking("Pyramide des âges", reason, measures)
        return captions.missing_view(measures, indicator, name, title=title or "Pyramide des âges", why=why)
    wanted = _outlines(everything, here, beside)
    drawn = [line for line in (here, *wanted) if line.is_known(ids)]
    pyramids = tuple(Pyramid(line, tuple(men), tuple(women)) for line in drawn)
    plan = Plan(pyramids, tuple(ages))
    finding = _finding(plan)
    alt = _alt(measures, plan, title or (finding.text if finding else ""))
    words = captions.words_of(
        measures,
        finding,
        title=title,
        neutral=f"Pyramide des âges en {when}",
        subtitle=typeset(f"Âge et sexe, en % des habitants, {when}, {place(measures.focus).name}"),
        alt=alt,
        reading=_reading(plan),
        notes=[_note_estimated(plan), captions.missing_note(absent_cells(wanted, ids))],
    )
    svgs = [_draw(plan, width, slug(name), alt) for width in (style.WIDE, style.NARROW)]
    numbers = finding.numbers if finding and title is None else ()
    return Figure(name, words, svgs[0], svgs[1], data_of(plan), numbers)


def _check_lists(
    men: Sequence[str], women: Sequence[str], ages: Sequence[str], beside: Sequence[str | int] | None
) -> None:
    if not len(men) == len(women) == len(ages) > 1:
        raise AskedWrongly(
            f"draw_pyramid: {len(men)} indicators of men, {len(women)} of women, {len(ages)} ages; "
            f"give as many of each, two at least."
        )
    if beside is not None and len(beside) > MOST_OUTLINES:
        raise AskedWrongly(
            f"draw_pyramid: {len(beside)} outlines; more than {MOST_OUTLINES} hide each other."
        )


def _outlines(everything: Sequence[Line], here: Line, beside: Sequence[str | int] | None) -> list[Line]:
    """Lines asked for in ``beside``, or that of the first parent, of the focus's year."""
    if beside is None:
        parents = [one for one in everything if one.first.role == "parent" and _is_of(one, here.first.year)]
        return parents[:1]
    found = []
    for asked in beside:
        territory, year = (
            (here.first.territory, asked) if isinstance(asked, int) else (asked, here.first.year)
        )
        match = [one for one in everything if one.first.territory == territory and _is_of(one, year)]
        if not match:
            raise AskedWrongly(f"draw_pyramid: the measures hold no row of {territory} in {year}.")
        found.append(match[0])
    return found


def _is_of(line: Line, year: int) -> bool:
    return line.first.year == year


def _finding(plan: Plan) -> Finding | None:
    """The age that sets the focus farthest apart from the first outline, where that can be seen."""
    if len(plan.pyramids) < 2:
        return None
    here, there = plan.pyramids[:2]
    gaps = [abs(here.of_age(i) - there.of_age(i)) for i in range(len(plan.ages))]
    widest = gaps.index(max(gaps))
    if gaps[widest] < SEEN:
        return None
    texts = [f"{_percent(one.of_age(widest))}{THIN}%" for one in (here, there)]
    where = there.line.forms.within
    if there.line.first.territory == here.line.first.territory:
        where = f"en {there.line.first.year}"
    text = (
        f"Les {in_sentence(plan.ages[widest])} : {texts[0]} des habitants en {here.line.first.year}, "
        f"contre {texts[1]} {where}"
    )
    return Finding(typeset(text), (_trace(texts[0], here, widest), _trace(texts[1], there, widest)))


def _trace(text: str, pyramid: Pyramid, position: int) -> dict[str, object]:
    cells = pyramid.line.take((*pyramid.men, *pyramid.women))
    mine = pyramid.line.by_indicator[pyramid.men[position]]
    return trace(text, mine, pyramid.of_age(position), against=[cell for cell in cells if cell != mine])


def _percent(share: float) -> str:
    return french_number(share * 100, 1)


def _reading(plan: Plan) -> str:
    here = plan.pyramids[0]
    women = f"{_percent(here.share(here.women[0]))} %"
    return typeset(
        f"Lecture : en {here.line.first.year}, les femmes de {in_sentence(plan.ages[0])} sont {women} des "
        f"habitants {here.line.forms.of}."
    )


def _alt(measures: Measures, plan: Plan, finding: str) -> str:
    others = " et ".join(plan.name(one) for one in plan.pyramids[1:])
    detail = f"en {plan.pyramids[0].line.first.year}" + (f", contour : {others}" if others else "")
    subject = f"{place(measures.focus).name}, {len(plan.ages)} tranches d'âge"
    return captions.alt_of("Pyramide des âges", subject, detail, capital(finding))


def _note_estimated(plan: Plan) -> str:
    cells = [cell for one in plan.pyramids for cell in one.line.take((*one.men, *one.women))]
    return "Effectifs estimés." if any(cell.is_estimated for cell in cells) else ""


def _draw(plan: Plan, width: int, name: str, alt: str) -> str:
    canvas = Canvas(width, 0, name)
    top = draw_key(canvas, _entries(plan)) + 24
    pitch = min(26.0, max(3.5, 340.0 / len(plan.ages)))
    has_values = pitch >= READABLE
    edge = text_width("00,0", weight=600) + 8 if has_values else 4.0
    middle = max(text_width(age, style.SMALL) for age in plan.ages) / 2 + 8
    widest = max(one.share(i) for one in plan.pyramids for i in (*one.men, *one.women)) or 1.0
    bottom = top + pitch * len(plan.ages)
    sides = [
        Scale(0, widest, width / 2 + sign * middle, width / 2 + sign * (width / 2 - edge)) for sign in (-1, 1)
    ]
    for scale, text, anchor in zip(sides, ("Hommes", "Femmes"), ("end", "start"), strict=True):
        canvas.text(scale.start, top - 9, text, weight=600, anchor=anchor)
    rows = [bottom - pitch * (position + 1) for position in range(len(plan.ages))]
    canvas.height = bottom + 6
    if not has_values:
        _draw_axis(canvas, sides, top, bottom)
    _draw_bars(canvas, plan, sides, rows, pitch)
    for rank in reversed(range(1, len(plan.pyramids))):
        _draw_outline(canvas, plan, rank, sides, rows, pitch)
    _draw_ages(canvas, plan, rows, pitch)
    return canvas.svg(alt)


def _entries(plan: Plan) -> list[Entry]:
    here, *others = plan.pyramids
    entries = [Entry(f"{here.line.forms.short}, en % des habitants", is_focus=True)]
    return entries + [
        Entry(capital(plan.name(one)), "line", style.COMPARATORS[0], style.DASHES[rank])
        for rank, one in enumerate(others)
    ]


def _draw_bars(
    canvas: Canvas, plan: Plan, sides: Sequence[Scale], rows: Sequence[float], pitch: float
) -> None:
    here = plan.pyramids[0]
    gap = 2.0 if pitch >= 8 else 0.4
    for scale, ids, anchor in zip(sides, (here.men, here.women), ("start", "end"), strict=True):
        for y, identifier in zip(rows, ids, strict=True):
            start, end = sorted((scale(0), scale(here.share(identifier))))
            canvas.rect(start, y + gap / 2, end - start, pitch - gap, fill=style.ACCENT)
            if pitch >= READABLE:
                x = 0.0 if anchor == "start" else canvas.width
                text = _percent(here.share(identifier))
                canvas.text(x, y + pitch / 2 + 4.5, text, weight=600, fill=style.ACCENT, anchor=anchor)


def _draw_outline(
    canvas: Canvas, plan: Plan, rank: int, sides: Sequence[Scale], rows: Sequence[float], pitch: float
) -> None:
    """A stepped line over the bars, with a pale edge that keeps it readable on them."""
    one = plan.pyramids[rank]
    for scale, ids in zip(sides, (one.men, one.women), strict=True):
        points = [
            (scale(one.share(identifier)), edge)
            for y, identifier in zip(rows, ids, strict=True)
            for edge in (y + pitch, y)
        ]
        canvas.polyline(points, stroke=style.PAPER, stroke_width=4.2)
        look = {"stroke": style.COMPARATORS[0], "stroke_dasharray": style.DASHES[rank - 1]}
        canvas.polyline(points, stroke_width=2, **look)


def _draw_ages(canvas: Canvas, plan: Plan, rows: Sequence[float], pitch: float) -> None:
    """Each age between the two sides; one in so many where rows are thinner than a text."""
    every = 1 if pitch >= READABLE else max(1, round(READABLE / pitch / 5 + 0.5)) * 5
    for position, (y, age) in enumerate(zip(rows, plan.ages, strict=True)):
        if position % every == 0:
            at = y + pitch / 2 + 4.2
            canvas.text(canvas.width / 2, at, age, size=style.SMALL, fill=style.MUTED, anchor="middle")


def _draw_axis(canvas: Canvas, sides: Sequence[Scale], top: float, bottom: float) -> None:
    """Ticks in per cent, where rows carry no values."""
    ticks = [tick for tick in round_ticks(0, sides[0].high * 100, 3) if tick <= sides[0].high * 100]
    decimals = decimals_of(ticks)
    for scale in sides:
        for tick in ticks:
            x = round(scale(tick / 100)) + 0.5
            canvas.line(x, top, x, bottom + 4, stroke=style.GRID)
            text = french_number(tick, decimals if tick else 0) + (f"{THIN}%" if tick == ticks[-1] else "")
            y = bottom + 17
            canvas.text(x, y, text, size=style.SMALL, fill=style.MUTED, anchor="middle", is_scale=True)
    canvas.height = bottom + 24
