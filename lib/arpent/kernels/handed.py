"""Hand a command over to a warm server that already lives: it runs in a fork that has nothing left to import."""

import os
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from types import FrameType

from arpent.errors import ArpentError
from arpent.kernels.client import Forked, connect, exchange
from arpent.kernels.meeting import can_fork, key_of, meeting_folder, project_of

#: Set to run commands in the process that they are asked of (to profile one, or to trace it).
ALONE = "ARPENT_COMMANDS_ALONE"
#: Signals that are passed on: whoever sends them means the command.
PASSED = (signal.SIGINT, signal.SIGTERM)


def hand_over(entry: str, needs: Sequence[str], arguments: Sequence[str]) -> int | None:
    """
    Have a command run by a warm server, with this process's folder, variables and streams.

    Its signals are passed on, and it ends with this process.

    Parameters
    ----------
    entry : str
        Where the command begins, ``module:function``.
    needs : sequence of str
        Modules that it imports; the server imports them once.
    arguments : sequence of str
        Of the command.

    Returns
    -------
    int or None
        Exit status; None where no server lives, or it is older than what it imported: nothing was run.
    """
    if not can_fork() or os.environ.get(ALONE):
        return None
    forked = None
    with suppress(ArpentError, OSError):
        forked = _ask(entry, needs, arguments)
    return None if forked is None else _wait(forked)


def _ask(entry: str, needs: Sequence[str], arguments: Sequence[str]) -> Forked | None:
    environment, working = dict(os.environ), Path.cwd()
    root = project_of(environment, working)
    connection = connect(meeting_folder() / f"{key_of(sys.executable, environment, root)}.sock")
    if connection is None:
        return None
    told = {"arguments": list(arguments), "environment": environment, "working": str(working)}
    answer, descriptors = exchange(connection, told | {"entry": entry, "needs": list(needs)}, [0, 1, 2])
    if not answer or "pid" not in answer:
        connection.close()
        return None
    connection.settimeout(None)
    return Forked(int(answer["pid"]), descriptors[0], connection)


def _wait(forked: Forked) -> int:
    """Exit status, as a shell gives it."""

    def pass_on(number: int, _frame: FrameType | None) -> None:
        forked.send_signal(number)

    def pause(_number: int, _frame: FrameType | None) -> None:
        forked.send_signal(signal.SIGSTOP)
        os.kill(os.getpid(), signal.SIGSTOP)
        forked.send_signal(signal.SIGCONT)

    for number in PASSED:
        signal.signal(number, pass_on)
    signal.signal(signal.SIGTSTP, pause)
    status = forked.wait()
    return status if status >= 0 else 128 - status
