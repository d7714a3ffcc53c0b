"""What a notebook runs with: Python and the libraries that arpent needs, with their versions."""

import json
import os
import platform
import sys
from functools import cached_property
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from arpent.campaign.files import remembered, write_whole

ROOT = "arpent"


class Environment:
    """
    Versions of Python and of the libraries, remembered while nothing is installed or removed.

    Parameters
    ----------
    memory : Path, optional
        JSON file that they are remembered in; what can't be read there is worked out again.
    """

    def __init__(self, memory: Path | None = None) -> None:
        self._memory = memory
        self._has_new = False

    @cached_property
    def versions(self) -> dict[str, str]:
        """Name → version, sorted: see ``installed``."""
        state = _folders()
        known = remembered(self._memory)
        if known.get("folders") == state and isinstance(known.get("versions"), dict):
            return dict(known["versions"])
        self._has_new = True
        return installed()

    def save(self) -> None:
        """Remember what was worked out since the start."""
        if self._memory is not None and self._has_new:
            told = {"folders": _folders(), "versions": self.versions}
            write_whole(self._memory, json.dumps(told, sort_keys=True).encode())
            self._has_new = False


def installed() -> dict[str, str]:
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


def _folders() -> list[list[object]]:
    """Where libraries are, and when one was last installed there or removed: its record is a folder of its own."""
    kept = [folder for folder in sys.path if os.path.isdir(folder)]  # noqa: PTH112 - sys.path holds text
    return [[sys.version], *([folder, os.stat(folder).st_mtime_ns] for folder in kept)]  # noqa: PTH116 - as above
