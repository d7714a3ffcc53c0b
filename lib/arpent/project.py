"""
Where the project is on this machine: its notebooks, params, data and reports.

arpent is a project folder with an installed library, not a library alone. The root is the folder that
holds ``params/territories.yml``: ``ARPENT_ROOT``, else the working folder or one above it, else the
checkout that the library was installed from.
"""

import os
from functools import cache, lru_cache
from pathlib import Path

from arpent.errors import AskedWrongly

MARK = Path("params") / "territories.yml"


def root() -> Path:
    """
    Root folder of the project.

    Returns
    -------
    Path
        Absolute path of the folder that holds ``params/territories.yml``.

    Raises
    ------
    AskedWrongly
        No such folder: neither ``ARPENT_ROOT``, nor the working folder, nor the library's checkout; or the working
        folder is no more.
    """
    return _path(os.environ.get("ARPENT_ROOT"), _working(), ())


def _working() -> str:
    try:
        return os.getcwd()  # noqa: PTH109 - a key, thousands of times a page
    except OSError as error:
        raise AskedWrongly("the working folder was removed or can't be read: change folder.") from error


@cache
def find_root(declared: str | None, working: Path) -> Path:
    """
    Root folder of the project of another process.

    Parameters
    ----------
    declared : str or None
        Its ``ARPENT_ROOT``.
    working : Path
        Its working folder.

    Returns
    -------
    Path
        See ``root``.

    Raises
    ------
    AskedWrongly
        No such folder.
    """
    if declared:
        if (Path(declared) / MARK).is_file():
            return Path(declared).resolve()
        raise AskedWrongly(f"ARPENT_ROOT={declared}: no {MARK} in it; set it to an arpent project's folder.")
    checkout = Path(__file__).resolve().parents[2]
    for folder in (working, *working.parents, checkout):
        if (folder / MARK).is_file():
            return folder
    raise AskedWrongly(
        f"{working}: not in an arpent project (no {MARK} here or above). Change folder or set ARPENT_ROOT."
    )


def path(*parts: str) -> Path:
    """
    Path inside the project.

    Parameters
    ----------
    *parts : str
        Folders and file name below the root.

    Returns
    -------
    Path
        Absolute; it need not exist.
    """
    return _path(os.environ.get("ARPENT_ROOT"), _working(), parts)


@lru_cache(maxsize=4096)
def _path(declared: str | None, working: str, parts: tuple[str, ...]) -> Path:
    return find_root(declared, Path(working)).joinpath(*parts)
