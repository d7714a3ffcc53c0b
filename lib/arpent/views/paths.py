"""Paths to come: one line a scenario, what was observed before, and the interval of the first scenario."""

import math
from collections.abc import Sequence
from typing import Any

from arpent.views import captions, style
from arpent.views.french import place
from arpent.views.futures import Path, Paths
from arpent.views.measure import spread, text_width, wrap
from arpent.views.numbers import about, french_number, typeset, unit_after
from arpent.views.scale import Scale, decimals_of, round_ticks
from arpent.views.svg import Canvas
from arpent.views.view import Column, Data, Figure, Words, slug
from arpent.views.words import in_sentence, join_list

HEIGHT = 320.0
LEADING = 15.0
LABEL_ROOM = {style.WIDE: 170.0, style.NARROW: 104.0}
BAND = style.ACCENT_SOFT
SEEN = 0.005  # a change under half a per cent in all is told as none


def draw_paths(paths: Paths, *, name: str, title: str | None = None) -> Figure:
    """
    Lines of the scenarios, named at their ends; the first in the accent colour, with its 80 % interval as a band.

    Parameters
    ----------
    paths : Paths
        Two years at least.
    name : str
        Stem of the figure.
    title : str, optional
        Where the first path leads unless given.

    Returns
    -------
    Figure
        Its data has a row a year, a column a path, and the interval.
    """
    finding, numbers = _finding(paths)
    counted = paths.label if in_sentence(paths.label) == paths.unit else f"{paths.label}, {paths.unit}"
    subtitle = f"{counted}, {paths.years[0]}–{paths.years[-1]}, {place(paths.focus).name}"
    alt = captions.alt_of(
        "Courbes",
        f"{in_sentence(paths.label)} {place(paths.focus).of}",
        f"de {paths.years[0]} à {paths.years[-1]}, {join_list([in_sentence(one.title) for one in paths.paths])}",
        title or finding,
    )
    words = Words(
        typeset(title or finding),
        typeset(subtitle),
        alt,
        _reading(paths),
        captions.source_sentence(paths.source),
        typeset(" ".join([*_own_notes(paths), *paths.notes])),
    )
    svgs = [_draw(paths, width, slug(name), alt) for width in (style.WIDE, style.NARROW)]
    return Figure(name, words, svgs[0], svgs[1], _data(paths), () if title else numbers)


def _said(paths: Paths, value: float) -> str:
    return about(value) + unit_after(paths.unit, value)


def _finding(paths: Paths) -> tuple[str, tuple[dict[str, Any], ...]]:
    """Where the first path leads; between which values where it has an interval."""
    first = paths.paths[0]
    start, end, last = first.values[0], first.values[-1], paths.years[-1]
    if paths.finding:
        return typeset(paths.finding), ()
    subject = f"{paths.label} {place(paths.focus).of}"
    said, told_as = _said(paths, end), paths.told_as or f"le scénario « {first.title} »"
    if paths.per_year:
        text = f"{subject} : {in_sentence(first.title)}, {said} en {last}"
    elif abs(end / start - 1) < SEEN:
        text = f"{subject} : stable d'ici à {last} selon {told_as}, {said}"
    else:
        more = "de plus" if end > start else "de moins"
        text = (
            f"{subject} : {said} en {last} selon {told_as}, "
            f"{about(abs(end - start))} {more} qu'en {paths.years[0]}"
        )
    numbers = [_trace(paths, first, said, end, last)]
    if not paths.per_year and abs(end / start - 1) >= SEEN:
        numbers.append(_trace(paths, first, about(abs(end - start)), end - start, last))
    return typeset(text), tuple(numbers)


def _trace(paths: Paths, path: Path, text: str, value: float, year: int) -> dict[str, Any]:
    return {
        "text": text,
        "value": value,
        "indicator": f"{paths.label} ({path.name})",
        "territory": paths.focus.id,
        "year": year,
    }


def _reading(paths: Paths) -> str:
    first, last = paths.paths[0], paths.years[-1]
    where = place(paths.focus).within
    text = f"Lecture : en {last}, {_said(paths, first.values[-1])} {where} ({in_sentence(first.title)})"
    if paths.per_year:
        text = f"Lecture : {where}, en {last}, {in_sentence(first.title)} : {_said(paths, first.values[-1])}"
    if first.low:
        bounds = f"entre {about(first.low[-1])} et {about(first.high[-1])}"
        text += f", et huit chances sur dix d'être {bounds} si les erreurs à venir sont comme celles du passé"
    return typeset(f"{text}.")


def _own_notes(paths: Paths) -> list[str]:
    notes = []
    low, high = _extent(paths)
    if not round_ticks(_floor(low, high), high)[0] <= 0 <= high:
        notes.append("L'axe vertical ne commence pas à zéro.")
    if paths.observed:
        notes.append("Points : valeurs publiées.")
    return notes


def _extent(paths: Paths) -> tuple[float, float]:
    values = [value for one in paths.paths for value in (*one.values, *one.low, *one.high)]
    values += list(paths.observed.values())
    return min(values), max(values)


def _floor(low: float, high: float) -> float:
    return 0.0 if 0 <= low < 0.45 * high else low


