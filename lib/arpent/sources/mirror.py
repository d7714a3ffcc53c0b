"""The mirror that files are looked for in: a folder or an address, given or named by the environment."""

import os
from pathlib import Path

from arpent.errors import AskedWrongly


def mirror_of(given: str | None) -> str | None:
    """
    The mirror to look in.

    Parameters
    ----------
    given : str or None
        Folder or address; the environment's ``ARPENT_MIRROR`` where None.

    Returns
    -------
    str or None

    Raises
    ------
    AskedWrongly
        It is neither an address nor a folder that exists.
    """
    mirror = given or os.environ.get("ARPENT_MIRROR") or None
    if mirror and not is_address(mirror) and not Path(mirror).is_dir():
        raise AskedWrongly(f"mirror {mirror}: no such folder (--mirror, ARPENT_MIRROR)")
    return mirror


def is_address(mirror: str) -> bool:
    """
    Whether a mirror is an address rather than a folder.

    Parameters
    ----------
    mirror : str
        As given.

    Returns
    -------
    bool
    """
    return mirror.startswith(("http://", "https://"))
