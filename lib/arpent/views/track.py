"""One quarterly series: as published, freed from its seasons, and extended by a few quarters with its interval."""

import math
from collections.abc import Iterable, Sequence

from arpent.views import captions, style
from arpent.views.findings import Finding
from arpent.views.french import place
from arpent.views.lacking import left_out
from arpent.views.line import HEIGHT, LABEL_ROOM, LEADING
from arpent.views.measure import spread, text_width, wrap
from arpent.views.numbers import REASONS_SAID, THIN, factor, format_value, french_number, typeset
from arpent.views.quarterly import PARTS, Point, Track, gaps, points, ticks_of
from arpent.views.quarters import draw_years
from arpent.views.scale import Scale, decimals_of
from arpent.views.svg import Canvas
from arpent.views.view import Column, Data, Figure, Missing, Words, slug
from arpent.views.words import capital, join_list, with_article

EXTENDED = (
    "Prolongement statistique, non une prévision économique : il ne connaît que la série. L'intervalle est fait de ses "
    "erreurs passées."
)


def draw_track(track: Track, *, name: str, title: str | None = None) -> Figure | Missing:
    """
    A quarterly series, its trend without the seasons, and its extension as a band.

    Parameters
    ----------
    track : Track
        Of one place.
    name : str
        Stem of the figure.
    title : str, optional
        What the last quarter says unless given.

    Returns
    -------
    Figure or Missing
        Missing where no quarter is published.
    """
    if track.lack is not None:
        return left_out(name, [track.lack], title)
    source = captions.source_sentence(track.source)
    known = points(track, "value")
    if not known:
        said = f"{capital(with_article(track.indicator))} : {REASONS_SAID['not_published']}"
        words = Words(typeset(title or track.indicator.label), source=source)
        why = track.notes[0] if track.notes else f"{said} par trimestre {place(track.focus).within}."
        return Missing(name, words, typeset(why))
    finding = _finding(track, known)
    text = title or finding.text
    last = (points(track, "ahead") or known)[-1]
    span = f"{known[0].year}–{last.year}"
    alt = captions.alt_of(
        "Courbe", f"{track.indicator.label}, {place(track.where).name}, par trimestre", span, capital(text)
    )
    unit = "en %" if track.indicator.unit == "%" else ""
    subtitle = [track.indicator.label, unit, "par trimestre", span, place(track.where).name]
    words = Words(
        typeset(text),
        typeset(", ".join(one for one in subtitle if one)),
        alt,
        _reading(track, known),
        source,
        typeset(" ".join([*_own_notes(track), *track.notes])),
    )
    svgs = [_draw(track, width, slug(name), alt) for width in (style.WIDE, style.NARROW)]
    return Figure(name, words, svgs[0], svgs[1], _data(track), () if title else finding.numbers)


def _finding(track: Track, known: Sequence[Point]) -> Finding:
    """Where the extension leads; else the last quarter, with and without the seasons."""
    indicator, within = track.indicator, place(track.where).within
    ahead, low, high = (points(track, name) for name in ("ahead", "low", "high"))
    if ahead:
        ends = [format_value(one[-1].value, indicator, unit=one is high) for one in (low, high)]
        numbers = [_trace(track, text, one[-1]) for text, one in zip(ends, (low, high), strict=True)]
        where = (
            f"Si la série se prolonge, {with_article(indicator)} serait entre {ends[0]} et {ends[1]} {within}"
        )
        return Finding(typeset(f"{where} au {ahead[-1].said}"), tuple(numbers))
    value = format_value(known[-1].value, indicator)
    numbers = [_trace(track, value, known[-1])]
    text = f"{capital(within)}, {value} au {known[-1].said}"
    adjusted = points(track, "adjusted")
    if adjusted and adjusted[-1].time == known[-1].time:
        freed = format_value(adjusted[-1].value, indicator, unit=False)
        numbers.append(_trace(track, freed, adjusted[-1]))
        text += f" : {freed} une fois corrigées des saisons"
    return Finding(typeset(text), tuple(numbers))


def _trace(track: Track, text: str, point: Point) -> dict[str, object]:
    return {
        "text": text,
        "value": point.value,
        "indicator": track.indicator.id,
        "territory": track.where.id,
        "year": point.year,
        "quarter": point.quarter,
    }


def _reading(track: Track, known: Sequence[Point]) -> str:
    within, subject = place(track.where).within, with_article(track.indicator)
    ahead = points(track, "ahead")
    if ahead:
        last, to = known[-1], ahead[-1]
        now, then = (format_value(one.value, track.indicator) for one in (last, to))
        ends = [format_value(points(track, one)[-1].value, track.indicator) for one in ("low", "high")]
        return typeset(
            f"Lecture : {subject} est de {now} {within} au {last.said} ; si la série se prolonge comme par le passé, "
            f"{then} au {to.said}, et huit fois sur dix entre {ends[0]} et {ends[1]}."
        )
    value = format_value(known[-1].value, track.indicator)
    return typeset(f"Lecture : {value} {within} au {known[-1].said}.")


def _own_notes(track: Track) -> Iterable[str]:
    if points(track, "ahead"):
        yield EXTENDED
    said = gaps(track)
    if said:
        yield f"Trimestres incomplets ou non publiés, laissés en blanc : {join_list(said)}."
    if ticks_of(track)[0] != 0:
        yield "L'axe vertical ne commence pas à zéro."


