"""The agency's own groupings: any set of communes, EPCI, départements, régions or other groupings."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from arpent import project
from arpent.errors import AskedWrongly, UnknownTerritory, did_you_mean

FILE = Path("params") / "territories.yml"


@cache
def read_groups() -> dict[str, dict[str, Any]]:
    """
    Groupings declared in ``params/territories.yml``.

    Returns
    -------
    dict
        Group code to ``{"name": str, "members": list of str}``.

    Raises
    ------
    AskedWrongly
        The file is not valid YAML, or a grouping lacks a name or members, or a code is not text.
    """
    path = project.path(*FILE.parts)
    try:
        declared = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    except yaml.YAMLError as error:
        raise AskedWrongly(f"{FILE}: not valid YAML: {error}") from error
    groups = declared.get("groupes", {}) if isinstance(declared, dict) else None
    if not isinstance(groups, dict):
        raise AskedWrongly(f"{FILE}: 'groupes' is a mapping of a short name to a name and members.")
    for code, group in groups.items():
        _check_group(code, group)
    return groups


def _check_group(code: object, group: object) -> None:
    if not isinstance(code, str) or not isinstance(group, dict):
        raise AskedWrongly(
            f"{FILE}: grouping {code!r}: give it a short text name, then 'name' and 'members'."
        )
    unknown = sorted(set(group) - {"name", "members"})
    if unknown:
        hint = did_you_mean(unknown[0], ["name", "members"])
        raise AskedWrongly(
            f"{FILE}: grouping {code!r}: unknown key {unknown[0]!r}{hint}. Allowed: members, name."
        )
    members = group.get("members")
    if not isinstance(group.get("name"), str) or not isinstance(members, list) or not members:
        raise AskedWrongly(f"{FILE}: grouping {code!r}: needs a 'name' and a non-empty list of 'members'.")
    for member in members:
        if not isinstance(member, str):
            raise AskedWrongly(
                f"{FILE}: grouping {code!r}: member {member!r} is not text; "
                f'quote it and say its level, as in "epci:246300701".'
            )


def group_members(code: str) -> tuple[str, list[str]]:
    """
    Name and members of one grouping.

    Parameters
    ----------
    code : str
        Short name of the grouping.

    Returns
    -------
    tuple of str and list of str
        French name; identifiers of its members.

    Raises
    ------
    UnknownTerritory
        No such grouping.
    """
    groups = read_groups()
    if code not in groups:
        raise UnknownTerritory(
            f"groupe:{code}: not in {FILE}{did_you_mean(code, groups)}. Declared: {', '.join(sorted(groups))}."
        )
    return groups[code]["name"], groups[code]["members"]
