"""Time series: the territory in the accent colour, what it is compared with in greys, named at the line's end."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from arpent.views import captions, style
from arpent.views.described import Indicator, Measures
from arpent.views.findings import finding_change
from arpent.views.french import join_list, place
from arpent.views.measure import spread, text_width, wrap
from arpent.views.numbers import THIN, factor, format_value, french_number, typeset
from arpent.views.rows import Cell, by_year, cells, choose_indicator, missing_reason
from arpent.views.scale import Scale, decimals_of, round_ticks
from arpent.views.svg import Canvas
from arpent.views.view import Figure, Missing, slug
from arpent.views.words import in_sentence

SAME_ORDER = 4.0  # comparators this many times larger or smaller can't share an axis in absolute numbers
MOST_LINES = 5


@dataclass(frozen=True)
class Series:
    """One line: its cells by year, and the values drawn (as printed, or index)."""

    cells: tuple[Cell, ...]
    values: tuple[float, ...]
    is_focus: bool
    rank: int

    @property
    def known(self) -> list[tuple[int, float, bool]]:
        """Year, value, whether estimated; published years only."""
        pairs = zip(self.cells, self.values, strict=True)
        return [(cell.year, value, cell.is_estimated) for cell, value in pairs if math.isfinite(value)]


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
        The finding (:func:`finding_change`) unless given.
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
    known = [cell for cell in here if cell.is_known]
    if not known:
        return captions.missing_view(measures, measured, name, title=title, reason=missing_reason(here))
    if len({cell.year for cell in known}) < 2:
        why = f"Une seule année est publiée ({known[0].year}) : il n'y a pas de série à tracer."
        return captions.missing_view(measures, measured, name, title=title, why=why)
    if base is not None and not any(cell.year == base and cell.value for cell in known):
        why = f"Pas de valeur publiée en {base} : l'indice ne peut pas être calculé."
        return captions.missing_view(measures, measured, name, title=title, why=why)
    series, left_out = _series(found, measured, base)
    drawn = [cell for one in series for cell in one.cells]
    shown_ticks = _ticks(series, base)
    notes = [_note_left_out(left_out, base), _note_axis(shown_ticks, base), _note_estimated(drawn)]
    finding = finding_change(measures, indicator=measured.id)
    years = [cell.year for cell in drawn if cell.is_known]
    alt = _alt(measures, measured, series, years, title or (finding.text if finding else ""), base)
    words = captions.words_of(
        measures,
        finding,
        title=title,
        neutral=f"{measured.label} de {min(years)} à {max(years)}",
        subtitle=captions.subtitle_of(measured, years, measures, unit=f"base 100 en {base}" if base else ""),
        alt=alt,
        reading=_reading(series[0], measured, base),
        notes=notes,
    )
    svgs = [_draw(series, measured, base, width, slug(name), alt) for width in (style.WIDE, style.NARROW)]
    data = by_year(found, measured)
    return Figure(name, words, svgs[0], svgs[1], data, finding.numbers if finding and title is None else ())


def _series(found: Sequence[Cell], indicator: Indicator, base: int | None) -> tuple[list[Series], list[str]]:
    grouped: dict[str, list[Cell]] = {}
    for cell in sorted(found, key=lambda c: c.year):
        grouped.setdefault(cell.territory, []).append(cell)
    order = sorted(grouped.values(), key=lambda group: ("focus", "parent", "peer").index(group[0].role))
    series: list[Series] = []
    left_out: list[str] = []
    for group in order:
        values = _values(group, indicator, base)
        one = Series(tuple(group), values, group[0].role == "focus", len(series))
        same = base is not None or indicator.kind != "count" or not series or _same_order(series[0], one)
        if not one.known or not same or len(series) >= MOST_LINES:
            left_out.append(group[0].name)
        else:
            series.append(one)
    return series, left_out


def _values(group: Sequence[Cell], indicator: Indicator, base: int | None) -> tuple[float, ...]:
    if base is None:
        return tuple(cell.value * factor(indicator.unit) for cell in group)
    at = next((cell.value for cell in group if cell.year == base and cell.is_known and cell.value), math.nan)
    return tuple(cell.value / at * 100 if cell.year >= base else math.nan for cell in group)


def _same_order(focus: Series, other: Series) -> bool:
    sizes = [max(abs(value) for _, value, _ in one.known) if one.known else 0.0 for one in (focus, other)]
    return min(sizes) > 0 and max(sizes) / min(sizes) <= SAME_ORDER


def _ticks(series: Sequence[Series], base: int | None) -> list[float]:
    values = [value for one in series for _, value, _ in one.known] + ([100.0] if base else [])
    low, high = min(values), max(values)
    if low >= 0 and low < 0.45 * high:
        low = 0.0
    return round_ticks(low, high)


def _note_axis(ticks: Sequence[float], base: int | None) -> str:
    if base is not None or ticks[0] <= 0 <= ticks[-1]:
        return ""
    return "L’axe vertical ne commence pas à zéro."


def _note_estimated(drawn: Sequence[Cell]) -> str:
    return (
        typeset("Points évidés : estimé.")
        if any(cell.is_estimated and cell.is_known for cell in drawn)
        else ""
    )


def _note_left_out(names: Sequence[str], base: int | None) -> str:
    if not names:
        return ""
    who = join_list(list(names)) if len(names) <= 4 else f"{len(names)} territoires"
    why = "non tracé" if base is not None else "d'un autre ordre de grandeur ou sans valeur : non tracé"
    return typeset(f"{who} : {why}, dans le tableau.")


def _reading(focus: Series, indicator: Indicator, base: int | None) -> str:
    last = next(cell for cell in reversed(focus.cells) if cell.is_known)
    if base is None:
        return captions.reading_of(last, indicator)
    value = french_number(focus.known[-1][1], 1)
    forms = last.forms
    subject = in_sentence(indicator.label)
    return typeset(f"Lecture : pour 100 en {base}, {subject} {forms.of} : {value} en {last.year}.")


def _alt(
    measures: Measures,
    indicator: Indicator,
    series: Sequence[Series],
    years: Sequence[int],
    finding: str,
    base: int | None,
) -> str:
    subject = f"{in_sentence(indicator.label)} {place(measures.focus).of}"
    others = join_list([one.cells[0].name for one in series[1:]])
    detail = f"de {min(years)} à {max(years)}{f', base 100 en {base}' if base else ''}"
    detail += f", avec {others}" if others else ""
    said = finding or captions.range_of([cell for cell in series[0].cells if cell.is_known], indicator)
    return captions.alt_of("Courbe", subject, detail, said[:1].upper() + said[1:])


def _draw(
    series: Sequence[Series], indicator: Indicator, base: int | None, width: int, name: str, alt: str
) -> str:
    is_narrow = width == style.NARROW
    canvas = Canvas(width, 300 if not is_narrow else 290, name)
    ticks = _ticks(series, base)
    room = 104 if is_narrow else 190
    top, bottom = 22.0, canvas.height - 26
    up = Scale(ticks[0], ticks[-1], bottom, top)
    tick_texts = _tick_texts(ticks, indicator, base)
    left = max(text_width(text, style.SMALL) for text in tick_texts) + 10
    years = [year for one in series for year, _, _ in one.known]
    across = Scale(min(years), max(years), left + 8, width - room - 14)
    _draw_axes(canvas, up, ticks, tick_texts, left, width - room)
    _draw_years(canvas, across, sorted(set(years)), bottom)
    for one in reversed(series):
        _draw_series(canvas, one, across, up)
    _draw_names(canvas, series, up, width - room, room, indicator, base)
    return canvas.svg(alt)


def _tick_texts(ticks: Sequence[float], indicator: Indicator, base: int | None) -> list[str]:
    decimals = decimals_of(ticks)
    signed = base is None and indicator.unit.endswith("/an")
    texts = [french_number(tick, decimals, signed=signed) for tick in ticks]
    if base is None and indicator.unit.startswith("%"):
        texts[-1] += f"{THIN}%"
    return texts


def _draw_axes(
    canvas: Canvas, up: Scale, ticks: Sequence[float], texts: Sequence[str], left: float, right: float
) -> None:
    for tick, text in zip(ticks, texts, strict=True):
        y = round(up(tick)) + 0.5
        canvas.line(left, y, right, y, stroke=style.AXIS if tick == 0 else style.GRID)
        canvas.text(left - 6, y + 4, text, size=style.SMALL, fill=style.MUTED, anchor="end")


def _draw_years(canvas: Canvas, across: Scale, years: Sequence[int], bottom: float) -> None:
    last_right = -math.inf
    final = years[-1]
    for year in years:
        x = across(year)
        if year != final and (x - 16 < last_right + 6 or across(final) - 16 < x + 16 + 6):
            continue
        canvas.line(x, bottom + 1, x, bottom + 5, stroke=style.AXIS)
        box = canvas.text(x, bottom + 19, str(year), size=style.SMALL, fill=style.MUTED, anchor="middle")
        last_right = box.right


def _draw_series(canvas: Canvas, one: Series, across: Scale, up: Scale) -> None:
    colour = style.ACCENT if one.is_focus else style.COMPARATORS[min(one.rank - 1, 3)]
    dash = "" if one.is_focus else style.DASHES[min(one.rank - 1, 3)]
    run: list[tuple[float, float]] = []
    for cell, value in zip(one.cells, one.values, strict=True):
        if math.isfinite(value):
            run.append((across(cell.year), up(value)))
            continue
        _draw_run(canvas, run, colour, dash, is_focus=one.is_focus)
        run = []
    _draw_run(canvas, run, colour, dash, is_focus=one.is_focus)
    radius = 3.2 if one.is_focus else 2.2
    for year, value, is_estimated in one.known:
        look = (
            {"fill": style.PAPER, "stroke": colour, "stroke_width": 1.4} if is_estimated else {"fill": colour}
        )
        canvas.circle(across(year), up(value), radius, **look)


def _draw_run(
    canvas: Canvas, run: Sequence[tuple[float, float]], colour: str, dash: str, *, is_focus: bool
) -> None:
    canvas.polyline(
        run,
        stroke=colour,
        stroke_width=2.8 if is_focus else 1.5,
        stroke_dasharray=dash,
        stroke_linejoin="round",
    )


def _draw_names(
    canvas: Canvas,
    series: Sequence[Series],
    up: Scale,
    left: float,
    room: float,
    indicator: Indicator,
    base: int | None,
) -> None:
    lines = [_label(one, indicator, base, room - 4) for one in series]
    height = max(len(text) for text in lines) * 15 + 4
    wanted = [up(one.known[-1][1]) for one in series]
    low, high = height / 2, canvas.height - height / 2
    for one, text, middle in zip(series, lines, spread(wanted, height, low, high), strict=True):
        colour = style.ACCENT if one.is_focus else style.INK
        y = middle - len(text) * 15 / 2 + 11.5
        for i, part in enumerate(text):
            weight = 600 if one.is_focus or i == 0 else 400
            canvas.text(left + 2, y + 15 * i, part, weight=weight, fill=colour)


def _label(one: Series, indicator: Indicator, base: int | None, room: float) -> list[str]:
    value = one.known[-1][1]
    if base is not None:
        text = french_number(value, 1)
    else:
        text = format_value(value / factor(indicator.unit), indicator, unit=indicator.unit.startswith("%"))
    return [text, *wrap(one.cells[0].forms.short, room, lines=2)]