def _data(track: Track) -> Data:
    """A row a quarter, a column a part."""
    indicator = track.indicator
    there = [name for name in PARTS if track.frame[name].notna().any()]
    unit = "%" if indicator.unit == "%" else indicator.unit
    columns = [Column("quarter", "Trimestre", "", "code")]
    columns += [Column(name, PARTS[name], unit, "number") for name in there]
    scale, rows, shown = factor(indicator.unit), [], []
    for _, row in track.frame.iterrows():
        said = f"{int(row['year'])}-T{int(row['quarter'])}"
        values = [None if math.isnan(row[name]) else float(row[name]) * scale for name in there]
        rows.append((said, *(None if v is None else round(v, indicator.precision + 3) for v in values)))
        blank = "n.d." if math.isnan(row["value"]) and math.isnan(row["ahead"]) else ""
        shown.append((said, *(blank if v is None else french_number(v, indicator.precision) for v in values)))
    return Data(tuple(columns), tuple(rows), tuple(shown))


def _draw(track: Track, width: int, name: str, alt: str) -> str:
    canvas = Canvas(width, HEIGHT[width], name)
    labels = _labels(track, LABEL_ROOM[width])
    right = width - 6 - max(text_width(text, weight=600) for _, texts, _ in labels for text in texts)
    ticks = ticks_of(track)
    up = Scale(ticks[0], ticks[-1], canvas.height - 26, 22)
    left = _draw_axis(canvas, ticks, up, right, "%" if track.indicator.unit == "%" else "")
    times = track.frame["year"] + (track.frame["quarter"] - 1) / 4
    across = Scale(math.floor(times.min()), float(times.max()), left + 8, right - 8)
    draw_years(canvas, across, up.start)
    _draw_lines(canvas, track, across, up)
    _draw_labels(canvas, labels, up, right)
    return canvas.svg(alt)


def _draw_axis(canvas: Canvas, ticks: Sequence[float], up: Scale, right: float, unit: str) -> float:
    decimals = decimals_of(ticks)
    texts = [french_number(tick, decimals) for tick in ticks]
    texts[-1] += f"{THIN}{unit}" if unit else ""
    left = max(text_width(text, style.SMALL) for text in texts) + 10
    for tick, text in zip(ticks, texts, strict=True):
        y = round(up(tick)) + 0.5
        canvas.line(left, y, right, y, stroke=style.AXIS if tick == 0 else style.GRID)
        canvas.text(left - 6, y + 4, text, size=style.SMALL, fill=style.MUTED, anchor="end", is_scale=True)
    return left


def _draw_lines(canvas: Canvas, track: Track, across: Scale, up: Scale) -> None:
    scale = factor(track.indicator.unit)

    def spots(column: str) -> list[tuple[float, float]]:
        return [(one.time, one.value * scale) for one in points(track, column)]

    known, adjusted, ahead = spots("value"), spots("adjusted"), spots("ahead")
    if ahead:
        ring = [known[-1], *spots("high"), *reversed(spots("low")), known[-1]]
        canvas.rings([[(across(x), up(y)) for x, y in ring]], fill=style.ACCENT_SOFT, fill_opacity=0.45)
    thin = {"stroke": style.COMPARATORS[1], "stroke_width": 1.3}
    firm = {"stroke": style.ACCENT, "stroke_width": 2.6}
    _draw_runs(canvas, known, across, up, thin if adjusted else firm)
    _draw_runs(canvas, adjusted, across, up, firm)
    if ahead:
        _draw_runs(canvas, [known[-1], *ahead], across, up, {**firm, "stroke_dasharray": "5 4"})
    for one in (known, adjusted, ahead):
        if one:
            colour = style.COMPARATORS[1] if adjusted and one is known else style.ACCENT
            canvas.circle(across(one[-1][0]), up(one[-1][1]), 3.2, fill=colour)


def _draw_runs(
    canvas: Canvas, line: Sequence[tuple[float, float]], across: Scale, up: Scale, look: dict[str, object]
) -> None:
    """Broken where a quarter is missing."""
    runs: list[list[tuple[float, float]]] = [[]]
    for time, value in line:
        if runs[-1] and time - runs[-1][-1][0] > 0.3:
            runs.append([])
        runs[-1].append((time, value))
    for run in runs:
        canvas.polyline([(across(x), up(y)) for x, y in run], stroke_linejoin="round", **look)


def _labels(track: Track, room: float) -> list[tuple[float, list[str], str]]:
    """Value, lines of text and colour of what is written at the right."""
    found, scale = [], factor(track.indicator.unit)
    last = {name: points(track, name) for name in PARTS}
    if last["ahead"]:
        ends = [format_value(last[one][-1].value, track.indicator, unit=False) for one in ("low", "high")]
        said = f"prolongement, de {ends[0]} à {ends[1]} huit fois sur dix"
        parts = [("ahead", said, style.ACCENT)]
    elif last["adjusted"]:
        parts = [("value", "brut", style.INK), ("adjusted", "corrigé des saisons", style.ACCENT)]
    else:
        parts = [("value", f"au {last['value'][-1].said}", style.ACCENT)]
    for name, said, colour in parts:
        point = last[name][-1]
        value = format_value(point.value, track.indicator, unit=track.indicator.unit == "%")
        texts = [value, *wrap(typeset(said), room, lines=4)]
        found.append((point.value * scale, texts, colour))
    return sorted(found, key=lambda one: -one[0])


def _draw_labels(
    canvas: Canvas, labels: Sequence[tuple[float, list[str], str]], up: Scale, left: float
) -> None:
    wanted = [up(value) for value, _, _ in labels]
    placed = spread(wanted, [len(texts) * LEADING + 4 for _, texts, _ in labels], 0, canvas.height)
    for (_, texts, colour), middle in zip(labels, placed, strict=True):
        y = middle - len(texts) * LEADING / 2 + 11.5
        for rank, text in enumerate(texts):
            canvas.text(left + 2, y + LEADING * rank, text, weight=400 if rank else 600, fill=colour)
