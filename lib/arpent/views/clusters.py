"""Clusters: which places resemble their neighbours, high among high or low among low, more than by chance."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import shapely

from arpent.territory import Territory
from arpent.views import basemap, captions, geography, style
from arpent.views.basemap import Basemap, Drawn
from arpent.views.described import Indicator, Lack
from arpent.views.findings import trace
from arpent.views.french import place
from arpent.views.lacking import left_out
from arpent.views.levels import Level, level_of
from arpent.views.measure import wrap
from arpent.views.numbers import format_value, french_number, typeset
from arpent.views.rows import Cell, by_territory, raw, shown, unit_label
from arpent.views.svg import Canvas
from arpent.views.view import Column, Data, Figure, Missing, Words, slug
from arpent.views.weights import name_weights
from arpent.views.words import in_sentence

#: Ids of the rows that hold Moran's index of all places, and the mean that values are high or low beside.
MORAN, MEAN = "moran", "places_mean"
#: Kinds in the order of the legend, and what a reader calls a value of theirs.
KINDS = {
    "high_high": "élevée parmi des élevées",
    "low_low": "basse parmi des basses",
    "high_low": "élevée parmi des basses",
    "low_high": "basse parmi des élevées",
    "not_significant": "pas plus que par hasard",
    "island": "aucune valeur alentour",
    "missing": "non publiée",
}
#: Dark where alike, pale where opposed; low values are dotted, so that a grey print tells them from high ones.
COLOURS = {"high_high": "#743010", "low_low": "#2d5673", "high_low": "#efc19f", "low_high": "#bccdd8"}
DOTTED = ("low_low", "low_high")


@dataclass(frozen=True)
class Clusters:
    """
    What was found of an indicator among neighbours.

    Parameters
    ----------
    frame : DataFrame
        Empty where places are too few. One row a place, as of measures, with ``lag`` (mean of its neighbours), ``p``
        (corrected, 0-1) and ``kind`` (see ``KINDS``); and of the area, rows `MORAN` and `MEAN`.
    indicator : Indicator
        What is measured.
    focus : Territory
        Whom the page is about.
    area : Territory
        Whose parts are compared: the focus, or what is around it.
    source : str
        French source line.
    is_alike : bool
        Whether neighbours resemble each other, over the whole area, more than by chance.
    lack : Lack, optional
        What is lacking on this machine.
    """

    frame: pd.DataFrame
    indicator: Indicator
    focus: Territory
    area: Territory
    source: str = ""
    is_alike: bool = False
    lack: Lack | None = None


@dataclass(frozen=True)
class Plan:
    """What the map is drawn from, whatever its width."""

    found: Clusters
    base: Basemap
    kinds: Mapping[str, str]
    level: Level


def draw_clusters(found: Clusters, *, name: str, title: str | None = None) -> Figure | Missing:
    """
    Map of the places that resemble their neighbours, or are opposed to them, more than chance would have it.

    Parameters
    ----------
    found : Clusters
        As ``Study.clusters`` gives them.
    name : str
        Stem of the figure.
    title : str, optional
        How many there are, unless given.

    Returns
    -------
    Figure or Missing
        Nothing to show, without a word, where places are too few.
    """
    if found.lack is not None:
        return left_out(name, [found.lack], title)
    if found.frame.empty:
        return Missing(name, Words("Rien à montrer"))
    rows = found.frame[found.frame["role"] == "part"]
    cells = [_cell(row) for row in rows.to_dict("records")]
    level = level_of(cell.territory for cell in cells)
    codes = [cell.territory.partition(":")[2] for cell in cells]
    weights = name_weights(cells[0].territory.partition(":")[0], codes)
    base = basemap.prepare(found.area, cells[0].territory.partition(":")[0], codes, weights)
    plan = Plan(found, base, dict(zip(codes, rows["kind"], strict=True)), level)
    about = found.frame[found.frame["role"] == "focus"].to_dict("records")
    index, mean = (next(_cell(row) for row in about if row["indicator"] == key) for key in (MORAN, MEAN))
    words = _words(plan, rows, title, max(cells, key=lambda cell: _told(cell, plan, weights)), (index, mean))
    svgs = [_draw(plan, width, slug(name), words.alt) for width in (style.WIDE, style.NARROW)]
    said = format_value(mean.value, found.indicator)
    numbers = (trace(french_number(index.value, 2), index), trace(said, mean))
    return Figure(
        name, captions.on_map(words), svgs[0], svgs[1], _data(rows, cells, found.indicator), numbers
    )


def _cell(row: Mapping[Hashable, Any]) -> Cell:
    reason = row.get("reason")
    return Cell(
        row["territory"],
        row["name"],
        row["role"],
        row["indicator"],
        int(row["year"]),
        float(row["value"]),
        reason if isinstance(reason, str) else None,
        row.get("is_estimated") is True,
    )


def _told(cell: Cell, plan: Plan, weights: Mapping[str, float]) -> tuple[bool, bool, float]:
    """The reading line speaks of the most populated place of a cluster, the focus's first."""
    code = cell.territory.partition(":")[2]
    return plan.kinds[code] in COLOURS, code in plan.found.focus.communes, weights.get(code, 0.0)


