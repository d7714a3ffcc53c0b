"""Where a cell stands that is to be stopped, or that was: the kernel writes it down when a signal asks it to."""

import os
import re
import signal
import time
from contextlib import suppress
from pathlib import Path

#: The signal that a kernel answers (``arpent.kernels.kernel.WHERE``); Windows has none.
WHERE = getattr(signal, "SIGUSR2", None)
#: Seconds that it may take: it writes even while a library computes.
PATIENCE = 1.0
#: The frame of a cell, in the words of faulthandler: ipykernel names its file by process and content.
_LINE = re.compile(r'File "[^"]*ipykernel_\d+[/\\][^"]*", line (\d+) in <module>')
#: What it writes as a cell begins: see ``arpent.kernels.kernel``.
_BEGUN = re.compile(r"^cell (\d+)$", re.MULTILINE)


def ask(pid: int, trace: Path) -> None:
    """
    Ask a kernel where it stands, and wait until it has said so.

    Parameters
    ----------
    pid : int
        Of the kernel.
    trace : Path
        File that it writes to; it is there only if the kernel knows the signal.
    """
    if WHERE is None or not trace.is_file():
        return
    with suppress(ProcessLookupError):
        os.kill(pid, WHERE)
    until = time.monotonic() + PATIENCE
    while not _LINE.search(trace.read_text("utf-8", "replace")) and time.monotonic() < until:
        time.sleep(0.01)


def line_of(trace: Path, source: str) -> tuple[int, str] | None:
    """
    Line of a cell that a kernel said it stood at.

    Parameters
    ----------
    trace : Path
        File that it wrote to.
    source : str
        Of the cell.

    Returns
    -------
    tuple of int and str, or None
        Its number from 1, and what is written there; None where the kernel said nothing.
    """
    found = _LINE.search(trace.read_text("utf-8", "replace")) if trace.is_file() else None
    lines = source.splitlines()
    number = int(found[1]) if found else 0
    return (number, lines[number - 1].strip()) if 0 < number <= len(lines) else None


def cells_begun(trace: Path) -> int:
    """
    Count the cells that a kernel began.

    Parameters
    ----------
    trace : Path
        File that it wrote to.

    Returns
    -------
    int
        0 where it said nothing.
    """
    begun = _BEGUN.findall(trace.read_text("utf-8", "replace")) if trace.is_file() else []
    return int(begun[-1]) if begun else 0
