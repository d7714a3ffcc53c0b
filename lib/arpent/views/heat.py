"""Heat table: a number in each cell and its colour, categories by years or territories by categories."""

from collections.abc import Sequence
from dataclasses import dataclass

from arpent.errors import AskedWrongly
from arpent.views import captions, style
from arpent.views.classes import NEGATIVE, POSITIVE
from arpent.views.crossed import chosen_indicators, lines_of
from arpent.views.described import Indicator, Measures
from arpent.views.french import place
from arpent.views.lacking import unless_lacking
from arpent.views.measure import text_width, wrap
from arpent.views.numbers import REASONS, REASONS_SAID, format_value, typeset
from arpent.views.rows import Cell, latest_year, missing_reason, raw, shown, unit_label
from arpent.views.svg import Canvas
from arpent.views.view import Column, Data, Figure, Missing, slug
from arpent.views.words import capital, in_sentence, join_list

MOST_ROWS = 24
ACROSS = ("year", "indicator")
HEIGHT = 28.0  # px of a row
LEADING = 14.0


@dataclass(frozen=True)
class Grid:
    """Names of the rows and columns, and the cells; a cell without a row in the measures is None."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[Cell | None, ...], ...]
    indicators: tuple[tuple[Indicator, ...], ...]
    focus: int | None
    middle: float | None

    @property
    def known(self) -> list[Cell]:
        """Cells that have a value."""
        return [cell for line in self.cells for cell in line if cell is not None and cell.is_known]

    def colour(self, cell: Cell) -> str:
        """Colour of a known cell: five even steps, or three on each side of the middle."""
        values = [one.value for one in self.known]
        if self.middle is None:
            low, high = min(values), max(values)
            step = (cell.value - low) / (high - low) if high > low else 0.0
            return style.SEQUENTIAL[min(4, int(step * 5))]
        widest = max(abs(value - self.middle) for value in values) or 1.0
        away = (cell.value - self.middle) / widest
        level = min(2, int(abs(away) * 3))
        return NEGATIVE[2 - level] if away < 0 else style.PAPER if away == 0 else POSITIVE[level]


@unless_lacking("all")
def draw_heat(
    measures: Measures,
    *,
    name: str,
    title: str | None = None,
    indicators: Sequence[str] | None = None,
    across: str = "year",
    middle: float | None = None,
) -> Figure | Missing:
    """
    A table of coloured cells with their numbers. All cells share one scale, so one unit.

    Parameters
    ----------
    measures : Measures
        Indicators of one unit.
    name : str
        Stem of the figure.
    title : str, optional
        Neutral unless given.
    indicators : sequence of str, optional
        Ids, in order; all unless given.
    across : str
        ``year``: a row an indicator, a column a year of the focus. ``indicator``: a row a territory, a column
        an indicator of the latest year.
    middle : float, optional
        As stored (0.5, not 50): two hues on either side of it, rather than one from pale to dark.

    Returns
    -------
    Figure or Missing
        A missing cell is hatched and bears the sign of its reason, said in the note.

    Raises
    ------
    AskedWrongly
        Indicators of several units, or an unknown ``across``.
    """
    chosen = chosen_indicators(measures, indicators)
    if across not in ACROSS or len({one.unit for one in chosen}) > 1:
        units = ", ".join(sorted({one.unit or "none" for one in chosen}))
        raise AskedWrongly(f"draw_heat: across='{across}' of {', '.join(ACROSS)}; units: {units}, give one.")
    grid = (_by_year if across == "year" else _by_territory)(measures, chosen, middle)
    if not grid.known:
        reason = missing_reason([cell for line in grid.cells for cell in line if cell is not None])
        return captions.missing_view(measures, chosen[0], name, title=title, reason=reason)
    shorts = [in_sentence(one.short) for one in chosen]
    labels = join_list(shorts) if len(shorts) <= 4 else f"{', '.join(shorts[:3])}…"
    span = captions.span_of(cell.year for cell in grid.known)
    detail = f"{span}, {captions.range_of(grid.known, chosen[0])}"
    alt = captions.alt_of("Tableau coloré", f"{labels}, {place(measures.focus).name}", detail, "")
    unit = unit_label(chosen[0])
    unit = f"en {unit}" if unit and not unit.startswith("pour") else unit
    stated = ", ".join(part for part in (unit, span, place(measures.focus).name) if part)
    words = captions.words_of(
        measures,
        None,
        title=title,
        neutral=f"{labels[:1].upper()}{labels[1:]}, {span}",
        subtitle=typeset(capital(stated)),
        alt=alt,
        reading=_reading(grid.known[0], measures),
        notes=[_note_middle(grid, chosen[0]), _note_signs(grid)],
    )
    svgs = [_draw(grid, width, slug(name), alt) for width in (style.WIDE, style.NARROW)]
    return Figure(name, words, svgs[0], svgs[1], _data(grid), ())


def _by_year(measures: Measures, chosen: Sequence[Indicator], middle: float | None) -> Grid:
    lines = lines_of(measures, [one.id for one in chosen], roles=("focus",))
    cells = tuple(tuple(line.by_indicator.get(one.id) for line in lines) for one in chosen)
    years = tuple(str(line.first.year) for line in lines)
    return Grid(
        tuple(one.short for one in chosen),
        years,
        cells,
        tuple((one,) * len(years) for one in chosen),
        None,
        middle,
    )


def _by_territory(measures: Measures, chosen: Sequence[Indicator], middle: float | None) -> Grid:
    lines = lines_of(measures, [one.id for one in chosen], roles=("focus", "part", "peer", "parent"))
    everything = [cell for line in lines for cell in line.by_indicator.values()]
    when = latest_year(everything) or latest_year(everything, ("part", "peer", "parent"))
    kept = [line for line in lines if line.first.year == when][:MOST_ROWS]
    cells = tuple(tuple(line.by_indicator.get(one.id) for one in chosen) for line in kept)
    names = tuple(line.forms.short for line in kept)
    shorts = tuple(one.short for one in chosen)
    focus = next((rank for rank, line in enumerate(kept) if line.is_focus), None)
    return Grid(names, shorts, cells, tuple(tuple(chosen) for _ in kept), focus, middle)


def _reading(cell: Cell, measures: Measures) -> str:
    indicator = measures.indicators[cell.indicator]
    value = format_value(cell.value, indicator)
    where = cell.forms.within
    return typeset(f"Lecture : {where}, {in_sentence(indicator.label)} : {value} en {cell.year}.")


def _note_middle(grid: Grid, indicator: Indicator) -> str:
    if grid.middle is None:
        return ""
    middle = format_value(grid.middle, indicator) if grid.middle else "zéro"
    return typeset(f"En bleu sous {middle}, en brun au-dessus.")


def _note_signs(grid: Grid) -> str:
    missing = {_sign(cell) for line in grid.cells for cell in line if cell is None or not cell.is_known}
    said = {sign: REASONS_SAID[reason] for reason, sign in REASONS.items()}
    return typeset(" ; ".join(f"{sign} : {said[sign]}" for sign in sorted(missing)))


def _sign(cell: Cell | None) -> str:
    return REASONS.get((cell.reason if cell else None) or "not_available", "n.d.")


def _data(grid: Grid) -> Data:
    kind = "integer" if grid.indicators[0][0].precision == 0 else "number"
    unit = unit_label(grid.indicators[0][0])
    columns = (Column("row", "Ligne"), *(Column(f"c{i}", c, unit, kind) for i, c in enumerate(grid.columns)))
    rows, texts = [], []
    for label, line, measured in zip(grid.rows, grid.cells, grid.indicators, strict=True):
        pairs = list(zip(line, measured, strict=True))
        rows.append((label, *(raw(cell, one) for cell, one in pairs)))
        texts.append((label, *(shown(cell, one) for cell, one in pairs)))
    return Data(columns, tuple(rows), tuple(texts))


def _draw(grid: Grid, width: int, name: str, alt: str) -> str:
    canvas = Canvas(width, 0, name)
    column = min(width * 0.34, max(text_width(text, weight=600) for text in grid.rows) + 12)
    texts = [_text(grid, i, j) for i in range(len(grid.rows)) for j in range(len(grid.columns))]
    widest = max([text_width(text) for text in texts] + [_longest_word(text) for text in grid.columns]) + 10
    room = width - column
    each = max(1, min(len(grid.columns), int(room / max(widest, 40.0))))
    y = 0.0
    for start in range(0, len(grid.columns), each):
        shown_columns = range(start, min(start + each, len(grid.columns)))
        y = _draw_block(canvas, grid, shown_columns, column, min(room / each, 96.0), y) + 12
    canvas.height = y - 8
    return canvas.svg(alt)


def _longest_word(text: str) -> float:
    return max(text_width(word, style.SMALL, 600) for word in text.replace("-", "- ").split())


def _text(grid: Grid, i: int, j: int) -> str:
    cell = grid.cells[i][j]
    if cell is None or not cell.is_known:
        return _sign(cell)
    return format_value(cell.value, grid.indicators[i][j], unit=False)


def _draw_block(canvas: Canvas, grid: Grid, columns: range, left: float, wide: float, y: float) -> float:
    """Some columns under their headings, with the names of all the rows; returns where it ends."""
    heads = [wrap(grid.columns[j], wide - 4, size=style.SMALL, lines=4) for j in columns]
    top = y + LEADING * max(len(lines) for lines in heads) + 6
    for position, lines in enumerate(heads):
        middle = left + wide * (position + 0.5)
        for i, text in enumerate(lines):
            at = top - 6 - LEADING * (len(lines) - 1 - i)
            canvas.text(middle, at, text, size=style.SMALL, fill=style.MUTED, anchor="middle")
    for i, label in enumerate(grid.rows):
        weight, ink = (600, style.ACCENT) if i == grid.focus else (400, style.INK)
        lines = wrap(label, left - 10, size=style.SMALL, lines=2)
        start = top + HEIGHT * i + HEIGHT / 2 + 4 - 6.5 * (len(lines) - 1)
        for k, text in enumerate(lines):
            canvas.text(0, start + 13 * k, text, size=style.SMALL, weight=weight, fill=ink)
        for position, j in enumerate(columns):
            _draw_cell(canvas, grid, (i, j), left + wide * position, top + HEIGHT * i, wide)
    return top + HEIGHT * len(grid.rows)


def _draw_cell(canvas: Canvas, grid: Grid, at: tuple[int, int], x: float, y: float, wide: float) -> None:
    cell = grid.cells[at[0]][at[1]]
    is_known = cell is not None and cell.is_known
    fill = grid.colour(cell) if cell is not None and is_known else canvas.hatch()
    canvas.rect(x + 0.8, y + 0.8, wide - 1.6, HEIGHT - 1.6, fill=fill)
    dark = (style.SEQUENTIAL[3], style.SEQUENTIAL[4], NEGATIVE[0])
    ink = style.ON_DARK if fill in dark else style.ON_LIGHT if is_known and fill != style.PAPER else style.INK
    text = _text(grid, *at)
    canvas.text(x + wide / 2, y + HEIGHT / 2 + 4.5, text, fill=ink, anchor="middle", halo=not is_known)
