"""
Classes of a choropleth: natural breaks (Fisher-Jenks) or quantiles, then rounded, named and coloured.

Written here rather than taken from mapclassify, whose import costs four seconds a kernel (scikit-learn);
a test compares the breaks of both.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from arpent.views.described import Indicator
from arpent.views.numbers import factor, french_number, typeset, unit_after
from arpent.views.style import SEQUENTIAL

NEGATIVE = ("#2d5673", "#6f95ad", "#bccdd8")  # strongest first
POSITIVE = ("#f3d6c0", "#dd9263", "#b65a2b", "#743010")  # weakest first
#: Values that natural breaks need.
FEWEST = 10
METHODS = {
    "jenks": "seuils naturels (Fisher-Jenks) arrondis",
    "fisher_jenks": "seuils naturels (Fisher-Jenks) arrondis",
    "jenks_of_logs": "seuils naturels (Fisher-Jenks) des logarithmes, arrondis",
    "quantiles": "quantiles arrondis",
    "equal_interval": "intervalles égaux, arrondis",
    "given": "seuils communs à plusieurs cartes",
    "unique": "une classe par valeur",
}


@dataclass(frozen=True)
class Classes:
    """
    Ordered classes: ``breaks`` are the inner limits, in printed units; a value on a limit is above it.

    Parameters
    ----------
    breaks : tuple of float
        Increasing; one fewer than the colours.
    colours : tuple of str
        Lowest class first.
    labels : tuple of str
        French, lowest class first.
    method : str
        A key of ``METHODS``.
    """

    breaks: tuple[float, ...]
    colours: tuple[str, ...]
    labels: tuple[str, ...]
    method: str

    def index(self, value: float) -> int:
        """Class of a printed value."""
        return int(np.searchsorted(np.asarray(self.breaks), value + 1e-9, side="right"))


def natural_breaks(values: Sequence[float], count: int) -> list[float]:
    """
    Upper limits of the ``count`` classes that have the least squared deviation within (Fisher 1958, exact).

    Parameters
    ----------
    values : sequence of float
        Finite.
    count : int
        Not more than the distinct values.

    Returns
    -------
    list of float
        The greatest value of each class but the last.

    Examples
    --------
    >>> natural_breaks([1, 2, 3, 10, 11, 30], 3)
    [3.0, 11.0]
    """
    ordered = np.sort(np.asarray(values, dtype=float))
    size = len(ordered)
    sums = np.concatenate(([0.0], np.cumsum(ordered)))
    squares = np.concatenate(([0.0], np.cumsum(ordered**2)))

    def within(starts: np.ndarray, end: int) -> np.ndarray:
        weight = end - starts
        return np.asarray(squares[end] - squares[starts] - (sums[end] - sums[starts]) ** 2 / weight)

    cost = np.array([0.0, *(within(np.array([0]), end)[0] for end in range(1, size + 1))])
    choices = []
    for group in range(2, count + 1):
        following, choice = np.full(size + 1, math.inf), np.zeros(size + 1, dtype=int)
        for end in range(group, size + 1):
            starts = np.arange(group - 1, end)
            totals = cost[starts] + within(starts, end)
            best = int(np.argmin(totals))
            following[end], choice[end] = totals[best], starts[best]
        cost = following
        choices.append(choice)
    limits, end = [], size
    for choice in reversed(choices):
        end = int(choice[end])
        limits.append(float(ordered[end - 1]))
    return limits[::-1]


def classify(
    values: Sequence[float],
    indicator: Indicator,
    *,
    count: int = 5,
    method: str = "jenks",
    breaks: Sequence[float] | None = None,
) -> Classes:
    """
    Classes of the values of an indicator, as a map prints them.

    Parameters
    ----------
    values : sequence of float
        Stored values; NaN are left out.
    indicator : Indicator
        Unit and precision.
    count : int
        Five at most; fewer where there are few distinct values.
    method : str
        A key of ``METHODS``; named as in mapclassify: ``fisher_jenks`` (or ``jenks``), ``quantiles``,
        ``equal_interval``.
    breaks : sequence of float, optional
        Limits in printed units, shared with other maps.

    Returns
    -------
    Classes
        A rate of change that is negative here and positive there is cut at zero, in two hues. Natural breaks are
        those of logarithms where a few high values would leave nearly all the others in one class.
    """
    known = np.array([value * factor(indicator.unit) for value in values if math.isfinite(value)])
    known = np.round(known, indicator.precision + 3)
    is_diverging = indicator.unit.endswith("/an") and len(known) and known.min() < 0 < known.max()
    if breaks is not None:
        limits, method = [float(limit) for limit in breaks], "given"
    elif is_diverging:
        limits = _around_zero(known, indicator, count, method)
    else:
        method = "jenks_of_logs" if method == "jenks" and _is_skewed(known) else method
        limits = _limits(known, indicator, count, method)
    colours = _diverging(limits) if is_diverging or 0 in limits else _sequential(len(limits) + 1)
    return Classes(tuple(limits), colours, _labels(limits, known, indicator), method)


def _limits(known: np.ndarray, indicator: Indicator, count: int, method: str) -> list[float]:
    distinct = np.unique(np.round(known, indicator.precision))
    count = min(count, len(distinct))
    if count < 2:
        return []
    if method == "equal_interval":
        raw = np.linspace(known.min(), known.max(), count + 1)[1:-1].tolist()
    elif method in ("jenks", "fisher_jenks", "jenks_of_logs") and len(known) >= FEWEST:
        scaled = np.log(known) if method == "jenks_of_logs" else known
        cuts = natural_breaks(scaled.tolist(), count)
        upper = [float(known[scaled <= cut].max()) for cut in cuts]
        above = [float(known[known > limit].min()) for limit in upper]
        raw = [(low + high) / 2 for low, high in zip(upper, above, strict=True)]
    else:
        raw = np.unique(np.quantile(known, np.arange(1, count) / count)).tolist()
    return _rounded(raw, known, indicator.precision)


def _is_skewed(known: np.ndarray) -> bool:
    """Whether three quarters of the values, all positive, lie in the lowest fifth of their range."""
    if len(known) < FEWEST or known.min() <= 0:
        return False
    low = known.min() + (known.max() - known.min()) / 5
    return bool((known <= low).mean() > 0.75)


def _rounded(raw: Sequence[float], known: np.ndarray, precision: int) -> list[float]:
    """The roundest limits that keep every class non-empty and near to where it was cut."""
    low, high = float(known.min()), float(known.max())
    gaps = np.diff([low, *raw, high])
    power = math.ceil(math.log10(max(high - low, 10.0**-precision))) + 1
    for exponent in range(power, -precision - 1, -1):
        for multiple in (5, 2, 1):
            step = multiple * 10.0**exponent
            limits = [round(round(limit / step) * step, 9) for limit in raw]
            moved = [abs(a - b) for a, b in zip(limits, raw, strict=True)]
            near = all(move <= 0.3 * min(gaps[i], gaps[i + 1]) for i, move in enumerate(moved))
            if near and _fills(limits, known):
                return limits
    finest = sorted({round(limit, precision) for limit in raw})
    return [limit for limit in finest if low < limit <= high]


def _fills(limits: Sequence[float], known: np.ndarray) -> bool:
    if any(b <= a for a, b in pairwise(limits)):
        return False
    counts = np.bincount(np.searchsorted(limits, known + 1e-9, side="right"), minlength=len(limits) + 1)
    return bool((counts > 0).all())


def _around_zero(known: np.ndarray, indicator: Indicator, count: int, method: str) -> list[float]:
    below, above = known[known < 0], known[known >= 0]
    share = len(below) / len(known)
    of_below = min(len(NEGATIVE), max(1, round(share * count)))
    of_above = min(len(POSITIVE), max(1, count - of_below))
    return [
        *_limits(below, indicator, of_below, method),
        0.0,
        *_limits(above, indicator, of_above, method),
    ]


def _diverging(limits: Sequence[float]) -> tuple[str, ...]:
    below = sum(1 for limit in limits if limit <= 0)
    above = len(limits) + 1 - below
    weak = {1: (1,), 2: (0, 2), 3: (0, 1, 2), 4: (0, 1, 2, 3)}
    blues = {1: (1,), 2: (0, 2), 3: (0, 1, 2)}
    return (
        *(NEGATIVE[i] for i in blues[min(below, 3)]),
        *(POSITIVE[i] for i in weak[min(above, 4)]),
    )


def _sequential(count: int) -> tuple[str, ...]:
    chosen = {1: (2,), 2: (1, 3), 3: (0, 2, 4), 4: (0, 1, 3, 4), 5: (0, 1, 2, 3, 4)}[count]
    return tuple(SEQUENTIAL[i] for i in chosen)


def _labels(limits: Sequence[float], known: np.ndarray, indicator: Indicator) -> tuple[str, ...]:
    decimals = _decimals(limits)
    signed = indicator.unit.endswith("/an")
    unit = unit_after(indicator.unit, 2) if len(indicator.unit) <= 5 else ""
    texts = [french_number(limit, decimals if limit else 0, signed=signed) for limit in limits]
    if not texts:
        if not len(known):
            return ("",)
        return (french_number(float(known[0]), indicator.precision, signed=signed) + unit,)
    middle = [f"de {low} à {high}{unit}" for low, high in pairwise(texts)]
    ends = (f"moins de {texts[0]}{unit}", f"{texts[-1]}{unit} ou plus")
    return tuple(typeset(text) for text in (ends[0], *middle, ends[1]))


def _decimals(limits: Sequence[float]) -> int:
    return next((d for d in range(6) if all(abs(x - round(x, d)) < 1e-9 for x in limits)), 6)
