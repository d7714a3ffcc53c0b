"""What is drawn of years to come: a quantity of one territory, one path a scenario or a trend."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from arpent.territory import Territory


@dataclass(frozen=True)
class Path:
    """
    One line.

    Parameters
    ----------
    name, title : str
        Stem and French name of the scenario, or of what is counted.
    values : tuple of float
        One a year.
    low, high : tuple of float
        Interval of each year, where there is one.
    """

    name: str
    title: str
    values: tuple[float, ...]
    low: tuple[float, ...] = ()
    high: tuple[float, ...] = ()


@dataclass(frozen=True)
class Paths:
    """
    A quantity of one territory over the years to come.

    Parameters
    ----------
    focus : Territory
        Whose.
    label, unit : str
        French: « Population », « habitants ».
    years : tuple of int
        Of the values.
    paths : tuple of Path
        The first is the one that the title and the interval are about; five at most.
    source : str
        French source line.
    observed : mapping of int to float
        Published values by year.
    per_year : bool
        Whether it is counted over each year rather than on a day.
    finding : str
        French title that says what the paths show; where the first path leads unless given.
    told_as : str
        What a sentence calls the first path; « le scénario "title" » unless given.
    notes : tuple of str
        French sentences.
    """

    focus: Territory
    label: str
    unit: str
    years: tuple[int, ...]
    paths: tuple[Path, ...]
    source: str
    observed: Mapping[int, float] = field(default_factory=dict)
    per_year: bool = False
    finding: str = ""
    told_as: str = ""
    notes: tuple[str, ...] = ()
