"""
Phrases for the prose of a notebook: every number in them is taken from the measures, and traced.

A phrase never claims a change under its threshold, a rank on missing values, or a cause.
"""

from arpent.views import captions
from arpent.views.described import Measures
from arpent.views.findings import (
    Finding,
    finding_change,
    finding_gap,
    finding_rank,
    rank_of,
    trace,
)
from arpent.views.french import place
from arpent.views.lacking import silent_where_lacking
from arpent.views.levels import level_of
from arpent.views.numbers import REASONS_SAID, format_value, typeset, unit_after
from arpent.views.rows import cells, choose_indicator, focus_cell, missing_reason
from arpent.views.view import Phrase, Words
from arpent.views.words import MILLION, approximate_count, capital, elided, ordinal, with_article


def say(*phrases: Phrase, name: str = "phrase") -> Phrase:
    """
    Several phrases as one paragraph, their traced numbers kept; empty and repeated ones are left out.

    A phrase is empty where the table of its indicator is not on this machine.

    Parameters
    ----------
    *phrases : Phrase
        In order.
    name : str
        Stem.

    Returns
    -------
    Phrase
        One paragraph.
    """
    kept: dict[str, Phrase] = {phrase.text: phrase for phrase in phrases if phrase.text}
    text = " ".join(kept)
    numbers = tuple(number for phrase in kept.values() for number in phrase.numbers)
    lacking = tuple(dict.fromkeys(one for phrase in phrases for one in phrase.lacking))
    return Phrase(name, Words(title=text, alt=text), text, numbers, lacking=lacking)


@silent_where_lacking
def say_level(
    measures: Measures, *, name: str = "phrase", indicator: str | None = None, year: int | None = None
) -> Phrase:
    """The focus's value, or why it is missing: « En 2023, Issoire compte 15 000 habitants. »."""
    measured = choose_indicator(measures, indicator)
    here = focus_cell(measures, measured, year)
    if here is None:
        reason = missing_reason(cells(measures, measured, roles=("focus",), year=year))
        why = REASONS_SAID.get(reason, "donnée non disponible")
        text = f"{capital(with_article(measured))} : {why} {place(measures.focus).within}"
        return _phrase(name, Finding(typeset(text)))
    text = capital(typeset(captions.sentence_of(here, measured)))
    return _phrase(name, Finding(text, (trace(format_value(here.value, measured), here),)))


@silent_where_lacking
def say_size(
    measures: Measures, *, name: str = "phrase", indicator: str | None = None, year: int | None = None
) -> Phrase:
    """
    How many, in round numbers, and the rank among the peers where three at least have a value.

    « Issoire compte près de 15 000 habitants en 2023, 2e sur 14 communes comparées. » Only of a count whose unit is a
    noun; its value as printed elsewhere otherwise.
    """
    measured = choose_indicator(measures, indicator)
    here = focus_cell(measures, measured, year)
    if here is None or measured.kind != "count" or here.value < 0 or not measured.unit[:1].isalpha():
        return say_level(measures, name=name, indicator=indicator, year=year)
    size = approximate_count(here.value)
    numbers = [trace(size, here)]
    unit = unit_after(measured.unit, here.value)
    if here.value >= MILLION:
        unit = f" {elided(unit.strip())}"
    text = f"{capital(here.forms.the)} compte {size}{unit} en {here.year}"
    ranked = rank_of(measures, measured, here)
    if ranked is not None:
        level = level_of([here.territory])
        first, of = ordinal(ranked.rank, feminine=level.is_feminine), str(len(ranked.known) + 1)
        text += f", {first} sur {of} {level.many} {'comparées' if level.is_feminine else 'comparés'}"
        numbers += [
            trace(first, here, ranked.rank, against=ranked.known),
            trace(of, here, against=ranked.known),
        ]
    return _phrase(name, Finding(typeset(text), tuple(numbers)))


@silent_where_lacking
def say_change(
    measures: Measures,
    *,
    name: str = "phrase",
    indicator: str | None = None,
    since: int | None = None,
    threshold: float | None = None,
) -> Phrase:
    """How the focus changed; its value alone where no change can be told."""
    finding = finding_change(measures, indicator=indicator, since=since, threshold=threshold)
    return _phrase(name, finding) if finding else say_level(measures, name=name, indicator=indicator)


@silent_where_lacking
def say_gap(
    measures: Measures,
    *,
    name: str = "phrase",
    indicator: str | None = None,
    role: str = "parent",
    year: int | None = None,
) -> Phrase:
    """How the focus stands against its first parent or peer; its value alone where there is none."""
    finding = finding_gap(measures, indicator=indicator, role=role, year=year)
    return (
        _phrase(name, finding) if finding else say_level(measures, name=name, indicator=indicator, year=year)
    )


@silent_where_lacking
def say_rank(
    measures: Measures, *, name: str = "phrase", indicator: str | None = None, year: int | None = None
) -> Phrase:
    """The focus's rank among its peers; its value alone where too few peers have one."""
    finding = finding_rank(measures, indicator=indicator, year=year)
    return (
        _phrase(name, finding) if finding else say_level(measures, name=name, indicator=indicator, year=year)
    )


def _phrase(name: str, finding: Finding) -> Phrase:
    text = finding.text + "."
    return Phrase(name, Words(title=text, alt=text), text, finding.numbers)