def _draw(paths: Paths, width: int, name: str, alt: str) -> str:
    canvas = Canvas(width, HEIGHT, name)
    labels = [[about(one.values[-1]), *wrap(one.title, LABEL_ROOM[width], lines=2)] for one in paths.paths]
    low, high = _extent(paths)
    ticks = round_ticks(_floor(low, high), high)
    up = Scale(ticks[0], ticks[-1], canvas.height - 26, 22)
    decimals = decimals_of(ticks)
    texts = [french_number(tick, decimals) for tick in ticks]
    left = max(text_width(text, style.SMALL) for text in texts) + 10
    right = width - 8 - max(text_width(text, weight=600) for lines in labels for text in lines)
    first_year = min([paths.years[0], *paths.observed])
    across = Scale(first_year, paths.years[-1], left + 8, right - 12)
    for tick, text in zip(ticks, texts, strict=True):
        y = round(up(tick)) + 0.5
        canvas.line(left, y, right, y, stroke=style.AXIS if tick == 0 else style.GRID)
        canvas.text(left - 6, y + 4, text, size=style.SMALL, fill=style.MUTED, anchor="end", is_scale=True)
    _draw_years(canvas, across, first_year, paths.years[-1], up.start)
    _draw_band(canvas, paths, across, up)
    for rank in reversed(range(len(paths.paths))):
        points = [
            (across(year), up(value))
            for year, value in zip(paths.years, paths.paths[rank].values, strict=True)
        ]
        canvas.polyline(points, stroke_linejoin="round", **_look(rank))
    for year, value in sorted(paths.observed.items()):
        canvas.circle(across(year), up(value), 2.6, fill=style.INK)
    _draw_names(canvas, paths, labels, up, right)
    return canvas.svg(alt)


def _look(rank: int) -> dict[str, Any]:
    if rank == 0:
        return {"stroke": style.ACCENT, "stroke_width": 2.8}
    return {
        "stroke": style.COMPARATORS[min(rank - 1, 3)],
        "stroke_width": 1.6,
        "stroke_dasharray": style.DASHES[min(rank - 1, 3)],
    }


def _draw_band(canvas: Canvas, paths: Paths, across: Scale, up: Scale) -> None:
    first = paths.paths[0]
    if not first.low:
        return
    there = [(across(year), up(value)) for year, value in zip(paths.years, first.high, strict=True)]
    back = [(across(year), up(value)) for year, value in zip(paths.years, first.low, strict=True)]
    ring = [*there, *reversed(back)]
    canvas.rings([[*ring, ring[0]]], fill=BAND, fill_opacity=0.45)


def _draw_years(canvas: Canvas, across: Scale, first: int, last: int, bottom: float) -> None:
    """The two ends, and between them round years that fit."""
    half = text_width("2000", style.SMALL) / 2 + 3
    between = [year for year in range(first, last) if year % 10 == 0]
    kept = [
        first,
        *(y for y in between if across(y) - across(first) > 2 * half and across(last) - across(y) > 2 * half),
    ]
    clear = -math.inf
    for year in [*kept, last]:
        x = across(year)
        if x - half < clear:
            continue
        canvas.line(x, bottom + 1, x, bottom + 5, stroke=style.AXIS)
        canvas.text(x, bottom + 19, str(year), size=style.SMALL, fill=style.MUTED, anchor="middle")
        clear = x + half


def _draw_names(
    canvas: Canvas, paths: Paths, labels: Sequence[Sequence[str]], up: Scale, left: float
) -> None:
    order = sorted(range(len(labels)), key=lambda rank: up(paths.paths[rank].values[-1]))
    heights = [len(labels[rank]) * LEADING + 3 for rank in order]
    placed = spread([up(paths.paths[rank].values[-1]) for rank in order], heights, 0, canvas.height)
    for rank, middle in zip(order, placed, strict=True):
        y = middle - len(labels[rank]) * LEADING / 2 + 11.5
        for i, text in enumerate(labels[rank]):
            fill = style.ACCENT if rank == 0 else style.INK
            canvas.text(
                left - 4, y + LEADING * i, text, weight=600 if rank == 0 or i == 0 else 400, fill=fill
            )


def _data(paths: Paths) -> Data:
    first = paths.paths[0]
    columns = [Column("year", "Année", "", "code"), Column("observed", "Publié", paths.unit, "number")]
    columns += [Column(one.name, one.title, paths.unit, "number") for one in paths.paths]
    if first.low:
        columns += [
            Column("low", f"{first.title}, bas de l'intervalle à 80 %", paths.unit, "number"),
            Column("high", f"{first.title}, haut de l'intervalle à 80 %", paths.unit, "number"),
        ]
    rows = []
    for year in sorted({*paths.years, *paths.observed}):
        at = paths.years.index(year) if year in paths.years else None
        values = [one.values[at] if at is not None else None for one in paths.paths]
        if first.low:
            values += [first.low[at], first.high[at]] if at is not None else [None, None]
        rows.append((year, paths.observed.get(year), *values))
    keep = [0, *([1] if paths.observed else []), *range(2, len(columns))]
    raw = [tuple(_rounded(row[i]) for i in keep) for row in rows]
    shown = [tuple(_shown(row[i], is_year=i == 0) for i in keep) for row in rows]
    return Data(tuple(columns[i] for i in keep), tuple(raw), tuple(shown))


def _rounded(value: float | None) -> float | int | None:
    return value if value is None or isinstance(value, int) else round(value, 1)


def _shown(value: float | None, *, is_year: bool) -> str:
    if value is None:
        return ""
    return str(value) if is_year else french_number(value)
