"""What a notebook runs with: Python and the libraries that arpent needs, with their versions."""

import platform
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = "arpent"


@cache
def environment() -> dict[str, str]:
    """
    Versions of Python and of each library that arpent needs, and that those need.

    Not of all that is installed: a linter beside them changes no figure.

    Returns
    -------
    dict
        Name → version, sorted.
    """
    found: dict[str, str] = {}
    waiting = [ROOT]
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        try:
            # NOTE: every look at a library's record reads it again from the disk: one look each.
            record = distribution(name).metadata
        except PackageNotFoundError:
            continue
        found[name] = str(record["Version"])
        waiting.extend(_needed(record.get_all("Requires-Dist") or []))
    found.pop(ROOT, None)
    return {"python": platform.python_version(), **dict(sorted(found.items()))}


def _needed(requirements: list[str]) -> list[str]:
    """Names that a library needs on this machine, its options left out."""
    needs = (Requirement(text) for text in requirements)
    return [
        str(canonicalize_name(need.name))
        for need in needs
        if need.marker is None or need.marker.evaluate({"extra": ""})
    ]
