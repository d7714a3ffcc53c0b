"""How fast a territory changes beside the others: the finding of a series that starts at 100."""

from arpent.views.change import MIN_YEARS
from arpent.views.described import Measures
from arpent.views.findings import Finding, trace
from arpent.views.numbers import format_rate, typeset
from arpent.views.rows import Cell, cells, choose_indicator, focus_cell
from arpent.views.words import join_list

MOST_COMPARED = 2


def finding_pace(
    measures: Measures, *, indicator: str | None = None, since: int | None = None
) -> Finding | None:
    """
    The focus's relative change over a series, beside that of its nearest and widest parents.

    Parameters
    ----------
    measures : Measures
        With parents over the same years.
    indicator : str, optional
        The first unless given.
    since : int, optional
        First year; the focus's first unless given.

    Returns
    -------
    Finding or None
        « Population municipale : +2,4 % de 2016 à 2023, contre +2,1 % dans le Puy-de-Dôme ». None where
        there is no parent over these years, or the years are fewer than five apart.
    """
    measured = choose_indicator(measures, indicator)
    last = focus_cell(measures, measured)
    found = cells(measures, measured, roles=("focus", "parent"))
    first = min(
        (c for c in found if c.role == "focus" and _starts(c, since)), key=lambda c: c.year, default=None
    )
    if last is None or first is None or last.year - first.year < MIN_YEARS:
        return None
    pairs = {cell.territory: pair for cell in found if (pair := _pair(found, cell, first.year, last.year))}
    here = pairs.pop(last.territory, None)
    others = list(pairs.values())
    if here is None or not others:
        return None
    kept = others if len(others) <= MOST_COMPARED else [others[0], others[-1]]
    mine = _relative(here)
    text = f"{measured.label} : {mine} de {first.year} à {last.year}, {_beside(mine, kept)}"
    numbers = tuple(
        trace(_relative(pair), pair[1], pair[1].value / pair[0].value - 1, against=[pair[0]])
        for pair in (here, *kept)
    )
    return Finding(typeset(text), numbers)


def _beside(mine: str, kept: list[tuple[Cell, Cell]]) -> str:
    """« comme dans le Cantal, contre +2,6 % en France »: what prints the same is not said twice."""
    alike = [pair[1].forms.within for pair in kept if _relative(pair) == mine]
    unlike = [f"{_relative(pair)} {pair[1].forms.within}" for pair in kept if _relative(pair) != mine]
    told = (f"comme {join_list(alike)}" if alike else "", f"contre {join_list(unlike)}" if unlike else "")
    return ", ".join(filter(None, told))


def _starts(cell: Cell, since: int | None) -> bool:
    return cell.is_known and cell.value > 0 and (since is None or cell.year >= since)


def _pair(found: list[Cell], one: Cell, first: int, last: int) -> tuple[Cell, Cell] | None:
    """The cells of a territory in the first and the last year; None where either is missing."""
    by_year = {cell.year: cell for cell in found if cell.territory == one.territory and cell.is_known}
    start, end = by_year.get(first), by_year.get(last)
    return (start, end) if start is not None and end is not None and start.value > 0 else None


def _relative(pair: tuple[Cell, Cell]) -> str:
    return format_rate(pair[1].value / pair[0].value - 1, yearly=False)
