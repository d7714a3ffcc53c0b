"""
Findings: what a figure shows, in one sentence, or nothing where it shows nothing.

A change is said only beyond its threshold (see ``change``); a gap only where it can be seen at the
precision printed; a rank never on missing values. A finding carries the cells that its numbers come from.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from arpent.views.change import change_of, is_share
from arpent.views.described import Indicator, Measures
from arpent.views.levels import level_of
from arpent.views.numbers import factor, format_difference, format_rate, format_value, is_close, typeset
from arpent.views.rows import Cell, cells, choose_indicator, focus_cell
from arpent.views.words import agree, capital, conjugate, dated, is_plural, ordinal, than, with_article

FEWEST_PEERS = 3


@dataclass(frozen=True)
class Finding:
    """A sentence (no full stop) and the cells that its numbers were taken from."""

    text: str
    numbers: tuple[dict[str, Any], ...] = ()


def trace(
    text: str, cell: Cell, value: float | None = None, *, against: Sequence[Cell] = ()
) -> dict[str, Any]:
    """
    Record of one printed number: as printed, as stored, and the cell it comes from.

    Parameters
    ----------
    text : str
        As printed.
    cell : Cell
        Where it comes from.
    value : float, optional
        The cell's value, unless it was computed from it.
    against : sequence of Cell
        The other cells that it was computed from.

    Returns
    -------
    dict
        ``text``, ``value``, ``indicator``, ``territory``, ``year``; ``against`` where there is any.
    """
    record: dict[str, Any] = {
        "text": text,
        "value": cell.value if value is None else value,
        "indicator": cell.indicator,
        "territory": cell.territory,
        "year": cell.year,
    }
    others = [
        {"territory": other.territory, "year": other.year, "value": other.value}
        | ({"indicator": other.indicator} if other.indicator != cell.indicator else {})
        for other in against
    ]
    return record | ({"against": others} if others else {})


def finding_change(
    measures: Measures,
    *,
    indicator: str | None = None,
    since: int | None = None,
    threshold: float | None = None,
) -> Finding | None:
    """
    How the focus changed from ``since`` (its first year unless given) to its last year.

    Parameters
    ----------
    measures : Measures
        With at least two years of the focus, five years apart.
    indicator : str, optional
        The first unless given.
    since : int, optional
        First year.
    threshold : float, optional
        See :func:`arpent.views.change.change_of`.

    Returns
    -------
    Finding or None
        None where there is no such change to tell, so the caller says a neutral title.
    """
    measured = choose_indicator(measures, indicator)
    known = [cell for cell in cells(measures, measured, roles=("focus",)) if cell.is_known]
    known = sorted((cell for cell in known if since is None or cell.year >= since), key=lambda c: c.year)
    if len(known) < 2 or measured.kind == "change":
        return None
    return change_sentence(known[0], known[-1], measured, threshold)


def change_sentence(
    first: Cell, last: Cell, indicator: Indicator, threshold: float | None = None
) -> Finding | None:
    """The sentence of :func:`finding_change` from its two cells; None where there is nothing to tell."""
    change = change_of(first, last, indicator, threshold)
    if change is None:
        return None
    if change[0] == "stable":
        return _stable(first, last, indicator)
    if indicator.kind == "count" and indicator.unit.split(" ")[0].isalpha():
        return _more_or_fewer(first, last, indicator, change[1])
    verb, size = change
    said = (
        format_difference(abs(size), indicator).lstrip("+")
        if is_share(indicator)
        else f"{format_rate(abs(size), yearly=False).lstrip('+')} par an"
    )
    subject = capital(with_article(indicator))
    text = f"{subject} {conjugate(indicator, verb)} de {said} de {first.year} à {last.year}"
    return Finding(typeset(text), (trace(said, last, size, against=[first]),))


def _stable(first: Cell, last: Cell, indicator: Indicator) -> Finding:
    before, now = format_value(first.value, indicator), format_value(last.value, indicator)
    subject = capital(with_article(indicator))
    state = f"{conjugate(indicator, 'reste')} {'stables' if is_plural(indicator.label) else 'stable'}"
    text = f"{subject} {state} de {first.year} à {last.year} : {now}, après {before}"
    return Finding(typeset(text), (trace(now, last), trace(before, first)))


def _more_or_fewer(first: Cell, last: Cell, indicator: Indicator, rate: float) -> Finding:
    """« Issoire gagne 350 habitants de 2016 à 2023 (+0,3 % par an) »."""
    difference = last.value - first.value
    size = format_value(abs(difference), indicator)
    yearly = f"{format_rate(rate, yearly=False)} par an"
    who, more = capital(last.forms.the), difference > 0
    if indicator.unit == "habitants":
        text = f"{who} {'gagne' if more else 'perd'} {size} de {first.year} à {last.year} ({yearly})"
    else:
        degree = "plus" if more else "moins"
        text = f"{who} compte {size} de {degree} en {last.year} qu'en {first.year} ({yearly})"
    numbers = (trace(size, last, difference, against=[first]), trace(yearly, last, rate, against=[first]))
    return Finding(typeset(text), numbers)


def finding_gap(
    measures: Measures, *, indicator: str | None = None, role: str = "parent", year: int | None = None
) -> Finding | None:
    """
    How the focus stands against its nearest parent (or first peer).

    Parameters
    ----------
    measures : Measures
        With the focus and a territory of ``role``.
    indicator : str, optional
        The first unless given; a count has no gap worth telling, so None.
    role : str
        ``parent`` or ``peer``; the first in the frame is taken.
    year : int, optional
        The focus's latest unless given.

    Returns
    -------
    Finding or None
        « La part des logements vacants est plus élevée que dans le Puy-de-Dôme : 8,3 % contre 7,2 % en
        2021 »; « au même niveau » where both print the same.
    """
    measured = choose_indicator(measures, indicator)
    here = focus_cell(measures, measured, year)
    if here is None or measured.kind == "count":
        return None
    others = [cell for cell in cells(measures, measured, roles=(role,), year=here.year) if cell.is_known]
    return gap_sentence(here, others[0], measured) if others else None


def gap_sentence(here: Cell, there: Cell, indicator: Indicator) -> Finding:
    """The sentence of :func:`finding_gap` from its two cells."""
    values = [format_value(cell.value, indicator) for cell in (here, there)]
    subject, where = capital(with_article(indicator)), than(there.forms.within)
    be = conjugate(indicator, "est")
    if indicator.kind == "change":
        beside = "comme" if values[0] == values[1] else f"contre {values[1]}"
        text = f"{indicator.label} : {values[0]}, {beside} {there.forms.within}"
    elif values[0] == values[1]:
        text = dated(f"{subject} {be} au même niveau {where} : {values[0]}", indicator.label, here.year)
    else:
        barely = "à peine " if is_close(here.value, there.value) else ""
        degree = f"{barely}plus" if here.value > there.value else f"{barely}moins"
        said = f"{subject} {be} {degree} {agree(indicator, 'élevé')} {where} : {values[0]} contre {values[1]}"
        text = dated(said, indicator.label, here.year)
    return Finding(typeset(text), (trace(values[0], here), trace(values[1], there)))


def finding_extent(parts: Sequence[Cell], indicator: Indicator) -> Finding | None:
    """
    The range over the parts of a territory: the lowest and the highest, by name.

    Parameters
    ----------
    parts : sequence of Cell
        Of one year.
    indicator : Indicator
        Theirs.

    Returns
    -------
    Finding or None
        None for fewer than two known parts, or where the range does not show at the precision printed. A
        rate on too few (see ``indicators.FRAGILE_UNDER``) is never cited.
    """
    firm = [cell for cell in parts if cell.is_known and not cell.is_fragile]
    known = sorted(firm, key=lambda c: (c.value, c.name))
    if len(known) < 2:
        return None
    low, high = known[0], known[-1]
    values = [format_value(cell.value, indicator) for cell in (low, high)]
    if values[0] == values[1]:
        return None
    text = (
        f"{capital(with_article(indicator))} {conjugate(indicator, 'va')} de {values[0]} ({low.forms.short}) "
        f"à {values[1]} ({high.forms.short})"
    )
    return Finding(typeset(text), (trace(values[0], low), trace(values[1], high)))


@dataclass(frozen=True)
class Ranked:
    """A rank from the highest value down, the peers it was taken among, and how many have no value."""

    rank: int
    known: tuple[Cell, ...]
    absent: int


def rank_of(measures: Measures, indicator: Indicator, here: Cell) -> Ranked | None:
    """The rank of a cell among the peers of its year; None where fewer than three have a value."""
    peers = cells(measures, indicator, roles=("peer",), year=here.year)
    known = tuple(cell for cell in peers if cell.is_known)
    if len(known) < FEWEST_PEERS:
        return None
    printed = _printed(here, indicator)
    rank = 1 + sum(_printed(cell, indicator) > printed for cell in known)
    return Ranked(rank, known, len(peers) - len(known))


def finding_rank(
    measures: Measures, *, indicator: str | None = None, year: int | None = None
) -> Finding | None:
    """
    The focus's rank among its peers, from the highest value down.

    Parameters
    ----------
    measures : Measures
        With peers.
    indicator : str, optional
        The first unless given.
    year : int, optional
        The focus's latest unless given.

    Returns
    -------
    Finding or None
        None where the focus has no value or fewer than three peers have one. Peers without a value are
        neither ranked nor counted, which is said; equal values as printed share the better rank.
    """
    measured = choose_indicator(measures, indicator)
    here = focus_cell(measures, measured, year)
    if here is None:
        return None
    ranked = rank_of(measures, measured, here)
    if ranked is None:
        return None
    rank, known, of = ranked.rank, ranked.known, len(ranked.known) + 1
    level = level_of([here.territory])
    value, absent = format_value(here.value, measured), ranked.absent
    text = (
        f"{capital(here.forms.the)} est au {ordinal(rank)} rang de {of} {level.many} "
        f"{'comparées' if level.is_feminine else 'comparés'}{f' ({absent} sans valeur)' if absent else ''} pour "
        f"{with_article(measured)}, par ordre décroissant : {value}"
    )
    numbers = (
        trace(ordinal(rank), here, rank, against=known),
        trace(str(of), here, of, against=known),
        trace(value, here),
    )
    return Finding(typeset(dated(text, measured.label, here.year)), numbers)


def _printed(cell: Cell, indicator: Indicator) -> float:
    return round(cell.value * factor(indicator.unit), indicator.precision)
