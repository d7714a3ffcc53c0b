"""
A folder that appears whole or not at all: built beside its destination, then put in its place.

A folder that arpent did not make is never replaced.
"""

import glob
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from arpent.errors import AskedWrongly, RenderFailed

MARK = "provenance.json"
#: Held by the run that builds, for others to know that it lives; no other program leaves a file of this name.
_LOCK = "arpent.lock"


def check_destination(destination: Path) -> None:
    """
    Refuse a destination that can't be written, before anything is run.

    Parameters
    ----------
    destination : Path
        Folder of the report; it need not exist.

    Raises
    ------
    AskedWrongly
        It is a file, a folder that is not an arpent report, or in a place where nothing can be written.
    """
    if destination.exists() and not destination.is_dir():
        raise AskedWrongly(f"{destination}: is a file; give a folder.")
    if destination.is_dir() and any(destination.iterdir()) and not (destination / MARK).is_file():
        raise AskedWrongly(
            f"{destination}: holds other files (no {MARK} of a report in it), and is not replaced; "
            "give an empty or a new folder."
        )
    check_writable(destination.absolute().parent, destination)


def check_writable(folder: Path, wanted: Path) -> None:
    """
    Refuse a place where nothing can be written, before anything is run.

    Parameters
    ----------
    folder : Path
        Absolute; it need not exist: the nearest above it that does is tried.
    wanted : Path
        What is to be written there, for the message.

    Raises
    ------
    AskedWrongly
        The disk refuses.
    """
    above = next(one for one in (folder, *folder.parents) if one.exists())
    try:
        # NOTE: os.access lies for root and on network drives; trying does not.
        with tempfile.TemporaryDirectory(prefix=".arpent-", dir=above):
            pass
    except OSError as error:
        raise AskedWrongly(f"{wanted}: {above} can't be written to ({error.strerror}).") from error


@contextmanager
def staged_folder(destination: Path, *, spare: Path | None = None) -> Iterator[Path]:
    """
    Folder to build in; on leaving, it takes the destination's place. On an error, nothing is left of it.

    Parameters
    ----------
    destination : Path
        Where the folder ends; the report that was there is replaced.
    spare : Path, optional
        An earlier state of the destination, to build upon: it is taken up where it is there, and the folder that
        is replaced takes its place. While one build has it, another begins from nothing.

    Yields
    ------
    Path
        Folder beside the destination, on the same file system: empty, or the spare.

    Raises
    ------
    AskedWrongly
        See ``check_destination``.
    RenderFailed
        The disk refused (full, read-only, no right).
    """
    destination = destination.absolute()
    _clear_up(destination)
    check_destination(destination)
    try:
        destination.parent.mkdir(parents=True, exist_ok=True)
        work = Path(tempfile.mkdtemp(prefix=f".{destination.name}-", dir=destination.parent))
        lock = FileLock(work / _LOCK)
        lock.acquire()
    except OSError as error:
        raise AskedWrongly(
            f"{destination}: can't be written ({error.strerror}); give another folder."
        ) from error
    try:
        _begin(work / "new", spare)
        yield work / "new"
        _swap(work / "new", destination, work / "old")
        if spare is not None:
            with suppress(OSError):  # there is none yet, or another build has put its own there
                (work / "old").rename(spare)
    except OSError as error:
        raise RenderFailed(
            f"{destination}: could not be written ({error}); the report before it is kept."
        ) from error
    finally:
        shutil.rmtree(work, ignore_errors=True)
        lock.release()


def _begin(new: Path, spare: Path | None) -> None:
    if spare is not None:
        with suppress(OSError):  # there is none, or another build has just taken it
            spare.rename(new)
            return
    new.mkdir()


def _clear_up(destination: Path) -> None:
    """Remove what runs that were killed left beside; put back what one of them had moved aside in ``_swap``."""
    name = f".{glob.escape(destination.name)}-{'?' * 8}"  # as tempfile makes it
    for lock in sorted(destination.parent.glob(f"{name}/{_LOCK}"), key=_changed, reverse=True):
        with suppress(Timeout, OSError), FileLock(lock, timeout=0):  # a run that lives holds its own
            if not destination.exists():
                with suppress(OSError):  # it was killed elsewhere
                    (lock.parent / "old").rename(destination)
            shutil.rmtree(lock.parent)


def _changed(path: Path) -> float:
    try:
        return path.parent.stat().st_ctime
    except OSError:  # another run has just removed it
        return 0.0


def _swap(new: Path, destination: Path, old: Path) -> None:
    """Put ``new`` in the destination's place; put the old one back if that fails."""
    had_one = destination.exists()
    if had_one:
        destination.rename(old)
    try:
        new.rename(destination)
    except OSError:
        if had_one:
            old.rename(destination)
        raise
