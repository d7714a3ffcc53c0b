"""Dot range: where a territory stands among those it is compared with, one small axis an indicator."""

from collections.abc import Sequence
from dataclasses import dataclass

from arpent.views import captions, style
from arpent.views.crossed import chosen_indicators
from arpent.views.described import Indicator, Measures
from arpent.views.findings import FEWEST_PEERS, Finding, trace
from arpent.views.french import place
from arpent.views.key import Entry, draw_key, draw_mark
from arpent.views.lacking import unless_lacking
from arpent.views.measure import text_width, wrap
from arpent.views.numbers import factor, format_value, typeset
from arpent.views.rows import Cell, by_territory, cells, latest_year, missing_reason
from arpent.views.scale import Scale
from arpent.views.svg import Canvas, text_box
from arpent.views.view import Figure, Missing, Words, slug
from arpent.views.words import agree, capital, conjugate, dated, in_sentence, join_list, with_article

SHAPES = ("diamond", "triangle", "square")  # of parents, from the nearest
ROOM = 16.0  # px between the ends of an axis and what bounds it
MOST_NAMED = 3  # axes that a neutral title names
PITCH = {style.WIDE: 54.0, style.NARROW: 80.0}


@dataclass(frozen=True)
class Row:
    """One axis: the focus's cell and those of the others, all known and of one year."""

    indicator: Indicator
    here: Cell
    peers: tuple[Cell, ...]
    parents: tuple[Cell, ...]

    @property
    def everyone(self) -> tuple[Cell, ...]:
        """All the cells of the axis."""
        return (self.here, *self.parents, *self.peers)

    def printed(self, cell: Cell) -> float:
        """A value at the precision printed."""
        return round(cell.value * factor(self.indicator.unit), self.indicator.precision)


@unless_lacking("any")
def draw_dot_range(
    measures: Measures,
    *,
    name: str,
    title: str | None = None,
    indicators: Sequence[str] | None = None,
    peers: str = "territoires comparés",
) -> Figure | Missing:
    """
    One axis an indicator, from the lowest to the highest of the territories compared. Axes differ in scale.

    Parameters
    ----------
    measures : Measures
        Rows of roles focus, parent and peer, of the focus's latest year. A count has no parent on its axis.
    name : str
        Stem of the figure.
    title : str, optional
        The indicator on which the focus is above or below all its peers, by most, unless given.
    indicators : sequence of str, optional
        Ids, in order; all unless given.
    peers : str
        What the peers are called, plural: « jumeaux », « communes de l'EPCI ».

    Returns
    -------
    Figure or Missing
        An indicator without a value for the focus, or with nothing beside it, has no axis, and is said.
    """
    chosen = chosen_indicators(measures, indicators)
    rows = [row for row in (_row(measures, one) for one in chosen) if row is not None]
    if not rows:
        here = [cell for one in chosen for cell in cells(measures, one, roles=("focus",))]
        why = captions.lacking("Position du territoire", missing_reason(here), measures)
        if any(cell.is_known for cell in here):
            if all(cell.role == "focus" for one in chosen for cell in cells(measures, one)):
                return Missing(name, Words("Rien à montrer"))
            why = "Aucun autre territoire n'a de valeur : rien à comparer."
        return captions.missing_view(measures, chosen[0], name, title=title, why=why)
    finding = _finding(rows, peers)
    forms = place(measures.focus)
    alt = _alt(measures, rows, title or (finding.text if finding else ""))
    words = captions.words_of(
        measures,
        finding,
        title=title,
        neutral=f"Où se situe {forms.the} : {_asked(rows)}",
        subtitle=typeset(f"{captions.span_of(row.here.year for row in rows)}, {forms.name}"),
        alt=alt,
        reading=_reading(rows[0]),
        notes=["Chaque axe a sa propre échelle.", _note_absent(chosen, rows)],
    )
    svgs = [_draw(rows, peers, width, slug(name), alt) for width in (style.WIDE, style.NARROW)]
    numbers = finding.numbers if finding and title is None else ()
    data = by_territory([row.everyone for row in rows], [row.indicator for row in rows], years=True)
    return Figure(name, words, svgs[0], svgs[1], data, numbers)


def _asked(rows: Sequence[Row]) -> str:
    """On what: the names of the axes, or of the first ones where they are many."""
    names = [in_sentence(row.indicator.short) for row in rows]
    rest = len(names) - MOST_NAMED
    return join_list(names if rest <= 1 else [*names[:MOST_NAMED], f"{rest} autres mesures"])


def _row(measures: Measures, indicator: Indicator) -> Row | None:
    found = cells(measures, indicator, roles=("focus", "parent", "peer"))
    when = latest_year(found)
    known = [cell for cell in found if cell.year == when and cell.is_known]
    here = next((cell for cell in known if cell.role == "focus"), None)
    peers = tuple(cell for cell in known if cell.role == "peer")
    parents = tuple(cell for cell in known if cell.role == "parent" and indicator.kind != "count")
    if here is None or not (peers or parents):
        return None
    return Row(
        indicator, here, peers, parents if len(parents) <= len(SHAPES) else (*parents[:2], parents[-1])
    )


def _finding(rows: Sequence[Row], peers: str) -> Finding | None:
    """Where the focus is out of the range of its peers, by the largest part of that range."""
    outside = [
        (_excess(row), position) for position, row in enumerate(rows) if len(row.peers) >= FEWEST_PEERS
    ]
    best = max(outside, key=lambda one: (one[0], -one[1]), default=(0.0, 0))
    if best[0] <= 0:
        return None
    row = rows[best[1]]
    value, count = format_value(row.here.value, row.indicator), str(len(row.peers))
    is_above = row.here.value > row.peers[0].value
    text = (
        f"{capital(with_article(row.indicator))} {conjugate(row.indicator, 'est')} "
        f"{'plus' if is_above else 'moins'} {agree(row.indicator, 'élevé')} que chez les {count} {peers} : "
        f"{value}"
    )
    numbers = (trace(count, row.here, len(row.peers), against=row.peers), trace(value, row.here))
    return Finding(typeset(dated(text, row.indicator.label, row.here.year)), numbers)


