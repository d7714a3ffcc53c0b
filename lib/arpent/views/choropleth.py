"""Choropleths: a rate of each part of a territory, in named classes. Never a count: see ``circles``."""

from collections.abc import Sequence

import numpy as np

from arpent.errors import AskedWrongly
from arpent.views import basemap, captions, geography, style
from arpent.views.basemap import Basemap
from arpent.views.classes import METHODS, Classes, classify
from arpent.views.described import Indicator, Measures
from arpent.views.findings import finding_extent
from arpent.views.french import place
from arpent.views.locator import draw_locator
from arpent.views.measure import wrap
from arpent.views.numbers import REASONS_SAID, factor, format_value, typeset
from arpent.views.rows import Cell, by_territory, cells, choose_indicator, latest_year, missing_reason
from arpent.views.svg import Canvas
from arpent.views.view import Figure, Missing, slug
from arpent.views.weights import name_weights
from arpent.views.words import capital, in_sentence


def draw_map(
    measures: Measures,
    *,
    name: str,
    title: str | None = None,
    indicator: str | None = None,
    year: int | None = None,
    breaks: Sequence[float] | None = None,
    method: str = "jenks",
) -> Figure | Missing:
    """
    Choropleth of the parts of the focus. Rates only.

    Parameters
    ----------
    measures : Measures
        Rows of role part: communes, EPCI or départements, all of one level.
    name : str
        Stem of the figure.
    title : str, optional
        The range over the parts unless given.
    indicator : str, optional
        The first unless given.
    year : int, optional
        The parts' latest unless given.
    breaks : sequence of float, optional
        Limits of classes in printed units, shared by maps that are compared.
    method : str
        ``jenks`` or ``quantiles``; limits are rounded after.

    Returns
    -------
    Figure or Missing
        A single commune has no parts: its locator map. Missing where no part has a value.

    Raises
    ------
    AskedWrongly
        The indicator is a count.
    """
    measured = choose_indicator(measures, indicator)
    if measured.kind in ("count", "flow"):
        raise AskedWrongly(
            f"draw_map: '{measured.id}' is a {measured.kind}; a choropleth shows rates only. "
            f"Use draw_circles for it, or a ratio (per inhabitant, per dwelling, per km²)."
        )
    everything = cells(measures, measured, roles=("part",))
    if not everything:
        return draw_locator(measures.focus, name=name, title=title, source=captions.source_of(measures))
    when = year or latest_year(everything, ("part",))
    parts = [cell for cell in everything if cell.year == when] or everything
    if not any(cell.is_known for cell in parts) or when is None:
        return captions.missing_view(measures, measured, name, title=title, reason=missing_reason(parts))
    level = parts[0].territory.partition(":")[0]
    codes = [cell.territory.partition(":")[2] for cell in parts]
    base = basemap.prepare(measures.focus, level, codes, name_weights(level, codes))
    classes = classify([cell.value for cell in parts], measured, method=method, breaks=breaks)
    finding = finding_extent(parts, measured)
    alt = _alt(measures, measured, parts, title or (finding.text if finding else ""))
    words = captions.words_of(
        measures,
        finding,
        title=title,
        neutral=f"{measured.label} en {when}",
        subtitle=captions.subtitle_of(measured, [when], measures),
        alt=alt,
        reading=captions.reading_of(next((c for c in parts if c.is_known), None), measured),
        notes=[_note_classes(classes), captions.missing_note(parts)],
    )
    whole = next((c for c in cells(measures, measured, roles=("focus",), year=when) if c.is_known), None)
    svgs = [
        _draw(base, parts, whole, classes, measured, width, slug(name), alt)
        for width in (style.WIDE, style.NARROW)
    ]
    order = sorted(parts, key=lambda c: (not c.is_known, -c.value if c.is_known else 0.0, c.name))
    numbers = finding.numbers if finding and title is None else ()
    return Figure(name, words, svgs[0], svgs[1], by_territory([order], [measured]), numbers)


def _note_classes(classes: Classes) -> str:
    if len(classes.breaks) == 0:
        return ""
    return typeset(f"Classes : {METHODS.get(classes.method, classes.method)}.")


