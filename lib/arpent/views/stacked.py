"""Composition over many categories: the largest as stacked bars, the rest grouped as « autres »."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from arpent.errors import AskedWrongly
from arpent.territory import Territory
from arpent.views import style
from arpent.views.crossed import Line, chosen_indicators, latest_known, lines_of
from arpent.views.described import Indicator, Lack, Measures
from arpent.views.findings import trace
from arpent.views.lacking import unless_lacking
from arpent.views.numbers import typeset
from arpent.views.shares import draw_shares
from arpent.views.view import Figure, Missing
from arpent.views.words import in_sentence, join_list

OTHERS = "autres"


@dataclass(frozen=True)
class Grouped:
    """The indicator that the smallest categories were added into."""

    id: str
    label: str
    short: str
    unit: str
    precision: int
    kind: str
    direction: str
    definition: str
    gender: str


@dataclass(frozen=True)
class Regrouped:
    """Measures in which the smallest categories are one."""

    frame: pd.DataFrame
    indicators: dict[str, Indicator]
    focus: Territory
    source: str
    lacking: dict[str, Lack] = field(default_factory=dict)


@unless_lacking("all")
def draw_stacked_bars(
    measures: Measures,
    *,
    name: str,
    title: str | None = None,
    indicators: Sequence[str] | None = None,
    year: int | None = None,
    most: int = len(style.CATEGORIES),
) -> Figure | Missing:
    """
    Stacked bars of any number of categories: the focus's largest keep their colour, the rest is grouped.

    Up to ``most`` categories it is :func:`draw_shares`, in the order given.

    Parameters
    ----------
    measures : Measures
        Each indicator is a category: all shares of one whole, or all counts.
    name : str
        Stem of the figure.
    title : str, optional
        As :func:`draw_shares`.
    indicators : sequence of str, optional
        Ids; all unless given.
    year : int, optional
        The latest in which the focus has every category, unless given.
    most : int
        Colours, « autres » included; five at most.

    Returns
    -------
    Figure or Missing
        As :func:`draw_shares`; a territory that lacks a grouped category has no bar.

    Raises
    ------
    AskedWrongly
        ``most`` is under two or over the colours there are.
    """
    if not 2 <= most <= len(style.CATEGORIES):
        raise AskedWrongly(f"draw_stacked_bars: most={most}; from 2 to {len(style.CATEGORIES)} colours.")
    chosen = chosen_indicators(measures, indicators)
    ids = [one.id for one in chosen]
    lines = lines_of(measures, ids)
    when = year or latest_known(lines, ids)
    here = next((one for one in lines if one.is_focus and one.first.year == when), None)
    if len(chosen) <= most or here is None or not here.is_known(ids):
        return draw_shares(measures, name=name, title=title, indicators=ids[:most], year=when)
    ranked = sorted(ids, key=lambda one: (-here.value(one), ids.index(one)))
    kept, rest = ranked[: most - 1], ranked[most - 1 :]
    drawn = draw_shares(_regrouped(measures, kept, rest), name=name, title=title, year=when)
    if isinstance(drawn, Missing):
        return drawn
    said = join_list([in_sentence(measures.indicators[one].short) for one in rest])
    note = " ".join(part for part in (typeset(f"Autres : {said}."), drawn.words.note) if part)
    words = type(drawn.words)(**{**drawn.words.__dict__, "note": note})
    numbers = tuple(_retraced(number, lines, rest) for number in drawn.numbers)
    return Figure(drawn.name, words, drawn.svg, drawn.svg_narrow, drawn.data, numbers)


def _retraced(number: dict[str, Any], lines: Sequence[Line], rest: Sequence[str]) -> dict[str, Any]:
    """The record of a number, which for the grouped categories is the sum of theirs."""
    if number["indicator"] != OTHERS:
        return number
    same = (number["territory"], number["year"])
    line = next(one for one in lines if (one.first.territory, one.first.year) == same)
    first, *others = line.take(rest)
    return trace(str(number["text"]), first, number["value"], against=others)


def _regrouped(measures: Measures, kept: Sequence[str], rest: Sequence[str]) -> Regrouped:
    frame = measures.frame
    small = frame[frame["indicator"].isin(list(rest))]
    keys = ["territory", "name", "role", "year"]
    summed = small.groupby(keys, sort=False).agg(
        value=("value", lambda values: values.sum(skipna=False)),
        reason=("reason", "first"),
        is_estimated=("is_estimated", "any"),
        rows=("value", "size"),
    )
    whole = summed[summed["rows"] == len(rest)].drop(columns="rows").reset_index().assign(indicator=OTHERS)
    first = measures.indicators[rest[0]]
    label = "Part des autres catégories" if first.unit == "%" else "Autres catégories"
    others = Grouped(OTHERS, label, "Autres", first.unit, first.precision, first.kind, "neutral", "", "f")
    together = pd.concat([frame[frame["indicator"].isin(list(kept))], whole], ignore_index=True)
    order: dict[str, Indicator] = {one: measures.indicators[one] for one in kept}
    return Regrouped(together, order | {OTHERS: others}, measures.focus, measures.source)