def _excess(row: Row) -> float:
    """How far the focus is out of the range of its peers, as a part of it; 0 inside."""
    mine, others = row.printed(row.here), [row.printed(cell) for cell in row.peers]
    out = max(mine - max(others), min(others) - mine)
    return out / max(max(others) - min(others), 1e-9) if out > 0 else 0.0


def _note_absent(chosen: Sequence[Indicator], rows: Sequence[Row]) -> str:
    drawn = {row.indicator.id for row in rows}
    absent = [one.short for one in chosen if one.id not in drawn]
    return typeset(f"Sans valeur ou sans comparaison : {join_list(absent)}.") if absent else ""


def _reading(row: Row) -> str:
    low, high = (
        format_value(pick(cell.value for cell in row.everyone), row.indicator) for pick in (min, max)
    )
    said = captions.reading_of(row.here, row.indicator).removesuffix(".")
    return typeset(f"{said} ; l'axe va de {low} à {high}, du plus bas au plus haut des territoires montrés.")


def _alt(measures: Measures, rows: Sequence[Row], finding: str) -> str:
    subject = f"position {place(measures.focus).of} parmi les territoires comparés"
    said = [
        f"{in_sentence(row.indicator.short)} {format_value(row.here.value, row.indicator)}" for row in rows
    ]
    return captions.alt_of("Points sur des axes", subject, ", ".join(said), capital(finding))


def _draw(rows: Sequence[Row], peers: str, width: int, name: str, alt: str) -> str:
    is_narrow = width == style.NARROW
    canvas = Canvas(width, 0, name)
    y = draw_key(canvas, _entries(rows, peers)) + 8
    labels = [row.indicator.short for row in rows]
    column = 0.0 if is_narrow else min(230.0, max(text_width(text, weight=600) for text in labels) + 8)
    for row in rows:
        axis_y = y + (48 if is_narrow else 28)
        _draw_label(canvas, row, column, y)
        _draw_axis(canvas, row, column + ROOM, width - ROOM, axis_y)
        y += PITCH[width]
    canvas.height = y
    return canvas.svg(alt)


def _entries(rows: Sequence[Row], peers: str) -> list[Entry]:
    entries = [Entry(rows[0].here.forms.short, "dot", style.ACCENT, is_focus=True)]
    count = max(len(row.peers) for row in rows)
    if count:
        entries.append(Entry(f"{count} {peers}", "ring", style.COMPARATORS[1]))
    widest = max(rows, key=lambda row: len(row.parents))
    return entries + [
        Entry(cell.forms.short, shape, style.COMPARATORS[0])
        for cell, shape in zip(widest.parents, SHAPES, strict=False)
    ]


def _draw_label(canvas: Canvas, row: Row, column: float, y: float) -> None:
    """Name and year, at the left of the axis when wide, above it when narrow."""
    year = f"en {row.here.year}"
    if not column:
        (text,) = wrap(row.indicator.short, canvas.width - 70, lines=1)
        box = canvas.text(0, y + 14, text, weight=600)
        canvas.text(box.right + 6, y + 14, year, size=style.SMALL, fill=style.MUTED)
        return
    lines = wrap(row.indicator.short, column - 6, lines=2)
    top = y + 30 - 8 * len(lines)
    for i, text in enumerate(lines):
        canvas.text(0, top + 15 * i, text, weight=600)
    canvas.text(0, top + 15 * len(lines), year, size=style.SMALL, fill=style.MUTED)


def _draw_axis(canvas: Canvas, row: Row, left: float, right: float, y: float) -> None:
    values = [cell.value for cell in row.everyone]
    across = Scale(min(values), max(values), left, right)
    canvas.line(left, y, right, y, stroke=style.GRID, stroke_width=3)
    for cell in row.peers:
        draw_mark(canvas, "ring", across(cell.value), y, fill=style.COMPARATORS[1])
    for cell, shape in zip(row.parents, SHAPES, strict=False):
        draw_mark(canvas, shape, across(cell.value), y, fill=style.COMPARATORS[0])
    draw_mark(canvas, "dot", across(row.here.value), y, fill=style.ACCENT, size=7)
    text = format_value(row.here.value, row.indicator)
    half = text_width(text, weight=600) / 2
    x = min(max(across(row.here.value), left - ROOM + half), right + ROOM - half)
    canvas.text(x, y - 12, text, weight=600, fill=style.ACCENT, anchor="middle")
    if min(values) < max(values):
        _draw_ends(canvas, row, across, y + 20)


def _draw_ends(canvas: Canvas, row: Row, across: Scale, y: float) -> None:
    """Lowest and highest value under the axis but the focus's, then those of the parents where there is room."""
    wanted = [(across.start - ROOM, across.low, "start"), (across.end + ROOM, across.high, "end")]
    wanted = [one for one in wanted if one[1] != row.here.value]
    wanted += [(across(cell.value), cell.value, "middle") for cell in row.parents]
    for x, value, anchor in wanted:
        text = format_value(value, row.indicator, unit=row.indicator.unit.startswith("%"))
        box = text_box(x, y, text, size=style.SMALL, anchor=anchor)
        is_inside = across.start - ROOM - 0.5 <= box.left and box.right <= across.end + ROOM + 0.5
        if is_inside and not canvas.is_taken(box.grown(3)):
            canvas.text(x, y, text, size=style.SMALL, fill=style.MUTED, anchor=anchor)
