"""Specialisation: what weighs more, or less, in a territory than in France, one column a category."""

from collections.abc import Sequence
from dataclasses import replace

from arpent.views import captions
from arpent.views.described import Measures
from arpent.views.findings import Finding, trace
from arpent.views.french import place
from arpent.views.heat import draw_heat
from arpent.views.lacking import unless_lacking
from arpent.views.numbers import format_value, typeset
from arpent.views.rows import Cell, cells, choose_indicator
from arpent.views.view import Figure, Missing
from arpent.views.words import in_sentence

# ASSUME: a category is called specific where it weighs at least this many times what it does in France.
SPECIFIC = 1.2


@unless_lacking("all")
def draw_specialisation(
    measures: Measures, *, name: str, title: str | None = None, indicators: Sequence[str] | None = None
) -> Figure | Missing:
    """
    A heat table of location quotients around 1: a row a territory, a column a category.

    Parameters
    ----------
    measures : Measures
        Weights of categories over their weight in France, as ``Study.specialisation`` gives them.
    name : str
        Stem of the figure.
    title : str, optional
        The category most specific to the focus, unless given.
    indicators : sequence of str, optional
        Ids, in order; all unless given.

    Returns
    -------
    Figure or Missing
        As :func:`draw_heat`; nothing for France, whose weights all are its own.
    """
    if measures.focus.level == "france":
        one = choose_indicator(measures, next(iter(indicators or measures.indicators)))
        why = "Le poids de chaque catégorie, rapporté à celui en France : sans objet pour la France."
        return captions.missing_view(measures, one, name, title=title or "Poids de chaque catégorie", why=why)
    drawn = draw_heat(measures, name=name, title=title, indicators=indicators, across="indicator", middle=1.0)
    if isinstance(drawn, Missing):
        return drawn
    ids = list(indicators or measures.indicators)
    every = [
        cell for one in ids for cell in cells(measures, choose_indicator(measures, one), roles=("focus",))
    ]
    known = sorted((cell for cell in every if cell.is_known), key=lambda cell: -cell.value)
    if not known:
        return drawn
    finding = _finding(known[0], measures) if title is None else None
    words = replace(
        drawn.words,
        title=title or (finding.text if finding else typeset(f"Poids de chaque catégorie, {known[0].year}")),
        subtitle=typeset(f"Poids rapporté à celui en France, {known[0].year}, {place(measures.focus).name}"),
        reading=_reading(known[0], measures),
        note=typeset("En bleu, moins présent qu'en France ; en brun, plus présent."),
    )
    return replace(drawn, words=words, numbers=finding.numbers if finding else ())


def _finding(most: Cell, measures: Measures) -> Finding | None:
    if most.value < SPECIFIC:
        return None
    indicator = measures.indicators[most.indicator]
    value = format_value(most.value, indicator)
    text = (
        f"Ce qui distingue le plus {most.forms.the} : {in_sentence(indicator.label)}, {value} fois son poids en "
        f"France en {most.year}"
    )
    return Finding(typeset(text), (trace(value, most),))


def _reading(most: Cell, measures: Measures) -> str:
    indicator = measures.indicators[most.indicator]
    value = format_value(most.value, indicator)
    return typeset(
        f"Lecture : {most.forms.within}, en {most.year}, {in_sentence(indicator.label)} : "
        f"{value} fois son poids en France."
    )
