"""Ranked horizontal bars: the territory among what it is compared with, or its parts among themselves."""

from collections.abc import Sequence

from arpent.views import captions, style
from arpent.views.described import Indicator, Measures
from arpent.views.findings import Finding, finding_extent, finding_gap
from arpent.views.french import place
from arpent.views.lacking import unless_lacking
from arpent.views.levels import level_of, level_of_parts
from arpent.views.measure import shorten, text_width
from arpent.views.numbers import format_value, french_number, typeset
from arpent.views.rows import (
    Cell,
    by_territory,
    cells,
    choose_indicator,
    latest_year,
    missing_reason,
    one_level,
)
from arpent.views.scale import Scale
from arpent.views.svg import Canvas
from arpent.views.view import Figure, Missing, Words, slug
from arpent.views.words import capital, dated, in_sentence, plural

MOST_ROWS = 18
#: Letters of a unit that is written at each bar; a longer one is in the subtitle alone.
LONG_UNIT = 8
COMPARED = ("focus", "parent", "peer")


@unless_lacking("one")
def draw_bars(
    measures: Measures,
    *,
    name: str,
    title: str | None = None,
    indicator: str | None = None,
    year: int | None = None,
    parts: bool | None = None,
    rows: int = MOST_ROWS,
) -> Figure | Missing:
    """
    Horizontal bars from the largest to the smallest, with their values at the ends. Zero is the base.

    Parameters
    ----------
    measures : Measures
        Compared rows (focus, parent, peer), or the parts of the focus.
    name : str
        Stem of the figure.
    title : str, optional
        The finding unless given: the gap with the first parent, or the range over the parts.
    indicator : str, optional
        The first unless given.
    year : int, optional
        The focus's latest unless given.
    parts : bool, optional
        Draw the parts. By default only where there is nothing to compare the focus with.
    rows : int
        Beyond it the top and the bottom are drawn (with the focus), and the rest is said in a note.

    Returns
    -------
    Figure or Missing
        Missing where fewer than two bars would be drawn; without a word where there is nobody to compare with.
    """
    measured = choose_indicator(measures, indicator)
    everything = one_level(cells(measures, measured), finest=False)
    of_parts = _wants_parts(everything, measured) if parts is None else parts
    when = year or latest_year(everything, ("focus", "part") if of_parts else ("focus",))
    wanted = [
        cell for cell in everything if cell.year == when and _belongs(cell, measured, of_parts=of_parts)
    ]
    known = sorted((cell for cell in wanted if cell.is_known), key=lambda c: (-c.value, c.name))
    if len(known) < 2 or when is None:
        if len(known) == len(wanted) == 1:
            return Missing(name, Words("Rien à montrer"))
        why = "Aucun autre territoire n'a de valeur : rien à comparer." if len(known) == 1 else ""
        return captions.missing_view(
            measures, measured, name, title=title, reason=missing_reason(wanted or everything), why=why
        )
    shown, left_out = _kept(known, rows)
    finding = _finding(measures, measured, known, when, of_parts=of_parts)
    alt = _alt(measures, measured, known, title or (finding.text if finding else ""), of_parts=of_parts)
    words = captions.words_of(
        measures,
        finding,
        title=title,
        neutral=dated(measured.label, measured.label, when),
        subtitle=captions.subtitle_of(measured, [when], measures, parts=known if of_parts else ()),
        alt=alt,
        reading=captions.reading_of(next((c for c in known if c.role == "focus"), known[0]), measured),
        notes=[_note_left_out(left_out), captions.fragile_note(known), captions.missing_note(wanted)],
    )
    svgs = [_draw(shown, measured, width, slug(name), alt) for width in (style.WIDE, style.NARROW)]
    numbers = finding.numbers if finding and title is None else ()
    missing = [cell for cell in wanted if not cell.is_known]
    return Figure(name, words, svgs[0], svgs[1], by_territory([[*known, *missing]], [measured]), numbers)


def _wants_parts(everything: Sequence[Cell], indicator: Indicator) -> bool:
    """Where nothing else stands beside the focus (a parent does, for all but a count), or it has no value itself."""
    known = {cell.role for cell in everything if cell.is_known}
    if "part" in known and "focus" not in known:
        return True
    beside = ("peer",) if indicator.kind == "count" else ("parent", "peer")
    return not any(cell.role in beside for cell in everything)


def _belongs(cell: Cell, indicator: Indicator, *, of_parts: bool) -> bool:
    """A count of the whole would dwarf its parts; a count of the parent would dwarf the focus."""
    if of_parts:
        return cell.role == "part" or (cell.role == "focus" and indicator.kind != "count")
    return cell.role in ("focus", "peer") or (cell.role == "parent" and indicator.kind != "count")


