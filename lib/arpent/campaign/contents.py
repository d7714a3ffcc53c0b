"""Digests of what files hold; a file that kept its size and time is not read again."""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

from arpent.campaign.files import remembered, write_whole

#: Characters of a digest that is compared, not published.
SHORT = 16


class Contents:
    """
    Digests of files, remembered from one run to the next under (path, size, time).

    Parameters
    ----------
    memory : Path, optional
        JSON file that they are remembered in; what can't be read there is worked out again.
    """

    def __init__(self, memory: Path | None = None) -> None:
        self._memory = memory
        self._known: dict[str, list[object]] = remembered(memory)
        self._has_new = False

    def digest(self, path: Path) -> str:
        """
        Digest of one file.

        Parameters
        ----------
        path : Path
            Any.

        Returns
        -------
        str
            Hexadecimal; empty where there is no such file.
        """
        try:
            state = path.stat()
        except OSError:
            return ""
        seen = [state.st_size, state.st_mtime_ns]
        known = self._known.get(str(path))
        if known is None or known[:2] != seen:
            known = self._known[str(path)] = [*seen, _digest(path)]
            self._has_new = True
        return str(known[2])

    def folder(self, folder: Path) -> dict[str, str]:
        """
        Digests of all the files below a folder.

        Parameters
        ----------
        folder : Path
            It need not exist.

        Returns
        -------
        dict
            Path relative to the folder → digest.
        """
        paths = sorted(
            path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts
        )
        return {path.relative_to(folder).as_posix(): self.digest(path) for path in paths}

    def save(self) -> None:
        """Remember what was worked out since the start."""
        if self._memory is not None and self._has_new:
            write_whole(self._memory, json.dumps(self._known, sort_keys=True).encode())
            self._has_new = False


def digest_of(value: object) -> str:
    """
    Digest of a JSON value.

    Parameters
    ----------
    value : JSON value
        Mappings in any order.

    Returns
    -------
    str
        Hexadecimal.
    """
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:SHORT]


def digest_texts(texts: Iterable[str]) -> list[str]:
    """
    Digest of each text.

    Parameters
    ----------
    texts : iterable of str
        Any.

    Returns
    -------
    list of str
        In the same order.
    """
    return [hashlib.sha256(text.encode()).hexdigest()[:SHORT] for text in texts]


def _digest(path: Path) -> str:
    with path.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()[:SHORT]
