"""Tornado: what one result becomes when each hypothesis is moved alone, from the one that matters most."""

from dataclasses import dataclass

from arpent.territory import Territory
from arpent.views import captions, style
from arpent.views.french import place
from arpent.views.measure import text_width, wrap
from arpent.views.numbers import about, french_number, typeset, unit_after
from arpent.views.scale import Scale
from arpent.views.svg import Canvas
from arpent.views.view import Column, Data, Figure, Words, slug
from arpent.views.words import in_sentence, join_list

PITCH = 44.0
SEEN = 0.005  # of the result: a bar under it is named in the note
LOW, HIGH = style.CATEGORIES[1], style.CATEGORIES[0]


@dataclass(frozen=True)
class Effect:
    """
    One hypothesis moved down, then up, all others kept.

    Parameters
    ----------
    label : str
        French name of the hypothesis.
    low_said, high_said : str
        French: the two values that it was given, with their unit.
    low, high : float
        The result with each.
    """

    label: str
    low_said: str
    high_said: str
    low: float
    high: float

    @property
    def width(self) -> float:
        """Distance between the two results."""
        return abs(self.high - self.low)


@dataclass(frozen=True)
class Effects:
    """
    Effects of several hypotheses on one result.

    Parameters
    ----------
    focus : Territory
        Whose.
    label, unit : str
        French: « Logements à produire de 2021 à 2031 », « logements ».
    reference : float
        The result with no hypothesis moved.
    reference_said : str
        French name of the scenario that it is of.
    effects : tuple of Effect
        Two at least.
    source : str
        French source line.
    """

    focus: Territory
    label: str
    unit: str
    reference: float
    reference_said: str
    effects: tuple[Effect, ...]
    source: str


def draw_tornado(effects: Effects, *, name: str, title: str | None = None) -> Figure:
    """
    Bars from the result with a hypothesis low to the result with it high, the widest on top.

    Parameters
    ----------
    effects : Effects
        Of one result.
    name : str
        Stem of the figure.
    title : str, optional
        The hypothesis that matters most unless given.

    Returns
    -------
    Figure
    """
    ranked = sorted(effects.effects, key=lambda one: (-one.width, one.label))
    ordered = [one for one in ranked if one.width > SEEN * abs(effects.reference)] or ranked[:1]
    first = ordered[0]
    finding = (
        f"{effects.label} : l'hypothèse qui compte le plus est « {in_sentence(first.label)} » "
        f"({about(min(first.low, first.high))} à {about(max(first.low, first.high))})"
    )
    alt = captions.alt_of(
        "Barres", f"{in_sentence(effects.label)} {place(effects.focus).of}",
        f"{len(ordered)} hypothèses déplacées une à une", title or finding,
    )  # fmt: skip
    said = about(effects.reference) + unit_after(effects.unit, effects.reference)
    words = Words(
        typeset(title or finding),
        typeset(f"{effects.label}, chaque hypothèse déplacée seule, {place(effects.focus).name}"),
        alt,
        typeset(
            f"Lecture : {said} dans le scénario « {effects.reference_said} ». {first.label} : "
            f"{about(first.low)} avec {first.low_said}, {about(first.high)} avec {first.high_said}."
        ),
        captions.source_sentence(effects.source),
        typeset(_note([one for one in ranked if one not in ordered])),
    )
    svgs = [_draw(effects, ordered, width, slug(name), alt) for width in (style.WIDE, style.NARROW)]
    return Figure(name, words, svgs[0], svgs[1], _data(ranked, effects.unit))


def _note(unseen: list[Effect]) -> str:
    if not unseen:
        return ""
    return f"Sans effet visible ici : {join_list([in_sentence(one.label) for one in unseen])}."


def _draw(effects: Effects, ordered: list[Effect], width: int, name: str, alt: str) -> str:
    canvas = Canvas(width, 0, name)
    is_narrow = width == style.NARROW
    label_room = width - 8.0 if is_narrow else 230.0
    values = [value for one in ordered for value in (one.low, one.high)] + [effects.reference]
    edge = max(text_width(about(value), weight=600) for value in values) + 8
    left = edge if is_narrow else label_room + edge
    across = Scale(min(values), max(values), left, width - edge)
    pitch = PITCH + 20 if is_narrow else PITCH
    top = 26.0
    canvas.height = top + pitch * len(ordered) + 8
    x = round(across(effects.reference)) + 0.5
    canvas.text(min(max(x, 60.0), width - 60.0), 14, about(effects.reference), weight=600, anchor="middle")
    for position, one in enumerate(ordered):
        middle = top + pitch * position + pitch / 2 + (8 if is_narrow else 0)
        _draw_label(canvas, one, middle, label_room, is_narrow=is_narrow)
        for value, fill, sign in ((one.low, LOW, one.low_said), (one.high, HIGH, one.high_said)):
            start, end = sorted((x, across(value)))
            canvas.rect(start, middle - 9, end - start, 18, fill=fill)
            _draw_end(canvas, across(value), middle, value, sign, is_right=across(value) >= x)
        canvas.line(x, middle - 13, x, middle + 13, stroke=style.INK)
    return canvas.svg(alt)


def _draw_label(canvas: Canvas, one: Effect, middle: float, room: float, *, is_narrow: bool) -> None:
    lines = wrap(one.label, room, weight=400, lines=1 if is_narrow else 2)
    start = middle - 26 if is_narrow else middle - (len(lines) - 1) * 8 + 4.5
    for i, text in enumerate(lines):
        canvas.text(0, start + 16 * i, text)


def _draw_end(canvas: Canvas, x: float, middle: float, value: float, said: str, *, is_right: bool) -> None:
    anchor, at = ("start", x + 5) if is_right else ("end", x - 5)
    canvas.text(at, middle + 4.5, about(value), weight=600, anchor=anchor)
    room = text_width(said, style.SMALL)
    within = min(x, canvas.width - room) if is_right else max(x, room)
    canvas.text(within, middle + 22, said, size=style.SMALL, fill=style.MUTED, anchor=anchor)


def _data(ordered: list[Effect], unit: str) -> Data:
    columns = (
        Column("hypothesis", "Hypothèse"),
        Column("low_value", "Valeur basse"),
        Column("low", "Résultat", unit, "number"),
        Column("high_value", "Valeur haute"),
        Column("high", "Résultat ", unit, "number"),
    )
    rows = tuple(
        (one.label, one.low_said, round(one.low, 1), one.high_said, round(one.high, 1)) for one in ordered
    )
    shown = tuple(
        (one.label, one.low_said, french_number(one.low), one.high_said, french_number(one.high))
        for one in ordered
    )
    return Data(columns, rows, shown)
