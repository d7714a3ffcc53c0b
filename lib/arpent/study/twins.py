"""The statistical twins of a territory: what they are chosen on, and who they are."""

from dataclasses import replace
from functools import lru_cache

from arpent import catalogue, indicators, tables
from arpent.errors import AskedWrongly
from arpent.indicators import Indicator
from arpent.methods.twins import build_space, nearest, stability
from arpent.tables.storage import table_file
from arpent.territory import Territory, find
from arpent.views.twins import Twins

# ASSUME: what makes two territories comparable, with size first. Chosen before results were looked at.
TWIN_INDICATORS = (
    "population",
    "density",
    "population_change",
    "share_under_20",
    "share_65_plus",
    "second_home_share",
    "vacancy_share",
    "flat_share",
    "persons_per_main_residence",
)
#: Those compared by ratio: twice as large, twice as dense.
TWIN_LOGS = ("population", "density")
#: Levels of one territory, of too few, or that hold any set of communes.
_WITHOUT_TWINS = ("groupe", "densite", "france")


def twins_of(territory_id: str, n: int = 5) -> Twins:
    """
    Statistical twins of a territory among those of its level, with the reasons and the stability of each.

    Parameters
    ----------
    territory_id : str
        Identifier, as ``"epci:246300701"``.
    n : int
        How many.

    Returns
    -------
    Twins
        Empty, and saying why, for a grouping, France, or a territory with a missing figure (Mayotte).

    Raises
    ------
    AskedWrongly
        Unknown territory, or ``n`` under 1.

    Examples
    --------
    >>> twins_of("epci:246300701", 2).frame["name"].tolist()
    ['Tours Métropole Val de Loire', 'Métropole du Grand Nancy']
    """
    place = find(territory_id)
    if n < 1:
        raise AskedWrongly(f"twins of {place.id}: n is {n}; ask for at least one.")
    found = _found(place, n, tuple(_modified(name) for name in twin_tables()))
    return replace(found, near=found.near.copy(), values=found.values.copy())


@lru_cache(maxsize=64)
def _found(place: Territory, n: int, _made: tuple[int, ...]) -> Twins:
    """Kept until a table is made again: a page asks for its twins several times."""
    chosen = _twin_indicators()
    if place.level in _WITHOUT_TWINS:
        return Twins.without(place, chosen)
    values, reasons = indicators.profiles(TWIN_INDICATORS, place.level, place.code)
    if values.loc[place.id].isna().any():
        said = reasons.loc[place.id].dropna().items()
        return Twins.without(place, chosen, {str(name): str(reason) for name, reason in said})
    space = build_space(values, logs=TWIN_LOGS)
    near = nearest(space, place.id, n=n)
    near["name"] = [find(twin).name for twin in near["twin"]]
    near["stability"] = stability(space, place.id, near["twin"].tolist(), n=n).to_numpy()
    return Twins(
        territory=place,
        near=near,
        values=values.loc[[place.id, *near["twin"]]],
        indicators=chosen,
        candidates=len(space.frame) - 1,
        left_out=len(space.left_out),
        source=catalogue.source_line(twin_sources()),
    )


def twin_sources() -> dict[str, tuple[str, ...]]:
    """
    Vintages that twins are chosen on: the latest of each indicator, and the first year of its change.

    Returns
    -------
    dict of str to tuple of str
        Dataset → names of vintages.
    """
    chosen = [indicators.indicator(name) for name in TWIN_INDICATORS]
    return catalogue.merged(*(indicators.vintages_of(one, [_last(one)]) for one in chosen))


def twin_tables() -> list[str]:
    """
    Tables that twins are chosen on.

    Returns
    -------
    list of str
        Names, each once, sorted.
    """
    return sorted(
        {name for one in map(indicators.indicator, TWIN_INDICATORS) for name in indicators.tables_of(one)}
    )


def _modified(table: str) -> int:
    path = table_file(table)
    return path.stat().st_mtime_ns if path.is_file() else 0


def _twin_indicators() -> dict[str, Indicator]:
    chosen = [(one, _last(one)) for one in map(indicators.indicator, TWIN_INDICATORS)]
    return {one.id: indicators.dated(one, last - indicators.YEARS_APART, last) for one, last in chosen}


def _last(one: Indicator) -> int:
    record = tables.describe(one.table)
    return max(record.years or (record.cog_year,))
