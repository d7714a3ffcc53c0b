"""An indicator published by quarter for zones d'emploi, on those that a territory lies in."""

from typing import TYPE_CHECKING

import pandas as pd

from arpent import catalogue, indicators
from arpent.errors import AskedWrongly
from arpent.indicators import Quarterly
from arpent.indicators.quarters import read_quarters
from arpent.territory import Territory, find
from arpent.territory.levels import owners
from arpent.territory.reference import latest_population
from arpent.views.quarters import Quarters

if TYPE_CHECKING:
    from arpent.study.study import Study

LEVEL = "zone_emploi"
#: What sums up all zones: there is no national rate in the producer's file of zones.
MEDIAN = "médiane"
#: Zones drawn at most: those where most of the territory's inhabitants live.
MOST = 3


def zones_of(territory: Territory, level: str = LEVEL) -> list[Territory]:
    """
    Zones that a territory lies in, from the one where most of its inhabitants live.

    Parameters
    ----------
    territory : Territory
        Any.
    level : str
        A level that has zones.

    Returns
    -------
    list of Territory
        Empty where none of its communes is in a zone.

    Raises
    ------
    DataUnavailable
        INSEE's zonings are not on this machine; the message names the commands.
    """
    codes = owners(level).reindex(list(territory.communes)).dropna()
    people = latest_population().reindex(codes.index).fillna(0.0)
    held = people.groupby(codes.to_numpy()).sum().sort_index().sort_values(ascending=False, kind="stable")
    return [find(f"{level}:{code}") for code in held.index]


def quarters_of(study: "Study", name: str, most: int = MOST) -> Quarters:
    """
    A quarterly indicator on the zones of a territory, and the median of all zones.

    Parameters
    ----------
    study : Study
        Whose territory.
    name : str
        Id of an indicator published by quarter.
    most : int
        Zones at most.

    Returns
    -------
    Quarters
        What to draw; its ``lack`` says which table is not on this machine.

    Raises
    ------
    AskedWrongly
        The indicator is not quarterly.
    """
    one = indicators.indicator(name)
    if not isinstance(one, Quarterly):
        raise AskedWrongly(f"quarters: '{name}' is of kind {one.kind}; give one published by quarter.")
    lack = indicators.lack_of(one.table, one.label) or indicators.lack_of("zonings", one.label)
    empty = pd.DataFrame(columns=["territory", "name", "role", "year", "quarter", "value"])
    if lack is not None:
        return Quarters(empty, one, study.territory, "", lack)
    places = zones_of(study.territory)[:most]
    rows = read_quarters(one)
    drawn = [
        rows[rows["territory"] == place.id].assign(name=place.name, role="peer" if rank else "focus")
        for rank, place in enumerate(places)
    ]
    used = indicators.vintages_of(one)
    return Quarters(
        pd.concat([*drawn, _median(rows)], ignore_index=True),
        one,
        study.territory,
        catalogue.source_line(used),
    )


def _median(rows: pd.DataFrame) -> pd.DataFrame:
    known = rows.dropna(subset="value")
    middle: pd.DataFrame = known.groupby(["year", "quarter"])["value"].median().reset_index()
    zones = known["territory"].nunique()
    middle["territory"] = f"{LEVEL}:{MEDIAN}"
    middle["name"] = f"la médiane des {zones} zones d'emploi"
    return middle.assign(role="parent")
