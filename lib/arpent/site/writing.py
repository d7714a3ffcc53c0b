"""A site that appears whole: built beside the one before, of which every file that did not change is kept."""

import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from arpent.campaign.files import remembered, write_whole
from arpent.errors import AskedWrongly
from arpent.render.staging import MARK, staged_folder
from arpent.site.spare import State, remove_others, spare_of, states_in

#: Size, time and digest of a file as it was written.
Known = list[Any]
#: Share of the files that may change in a build before the site that it replaces is not worth keeping as a spare.
MOST_CHANGED = 0.5


@dataclass
class Writer:
    """
    Where the files of a site go.

    Parameters
    ----------
    new, before : Path
        The folder that is built, and the one that it will replace.
    known : dict
        File of ``before`` → size, time and digest, as ``state`` keeps them.
    present : dict, optional
        File that is already in ``new``, which is the site before last → its size and time.
    """

    new: Path
    before: Path
    known: dict[str, Known]
    present: dict[str, State] = field(default_factory=dict)
    written: dict[str, Known] = field(default_factory=dict)
    changed: int = 0
    _folders: set[str] = field(default_factory=set)

    def write(self, name: str, content: bytes) -> str:
        """
        One file.

        Parameters
        ----------
        name : str
            Relative, with slashes.
        content : bytes
            All of it.

        Returns
        -------
        str
            Its name.
        """
        digest = hashlib.sha256(content).hexdigest()
        if name in self.known and self.known[name][2] == digest and self.keep([name]):
            return name
        path = Path(self._free(name))
        path.write_bytes(content)
        self._note(name, path, digest)
        return name

    def copy(self, name: str, source: Path) -> None:
        """
        One file from elsewhere.

        Parameters
        ----------
        name : str
            Relative.
        source : Path
            Of a report.
        """
        self.write(name, source.read_bytes())

    def keep(self, names: Iterable[str]) -> bool:
        """
        Files of the site before, as they are.

        Parameters
        ----------
        names : iterable of str
            Relative.

        Returns
        -------
        bool
            False, and nothing is kept, where one of them is not there as it was written.
        """
        names = list(names)
        if not all(self._is_ready(name) or self.is_there(name) for name in names):
            return False
        for name in names:
            if not self._is_ready(name):
                _link(f"{self.before}/{name}", self._free(name))
            self.written[name] = self.known[name]
        return True

    def _is_ready(self, name: str) -> bool:
        """Whether the file is in the new folder already, as the site before had it."""
        return name in self.present and name in self.known and self.present[name] == self.known[name][:2]

    def is_there(self, name: str) -> bool:
        """Whether a file of the site before is as it was written."""
        if name not in self.known:
            return False
        try:
            state = os.stat(f"{self.before}/{name}")  # noqa: PTH116 - thousands of files: a Path each is dear
        except OSError:
            return False
        return [state.st_size, state.st_mtime_ns] == self.known[name][:2]

    def _free(self, name: str) -> str:
        """Where a file goes: nothing is there any more. What was there may be a file of the site before too."""
        path = self._path(name)
        if name in self.present or name in self.written:
            Path(path).unlink(missing_ok=True)
            self.present.pop(name, None)
        return path

    def finish(self) -> None:
        """Leave nothing in the new folder that was not written."""
        if self.present:
            remove_others(self.new, self.present, self.written)

    def _path(self, name: str) -> str:
        folder = name.rpartition("/")[0]
        if folder not in self._folders:
            (self.new / folder).mkdir(parents=True, exist_ok=True)
            self._folders.add(folder)
        return f"{self.new}/{name}"

    def _note(self, name: str, path: Path, digest: str) -> None:
        state = path.stat()
        self.written[name] = [state.st_size, state.st_mtime_ns, digest]
        self.changed += 1

    def digest(self, name: str) -> str:
        """Digest of a file that was written."""
        return str(self.written[name][2])


@dataclass
class Sketch(Writer):
    """A writer that writes nothing: digests of what it is given; of records and of what made them, the content."""

    records: dict[str, bytes] = field(default_factory=dict)

    def write(self, name: str, content: bytes) -> str:
        """
        Note one file.

        Parameters
        ----------
        name : str
            Relative, with slashes.
        content : bytes
            All of it.

        Returns
        -------
        str
            Its name.
        """
        self.written[name] = [len(content), 0, hashlib.sha256(content).hexdigest()]
        if "/api/territoires/" in name or name == MARK:
            self.records[name] = content
        return name


@contextmanager
def written_site(folder: Path) -> Iterator[tuple[Writer, dict[str, Any]]]:
    """
    Write a site; on leaving it takes the place of the one before. On an error, nothing changes.

    Parameters
    ----------
    folder : Path
        Of the site.

    Yields
    ------
    Writer, dict
        Where files go, and what the last build remembered (the caller changes it).

    Raises
    ------
    AskedWrongly
        The folder holds something else than a site.
    RenderFailed
        The disk refused.
    """
    memory = folder.parent / f".{folder.name}.json"
    state = remembered(memory)
    spare = spare_of(folder)
    with staged_folder(folder, spare=spare) as new:
        writer = Writer(new, folder, state.get("files", {}), states_in(new))
        kept: dict[str, Any] = {name: value for name, value in state.items() if name != "files"}
        yield writer, kept
        writer.finish()
    write_whole(memory, json.dumps({**kept, "files": writer.written}).encode())
    if writer.changed > MOST_CHANGED * len(writer.written):
        shutil.rmtree(spare, ignore_errors=True)


def files_of(folder: Path) -> dict[str, str]:
    """
    Files of a site that was built here, with their digests.

    Parameters
    ----------
    folder : Path
        Built by arpent.

    Returns
    -------
    dict
        Relative name → sha256, sorted.

    Raises
    ------
    AskedWrongly
        No site is there.
    """
    if not (folder / MARK).is_file():
        raise AskedWrongly(f"{folder}: no site is there. Run: arpent site build {folder.name}")
    known = remembered(folder.parent / f".{folder.name}.json").get("files", {})
    return digests_of(folder, known)


def digests_of(folder: Path, known: dict[str, Known] | None = None) -> dict[str, str]:
    """
    Digests of all the files of a folder.

    Parameters
    ----------
    folder : Path
        It need not exist. What is in ``.git`` is not of it.
    known : dict, optional
        Size, time and digest of files: those that kept both are not read again.

    Returns
    -------
    dict
        Relative name → sha256, sorted.
    """
    reader = Writer(folder, folder, known or {})
    found = {
        path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()
    }
    return {
        name: str(reader.known[name][2])
        if reader.is_there(name)
        else hashlib.sha256(path.read_bytes()).hexdigest()
        for name, path in found.items()
        if not name.startswith(".git/")
    }


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:  # a disk without hard links
        shutil.copy2(source, target)
