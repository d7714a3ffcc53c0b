"""What sets a territory apart: the indicators on which it stands farthest from its twins."""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from arpent import catalogue, indicators
from arpent.indicators import Measures
from arpent.territory import Territory
from arpent.views.points import gap_of

#: What is looked at, on every theme. Not the size, which twins share; of two that say the same, one.
CANDIDATES = (
    "population_change",
    "share_under_20",
    "share_65_plus",
    "second_home_share",
    "vacancy_share",
    "flat_share",
    "persons_per_main_residence",
    "job_concentration",
    "employment_rate",
    "industry_share",
    "farming_share",
    "public_share",
    "higher_education_share",
    "low_diploma_share",
    "single_person_share",
    "half_proximity_share",
    "general_practitioners_per_10000",
)
# ASSUME: a gap under a tenth of what separates the middle half of the level's territories is not worth a line.
LEAST = 0.1
#: Levels whose territories are compared with EPCI: they have no other of their own kind.
_WIDE = {"groupe": "epci", "france": "region", "densite": "commune"}


def candidates() -> list[str]:
    """
    Indicators that can be looked at on this machine.

    Returns
    -------
    list of str
        Those of ``CANDIDATES`` whose table is there.
    """
    chosen = [indicators.indicator(name) for name in CANDIDATES]
    lacks = indicators.lacking(chosen)
    return [one.id for one in chosen if one.id not in lacks]


def farthest(measures: Measures, place: Territory, n: int) -> list[str]:
    """
    Indicators on which a territory stands farthest from its twins.

    Parameters
    ----------
    measures : Measures
        Candidates, for the territory, its parents and its twins.
    place : Territory
        Its level gives the spread: the middle half of its territories, from the first quartile to the third.
    n : int
        How many at most.

    Returns
    -------
    list of str
        Ids, the farthest first; those beyond ``LEAST`` only.
    """
    names = tuple(measures.indicators)
    spread = _spread(names, place)
    gaps = {name: gap_of(measures, one) for name, one in measures.indicators.items()}
    apart = {
        name: abs(gap.here.value - gap.value) / spread[name]
        for name, gap in gaps.items()
        if gap is not None and spread[name] > 0
    }
    ranked = sorted(apart, key=lambda name: (-apart[name], names.index(name)))
    return [name for name in ranked if apart[name] >= LEAST][:n]


def _spread(names: tuple[str, ...], place: Territory) -> "pd.Series[float]":
    level = _WIDE.get(place.level, place.level)
    code = place.code if level == place.level else _any_code(level)
    values, _ = indicators.profiles(names, level, code)
    spread: pd.Series[float] = values.quantile(0.75) - values.quantile(0.25)
    return spread


def _any_code(level: str) -> str:
    from arpent.territory.levels import owners  # noqa: PLC0415 - only where a level has no territory of its own

    return str(owners(level).iloc[0])


def only(measures: Measures, names: Sequence[str]) -> tuple[Measures, dict[str, tuple[str, ...]]]:
    """
    Some indicators of measures, in another order, with their own sources.

    Parameters
    ----------
    measures : Measures
        Not altered.
    names : sequence of str
        Ids.

    Returns
    -------
    tuple of Measures, dict
        And the vintages used: dataset to names.
    """
    chosen = {name: measures.indicators[name] for name in names}
    frame = measures.frame[measures.frame["indicator"].isin(list(names))]
    years = {name: frame.loc[frame["indicator"] == name, "year"].unique() for name in names}
    used = catalogue.merged(*(indicators.vintages_of(one, years[name]) for name, one in chosen.items()))
    source = catalogue.source_line(used)
    return replace(measures, frame=frame, indicators=chosen, source=source, datasets=tuple(used)), used
