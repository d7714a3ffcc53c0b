"""
Can a hidden figure be computed again from all that is published? Linear algebra over sums, shares and categories.

Every figure published of a count or ratio is one equation between what the communes hold: a count is a sum over them,
a share is a numerator that is so many times its denominator, a total is the sum of its categories. A hidden figure is
known again where its own sum is a combination of those equations. Medians and rates that only the producer computes
add up to nothing, and are left out. Rounding is not counted on: figures are taken as exact.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from arpent.indicators.sums import terms

#: Smallest part of a vector that the equations leave unexplained, of one that they do not give.
LEFT = 1e-7


@dataclass(frozen=True)
class Said:
    """
    One figure of a territory: published (``value``), or hidden (None).

    ``columns`` is the expression of a count, or a ratio's numerator; ``over`` its denominator, ``per`` what it is
    multiplied by; ``communes`` those of the territory.
    """

    name: str
    communes: frozenset[str]
    year: int
    columns: str
    value: float | None
    over: str = ""
    per: float = 1.0


def computed_again(
    figures: Sequence[Said], categories: Mapping[str, Sequence[str]] | None = None
) -> list[str]:
    """
    Names of the hidden figures that the published ones give.

    Parameters
    ----------
    figures : sequence of Said
        Of any territories, levels and years.
    categories : mapping of str to sequence of str, optional
        Column → the columns that it is the sum of, in each commune.

    Returns
    -------
    list of str
    """
    found = []
    for year in sorted({one.year for one in figures}):
        found += _of_one_year([one for one in figures if one.year == year], categories or {})
    return found


def _of_one_year(figures: Sequence[Said], categories: Mapping[str, Sequence[str]]) -> list[str]:
    atoms = _atoms(figures)
    columns = sorted(
        {name for one in figures for name in _names(one)}
        | {n for c, p in categories.items() for n in (c, *p)}
    )
    place = {
        (atom, column): i * len(columns) + k
        for i, atom in enumerate(atoms)
        for k, column in enumerate(columns)
    }
    published = [_equation(one, atoms, place) for one in figures if one.value is not None]
    published += [
        _category(atom, total, parts, place) for atom in atoms for total, parts in categories.items()
    ]
    hidden = {one.name: _form(one.columns, one, atoms, place) for one in figures if one.value is None}
    if not hidden or not published:
        return []
    matrix = np.array(published).T
    return [name for name, form in hidden.items() if _is_given(form, matrix)]


def _is_given(form: np.ndarray, matrix: np.ndarray) -> bool:
    solved, *_ = np.linalg.lstsq(matrix, form, rcond=None)
    return bool(np.linalg.norm(matrix @ solved - form) < LEFT * max(1.0, float(np.linalg.norm(form))))


def _atoms(figures: Sequence[Said]) -> list[frozenset[str]]:
    """Communes that are in the same territories count as one: sets of them, apart from each other."""
    territories = list({one.communes for one in figures})
    together: dict[tuple[bool, ...], set[str]] = {}
    for code in frozenset().union(*territories):
        together.setdefault(tuple(code in one for one in territories), set()).add(code)
    return [frozenset(codes) for codes in together.values()]


def _form(
    expression: str, one: Said, atoms: Sequence[frozenset[str]], place: Mapping[object, int]
) -> np.ndarray:
    """A sum of columns over a territory, as a vector over what each atom holds of each column."""
    form = np.zeros(len(place))
    for name, sign in _signed(expression):
        for atom in atoms:
            form[place[atom, name]] += sign * (atom <= one.communes)
    return form


def _equation(one: Said, atoms: Sequence[frozenset[str]], place: Mapping[object, int]) -> np.ndarray:
    form = _form(one.columns, one, atoms, place)
    return form - (one.value / one.per) * _form(one.over, one, atoms, place) if one.over else form


def _category(
    atom: frozenset[str], total: str, parts: Sequence[str], place: Mapping[object, int]
) -> np.ndarray:
    form = np.zeros(len(place))
    form[place[atom, total]] = 1.0
    for part in parts:
        form[place[atom, part]] -= 1.0
    return form


def _names(one: Said) -> list[str]:
    return [*terms(one.columns), *(terms(one.over) if one.over else [])]


def _signed(expression: str) -> list[tuple[str, float]]:
    words = expression.split(" ")
    return [
        (name, -1.0 if rank and words[2 * rank - 1] == "-" else 1.0) for rank, name in enumerate(words[::2])
    ]
