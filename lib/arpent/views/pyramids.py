"""Age pyramids of several years side by side: how the ages of one territory move from year to year."""

from collections.abc import Sequence

from arpent.errors import AskedWrongly
from arpent.views import captions, style
from arpent.views.ages import Plan, Pyramid, data_of
from arpent.views.crossed import lines_of
from arpent.views.described import Measures
from arpent.views.french import place
from arpent.views.key import Entry, draw_key
from arpent.views.lacking import unless_lacking
from arpent.views.numbers import THIN, french_number, typeset
from arpent.views.scale import Scale
from arpent.views.svg import Canvas
from arpent.views.view import Figure, Missing, Words, slug
from arpent.views.words import in_sentence

HEIGHT = 200.0
GAP = 22.0
LEFT = 34.0  # of the first frame of a row: the ages
TITLE = 26.0
MOST = 6


@unless_lacking("all")
def draw_pyramids(
    measures: Measures, *, years: Sequence[int], name: str, title: str | None = None
) -> Figure | Missing:
    """
    A small age pyramid a year, in inhabitants, over the outline of the first.

    Parameters
    ----------
    measures : Measures
        Counts of one territory: an indicator a sex and age, from the youngest (``men_…``, ``women_…``).
    years : sequence of int
        Two to six, rising.
    name : str
        Stem of the figure.
    title : str, optional
        The age that gains most inhabitants unless given.

    Returns
    -------
    Figure or Missing

    Raises
    ------
    AskedWrongly
        Under two years or over six; a year that the measures do not hold.
    """
    if not 2 <= len(years) <= MOST or sorted(years) != list(years):
        raise AskedWrongly(f"draw_pyramids: years {list(years)}; two to {MOST}, rising.")
    men, women = (
        tuple(one for one in measures.indicators if one.startswith(f"{sex}_")) for sex in ("men", "women")
    )
    ages = tuple(measures.indicators[one].short for one in men)
    by_year = {one.first.year: one for one in lines_of(measures, (*men, *women)) if one.is_focus}
    if missing := [year for year in years if year not in by_year]:
        raise AskedWrongly(f"draw_pyramids: the measures hold no row of {missing[0]}.")
    plan = Plan(tuple(Pyramid(by_year[year], men, women) for year in years), ages)
    finding = title or _finding(plan)
    alt = captions.alt_of(
        "Pyramides des âges", f"{place(measures.focus).name}, {len(ages)} tranches d'âge",
        " ; ".join(str(year) for year in years), finding,
    )  # fmt: skip
    words = Words(
        typeset(finding),
        typeset(f"Habitants par âge et sexe, {years[0]}-{years[-1]}, {place(measures.focus).name}"),
        alt,
        typeset(_reading(plan)),
        captions.source_of(measures),
    )
    svgs = [_draw(plan, width, slug(name), alt) for width in (style.WIDE, style.NARROW)]
    return Figure(name, words, svgs[0], svgs[1], data_of(plan))


def _of_age(one: Pyramid, position: int) -> float:
    return one.of_age(position) * one.total


def _finding(plan: Plan) -> str:
    """The age that gains most inhabitants, and the one that loses most."""
    first, last = plan.pyramids[0], plan.pyramids[-1]
    change = [_of_age(last, i) - _of_age(first, i) for i in range(len(plan.ages))]
    span = f"De {first.line.first.year} à {last.line.first.year}"
    more, fewer = change.index(max(change)), change.index(min(change))
    parts = []
    if change[more] > 0:
        parts.append(
            f"{french_number(_round(change[more]))} habitants de {in_sentence(plan.ages[more])} de plus"
        )
    if change[fewer] < 0:
        parts.append(f"{french_number(_round(-change[fewer]))} de {in_sentence(plan.ages[fewer])} de moins")
    return f"{span}, {', '.join(parts)}" if parts else f"{span}, les mêmes âges"


def _round(value: float) -> float:
    step = 100 if value >= 1000 else 10 if value >= 100 else 1
    return round(value / step) * step


def _reading(plan: Plan) -> str:
    last, year, start = plan.pyramids[-1], plan.pyramids[-1].line.first.year, plan.pyramids[0].line.first.year
    count = french_number(_round(_of_age(last, len(plan.ages) - 1)))
    return f"Lecture : en {year}, {count} habitants de {in_sentence(plan.ages[-1])}. Trait : {start}."


def _draw(plan: Plan, width: int, name: str, alt: str) -> str:
    canvas = Canvas(width, 0, name)
    first = plan.pyramids[0].line.first.year
    top = draw_key(
        canvas, [Entry("Hommes à gauche, femmes à droite", is_focus=True), Entry(f"En {first}", "line")]
    )
    across = (
        len(plan.pyramids)
        if width == style.WIDE and len(plan.pyramids) <= 4
        else 3
        if width == style.WIDE
        else 2
    )
    room = (width - LEFT - GAP * (across - 1)) / across
    most = max(one.line.value(i) for one in plan.pyramids for i in (*one.men, *one.women)) or 1.0
    for rank, one in enumerate(plan.pyramids):
        row, column = divmod(rank, across)
        x, y = LEFT + column * (room + GAP), top + 14 + row * (HEIGHT + TITLE + 26)
        _draw_one(canvas, plan, one, x, y, room, most)
        if column == 0:
            _draw_ages(canvas, plan, y + TITLE)
    rows = -(-len(plan.pyramids) // across)
    canvas.height = top + 14 + rows * (HEIGHT + TITLE + 26)
    return canvas.svg(alt)


def _draw_one(canvas: Canvas, plan: Plan, one: Pyramid, x: float, y: float, room: float, most: float) -> None:
    middle, pitch = x + room / 2, HEIGHT / len(plan.ages)
    bottom = y + TITLE + HEIGHT
    canvas.text(middle, y + 12, str(one.line.first.year), weight=600, anchor="middle")
    for sign, side in ((-1, "men"), (1, "women")):
        scale = Scale(0, most, middle + sign * 1.0, middle + sign * room / 2)
        for position, identifier in enumerate(getattr(one, side)):
            start, end = sorted((scale(0), scale(one.line.value(identifier))))
            at = bottom - pitch * (position + 1)
            canvas.rect(start, at + 0.5, end - start, pitch - 1, fill=style.ACCENT)
        if one is not plan.pyramids[0]:
            _draw_first(canvas, plan.pyramids[0], side, scale, bottom, pitch)
    total = f"{french_number(_round(one.total))}{THIN}hab."
    canvas.text(middle, bottom + 17, total, size=style.SMALL, fill=style.MUTED, anchor="middle")


def _draw_first(canvas: Canvas, first: Pyramid, side: str, scale: Scale, bottom: float, pitch: float) -> None:
    """Outline of the first year, with a pale edge that keeps it readable on the bars."""
    points = [
        (scale(first.line.value(identifier)), bottom - pitch * edge)
        for position, identifier in enumerate(getattr(first, side))
        for edge in (position, position + 1)
    ]
    canvas.polyline(points, stroke=style.PAPER, stroke_width=3.2)
    canvas.polyline(points, stroke=style.COMPARATORS[0], stroke_width=1.5)


def _draw_ages(canvas: Canvas, plan: Plan, top: float) -> None:
    """Every fourth age at the left of a row: its first number."""
    pitch = HEIGHT / len(plan.ages)
    for position in range(0, len(plan.ages), 4):
        age = plan.ages[position].split(" ")[0]
        at = top + HEIGHT - pitch * (position + 0.5) + 4.2
        canvas.text(LEFT - 12, at, age, size=style.SMALL, fill=style.MUTED, anchor="end")
