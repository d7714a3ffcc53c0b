"""The agency's own groupings: any set of communes, EPCI, départements, régions or other groupings."""

import re
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from arpent import project
from arpent.errors import AskedWrongly, UnknownTerritory, did_you_mean
from arpent.strict_yaml import read_yaml

FILE = Path("params") / "territories.yml"
KEYS = ("name", "members")
#: A short name goes into identifiers, addresses and file names.
_SHORT_NAME = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")


def read_groups() -> dict[str, dict[str, Any]]:
    """
    Groupings declared in ``params/territories.yml``: the agency's own, SCoT, pays, PNR.

    Returns
    -------
    dict
        Group code to ``{"name": str, "members": list of str}``. Read again when the file changes.

    Raises
    ------
    AskedWrongly
        The file is not valid YAML, or a grouping lacks a name or members, or a code is not text.
    """
    path = project.path(*FILE.parts)
    return _read(path, path.stat().st_mtime_ns)


@cache
def _read(path: Path, _modified: int) -> dict[str, dict[str, Any]]:
    try:
        declared = read_yaml(path.read_text(encoding="utf-8")) or {}
    except yaml.YAMLError as error:
        raise AskedWrongly(f"{FILE}: not valid YAML: {error}") from error
    groups = declared.get("groupes", {}) if isinstance(declared, dict) else None
    if not isinstance(groups, dict):
        raise AskedWrongly(f"{FILE}: 'groupes' is a mapping of a short name to a name and members.")
    for code, group in groups.items():
        _check_group(code, group)
    return groups


def _check_group(code: object, group: object) -> None:
    where = f"{FILE}: groupes.{code}"
    if not isinstance(code, str) or not _SHORT_NAME.fullmatch(code):
        raise AskedWrongly(
            f"{where}: a short name is text of small letters without accents, digits and hyphens, as in "
            f"'grand-clermont'; quote it where it is a number."
        )
    if not isinstance(group, dict):
        raise AskedWrongly(f"{where}: needs 'name' and 'members'.")
    for key in group:
        if key not in KEYS:
            raise AskedWrongly(
                f"{where}: unknown key {key!r}{did_you_mean(str(key), KEYS) or '.'} Allowed: members, name."
            )
    members = group.get("members")
    if not isinstance(group.get("name"), str) or not group["name"].strip():
        raise AskedWrongly(f"{where}.name: needs a name, text, as readers will see it.")
    if not isinstance(members, list) or not members:
        raise AskedWrongly(f"{where}.members: needs a list of identifiers, at least one.")
    for number, member in enumerate(members):
        if not isinstance(member, str):
            raise AskedWrongly(
                f"{where}.members[{number}]: {member!r} is not text, and may have lost its zeros: "
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
            f"groupe:{code}: not in {FILE}{did_you_mean(code, groups) or '.'} "
            f"Declared: {', '.join(sorted(groups)) or 'none'}."
        )
    return groups[code]["name"], groups[code]["members"]
