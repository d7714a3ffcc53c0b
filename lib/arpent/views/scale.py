"""From values to pixels: round ticks, linear scales, axis texts."""

import math
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Scale:
    """Linear scale from values (``low`` to ``high``) to pixels (``start`` to ``end``)."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """Pixel of a value."""
        if self.high == self.low:
            return (self.start + self.end) / 2
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)


def step_near(rough: float) -> float:
    """
    The round step (1, 2, 2.5 or 5 × a power of ten) that is not below ``rough``.

    Examples
    --------
    >>> [step_near(x) for x in (0.7, 3, 17, 0.0021)]
    [1.0, 5.0, 20.0, 0.0025]
    """
    if rough <= 0 or not math.isfinite(rough):
        return 1.0
    power = 10.0 ** math.floor(math.log10(rough))
    for multiple in (1, 2, 2.5, 5):
        if multiple * power >= rough * (1 - 1e-9):
            return float(f"{multiple * power:.12g}")
    return float(f"{10 * power:.12g}")


def round_ticks(low: float, high: float, count: int = 5) -> list[float]:
    """
    Round ticks that cover ``low`` to ``high``, about ``count`` of them.

    Where both are equal, the range is opened around them.

    Examples
    --------
    >>> round_ticks(0, 97)
    [0.0, 25.0, 50.0, 75.0, 100.0]
    """
    if high <= low:
        spread = abs(low) * 0.1 or 1.0
        low, high = low - spread, high + spread
    step = step_near((high - low) / max(1, count - 1))
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [float(f"{i * step:.12g}") for i in range(first, last + 1)]


def decimals_of(ticks: Sequence[float]) -> int:
    """
    Decimals that tell ticks apart.

    Examples
    --------
    >>> decimals_of([0.0, 0.5, 1.0]), decimals_of([0, 10])
    (1, 0)
    """
    for decimals in range(5):
        if all(abs(tick - round(tick, decimals)) < 1e-9 for tick in ticks):
            return decimals
    return 5
