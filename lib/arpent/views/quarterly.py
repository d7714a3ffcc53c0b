"""One quarterly series of one place, and its quarters."""

from dataclasses import dataclass

import pandas as pd

from arpent.territory import Territory
from arpent.views.described import Indicator, Lack
from arpent.views.numbers import factor
from arpent.views.scale import round_ticks
from arpent.views.words import ordinal

#: Column of a track, French name, how it is drawn.
PARTS = {
    "value": "Publié",
    "adjusted": "Corrigé des saisons",
    "ahead": "Prolongement",
    "low": "Prolongement, bas de l'intervalle à 80 %",
    "high": "Prolongement, haut de l'intervalle à 80 %",
}


@dataclass(frozen=True)
class Track:
    """
    A quarterly series of one place.

    Parameters
    ----------
    frame : DataFrame
        One row a quarter, in order: ``year``, ``quarter``, ``value`` (published), ``adjusted`` (without its seasons),
        ``ahead`` (extended), ``low``, ``high`` (its interval); NaN where there is none.
    indicator : Indicator
        What is counted.
    focus : Territory
        The territory that the page is about.
    where : Territory
        The one whose series it is.
    source : str
        French source line.
    notes : tuple of str
        French sentences: what was done to the series, and why it is not extended.
    lack : Lack, optional
        What is lacking on this machine.
    """

    frame: pd.DataFrame
    indicator: Indicator
    focus: Territory
    where: Territory
    source: str
    notes: tuple[str, ...] = ()
    lack: Lack | None = None


@dataclass(frozen=True)
class Point:
    """A quarter and its figure."""

    year: int
    quarter: int
    value: float

    @property
    def time(self) -> float:
        """In years."""
        return self.year + (self.quarter - 1) / 4

    @property
    def said(self) -> str:
        """« 3e trimestre 2023 »."""
        return f"{ordinal(self.quarter)} trimestre {self.year}"


def points(track: Track, column: str) -> list[Point]:
    """
    Quarters in which a column of a track has a figure.

    Parameters
    ----------
    track : Track
        Any.
    column : str
        One of ``PARTS``.

    Returns
    -------
    list of Point
        In order.
    """
    rows = track.frame.dropna(subset=column)
    return [Point(int(y), int(q), float(v)) for y, q, v in rows[["year", "quarter", column]].to_numpy()]


def gaps(track: Track) -> list[str]:
    """
    Quarters that have no figure, neither published nor extended, as a sentence says them.

    Parameters
    ----------
    track : Track
        Any.

    Returns
    -------
    list of str
        « 4e trimestre 2018 », « du 1er trimestre 2023 au 2e trimestre 2023 ».
    """
    rows = track.frame[track.frame["value"].isna() & track.frame["ahead"].isna()]
    runs: list[list[Point]] = []
    for year, quarter in rows[["year", "quarter"]].to_numpy():
        point = Point(int(year), int(quarter), 0.0)
        if not runs or point.time - runs[-1][-1].time > 0.3:
            runs.append([])
        runs[-1].append(point)
    return [run[0].said if len(run) == 1 else f"du {run[0].said} au {run[-1].said}" for run in runs]


def ticks_of(track: Track) -> list[float]:
    """
    Round values of the axis of a track; from zero where that costs less than about half of the height.

    Parameters
    ----------
    track : Track
        With a figure at least.

    Returns
    -------
    list of float
        In the unit shown.
    """
    values = track.frame[list(PARTS)].to_numpy(dtype="float64").ravel() * factor(track.indicator.unit)
    known = values[~pd.isna(values)]
    low, high = float(known.min()), float(known.max())
    return round_ticks(0.0 if low < 0.6 * high else low, high)
