"""
Publish to a server of which only the files are reached: two slots, and a link that turns from one to the other.

``/srv/www/observatoire`` is a link to ``.observatoire/a`` or ``.observatoire/b``. A publication fills the slot
that nobody reads, then turns the link in one step; going back turns it again.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, Protocol

from arpent.errors import AskedWrongly
from arpent.site.publish import Files

SLOTS = ("a", "b")
#: In each slot: its files with their digests, and whether all of them are there.
LISTED = ".arpent/files.json"


class Way(Protocol):
    """How the files of a server are reached; paths are relative to the folder that holds the link."""

    @property
    def path(self) -> PurePosixPath:
        """Of the link, on the server."""

    def linked(self) -> str | None:
        """What the link leads to; None where nothing is there, empty where something else than a link is."""

    def read(self, path: str) -> bytes:
        """One file; empty where it is not."""

    def fill(self, slot: str, folder: Path, files: Files, beside: str) -> None:
        """Make a slot hold the files of a folder and nothing else, then its list; ``beside`` is the other slot."""

    def turn(self, target: str) -> None:
        """Make the link lead to a slot, in one step."""


@dataclass(frozen=True)
class Slots:
    """
    A site on a server, replaced whole; the one before stays in the other slot.

    Parameters
    ----------
    way : Way
        To the server.
    """

    way: Way

    def published(self) -> dict[str, str]:
        """Files that were put there, from the list that is there."""
        return dict(self._list_of(self._slot()))

    def read(self, name: str) -> bytes:
        """One file that is there; empty where it is not."""
        return self.way.read(f"{self.way.path.name}/{name}")

    def publish(self, folder: Path, files: Files, before: Files) -> None:  # noqa: ARG002 - a slot has its own list
        """Fill the slot that nobody reads, then turn the link."""
        now = self._slot()
        new = _other(now)
        self.way.fill(f"{self._home}/{new}", folder, files, _other(new) if now else "")
        self.way.turn(f"{self._home}/{new}")

    def roll_back(self) -> str:
        """Turn the link to the slot of before: done twice, it is as if not done."""
        before = _other(self._slot())
        if not self._list_of(before):
            raise AskedWrongly(
                f"{self.way.path}: no whole publication of before is there; there is nothing to go back to."
            )
        self.way.turn(f"{self._home}/{before}")
        return str(self.way.path)

    @property
    def _home(self) -> str:
        return home_of(self.way.path)

    def _slot(self) -> str:
        """The slot that readers find; empty where nothing is published."""
        linked = self.way.linked()
        if linked is None:
            return ""
        home, _, slot = linked.rpartition("/")
        if home != self._home or slot not in SLOTS:
            raise AskedWrongly(
                f"{self.way.path}: something is there that arpent did not publish so, and is not replaced; "
                "move it away, or give another name."
            )
        return slot

    def _list_of(self, slot: str) -> Mapping[str, str]:
        listed = json.loads(self.way.read(f"{self._home}/{slot}/{LISTED}") or b"{}") if slot else {}
        files: Mapping[str, str] = listed["files"] if listed.get("is_whole") else {}
        return files


def _other(slot: str) -> str:
    return "b" if slot == "a" else "a"


def home_of(path: PurePosixPath) -> str:
    """
    Folder of the slots, beside the link.

    Parameters
    ----------
    path : PurePosixPath
        Of the link.

    Returns
    -------
    str

    Examples
    --------
    >>> home_of(PurePosixPath("/srv/www/observatoire"))
    '.observatoire'
    """
    return f".{path.name}"


def list_bytes(files: Files, *, is_whole: bool) -> bytes:
    """
    The list of a slot.

    Parameters
    ----------
    files : mapping
        Name → digest; empty where what is there is not known.
    is_whole : bool
        All of them are there.

    Returns
    -------
    bytes
        JSON.
    """
    record: dict[str, Any] = {"is_whole": is_whole, "files": dict(sorted(files.items()))}
    return json.dumps(record).encode()


def check_named(target: str, path: PurePosixPath) -> None:
    """
    Refuse an address without a folder of its own.

    Parameters
    ----------
    target : str
        As it was asked.
    path : PurePosixPath
        Of the link.

    Raises
    ------
    AskedWrongly
        The root of a server, or a name that would leave its folder.
    """
    if path.name in ("", ".", "..", "~"):
        raise AskedWrongly(
            f"{target}: no folder is named; rsync:server:/srv/www/observatoire, sftp://server/srv/www/observatoire."
        )