def _words(plan: Plan, rows: pd.DataFrame, title: str | None, told: Cell, about: tuple[Cell, Cell]) -> Words:
    label, area, level = plan.found.indicator.label, place(plan.found.area).name, plan.level
    chosen = title or _finding(plan)
    subject = f"regroupements de {in_sentence(label)} par {level.one}, {area}"
    return Words(
        typeset(chosen),
        typeset(f"{label}, {told.year}, {level.many} et ce qui les touche, {area}"),
        captions.alt_of("Carte", subject, f"en {told.year}", chosen),
        typeset(_reading(plan, rows[rows["territory"] == told.territory].iloc[0], told)),
        captions.source_sentence(plan.found.source),
        typeset(_note(plan, rows, *about)),
    )


def _reading(plan: Plan, row: "pd.Series[Any]", told: Cell) -> str:
    if not (told.is_known and np.isfinite(row["lag"])):
        return ""
    value, lag = (
        captions.sentence_of(told, plan.found.indicator),
        format_value(row["lag"], plan.found.indicator),
    )
    return f"Lecture : {value}, et de {lag} en moyenne alentour : {KINDS[row['kind']]}."


def _note(plan: Plan, rows: pd.DataFrame, index: Cell, mean: Cell) -> str:
    more = "se ressemblent plus" if plan.found.is_alike else "ne se ressemblent pas plus"
    many, said = plan.level.many, format_value(mean.value, plan.found.indicator)
    islands = rows.loc[rows["kind"] == "island", "name"].tolist()
    return (
        f"Indice de Moran : {french_number(index.value, 2)} ; les {many} qui se touchent {more} que le hasard "
        "ne le ferait. En couleur : p corrigé pour tests multiples (Benjamini-Hochberg), au plus cinq pour cent. "
        f"Élevé et bas : à côté de la moyenne des {many} de la carte, {said}."
        + (f" Aucune valeur alentour : {', '.join(islands)}." if islands else "")
    )


def _finding(plan: Plan) -> str:
    """How many are alike, high or low."""
    label, level = plan.found.indicator.label, plan.level
    said = []
    for kind, word in (("high_high", "élevées"), ("low_low", "basses")):
        count = list(plan.kinds.values()).count(kind)
        if count:
            said.append(f"{word} autour de {count} {level.one if count == 1 else level.many}")
    if not said:
        return f"{label} : aucun regroupement de {level.many} que le hasard ne ferait pas"
    return f"{label} : valeurs {', '.join(said)}"


def _data(rows: pd.DataFrame, cells: Sequence[Cell], indicator: Indicator) -> Data:
    """Places, their value, their neighbours' mean, what they are told to be and the corrected p."""
    first = by_territory([cells], [indicator])
    kinds = [KINDS[kind] for kind in rows["kind"]]
    lags = [Cell(c.territory, c.name, c.role, c.indicator, c.year, lag, "not_applicable")
            for c, lag in zip(cells, rows["lag"], strict=True)]  # fmt: skip
    p = [None if pd.isna(one) else round(float(one), 4) for one in rows["p"]]
    columns = (
        Column("neighbours_mean", "Moyenne alentour", unit_label(indicator), first.columns[-1].type),
        Column("cluster", "Regroupement"),
        Column("p_corrected", "p corrigé", "", "number"),
    )
    more = zip((raw(lag, indicator) for lag in lags), kinds, p, strict=True)
    said = zip((shown(lag, indicator) for lag in lags), kinds, (_said(one) for one in p), strict=True)
    return Data(
        (*first.columns, *columns),
        tuple((*row, *end) for row, end in zip(first.rows, more, strict=True)),
        tuple((*row, *end) for row, end in zip(first.rows_shown, said, strict=True)),
    )


