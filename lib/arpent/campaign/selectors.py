"""From selectors, as a campaign writes them, to territories."""

import re
from collections.abc import Sequence

from arpent.errors import AskedWrongly, did_you_mean
from arpent.territory import LEVELS, Territory, find, list_territories
from arpent.territory.levels import owners
from arpent.territory.reference import latest_population

_ALL = re.compile(r"all\s+(\S+)", re.IGNORECASE)
_WITHIN = re.compile(r"(\S+)\s+in\s+(\S+)", re.IGNORECASE)
#: Levels that divide France: a zone lies in one of them, even where none holds half of it.
DIVIDING = ("epci", "departement", "region")
FORMS = "'epci:246300701', 'groupe:vichy-brioude', 'all epci', 'epci in departement:63', 'commune in epci:246300701'"


def select(selectors: Sequence[str], where: str) -> list[str]:
    """
    Territories that some selectors name, each once.

    Parameters
    ----------
    selectors : sequence of str
        An identifier (that territory itself), ``all <level>``, or ``<level> in <identifier>``.
    where : str
        For messages.

    Returns
    -------
    list of str
        Identifiers, in the order of the selectors, then of codes.

    Raises
    ------
    AskedWrongly
        A selector is neither of these, names an unknown level or territory, or names none.
    DataUnavailable
        A level of INSEE's zonings, which are not on this machine.
    """
    found: dict[str, None] = {}
    for selector in selectors:
        try:
            places = _select(selector)
        except AskedWrongly as error:
            raise AskedWrongly(f"{where}: territories: '{selector[:120]}': {error}") from error
        if not places:
            raise AskedWrongly(f"{where}: territories: '{selector}': names no territory.")
        found.update(dict.fromkeys(places))
    return list(found)


def _select(selector: str) -> list[str]:
    if every := _ALL.fullmatch(selector):
        level = _level(every[1])
        return [
            f"{level}:{code}" if level != "france" else "france" for code in list_territories(level)["code"]
        ]
    if within := _WITHIN.fullmatch(selector):
        return members(_level(within[1]), find(within[2]))
    if " " in selector:
        raise AskedWrongly(f"not a selector. Write one of: {FORMS}.")
    return [find(selector).id]


def _level(text: str) -> str:
    level = text.lower()
    if level not in LEVELS:
        raise AskedWrongly(
            f"unknown level '{text}'{did_you_mean(level, LEVELS) or '.'} Levels: {', '.join(LEVELS)}."
        )
    return level


def members(level: str, holder: Territory) -> list[str]:
    """
    Territories of a level that lie in another one.

    Parameters
    ----------
    level : str
        Made of communes: ``commune``, ``epci``, ``departement``, a zoning.
    holder : Territory
        Any.

    Returns
    -------
    list of str
        Identifiers, by code.

    Raises
    ------
    AskedWrongly
        A level that is not made of zones.

    Examples
    --------
    >>> members("commune", find("epci:244301099"))[:2]
    ['commune:43016', 'commune:43017']
    """
    if level == "commune":
        return [f"commune:{code}" for code in holder.communes]
    zones = owners(level)
    weights = latest_population().reindex(zones.index).fillna(0.0) + 1e-9
    # ASSUME: a zone over several holders lies in the one where most of its inhabitants live, so that the
    # EPCI of the départements are those of France, each once.
    if holder.level in DIVIDING:
        holders = owners(holder.level).reindex(zones.index)
        shares = weights.groupby([zones.rename("zone"), holders.rename("holder")]).sum()
        largest = shares[shares == shares.groupby("zone").transform("max")].reset_index()
        codes = largest.loc[largest["holder"] == holder.code, "zone"]
    else:
        inside = weights.where(zones.index.isin(list(holder.communes)), 0.0)
        shares = inside.groupby(zones).sum() / weights.groupby(zones).sum()
        codes = shares.index[shares > 0.5].to_series()
    return [f"{level}:{code}" for code in sorted(codes)]