def _kept(known: Sequence[Cell], rows: int) -> tuple[list[Cell | None], list[Cell]]:
    """Rows to draw, with None where some are left out, and those left out."""
    if len(known) <= rows:
        return list(known), []
    top, bottom = known[: rows * 2 // 3], known[-(rows - rows * 2 // 3) :]
    middle = [cell for cell in known if cell not in top and cell not in bottom]
    focus = [cell for cell in middle if cell.role == "focus"]
    left_out = [cell for cell in middle if cell.role != "focus"]
    gap: list[Cell | None] = [None, *focus, None] if focus else [None]
    return [*top, *gap, *bottom], left_out


def _finding(
    measures: Measures, indicator: Indicator, known: Sequence[Cell], year: int, *, of_parts: bool
) -> Finding | None:
    if of_parts:
        return finding_extent([cell for cell in known if cell.role == "part"], indicator)
    return finding_gap(measures, indicator=indicator.id, year=year) or None


def _note_left_out(left_out: Sequence[Cell]) -> str:
    if not left_out:
        return ""
    level = level_of(cell.territory for cell in left_out)
    count = len(left_out)
    other = plural(count, "autre")
    noun = plural(count, level.one, level.many)
    return typeset(f"Et {french_number(count)} {other} {noun}, dans le tableau.")


def _alt(
    measures: Measures, indicator: Indicator, known: Sequence[Cell], finding: str, *, of_parts: bool
) -> str:
    whose = place(measures.focus)
    subject = in_sentence(indicator.label)
    many = level_of_parts(known).many
    of = f"des {many} {whose.of}" if of_parts else f"{whose.of} et de {len(known) - 1} autres territoires"
    if len(known) == 2 and not of_parts:
        of = f"{whose.of} et {next(c for c in known if c.role != 'focus').forms.of}"
    detail = f"en {known[0].year}, {captions.range_of(known, indicator)}"
    return captions.alt_of("Barres", f"{subject} {of}", detail, capital(finding))


def _draw(shown: Sequence[Cell | None], indicator: Indicator, width: int, name: str, alt: str) -> str:
    is_narrow = width == style.NARROW
    known = [cell for cell in shown if cell is not None]
    names = [text_width(cell.forms.short, weight=600) for cell in known]
    column = 0.0 if is_narrow else min(280.0, max(names) + 12)
    pitch = 36.0 if is_narrow else 25.0
    canvas = Canvas(width, pitch * sum(1 if cell else 0.8 for cell in shown) + 6, name)
    across = _scale(known, indicator, column, width)
    canvas.line(across(0), 0, across(0), canvas.height, stroke=style.AXIS)
    y = 2.0
    for cell in shown:
        if cell is None:
            canvas.text(across(0) + 4, y + 13, "…", fill=style.MUTED)
            y += pitch * 0.8
            continue
        _draw_name(canvas, cell, across, y, column)
        _draw_bar(canvas, cell, indicator, across, y + (17 if is_narrow else 2))
        y += pitch
    return canvas.svg(alt)


def _scale(known: Sequence[Cell], indicator: Indicator, column: float, width: float) -> Scale:
    low, high = min(0.0, *(c.value for c in known)), max(0.0, *(c.value for c in known))
    if low == high:
        high = 1.0
    room = max(text_width(_printed(cell, indicator), weight=600) for cell in known) + 10
    start = column + (room if low < 0 else 0) + 1
    return Scale(low, high, start, width - (room if high > 0 else 6))


def _printed(cell: Cell, indicator: Indicator) -> str:
    """A count's unit is in the subtitle: repeated at each bar, it would only make the figure heavier."""
    return (
        french_number(cell.value)
        if indicator.kind == "count"
        else format_value(cell.value, indicator, unit=len(indicator.unit) <= LONG_UNIT)
    )


def _look(cell: Cell) -> tuple[int, str, str]:
    """Weight and colour of the text, colour of the bar."""
    if cell.role == "focus":
        return 600, style.ACCENT, style.ACCENT
    return 400, style.INK, style.COMPARATORS[1] if cell.role == "parent" else style.BAR


def _draw_name(canvas: Canvas, cell: Cell, across: Scale, y: float, column: float) -> None:
    """At the left of the bar when wide, above it when narrow."""
    weight, ink, _ = _look(cell)
    room = (column or canvas.width) - 12
    text = shorten(cell.forms.short, room, weight=weight)
    if column:
        canvas.text(column - 8, y + 15.5, text, weight=weight, fill=ink, anchor="end")
    else:
        x = across(0) + 4 if across.low == 0 else 0
        canvas.text(x, y + 13, text, weight=weight, fill=ink, halo=across.low < 0)


def _draw_bar(canvas: Canvas, cell: Cell, indicator: Indicator, across: Scale, top: float) -> None:
    weight, ink, fill = _look(cell)
    height = 13 if canvas.width == style.NARROW else 18
    start, end = sorted((across(0), across(cell.value)))
    canvas.rect(start, top, end - start, height, fill=fill)
    is_left = cell.value < 0
    canvas.text(
        start - 5 if is_left else end + 5,
        top + height / 2 + 4.5,
        _printed(cell, indicator),
        weight=weight,
        fill=ink,
        anchor="end" if is_left else "start",
    )
