"""What is consumed of a land allowance: a curve that climbs towards a ceiling, and where it meets it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from arpent.territory import Territory
from arpent.views import captions, style
from arpent.views.described import Lack
from arpent.views.french import place
from arpent.views.key import Entry, draw_key
from arpent.views.lacking import left_out
from arpent.views.numbers import NBSP, french_number, typeset
from arpent.views.scale import Scale, step_near
from arpent.views.svg import Canvas
from arpent.views.view import Column, Data, Figure, Missing, Words, slug
from arpent.views.words import plural

_COLUMNS = (
    Column("year", "Année", "", "code"),
    Column("yearly_ha", "Consommé dans l'année", "ha", "number"),
    Column("total_ha", "Cumul depuis 2021", "ha", "number"),
    Column("allowed_ha", "Enveloppe 2021-2030", "ha", "number"),
)
LEFT, BOTTOM, HIGH = 56.0, 30.0, 300.0


@dataclass(frozen=True)
class LandBudget:
    """
    A land allowance of ten years and what was consumed of it.

    Parameters
    ----------
    focus : Territory
        Whose allowance.
    observed : tuple of (int, float)
        Year and hectares, from the first year of the allowance.
    allowed_ha, consumed_ha, left_ha, yearly_ha, projected_ha : float
        As ``methods.land_take.Pace``; NaN where a commune or a year is not known.
    exhausted_in : int or None
        Year in which the allowance runs out at the pace observed.
    cut : float
        Share of the reference that is given up, 0-1.
    last : int
        Last year of the allowance.
    source : str
        French source line.
    unmeasured : int
        Communes left out, which the producer does not measure.
    lacking : tuple of Lack
        Tables that are not on this machine.
    """

    focus: Territory
    observed: tuple[tuple[int, float], ...] = ()
    allowed_ha: float = float("nan")
    consumed_ha: float = float("nan")
    left_ha: float = float("nan")
    yearly_ha: float = float("nan")
    projected_ha: float = float("nan")
    exhausted_in: int | None = None
    cut: float = 0.5
    last: int = 2030
    source: str = ""
    unmeasured: int = 0
    lacking: tuple[Lack, ...] = field(default=())

    def rows(self) -> list[tuple[int, float, float, bool]]:
        """Year, hectares, total since the first year, and whether it is observed; to the end of the allowance."""
        found, total = [], 0.0
        for year, hectares in self.observed:
            total += hectares
            found.append((year, hectares, total, True))
        for year in range(self.observed[-1][0] + 1, self.last + 1):
            total += self.yearly_ha
            found.append((year, self.yearly_ha, total, False))
        return found


def draw_land_budget(budget: LandBudget, *, name: str, title: str | None = None) -> Figure | Missing:
    """
    Consumption since 2021, summed, beside the allowance of ten years; dashed, were the pace observed to last.

    Parameters
    ----------
    budget : LandBudget
        Of any territory.
    name : str
        Stem of the figure.
    title : str, optional
        The year in which the allowance runs out, unless given.

    Returns
    -------
    Figure or Missing
        Missing where a commune or a year is not known.
    """
    neutral = "Consommation d'espaces et enveloppe 2021-2030"
    if budget.lacking:
        return left_out(name, budget.lacking, title or neutral)
    forms, source = place(budget.focus), captions.source_sentence(budget.source)
    if budget.left_ha != budget.left_ha or budget.allowed_ha != budget.allowed_ha:
        why = f"La consommation d'espaces n'est pas connue dans toutes les communes {forms.of}."
        return Missing(name, Words(typeset(title or neutral), source=source), typeset(why))
    said = _finding(budget)
    alt = captions.alt_of(
        "Courbe cumulée", f"consommation d'espaces depuis 2021, {forms.name}", "en hectares", said
    )
    words = Words(
        typeset(title or said),
        typeset(f"Hectares d'espaces naturels, agricoles et forestiers, cumul depuis 2021, {forms.name}"),
        alt,
        typeset(
            f"Lecture : de 2021 à {budget.observed[-1][0]}, {_ha(budget.consumed_ha)} sont consommés sur une enveloppe "
            f"de {_ha(budget.allowed_ha)} ; à ce rythme, {_ha(budget.projected_ha)} le seraient fin {budget.last}."
        ),
        source,
        _note(budget),
    )
    svgs = [_draw(budget, width, slug(name), alt) for width in (style.WIDE, style.NARROW)]
    return Figure(name, words, svgs[0], svgs[1], _data(budget), () if title else _numbers(budget))


def _ha(value: float) -> str:
    return f"{french_number(value, _decimals(value))}{NBSP}ha"


def _decimals(value: float) -> int:
    return 0 if abs(value) >= 100 else 1


def _finding(budget: LandBudget) -> str:
    whose = place(budget.focus).of
    if budget.left_ha < 0:
        return f"L'enveloppe {whose} est déjà dépassée de {_ha(-budget.left_ha)}"
    if budget.exhausted_in is None:
        return f"Au rythme observé, l'enveloppe {whose} dure jusqu'à la fin de {budget.last}"
    return f"Au rythme observé, l'enveloppe {whose} est épuisée en {budget.exhausted_in}"


def _note(budget: LandBudget) -> str:
    cut, out = french_number(budget.cut * 100), budget.unmeasured
    left = f" {out} {plural(out, 'commune non mesurée', 'communes non mesurées')}." if out else ""
    return typeset(
        f"Enveloppe : consommation de 2011 à 2020 moins {cut} %, un hectare au moins pour chaque commune. En "
        f"pointillé, le rythme moyen observé ({_ha(budget.yearly_ha)} par an) : ce n'est pas une prévision. La "
        f"dernière année est provisoire et sous-estimée. Dans les données, p : prolongé à ce rythme.{left}"
    )


def _numbers(budget: LandBudget) -> tuple[dict[str, Any], ...]:
    shown = {"left_ha": -budget.left_ha} if budget.left_ha < 0 else {}
    return tuple(
        {"text": _ha(value), "value": value, "indicator": what, "territory": budget.focus.id,
         "year": budget.observed[-1][0]}
        for what, value in shown.items()
    )  # fmt: skip


def _data(budget: LandBudget) -> Data:
    rows, shown = [], []
    for year, hectares, total, is_observed in budget.rows():
        mark, yearly = ("", round(hectares, 2)) if is_observed else (" p", None)
        rows.append((year, yearly, round(total, 2), round(budget.allowed_ha, 2)))
        said = [french_number(one, _decimals(one)) for one in (hectares, total, budget.allowed_ha)]
        shown.append((str(year), said[0] + mark, said[1] + mark, said[2]))
    return Data(_COLUMNS, tuple(rows), tuple(shown))


def _draw(budget: LandBudget, width: int, name: str, alt: str) -> str:
    canvas = Canvas(width, 0, name)
    entries = [
        Entry("observé", "line", style.ACCENT),
        Entry("au même rythme", "line", style.ACCENT, dash="5 4"),
        Entry("enveloppe 2021-2030", "line", style.INK),
    ]
    top = draw_key(canvas, entries) + 18
    canvas.height = top + HIGH + BOTTOM
    rows = budget.rows()
    highest = max(budget.allowed_ha, rows[-1][2]) * 1.08 or 1.0
    across = Scale(rows[0][0] - 1, budget.last, LEFT, width - 14)
    up = Scale(0, highest, top + HIGH, top)
    _draw_axes(canvas, across, up, highest)
    points = [(across(rows[0][0] - 1), up(0))]
    points += [(across(year), up(total)) for year, _, total, _ in rows]
    seen = 1 + sum(is_observed for *_, is_observed in rows)
    canvas.polyline(points[seen - 1 :], stroke=style.ACCENT, stroke_width=2, stroke_dasharray="5 4")
    canvas.polyline(points[:seen], stroke=style.ACCENT, stroke_width=3)
    canvas.line(
        LEFT, up(budget.allowed_ha), width - 14, up(budget.allowed_ha), stroke=style.INK, stroke_width=1.6
    )
    canvas.text(LEFT + 6, up(budget.allowed_ha) - 6, _ha(budget.allowed_ha), weight=600, halo=True)
    _draw_ends(canvas, budget, points, seen)
    return canvas.svg(alt)


def _draw_axes(canvas: Canvas, across: Scale, up: Scale, highest: float) -> None:
    """Ticks in hectares from zero, and the end of each year."""
    step = step_near(highest / 5)
    for i in range(int(highest / step) + 1):
        y = up(i * step)
        canvas.line(LEFT, y, across.end, y)
        text = french_number(i * step, 0 if step >= 1 else 1)
        canvas.text(LEFT - 8, y + 4, text, size=style.SMALL, fill=style.MUTED, anchor="end", is_scale=True)
    every = 1 if canvas.width == style.WIDE else 3
    for year in range(int(across.low) + 1, int(across.high) + 1, every):
        canvas.text(
            across(year), up(0) + 20, str(year), size=style.SMALL, fill=style.MUTED, anchor="middle", is_scale=True
        )  # fmt: skip


def _draw_ends(canvas: Canvas, budget: LandBudget, points: Sequence[tuple[float, float]], seen: int) -> None:
    """What is consumed, at the last year observed, and what would be at the end."""
    x, y = points[seen - 1]
    canvas.circle(x, y, 5, fill=style.ACCENT, stroke=style.PAPER, stroke_width=1)
    canvas.text(x + 8, y + 16, _ha(budget.consumed_ha), weight=600, fill=style.ACCENT, halo=True)
    end_x, end_y = points[-1]
    apart = abs(
        end_y - (points[0][1] - (points[0][1] - end_y) * budget.allowed_ha / max(budget.projected_ha, 1e-9))
    )
    if apart > 22:  # else it would stand on the name of the allowance
        canvas.text(end_x, end_y - 8, _ha(budget.projected_ha), fill=style.ACCENT, anchor="end", halo=True)