def _said(p: float | None) -> str:
    return "" if p is None else french_number(p, 3)


def _draw(plan: Plan, width: int, name: str, alt: str) -> str:
    is_wide = width == style.WIDE
    frame = basemap.frame_of(plan.base, width)
    canvas = Canvas(width, basemap.bottom_of(plan.base, frame), name)
    pieces = basemap.drawn(plan.base, frame)
    outside = basemap.draw_outside(canvas, plan.base, frame)
    _draw_kinds(canvas, plan, pieces)
    basemap.draw_limits(canvas, plan.base, pieces[0])
    _draw_focus(canvas, plan, pieces[0])
    basemap.draw_insets(canvas, pieces)
    basemap.draw_scale(canvas, frame)
    basemap.draw_names(canvas, plan.base, pieces[0], 7 if is_wide else 4)
    basemap.draw_neighbours(canvas, plan.base, outside, pieces[0], 6 if is_wide else 3)
    _draw_legend(canvas, plan, frame.box.right)
    return canvas.svg(alt)


def _draw_kinds(canvas: Canvas, plan: Plan, pieces: Sequence[Drawn]) -> None:
    """One outline a kind: limits between places of one kind would hide it, and weigh."""
    grouped: dict[str, list[shapely.Geometry]] = {}
    for piece in pieces:
        for code, geometry in zip(piece.shapes.codes, piece.pixels, strict=True):
            grouped.setdefault(_fill(canvas, plan.kinds[code]), []).append(geometry)
    fine = basemap.grid_size(pieces[0])
    for fill in sorted(grouped):
        rings = [ring for geometry in grouped[fill] for ring in geography.rings_of(geometry)]
        canvas.rings(rings, grid_size=fine, fill=fill, stroke=style.GRID, stroke_width=0.6)


def _fill(canvas: Canvas, kind: str) -> str:
    if kind not in COLOURS:
        return style.PAPER if kind == "not_significant" else canvas.hatch()
    return canvas.dotted(COLOURS[kind]) if kind in DOTTED else COLOURS[kind]


def _draw_focus(canvas: Canvas, plan: Plan, piece: Drawn) -> None:
    """The limit of the territory within the area; none where it is the area."""
    held = np.isin(piece.shapes.codes, plan.found.focus.communes)
    if held.any() and not held.all():
        rings = geography.rings_of(geography.outline(piece.pixels[held]), smallest=2)
        canvas.strokes(rings, stroke=style.ACCENT, stroke_width=2.6, stroke_linejoin="round")


def _draw_legend(canvas: Canvas, plan: Plan, right: float) -> None:
    is_wide = canvas.width == style.WIDE
    x, y = (right + 18, 6.0) if is_wide else (0.0, canvas.height + 8)
    room = (basemap.LEGEND if is_wide else canvas.width) - 18
    for line in wrap(plan.found.indicator.short, room, lines=2):
        y += 15
        canvas.text(x, y, line, weight=600)
    y += 8
    counts = list(plan.kinds.values())
    for kind, label in KINDS.items():
        if kind in counts or kind in COLOURS:
            y = _draw_entry(canvas, x, y, (kind, f"{label} ({counts.count(kind)})"), room)
    if plan.found.focus.id != plan.found.area.id:
        canvas.line(x, y + 8, x + 22, y + 8, stroke=style.ACCENT, stroke_width=2.6)
        for line in wrap(place(plan.found.focus).short, room - 30, lines=2):
            canvas.text(x + 30, y + 13, line, weight=600, fill=style.ACCENT)
            y += 15
    canvas.height = max(canvas.height, y + 8)


def _draw_entry(canvas: Canvas, x: float, y: float, entry: tuple[str, str], room: float) -> float:
    """One kind: swatch, its name and how many places; returns where the next one goes."""
    kind, label = entry
    canvas.rect(x + 0.5, y + 0.5, 22, 16, fill=_fill(canvas, kind), stroke=style.AXIS, stroke_width=0.8)
    for rank, line in enumerate(wrap(typeset(label), room - 30, lines=2)):
        y += 15 if rank else 0
        canvas.text(x + 30, y + 13, line, is_scale=True)
    return y + 23
