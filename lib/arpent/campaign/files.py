"""Files that appear whole or not at all, and that are on the disk once they appear."""

import errno
import json
import os
import tempfile
from pathlib import Path
from typing import Any

from arpent.errors import ArpentError

#: End of the name of a file that is being written; one that stays was left by a run that was killed.
PART = ".part"
# NOTE: a temporary file is for its owner alone; these are for whoever may read what this user writes.
_MASK = os.umask(0o022)
os.umask(_MASK)
MODE = 0o666 & ~_MASK


class DiskRefused(ArpentError):  # noqa: N818 - reads as a sentence where it is raised
    """The disk is full, read-only or gone: what was finished before is kept."""


def write_whole(path: Path, content: bytes) -> None:
    """
    Write a file whole, or leave the one before as it was.

    Parameters
    ----------
    path : Path
        Its folder is made.
    content : bytes
        All of it.

    Raises
    ------
    DiskRefused
        The disk is full, or can't be written to.
    """
    part = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".", suffix=PART, delete=False) as opened:
            part = Path(opened.name)
            opened.write(content)
            opened.flush()
            os.fsync(opened.fileno())
        part.chmod(MODE)
        part.replace(path)
    except OSError as error:
        if part is not None:
            part.unlink(missing_ok=True)
        raise DiskRefused(refusal(path, error)) from error


def remembered(memory: Path | None) -> dict[str, Any]:
    """
    What a JSON file remembers of a run before.

    Parameters
    ----------
    memory : Path or None
        Where it was kept.

    Returns
    -------
    dict
        Empty where nothing can be read there: it is worked out again.
    """
    try:
        known = json.loads(memory.read_bytes()) if memory else {}
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}


def refusal(path: Path, error: OSError) -> str:
    """
    What to say of a disk that refused.

    Parameters
    ----------
    path : Path
        What was to be written.
    error : OSError
        Why it was not.

    Returns
    -------
    str
        One message, with what to do.
    """
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"{path}: the disk is full. Free some space and run again: what is finished is kept."
    return f"{path}: can't be written ({error.strerror}). What is finished is kept; run again to go on."
