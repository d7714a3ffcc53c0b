"""The site before last, kept out of sight: the next build takes it up and changes only what differs."""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

#: Size and time of a file; empty for a folder.
State = list[int]


def spare_of(folder: Path) -> Path:
    """
    Where the site before last is kept.

    Parameters
    ----------
    folder : Path
        Of the site.

    Returns
    -------
    Path
        Beside it, hidden; its files are mostly the very same ones (hard links).
    """
    return folder.parent / f".{folder.name}.spare"


def states_in(folder: Path) -> dict[str, State]:
    """
    Files that are in a folder, as the disk has them: nobody's word is taken for it.

    Parameters
    ----------
    folder : Path
        Any.

    Returns
    -------
    dict
        Relative name, with slashes → size and time; a folder's ends with a slash. A link to a folder is a file
        here: it is not followed.
    """
    states: dict[str, State] = {}
    left = [""]
    while left:
        below = left.pop()
        with os.scandir(f"{folder}/{below}") as found:
            for entry in found:
                if entry.is_dir(follow_symlinks=False):
                    states[f"{below}{entry.name}/"] = []
                    left.append(f"{below}{entry.name}/")
                else:
                    state = entry.stat(follow_symlinks=False)
                    states[f"{below}{entry.name}"] = [state.st_size, state.st_mtime_ns]
    return states


def remove_others(folder: Path, there: Mapping[str, State], wanted: Iterable[str]) -> None:
    """
    Remove from a folder what is not wanted in it, empty folders too.

    Parameters
    ----------
    folder : Path
        As ``states_in`` saw it.
    there : mapping
        What was in it.
    wanted : iterable of str
        Files that stay.
    """
    kept = set(wanted)
    folders = {f"{one}/" for parent in {name.rpartition("/")[0] for name in kept} for one in _above(parent)}
    for name in sorted(there.keys() - kept - folders, reverse=True):  # what is in a folder goes before it
        if name.endswith("/"):
            (folder / name).rmdir()
        else:
            (folder / name).unlink()


def _above(folder: str) -> tuple[str, ...]:
    """A folder, and those that it is in."""
    parent = folder.rpartition("/")[0]
    return (*_above(parent), folder) if parent else (folder,) if folder else ()
