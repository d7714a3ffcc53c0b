"""
Checksums pinned on first use, in ``data/raw/checksums.yml``, and verified ever after.

One line a file: ``<dataset>/<vintage>/<file>`` in the raw store, or ``mirror/<path>`` for a file that is read in
place. Deleting a line is how a user accepts that a file has changed.
"""

import hashlib
import os
import tempfile
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import yaml
from filelock import FileLock

from arpent.errors import DataInvalid, DataUnavailable

FILE = "checksums.yml"
HEAD = "# Checksums (sha256) of the files that data were read from, pinned on first use. Written by arpent data.\n"


#: The safe loader, in C where PyYAML has it.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def sha256(path: Path) -> str:
    """
    Checksum of a file, computed once as long as it does not change.

    Parameters
    ----------
    path : Path
        Any file.

    Returns
    -------
    str
        Hexadecimal.
    """
    state = path.stat()
    return digest(path, "sha256", state.st_size, state.st_mtime_ns)


@lru_cache(maxsize=4096)
def digest(path: Path, algorithm: str, _size: int = 0, _modified: int = 0) -> str:
    """
    Checksum of a file.

    Parameters
    ----------
    path : Path
        Any file.
    algorithm : str
        ``sha256`` or ``md5`` (as some producers state it; never for safety).

    Returns
    -------
    str
        Hexadecimal.
    """
    with path.open("rb") as opened:
        return hashlib.file_digest(opened, algorithm).hexdigest()


def pinned(raw: Path) -> dict[str, str]:
    """
    All the checksums pinned in a raw store.

    Parameters
    ----------
    raw : Path
        The store.

    Returns
    -------
    dict of str to str
        Key → sha256; empty where nothing was read yet.

    Raises
    ------
    DataInvalid
        The file is not what was written.
    """
    file = raw / FILE
    state = file.stat() if file.is_file() else None
    return dict(_read(file, state.st_mtime_ns, state.st_size)) if state else {}


@lru_cache(maxsize=8)
def _read(file: Path, _modified: int, _size: int) -> dict[str, str]:
    try:
        content = yaml.load(file.read_text(encoding="utf-8"), Loader=LOADER) or {}  # noqa: S506 - a safe loader
    except yaml.YAMLError as error:
        raise DataInvalid(f"{file}: not YAML ({error}); delete it: checksums are pinned again") from error
    if not isinstance(content, dict) or not all(isinstance(value, str) for value in content.values()):
        raise DataInvalid(f"{file}: not a mapping of files to checksums; delete it: they are pinned again")
    return content


def check_pin(raw: Path, key: str, path: Path, *, accept: bool = False) -> str:
    """
    Pin a file's checksum on first use, and refuse another file afterwards.

    Parameters
    ----------
    raw : Path
        The store that holds the list.
    key : str
        Name of the file in it.
    path : Path
        The file.
    accept : bool
        Pin it again where it has changed.

    Returns
    -------
    str
        Its sha256.

    Raises
    ------
    DataInvalid
        It is not the file that was read first.
    """
    found, known = sha256(path), pinned(raw).get(key)
    if known == found:
        return found
    if known and not accept:
        raise DataInvalid(
            f"{path}: sha256 is {found}, and was {known} when it was first read. The file has changed: figures "
            f"may move. To accept it, delete the line '{key}' of {raw / FILE}, or run arpent data fetch --force."
        )
    _pin(raw, {key: found})
    return found


def unpin(raw: Path, key: str) -> None:
    """
    Forget a file that turned out not to be one.

    Parameters
    ----------
    raw : Path
        The store that holds the list.
    key : str
        Name of the file in it.
    """
    _pin(raw, {key: None})


def _pin(raw: Path, new: Mapping[str, str | None]) -> None:
    try:
        raw.mkdir(parents=True, exist_ok=True)
        with FileLock(raw / ".checksums.lock", timeout=60):
            content = {key: value for key, value in {**pinned(raw), **new}.items() if value}
            text = HEAD + yaml.safe_dump(dict(sorted(content.items())), allow_unicode=True, width=1000)
            with tempfile.NamedTemporaryFile("w", dir=raw, delete=False, encoding="utf-8") as part:
                part.write(text)
            os.replace(part.name, raw / FILE)  # noqa: PTH105 - replaces an existing file on every system
    except OSError as error:
        raise DataUnavailable(f"{raw}: checksums can't be written there ({error.strerror})") from error
