"""
Findings: what a figure shows, in one sentence, or nothing where it shows nothing.

A change is said only beyond a stated threshold and only between years at least five apart (two censuses
share survey years until then); a gap only where it can be seen at the precision printed; a rank never on
missing values. A finding carries the cells that its numbers come from.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from arpent.views.described import Indicator, Measures
from arpent.views.french import ordinal, than
from arpent.views.numbers import factor, format_difference, format_rate, format_value, typeset
from arpent.views.rows import Cell, cells, choose_indicator, focus_cell
from arpent.views.words import agree, capital, conjugate, is_plural, with_article

MIN_YEARS = 5
# ASSUME: a mean annual change under 0.1 % of a count, or a change under half a point of a share, is "stable".
STABLE_RATE = 0.001
STABLE_POINTS = 0.005


@dataclass(frozen=True)
class Finding:
    """A sentence (no full stop) and the cells that its numbers were taken from."""

    text: str
    numbers: tuple[dict[str, Any], ...] = ()


def trace(text: str, cell: Cell, value: float | None = None) -> dict[str, Any]:
    """Record of one printed number: as printed, as stored, and where it comes from."""
    return {
        "text": text,
        "value": cell.value if value is None else value,
        "indicator": cell.indicator,
        "territory": cell.territory,
        "year": cell.year,
    }


def yearly_rate(first: Cell, last: Cell) -> float | None:
    """
    Mean annual rate of change, (last / first)^(1 / years) − 1.

    Returns
    -------
    float or None
        None where either value is not positive or the years are the same.
    """
    years = last.year - first.year
    if years <= 0 or not (first.value > 0 and last.value > 0):
        return None
    return float((last.value / first.value) ** (1 / years) - 1)


def is_share(indicator: Indicator) -> bool:
    """Whether the indicator is printed in per cent, so that it changes by points."""
    return indicator.unit.startswith("%")


def change_of(
    first: Cell, last: Cell, indicator: Indicator, threshold: float | None = None
) -> tuple[str, float] | None:
    """
    The verb and the size of a change.

    Parameters
    ----------
    first, last : Cell
        Of the same territory; known.
    indicator : Indicator
        Shares change by difference, the rest by mean annual rate.
    threshold : float, optional
        Below it the change is "stable"; ``STABLE_POINTS`` or ``STABLE_RATE`` unless given.

    Returns
    -------
    (str, float) or None
        ``augmente``, ``diminue`` or ``stable``, and the difference or the rate; None where it can't be
        computed or the years are fewer than five apart.
    """
    if last.year - first.year < MIN_YEARS:
        return None
    size = last.value - first.value if is_share(indicator) else yearly_rate(first, last)
    if size is None:
        return None
    limit = threshold if threshold is not None else STABLE_POINTS if is_share(indicator) else STABLE_RATE
    if abs(size) < limit:
        return "stable", size
    return ("augmente" if size > 0 else "diminue"), size


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
        See :func:`change_of`.

    Returns
    -------
    Finding or None
        None where there is no such change to tell, so the caller says a neutral title.
    """
    measured = choose_indicator(measures, indicator)
    known = [cell for cell in cells(measures, measured, roles=("focus",)) if cell.is_known]
    known = sorted((cell for cell in known if since is None or cell.year >= since), key=lambda c: c.year)
    if len(known) < 2:
        return None
    return change_sentence(known[0], known[-1], measured, threshold)


def change_sentence(
    first: Cell, last: Cell, indicator: Indicator, threshold: float | None = None
) -> Finding | None:
    """The sentence of :func:`finding_change` from its two cells."""
    change = change_of(first, last, indicator, threshold)
    if change is None:
        return None
    verb, size = change
    subject = capital(with_article(indicator))
    values = [format_value(cell.value, indicator) for cell in (first, last)]
    numbers = [trace(values[0], first), trace(values[1], last)]
    if verb == "stable":
        state = f"{conjugate(indicator, 'reste')} {'stables' if is_plural(indicator.label) else 'stable'}"
        text = f"{subject} {state} de {first.year} à {last.year} : {values[1]}, après {values[0]}"
        return Finding(typeset(text), tuple(numbers))
    size_said = (
        format_difference(abs(size), indicator).lstrip("+")
        if is_share(indicator)
        else f"{format_rate(abs(size), yearly=False).lstrip('+')} par an"
    )
    numbers.append(trace(size_said, last, size))
    text = f"{subject} {conjugate(indicator, verb)} de {size_said} de {first.year} à {last.year}"
    return Finding(typeset(text), tuple(numbers))


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
        2021 »; "comparable à" where both print the same.
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
    numbers = (trace(values[0], here), trace(values[1], there))
    be = conjugate(indicator, "est")
    if values[0] == values[1]:
        return Finding(
            typeset(f"{subject} {be} au même niveau {where} : {values[0]} en {here.year}"), numbers
        )
    degree = "plus" if here.value > there.value else "moins"
    text = (
        f"{subject} {be} {degree} {agree(indicator, 'élevé')} {where} : "
        f"{values[0]} contre {values[1]} en {here.year}"
    )
    return Finding(typeset(text), numbers)


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
        None for fewer than two known parts, or where the range does not show at the precision printed.
    """
    known = sorted((cell for cell in parts if cell.is_known), key=lambda c: (c.value, c.name))
    if len(known) < 2:
        return None
    low, high = known[0], known[-1]
    values = [format_value(cell.value, indicator) for cell in (low, high)]
    if values[0] == values[1]:
        return None
    text = (
        f"{capital(with_article(indicator))} {conjugate(indicator, 'va')} de {values[0]} {low.forms.within} "
        f"à {values[1]} {high.forms.within}"
    )
    return Finding(typeset(text), (trace(values[0], low), trace(values[1], high)))


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
        neither ranked nor counted; equal values as printed share the better rank.
    """
    measured = choose_indicator(measures, indicator)
    here = focus_cell(measures, measured, year)
    if here is None:
        return None
    peers = [cell for cell in cells(measures, measured, roles=("peer",), year=here.year)]
    known = [cell for cell in peers if cell.is_known]
    if len(known) < 3:
        return None
    printed = round(here.value * factor(measured.unit), measured.precision)
    above = [
        cell for cell in known if round(cell.value * factor(measured.unit), measured.precision) > printed
    ]
    rank, of = len(above) + 1, len(known) + 1
    value = format_value(here.value, measured)
    level = {
        "commune": "communes",
        "epci": "intercommunalités",
        "departement": "départements",
        "region": "régions",
    }
    noun = level.get(here.territory.partition(":")[0], "territoires")
    kept = f" ({len(peers) - len(known)} sans valeur)" if len(known) < len(peers) else ""
    text = (
        f"{capital(here.forms.the)} est au {ordinal(rank)} rang des {of} {noun} comparées{kept} "
        f"pour {with_article(measured)}, en commençant par la plus élevée : {value} en {here.year}"
    )
    if noun in ("départements", "territoires"):
        text = text.replace("comparées", "comparés")
    numbers = (trace(ordinal(rank), here, rank), trace(str(of), here, of), trace(value, here))
    return Finding(typeset(text), numbers)