def _alt(measures: Measures, indicator: Indicator, parts: Sequence[Cell], finding: str) -> str:
    level = {"commune": "commune", "epci": "EPCI", "departement": "département"}.get(
        parts[0].territory.partition(":")[0], "territoire"
    )
    subject = f"{in_sentence(indicator.label)} par {level}, {place(measures.focus).name}"
    detail = f"en {parts[0].year}, {captions.range_of(parts, indicator)}"
    return captions.alt_of("Carte", subject, detail, capital(finding))


def _draw(
    base: Basemap,
    parts: Sequence[Cell],
    whole: Cell | None,
    classes: Classes,
    indicator: Indicator,
    width: int,
    name: str,
    alt: str,
) -> str:
    frame = basemap.frame_of(base, width)
    canvas = Canvas(width, frame.box.bottom, name)
    pixels = geography.simplify(frame.to_pixels(base.parts.geometry), basemap.TOLERANCE)
    outside = basemap.draw_outside(canvas, base, frame)
    _draw_classes(canvas, base, pixels, parts, classes, indicator)
    basemap.draw_limits(canvas, base, pixels, frame)
    basemap.draw_scale(canvas, frame)
    is_wide = width == style.WIDE
    basemap.draw_names(canvas, base, pixels, frame, 9 if is_wide else 5)
    basemap.draw_neighbours(canvas, base, outside, frame, 6 if is_wide else 3)
    _draw_legend(canvas, frame.box.right, parts, whole, classes, indicator)
    return canvas.svg(alt)


def _draw_classes(
    canvas: Canvas,
    base: Basemap,
    pixels: np.ndarray,
    parts: Sequence[Cell],
    classes: Classes,
    indicator: Indicator,
) -> None:
    values = {cell.territory.partition(":")[2]: cell for cell in parts}
    grouped: dict[str, list[np.ndarray]] = {}
    for code, geometry in zip(base.parts.codes, pixels, strict=True):
        cell = values[code]
        known = cell.is_known
        fill = (
            classes.colours[classes.index(cell.value * factor(indicator.unit))] if known else canvas.hatch()
        )
        grouped.setdefault(fill, []).extend(geography.rings_of(geometry))
    for fill in sorted(grouped):
        canvas.rings(grouped[fill], fill=fill, stroke=style.PAPER, stroke_width=0.6)


def _draw_legend(
    canvas: Canvas,
    right: float,
    parts: Sequence[Cell],
    whole: Cell | None,
    classes: Classes,
    indicator: Indicator,
) -> None:
    is_wide = canvas.width == style.WIDE
    x = right + 18 if is_wide else 0.0
    y = 6.0 if is_wide else canvas.height + 8
    counts = [0] * len(classes.colours)
    for cell in parts:
        if cell.is_known:
            counts[classes.index(cell.value * factor(indicator.unit))] += 1
    entries = [
        (colour, label, counts[i])
        for i, (colour, label) in enumerate(zip(classes.colours, classes.labels, strict=True))
    ][::-1]
    for line in wrap(indicator.short, LEGEND_ROOM if is_wide else canvas.width, lines=2):
        y += 15
        canvas.text(x, y, line, weight=600)
    y += 8
    for colour, label, count in entries:
        _entry(canvas, x, y, colour, f"{label}", count)
        y += 23
    for reason in sorted({cell.reason or "not_available" for cell in parts if not cell.is_known}):
        count = sum(1 for cell in parts if not cell.is_known and (cell.reason or "not_available") == reason)
        _entry(canvas, x, y, canvas.hatch(), REASONS_SAID.get(reason, "non disponible"), count)
        y += 23
    if whole is not None:
        y += 16
        canvas.text(
            x, y, typeset(f"Ensemble : {format_value(whole.value, indicator)}"), weight=600, fill=style.ACCENT
        )
        y += 8
    canvas.height = max(canvas.height, y + 4)


LEGEND_ROOM = basemap.LEGEND - 18


def _entry(canvas: Canvas, x: float, y: float, colour: str, label: str, count: int) -> None:
    canvas.rect(x + 0.5, y + 0.5, 22, 16, fill=colour, stroke=style.AXIS, stroke_width=0.8)
    box = canvas.text(x + 30, y + 13, label)
    canvas.text(box.right + 6, y + 13, f"({count})", size=style.SMALL, fill=style.MUTED)
