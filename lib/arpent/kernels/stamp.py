"""What a warm server was made from: when any of it changes, another takes over."""

import hashlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from arpent import project
from arpent.errors import AskedWrongly

#: Folders of the project whose files a warm server may have read.
READ = (("data", "embedded"), ("data", "tables"), ("data", "catalogue"), ("params",), ("params", "themes"))


def stamp(modules: Sequence[str] | None = None) -> str:
    """
    State of all that a warm server has read: the library's modules, installed packages, the project's tables.

    Parameters
    ----------
    modules : sequence of str, optional
        Files of the library's modules; those imported, unless given.

    Returns
    -------
    str
        Changes when a file of any of them does; names, sizes and times are looked at, not contents.
    """
    told = hashlib.sha256()
    for path in sorted(library_modules() if modules is None else modules):
        told.update(_state(path).encode())
    for folder in sys.path:
        told.update(_state(folder).encode())
    for read in _data():
        told.update("".join(sorted(_inside(read))).encode())
    return told.hexdigest()


def library_modules() -> list[str]:
    """
    Files of the library's modules that are imported.

    Returns
    -------
    list of str
    """
    package = str(Path(__file__).parents[1])
    files = (getattr(module, "__file__", None) for module in list(sys.modules.values()))
    return [file for file in files if file and file.startswith(package)]


def _data() -> list[Path]:
    try:
        return [project.path(*parts) for parts in READ]
    except AskedWrongly:
        return []


def _inside(folder: Path) -> list[str]:
    if not folder.is_dir():
        return []
    with os.scandir(folder) as entries:
        return [_told(entry.path, entry.stat()) for entry in entries if entry.is_file()]


def _state(path: str) -> str:
    try:
        return _told(path, os.stat(path))  # noqa: PTH116 - hundreds a request: no Path made for each
    except OSError:
        return f"{path} -;"


def _told(path: str, state: os.stat_result) -> str:
    return f"{path} {state.st_mtime_ns} {state.st_size};"
