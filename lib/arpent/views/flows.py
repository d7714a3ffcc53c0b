"""Flow map: arrows between a territory and those it exchanges most with, as wide as the flow."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import shapely

from arpent.territory import Territory
from arpent.views import captions, geography, style
from arpent.views.french import place
from arpent.views.geography import Frame, Shapes
from arpent.views.key import Entry, draw_key
from arpent.views.labels import Label, write_name
from arpent.views.measure import Box
from arpent.views.numbers import french_number, typeset
from arpent.views.svg import Canvas
from arpent.views.view import Column, Data, Figure, Missing, Words, slug
from arpent.views.words import join_list

MOST = 8
WIDEST, THINNEST = 1 / 60, 1.2  # of the width of the drawing; px
FAR = 6.0  # times the median distance of the main ones: it would shrink all the others
IN = style.CATEGORIES[0]
_STORED = ("commune", "epci", "departement")
_COLUMNS = (
    Column("territory_code", "Code", "", "code"),
    Column("territory_name", "Territoire"),
    Column("outgoing", "Vers ce territoire", "", "integer"),
    Column("incoming", "Depuis ce territoire", "", "integer"),
)


@dataclass(frozen=True)
class Flows:
    """
    Exchanges of one territory with others of one level, in one year.

    Parameters
    ----------
    frame : DataFrame
        One row another territory: ``territory`` (id), ``name``, ``outgoing`` and ``incoming`` (counts; NaN
        where hidden).
    focus : Territory
        Whose exchanges.
    label : str
        French: « Déplacements domicile-travail ».
    year : int
        Theirs.
    source : str
        French source line.
    """

    frame: pd.DataFrame
    focus: Territory
    label: str
    year: int
    source: str


def draw_flows(flows: Flows, *, name: str, title: str | None = None, most: int = MOST) -> Figure | Missing:
    """
    Arrows out of and into a territory; the main exchanges only, the rest summed in the note.

    Parameters
    ----------
    flows : Flows
        Of communes, EPCI or départements.
    name : str
        Stem of the figure.
    title : str, optional
        The first destination unless given.
    most : int
        Territories drawn. One in another projection, or too far for the others to be seen, is in the note.

    Returns
    -------
    Figure or Missing
        Missing where there is no exchange.
    """
    ranked = flows.frame.assign(both=flows.frame[["outgoing", "incoming"]].sum(axis=1))
    ranked = ranked[ranked["both"] > 0].sort_values(["both", "territory"], ascending=[False, True])
    forms = place(flows.focus)
    source = captions.source_sentence(flows.source)
    if ranked.empty:
        why = typeset(f"{flows.label} : aucun échange publié {forms.within}.")
        return Missing(name, Words(typeset(title or flows.label), source=source), why)
    main = ranked.head(most)
    shapes, kept = _located(flows.focus, main)
    drawn, away = main[main["territory"].isin(kept)], main[~main["territory"].isin(kept)]
    first = main.sort_values(["outgoing", "territory"], ascending=[False, True]).iloc[0]
    there = place(str(first["territory"]), str(first["name"])).the
    said = f"{flows.label} : {there} est la première destination {forms.of}"
    chosen = title or f"{said} ({french_number(first['outgoing'])} en {flows.year})"
    if not first["outgoing"] > 0:
        chosen = title or f"{flows.label}, {flows.year}"
    listed = join_list([_short(row) for _, row in main.iterrows()])
    alt = captions.alt_of("Carte de flux", f"{forms.name}, {flows.year}", f"échanges avec {listed}", "")
    words = Words(
        typeset(chosen),
        typeset(f"{flows.label}, {flows.year}, {forms.name}"),
        alt,
        _reading(main.iloc[0], flows),
        source,
        typeset(_note(away, ranked.iloc[len(main) :])),
    )
    svgs = [_draw(drawn, shapes, forms.short, width, slug(name), alt) for width in (style.WIDE, style.NARROW)]
    number = {"text": french_number(first["outgoing"]), "value": float(first["outgoing"]), "indicator": "outgoing",
              "territory": str(first["territory"]), "year": flows.year}  # fmt: skip
    numbers = () if title or not first["outgoing"] > 0 else (number,)
    return Figure(name, words, svgs[0], svgs[1], _data(ranked), numbers)


def _short(row: "pd.Series[Any]") -> str:
    return place(str(row["territory"]), str(row["name"])).short


def _count(value: Any) -> str:
    return "s." if pd.isna(value) else french_number(float(value))


def _reading(row: "pd.Series[Any]", flows: Flows) -> str:
    other = place(str(row["territory"]), str(row["name"]))
    return typeset(
        f"Lecture : en {flows.year}, {_count(row['outgoing'])} {place(flows.focus).of} vers {other.the}, "
        f"{_count(row['incoming'])} en sens inverse."
    )


def _note(away: pd.DataFrame, rest: pd.DataFrame) -> str:
    parts = [
        f"Hors de la carte : {_short(row)} ({_count(row['outgoing'])} vers, {_count(row['incoming'])} depuis)."
        for _, row in away.iterrows()
    ]
    if len(rest):
        out, back = (french_number(rest[column].sum()) for column in ("outgoing", "incoming"))
        parts.append(f"Autres territoires ({len(rest)}) : {out} vers, {back} depuis.")
    return " ".join(parts)


def _data(ranked: pd.DataFrame) -> Data:
    rows, shown = [], []
    for _, row in ranked.iterrows():
        code = str(row["territory"]).partition(":")[2]
        counts = [
            None if pd.isna(row[one]) else round(float(row[one]), 1) for one in ("outgoing", "incoming")
        ]
        rows.append((code, row["name"], *counts))
        shown.append((code, _short(row), _count(row["outgoing"]), _count(row["incoming"])))
    return Data(_COLUMNS, tuple(rows), tuple(shown))


def _located(focus: Territory, main: pd.DataFrame) -> tuple[dict[str, np.ndarray], set[str]]:
    """Outlines in metres, the focus's under an empty key, of those near enough to share a map; and who they are."""
    epsg = geography.projection_of(focus.communes[0])
    own = focus.level in _STORED
    shapes = geography.load_shapes(focus.level if own else "commune", [focus.code] if own else focus.communes)
    found = {"": geography.project(shapes, epsg).geometry}
    level = str(main["territory"].iloc[0]).partition(":")[0]
    codes = [str(one).partition(":")[2] for one in main["territory"]]
    others = geography.load_shapes(level, codes)
    moved = geography.project(Shapes(others.codes, others.names, others.geometry), epsg)
    centre = np.array(geography.spot(geography.outline(found[""])))
    away = {
        code: float(np.hypot(*(np.array(geography.spot(shape)) - centre)))
        for code, shape in zip(moved.codes, moved.geometry, strict=True)
    }
    limit = FAR * float(np.median(list(away.values()))) if away else 0.0
    for code, shape in zip(moved.codes, moved.geometry, strict=True):
        if away[code] <= limit:
            found[f"{level}:{code}"] = np.array([shape])
    return found, set(found) - {""}


