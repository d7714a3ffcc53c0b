"""From an identifier, as a person types it, to a territory."""

import re
from difflib import get_close_matches
from functools import cache

from arpent.errors import ArpentError, AskedWrongly, UnknownTerritory, did_you_mean
from arpent.territory.groups import FILE, group_members, read_groups
from arpent.territory.levels import LABELS, TABLES, WIDTHS, communes_of_zone, zones
from arpent.territory.model import LEVELS, LONGEST_ID, Territory
from arpent.territory.reference import State, cog_year, read_reference, state

#: ``epci:246300966/63`` is another way to write ``partie_epci:246300966-63``.
_PART = re.compile(r"epci:(\d{9})[/-](\d\d|2[ABab]|97\d)")

#: Levels whose zones bear the name of their chief commune: their own names say which they are.
_HOMONYMS = ("arrondissement", "canton", "bassin_vie", "unite_urbaine", "aav", "zone_emploi")


def find(identifier: str) -> Territory:
    """
    The territory that an identifier names.

    Parameters
    ----------
    identifier : str
        ``"<level>:<code>"`` or ``"france"``. Names are not accepted: see ``search``. The part of an EPCI that
        lies in one département is ``"partie_epci:246300966-63"``, or ``"epci:246300966/63"``.

    Returns
    -------
    Territory
        In the current COG.

    Raises
    ------
    AskedWrongly
        Not of the form ``<level>:<code>``, or an unknown level.
    UnknownTerritory
        No such code; the message suggests the nearest, or says what the commune or EPCI became.
    DataUnavailable
        A level of INSEE's zonings, which are not on this machine; the message names the commands.

    Examples
    --------
    >>> find("epci:246300701").name
    'Clermont Auvergne Métropole'
    >>> find("epci:246300966/15").communes
    ('15132',)
    """
    given = _checked(identifier)
    if part := _PART.fullmatch(given):
        given = f"partie_epci:{part[1]}-{part[2].upper()}"
    level, separator, code = given.partition(":")
    if given == "france":
        return _find("france", "FR", state())
    if not separator:
        raise UnknownTerritory(_without_level(given))
    if level not in LEVELS:
        raise AskedWrongly(
            f"{given}: unknown level '{level}'{did_you_mean(level, LEVELS) or '.'} Levels: {', '.join(LEVELS)}."
        )
    return _find(level, code.strip().upper() if level != "groupe" else code.strip(), state())


def _checked(identifier: str) -> str:
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
    return given


@cache
def _find(level: str, code: str, now: State) -> Territory:
    if level == "france":
        return _france()
    if level == "groupe":
        return _group(code, ())
    written = _written(level, now)
    if code not in written:
        raise UnknownTerritory(_unknown_code(level, code))
    name, typography, kind = written[code]
    return Territory(
        id=f"{level}:{code}",
        level=level,
        code=code,
        name=f"{name} ({LABELS[level]})" if level in _HOMONYMS else name,
        communes=communes_of_zone(level, code),
        cog_year=cog_year(),
        typography=typography,
        kind=kind,
    )


@cache
def _written(level: str, _now: State) -> dict[str, tuple[str, int, str]]:
    """Name, type of name and legal kind of all the territories of a level, by code: a page looks up hundreds."""
    table = zones(level)
    columns = (table.index, table["name"], table["typography"], table["kind"])
    return {
        str(code): (str(name), int(typography), str(kind))
        for code, name, typography, kind in zip(*(one.tolist() for one in columns), strict=True)
    }


def _france() -> Territory:
    communes = tuple(sorted(read_reference("communes").index))
    return Territory("france", "france", "FR", "France", communes, cog_year(), typography=3)


def _group(code: str, inside: tuple[str, ...]) -> Territory:
    if code in inside:
        chain = " > ".join((*inside, code))
        raise AskedWrongly(f"{FILE}: groupes.{code}: the grouping contains itself ({chain}).")
    name, members = group_members(code)
    communes: set[str] = set()
    for number, member in enumerate(members):
        level, _, other = member.partition(":")
        if level == "groupe" and other in read_groups():
            communes.update(_group(other, (*inside, code)).communes)
            continue
        try:
            communes.update(find(member).communes)
        except ArpentError as error:
            raise type(error)(f"{FILE}: groupes.{code}.members[{number}]: {error}") from error
    return Territory(f"groupe:{code}", "groupe", code, name, tuple(sorted(communes)), cog_year())


def _without_level(given: str) -> str:
    """Say which identifiers a bare code or name may have meant."""
    from arpent.territory.search import search  # noqa: PLC0415 - search finds territories with find

    bare = given.upper()
    near = [
        f"{level}:{code}"
        for level in TABLES
        for code in (bare, bare.zfill(WIDTHS[level]))
        if code in zones(level).index
    ] or [territory.id for territory in search(given, limit=3)]
    hint = (
        f" Did you mean {' or '.join(repr(identifier) for identifier in dict.fromkeys(near))}?"
        if near
        else ""
    )
    return f"{given}: a territory is '<level>:<code>', as in 'epci:246300701'.{hint}"


def _unknown_code(level: str, code: str) -> str:
    names = zones(level)["name"]
    padded = code.zfill(WIDTHS.get(level, 0))
    if padded in names.index:
        return (
            f"{level}:{code}: codes are text and keep their zeros; did you mean '{level}:{padded}' "
            f"({names[padded]})?"
        )
    if story := _gone(level, code):
        return story
    near = get_close_matches(code, list(names.index), n=3, cutoff=0.75)
    listed = ", ".join(f"{level}:{other} ({names[other]})" for other in near)
    hint = f" Nearest: {listed}." if near else ""
    return (
        f"{level}:{code}: no such code in the COG {cog_year()}.{hint} "
        f"Look names up with 'arpent territory search NAME'."
    )


def _gone(level: str, code: str) -> str:
    """Say what a territory that no longer exists became; empty where the code never was one."""
    if level == "epci":
        from arpent.territory.intercommunal import what_became_of_epci  # noqa: PLC0415 - only for a message

        return what_became_of_epci(code)
    if level == "partie_epci" and code[:9] in zones("epci").index:
        whole = find(f"epci:{code[:9]}")
        return f"epci:{code[:9]}/{code[10:]}: {whole.name} has no such part. Ask for '{whole.id}'."
    return _gone_commune(code) if level == "commune" else ""


def _gone_commune(code: str) -> str:
    from arpent.territory.history import what_became  # noqa: PLC0415 - history reads tables that most calls never need

    names = read_reference("communes")["commune_name"]
    became = [record for record in what_became(code) if record.code in names.index]
    if not became:
        return ""
    listed = " and ".join(f"'commune:{record.code}' ({names[record.code]})" for record in became)
    return f"commune:{code}: is not in the COG {cog_year()}: it became {listed} on {became[0].date}. Ask for that."
