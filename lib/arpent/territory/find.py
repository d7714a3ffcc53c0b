"""From an identifier, as a person types it, to a territory."""

from difflib import get_close_matches
from functools import cache

import pandas as pd

from arpent.errors import AskedWrongly, UnknownTerritory, did_you_mean
from arpent.territory.groups import group_members
from arpent.territory.model import LEVELS, LONGEST_ID, Territory
from arpent.territory.reference import cog_year, read_reference

#: Reference table, name column and commune column of the levels that are read from a table.
_TABLES = {
    "commune": ("communes", "commune_name", None),
    "epci": ("epci", "epci_name", "epci_code"),
    "departement": ("departements", "departement_name", "departement_code"),
    "region": ("regions", "region_name", "region_code"),
}
_WIDTHS = {"commune": 5, "epci": 9, "departement": 2, "region": 2}


def find(identifier: str) -> Territory:
    """
    The territory that an identifier names.

    Parameters
    ----------
    identifier : str
        ``"<level>:<code>"`` or ``"france"``. Names are not accepted: see ``search``.

    Returns
    -------
    Territory
        In the current COG.

    Raises
    ------
    AskedWrongly
        Not of the form ``<level>:<code>``, or an unknown level.
    UnknownTerritory
        No such code; the message suggests the nearest, or says what the commune became.

    Examples
    --------
    >>> find("epci:246300701").name
    'Clermont Auvergne Métropole'
    """
    if not isinstance(identifier, str):
        raise AskedWrongly(
            f"territory {identifier!r} is not text: codes keep their zeros only as text. "
            f'Quote it and say its level, as in "epci:246300701".'
        )
    given = identifier.strip()
    if not given or len(given) > LONGEST_ID or not given.isprintable():
        raise AskedWrongly(
            "a territory is '<level>:<code>', as in 'epci:246300701'; what was given is not one."
        )
    level, separator, code = given.partition(":")
    if given == "france":
        return _france()
    if not separator:
        raise UnknownTerritory(_without_level(given))
    if level not in LEVELS:
        raise AskedWrongly(
            f"{given}: unknown level '{level}'{did_you_mean(level, LEVELS)}. Levels: {', '.join(LEVELS)}."
        )
    return _find(level, code.strip().upper() if level != "groupe" else code.strip())


@cache
def _find(level: str, code: str) -> Territory:
    if level == "france":
        return _france()
    if level == "groupe":
        return _group(code, ())
    table_name, name_column, commune_column = _TABLES[level]
    table = read_reference(table_name)
    if code not in table.index:
        raise UnknownTerritory(_unknown_code(level, code, table, name_column))
    row = table.loc[code]
    return Territory(
        id=f"{level}:{code}",
        level=level,
        code=code,
        name=str(row[name_column]),
        communes=(code,) if commune_column is None else _communes(commune_column, code),
        cog_year=cog_year(),
        typography=int(str(row.get("typography", 0))),
        kind=str(row.get("epci_type", "")),
    )


@cache
def _members_of(column: str) -> dict[str, tuple[str, ...]]:
    communes = read_reference("communes")[column].dropna()
    return {code: tuple(sorted(group.index)) for code, group in communes.groupby(communes)}


def _communes(column: str, code: str) -> tuple[str, ...]:
    return _members_of(column).get(code, ())


@cache
def _france() -> Territory:
    communes = tuple(sorted(read_reference("communes").index))
    return Territory("france", "france", "FR", "France", communes, cog_year(), typography=3)


def _group(code: str, inside: tuple[str, ...]) -> Territory:
    if code in inside:
        chain = " > ".join((*inside, code))
        raise AskedWrongly(f"params/territories.yml: grouping '{code}' contains itself ({chain}).")
    name, members = group_members(code)
    communes: set[str] = set()
    for member in members:
        level, _, member_code = member.partition(":")
        part = _group(member_code, (*inside, code)) if level == "groupe" else find(member)
        communes.update(part.communes)
    return Territory(f"groupe:{code}", "groupe", code, name, tuple(sorted(communes)), cog_year())


def _without_level(given: str) -> str:
    """Say which identifiers a bare code or name may have meant."""
    from arpent.territory.search import search  # noqa: PLC0415 - search finds territories with find

    bare = given.upper()
    near = [
        f"{level}:{code}"
        for level, width in _WIDTHS.items()
        for code in (bare, bare.zfill(width))
        if code in read_reference(_TABLES[level][0]).index
    ] or [territory.id for territory in search(given, limit=3)]
    hint = (
        f" Did you mean {' or '.join(repr(identifier) for identifier in dict.fromkeys(near))}?"
        if near
        else ""
    )
    return f"{given}: a territory is '<level>:<code>', as in 'epci:246300701'.{hint}"


def _unknown_code(level: str, code: str, table: pd.DataFrame, name_column: str) -> str:
    padded = code.zfill(_WIDTHS[level])
    if padded in table.index:
        return (
            f"{level}:{code}: codes are text and keep their zeros; did you mean '{level}:{padded}' "
            f"({table[name_column][padded]})?"
        )
    if level == "commune" and (story := _gone(code)):
        return story
    near = get_close_matches(code, list(table.index), n=3, cutoff=0.75)
    listed = ", ".join(f"{level}:{other} ({table[name_column][other]})" for other in near)
    hint = f" Nearest: {listed}." if near else ""
    return (
        f"{level}:{code}: no such code in the COG {cog_year()}.{hint} "
        f"Look names up with 'arpent territory search NAME'."
    )


def _gone(code: str) -> str:
    """Say what a commune that no longer exists became; empty where the code never was one."""
    from arpent.territory.history import what_became  # noqa: PLC0415 - history reads tables that most calls never need

    became = what_became(code)
    if not became:
        return ""
    names = read_reference("communes")["commune_name"]
    listed = " and ".join(f"'commune:{record.code}' ({names[record.code]})" for record in became)
    return f"commune:{code}: is not in the COG {cog_year()}: it became {listed} on {became[0].date}. Ask for that."
