"""Quarterly series: the zone of the territory in the accent colour, the others and their median in greys."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

import pandas as pd

from arpent.territory import Territory
from arpent.views import captions, style
from arpent.views.described import Indicator, Lack
from arpent.views.findings import Finding, trace
from arpent.views.french import place
from arpent.views.lacking import left_out
from arpent.views.line import HEIGHT, LABEL_ROOM, LEADING
from arpent.views.measure import spread, text_width, wrap
from arpent.views.numbers import REASONS_SAID, THIN, factor, format_value, french_number, typeset
from arpent.views.rows import Cell
from arpent.views.scale import Scale, decimals_of, round_ticks
from arpent.views.svg import Canvas
from arpent.views.view import Column, Data, Figure, Missing, Words, slug
from arpent.views.words import capital, ordinal, with_article


@dataclass(frozen=True)
class Quarters:
    """
    An indicator by quarter, on the zones that a territory lies in.

    Parameters
    ----------
    frame : DataFrame
        One row a zone and quarter: ``territory`` (id), ``name``, ``role`` (``focus``, one zone; ``peer``; ``parent``,
        what all zones are summed up by), ``year``, ``quarter``, ``value`` (NaN where missing).
    indicator : Indicator
        What is measured.
    focus : Territory
        The territory that the page is about.
    source : str
        French source line.
    lack : Lack, optional
        What is lacking on this machine.
    """

    frame: pd.DataFrame
    indicator: Indicator
    focus: Territory
    source: str
    lack: Lack | None = None


@dataclass(frozen=True)
class Line:
    """One line: its values as printed, by time in years."""

    name: str
    role: str
    rank: int
    points: tuple[tuple[float, float], ...]
    last: Cell = field(compare=False)
    quarter: int = 0

    @property
    def colour(self) -> str:
        """Accent for the focus, greys for the others."""
        return style.ACCENT if self.role == "focus" else style.COMPARATORS[min(self.rank, 3)]


def draw_quarters(quarters: Quarters, *, name: str, title: str | None = None) -> Figure | Missing:
    """
    Quarterly series of the zones of a territory, and of what sums up all zones.

    Parameters
    ----------
    quarters : Quarters
        Five lines at most are read with ease; all given are drawn.
    name : str
        Stem of the figure.
    title : str, optional
        The last quarter beside the median, unless given.

    Returns
    -------
    Figure or Missing
        Missing where no quarter is published for the first zone.
    """
    if quarters.lack is not None:
        return left_out(name, [quarters.lack], title)
    lines = _lines(quarters)
    source = captions.source_sentence(quarters.source)
    if not lines or lines[0].role != "focus":
        said = f"{capital(with_article(quarters.indicator))} : {REASONS_SAID['not_published']}"
        why = typeset(f"{said} {place(quarters.focus).within}.")
        return Missing(name, Words(typeset(title or quarters.indicator.label), source=source), why)
    finding = _finding(lines, quarters.indicator)
    text = title or finding.text
    spans = [year for line in lines for year, _ in line.points]
    span = f"{int(min(spans))}–{int(max(spans))}"
    alt = captions.alt_of(
        "Courbe", f"{quarters.indicator.label}, {lines[0].name}, par trimestre", span, capital(text)
    )
    words = Words(
        typeset(text),
        typeset(f"{quarters.indicator.label}, en %, par trimestre, {span}"),
        alt,
        _reading(lines[0], quarters.indicator),
        source,
        "" if _ticks(lines)[0] == 0 else "L’axe vertical ne commence pas à zéro.",
    )
    svgs = [_draw(lines, quarters.indicator, width, slug(name), alt) for width in (style.WIDE, style.NARROW)]
    numbers = () if title else finding.numbers
    return Figure(name, words, svgs[0], svgs[1], _data(quarters), numbers)


def _lines(quarters: Quarters) -> list[Line]:
    known = quarters.frame.dropna(subset="value").sort_values(["year", "quarter"])
    made: list[Line] = []
    for territory in quarters.frame["territory"].unique():
        rows = known[known["territory"] == territory]
        if rows.empty:
            continue
        last = rows.iloc[-1]
        times = rows["year"] + (rows["quarter"] - 1) / 4
        values = rows["value"] * factor(quarters.indicator.unit)
        cell = Cell(
            str(territory), str(last["name"]), str(last["role"]), quarters.indicator.id, int(last["year"]),
            float(last["value"]),
        )  # fmt: skip
        points = tuple(zip(times.astype(float), values.astype(float), strict=True))
        name = _short(cell)
        made.append(Line(name, cell.role, len(made) - 1, points, cell, int(last["quarter"])))
    return made


def _short(cell: Cell) -> str:
    return cell.name if cell.role == "parent" else place(cell.territory, cell.name).short


def _quarter(line: Line) -> str:
    return f"{ordinal(line.quarter)} trimestre {line.last.year}"


def _finding(lines: Sequence[Line], indicator: Indicator) -> Finding:
    """The last quarter of the zone, and what sums up all zones beside it."""
    here = lines[0]
    value, within = format_value(here.last.value, indicator), here.last.forms.within
    numbers = [trace(value, here.last) | {"quarter": here.quarter}]
    other = next((line for line in lines if line.role == "parent"), None)
    when = f"au {_quarter(here)}"
    subject = capital(with_article(indicator))
    if other is None or other.points[-1][0] != here.points[-1][0]:
        return Finding(typeset(f"{subject} est de {value} {within} {when}"), tuple(numbers))
    beside = format_value(other.last.value, indicator)
    numbers.append(trace(beside, other.last) | {"quarter": other.quarter})
    if beside == value:
        text = f"{subject} est de {value} {within}, comme {other.name}, {when}"
    else:
        side = "au-dessus de" if here.last.value > other.last.value else "sous"
        text = f"{capital(within)}, {with_article(indicator)} est {side} {other.name} : {value} contre {beside} {when}"
    return Finding(typeset(text), tuple(numbers))


def _reading(line: Line, indicator: Indicator) -> str:
    value = format_value(line.last.value, indicator)
    return typeset(
        f"Lecture : au {_quarter(line)}, {with_article(indicator)} est de {value} {line.last.forms.within}."
    )


def _data(quarters: Quarters) -> Data:
    """A row a quarter, a column a zone."""
    names = quarters.frame.drop_duplicates("territory").set_index("territory")["name"]
    keyed = quarters.frame.set_index(["year", "quarter", "territory"])["value"]
    table = keyed.unstack("territory")[names.index]  # noqa: PD010 - keeps missing rows
    columns = [Column("quarter", "Trimestre", "", "code")]
    columns += [Column(str(one).replace(":", "_"), str(names[one]), "%", "number") for one in names.index]
    scale, precision = factor(quarters.indicator.unit), quarters.indicator.precision
    rows, shown = [], []
    for (year, quarter), line in zip(table.index, table.to_numpy(dtype="float64"), strict=True):
        said = f"{year}-T{quarter}"
        values = [None if math.isnan(value) else round(float(value) * scale, precision + 3) for value in line]
        rows.append((said, *values))
        shown.append((said, *("n.p." if one is None else french_number(one, precision) for one in values)))
    return Data(tuple(columns), tuple(rows), tuple(shown))


def _ticks(lines: Sequence[Line]) -> list[float]:
    values = [value for line in lines for _, value in line.points]
    low, high = min(values), max(values)
    return round_ticks(0.0 if low < 0.6 * high else low, high)


def _draw(lines: Sequence[Line], indicator: Indicator, width: int, name: str, alt: str) -> str:
    canvas = Canvas(width, HEIGHT[width], name)
    labels = [_label(line, indicator, LABEL_ROOM[width]) for line in lines]
    right = width - 6 - max(text_width(text, weight=600) for one in labels for text in one)
    ticks = _ticks(lines)
    up = Scale(ticks[0], ticks[-1], canvas.height - 26, 22)
    decimals = decimals_of(ticks)
    texts = [french_number(tick, decimals) + (f"{THIN}%" if tick == ticks[-1] else "") for tick in ticks]
    left = max(text_width(text, style.SMALL) for text in texts) + 10
    times = [time for line in lines for time, _ in line.points]
    across = Scale(math.floor(min(times)), max(times), left + 8, right - 8)
    for tick, text in zip(ticks, texts, strict=True):
        y = round(up(tick)) + 0.5
        canvas.line(left, y, right, y, stroke=style.AXIS if tick == 0 else style.GRID)
        canvas.text(left - 6, y + 4, text, size=style.SMALL, fill=style.MUTED, anchor="end", is_scale=True)
    draw_years(canvas, across, up.start)
    for line in reversed(lines):
        _draw_line(canvas, line, across, up)
    _draw_names(canvas, lines, labels, up, right)
    return canvas.svg(alt)


def _label(line: Line, indicator: Indicator, room: float) -> list[str]:
    return [format_value(line.last.value, indicator), *wrap(typeset(capital(line.name)), room, lines=3)]


def draw_years(canvas: Canvas, across: Scale, bottom: float) -> None:
    """
    A mark at each first quarter, and the years that fit.

    Parameters
    ----------
    canvas : Canvas
        Where.
    across : Scale
        From years to pixels.
    bottom : float
        Of the frame, in pixels.
    """
    clear, half = -math.inf, text_width("2000", style.SMALL) / 2 + 4
    for year in range(int(across.low), int(across.high) + 1):
        x = across(year)
        canvas.line(x, bottom + 1, x, bottom + 5, stroke=style.AXIS)
        if x - half >= clear:
            canvas.text(x, bottom + 19, str(year), size=style.SMALL, fill=style.MUTED, anchor="middle")
            clear = x + half


def _draw_line(canvas: Canvas, line: Line, across: Scale, up: Scale) -> None:
    """Broken where a quarter is missing."""
    is_focus = line.role == "focus"
    dash = "" if is_focus else style.DASHES[min(line.rank, 3)]
    look = {"stroke": line.colour, "stroke_width": 2.6 if is_focus else 1.5, "stroke_dasharray": dash}
    runs: list[list[tuple[float, float]]] = [[]]
    for time, value in line.points:
        if runs[-1] and time - runs[-1][-1][0] > 0.3:
            runs.append([])
        runs[-1].append((time, value))
    for run in runs:
        canvas.polyline([(across(time), up(value)) for time, value in run], **look, stroke_linejoin="round")
    time, value = line.points[-1]
    canvas.circle(across(time), up(value), 3.4 if is_focus else 2.2, fill=line.colour)


def _draw_names(
    canvas: Canvas, lines: Sequence[Line], labels: Sequence[Sequence[str]], up: Scale, left: float
) -> None:
    """Last value and name at the end of each line, moved apart where they would overlap."""
    wanted = [up(line.points[-1][1]) for line in lines]
    placed = spread(wanted, [len(one) * LEADING + 4 for one in labels], 0, canvas.height)
    for line, texts, middle in zip(lines, labels, placed, strict=True):
        y = middle - len(texts) * LEADING / 2 + 11.5
        for rank, text in enumerate(texts):
            weight = 600 if line.role == "focus" or rank == 0 else 400
            ink = style.ACCENT if line.role == "focus" else style.INK
            canvas.text(left + 2, y + LEADING * rank, text, weight=weight, fill=ink)