def _draw(
    drawn: pd.DataFrame, shapes: dict[str, np.ndarray], focus: str, width: int, name: str, alt: str
) -> str:
    together = np.concatenate(list(shapes.values()))
    canvas = Canvas(width, 0, name)
    entries = [Entry(f"depuis {focus}", "line", style.ACCENT), Entry(f"vers {focus}", "line", IN)]
    top = draw_key(canvas, entries) + 4
    west, south, east, north = shapely.total_bounds(together)
    canvas.height = top + width * min(1.0, max(0.45, (north - south) / max(east - west, 1.0))) + 20
    frame = geography.fit(together, Box(0, top, width, canvas.height), padding=26)
    spots = _draw_ground(canvas, shapes, frame)
    widest = max(float(drawn[["outgoing", "incoming"]].max().max()), 1.0) if len(drawn) else 1.0
    for territory, out, back in zip(drawn["territory"], drawn["outgoing"], drawn["incoming"], strict=True):
        _draw_arrow(canvas, spots[""], spots[territory], out, widest, style.ACCENT)
        _draw_arrow(canvas, spots[territory], spots[""], back, widest, IN)
    within = Box(4, top + 2, width - 4, canvas.height - 4)
    write_name(canvas, Label(focus, *spots[""], fill=style.ACCENT), within)
    for _, row in drawn.iterrows():
        write_name(canvas, Label(_short(row), *spots[row["territory"]], weight=400), within)
    return canvas.svg(alt)


def _draw_ground(
    canvas: Canvas, shapes: dict[str, np.ndarray], frame: Frame
) -> dict[str, tuple[float, float]]:
    """The territories in pale grey, the focus in the soft accent; a point inside each, px."""
    spots = {}
    for key, geometry in shapes.items():
        outline = geography.outline(geography.simplify(frame.to_pixels(geometry), 1.0))
        fill = style.OUTSIDE if key else style.ACCENT_SOFT
        rings = geography.rings_of(outline, smallest=0.5)
        canvas.rings(rings, fill=fill, stroke=style.OUTSIDE_LINE, stroke_width=1)
        spots[key] = geography.spot(outline)
    return spots


def _draw_arrow(
    canvas: Canvas, start: Sequence[float], end: Sequence[float], value: float, widest: float, colour: str
) -> None:
    """A bent arrow, always to the same side of its way, so that the two directions never cover each other."""
    if not value > 0:
        return
    thick = max(THINNEST, WIDEST * canvas.width * value / widest)
    a, b = np.array(start, dtype=float), np.array(end, dtype=float)
    along = b - a
    long = float(np.hypot(*along)) or 1.0
    side = np.array([-along[1], along[0]]) / long
    bend = (a + b) / 2 + side * (long * 0.12 + thick)
    steps = np.linspace(0.06, 0.9, 16)[:, None]
    curve = (1 - steps) ** 2 * a + 2 * steps * (1 - steps) * bend + steps**2 * b
    head = curve[-1] - curve[-2]
    head = head / (float(np.hypot(*head)) or 1.0) * (thick * 0.9 + 5)
    wing = np.array([-head[1], head[0]]) * 0.62
    points = [(float(x), float(y)) for x, y in curve]
    canvas.polyline(points, stroke=colour, stroke_width=thick, stroke_opacity=0.85)
    tip = curve[-1]
    corners = [tip + wing, tip + head, tip - wing, tip + wing]
    canvas.rings([[(float(x), float(y)) for x, y in corners]], fill=colour)
