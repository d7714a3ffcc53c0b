"""What a notebook runs with: Python and the libraries that arpent needs, with their versions."""

import platform
from functools import cache
from importlib.metadata import Distribution, distributions

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
    installed = {str(canonicalize_name(here.name)): here for here in distributions() if here.name}
    found: dict[str, str] = {}
    waiting = [ROOT]
    while waiting:
        name = waiting.pop()
        if name in installed and name not in found:
            found[name] = installed[name].version
            waiting.extend(_needed(installed[name]))
    found.pop(ROOT, None)
    return {"python": platform.python_version(), **dict(sorted(found.items()))}


def _needed(here: Distribution) -> list[str]:
    """Names that a library needs on this machine, its options left out."""
    needs = (Requirement(text) for text in here.requires or ())
    return [
        str(canonicalize_name(need.name))
        for need in needs
        if need.marker is None or need.marker.evaluate({"extra": ""})
    ]
