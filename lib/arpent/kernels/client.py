"""Ask a warm server for a kernel, starting the server where there is none."""

import os
import select
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from filelock import FileLock

from arpent.errors import ArpentError
from arpent.kernels.meeting import is_read_at_import, key_of, meeting_folder, project_of, receive, send

#: Seconds that a server may take to import everything on a slow machine.
START = 120.0
#: A server that found itself stale is followed by another; more than this many say that something is wrong.
TRIES = 4


class Forked:
    """
    A kernel's process that somebody else forked, in the shape of ``subprocess.Popen``.

    Parameters
    ----------
    pid : int
        Of the kernel.
    handle : int
        Descriptor of the process: it stays its own even when the number is used again.
    connection : socket
        To the server; closed, it ends the kernel.
    """

    stdin = stdout = stderr = None

    def __init__(self, pid: int, handle: int, connection: socket.socket) -> None:
        self.pid, self.handle, self._connection = pid, handle, connection
        self.returncode: int | None = None
        #: Processes that the kernel left behind, and that the server ended.
        self.left_behind = 0

    def poll(self) -> int | None:
        """
        Whether it has ended.

        Returns
        -------
        int or None
            Exit status, minus the signal's number where one ended it; None while it runs.
        """
        if self.returncode is None and select.select([self.handle], [], [], 0)[0]:
            self._ended()
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """
        Wait for its end.

        Parameters
        ----------
        timeout : float, optional
            Seconds.

        Returns
        -------
        int
            Exit status.

        Raises
        ------
        TimeoutExpired
            It still runs.
        """
        if self.returncode is None:
            if not select.select([self.handle], [], [], timeout)[0]:
                raise subprocess.TimeoutExpired(f"kernel {self.pid}", timeout or 0.0)
            self._ended()
        return self.returncode or 0

    def send_signal(self, number: int) -> None:
        """
        Send it a signal; nothing happens where it has ended.

        Parameters
        ----------
        number : int
            Of the signal.
        """
        if self.poll() is None:
            with suppress(ProcessLookupError):
                signal.pidfd_send_signal(self.handle, number)

    def kill(self) -> None:
        """End it at once."""
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)

    def _ended(self) -> None:
        """Read from the server how it ended; where the server is gone too, nobody knows: as if killed."""
        try:
            self._connection.settimeout(5.0)
            message, _ = receive(self._connection)
        except (OSError, ValueError):
            message = None
        told = message or {}
        self.returncode = int(told.get("exit", -signal.SIGKILL))
        self.left_behind = int(told.get("left", 0))
        self._connection.close()
        os.close(self.handle)


def ask(
    python: str,
    arguments: Sequence[str],
    environment: Mapping[str, str],
    working: str,
    streams: Sequence[int],
) -> Forked:
    """
    Have a kernel forked.

    Parameters
    ----------
    python : str
        Interpreter of the server.
    arguments : sequence of str
        Of the kernel.
    environment : mapping
        Its variables.
    working : str
        Its working folder.
    streams : sequence of int
        Its standard input, output and error.

    Returns
    -------
    Forked
        Running; it may not listen yet.

    Raises
    ------
    ArpentError
        No server could be had; the message says where it tells why.
    """
    root = project_of(environment, Path(working))
    path = meeting_folder() / f"{key_of(python, environment, root)}.sock"
    message = {"arguments": list(arguments), "environment": dict(environment), "working": working}
    for _ in range(TRIES):
        with FileLock(path.with_suffix(".lock")):
            connection = connect(path) or _start(python, path, environment, root)
        answer, descriptors = exchange(connection, message, streams)
        if answer and "pid" in answer:
            connection.settimeout(None)
            return Forked(int(answer["pid"]), descriptors[0], connection)
        connection.close()
    raise ArpentError(f"no warm kernel could be had; see {path.with_suffix('.log')}.")


def prepare(environment: Mapping[str, str], working: str) -> None:
    """
    Start the server that kernels will be asked of, where it does not run yet.

    Parameters
    ----------
    environment : mapping
        Variables of those kernels.
    working : str
        Their working folder.

    Raises
    ------
    ArpentError
        No server could be had; the message says where it tells why.
    """
    root = project_of(environment, Path(working))
    path = meeting_folder() / f"{key_of(sys.executable, environment, root)}.sock"
    with FileLock(path.with_suffix(".lock")):
        connection = connect(path) or _start(sys.executable, path, environment, root)
    connection.close()


def connect(path: Path) -> socket.socket | None:
    """
    Connect to a server.

    Parameters
    ----------
    path : Path
        Of its socket.

    Returns
    -------
    socket or None
        None where no server listens there.
    """
    connection = socket.socket(socket.AF_UNIX)
    try:
        connection.connect(str(path))
    except (FileNotFoundError, ConnectionRefusedError):
        connection.close()
        return None
    return connection


def exchange(
    connection: socket.socket, message: Mapping[str, Any], streams: Sequence[int]
) -> tuple[dict[str, Any] | None, list[int]]:
    """
    Ask a server, and wait for its answer.

    Parameters
    ----------
    connection : socket
        To the server.
    message : mapping
        What is asked.
    streams : sequence of int
        Standard input, output and error of what it forks.

    Returns
    -------
    dict or None, list of int
        The answer, None where the server has gone; the descriptor of the process that it forked.
    """
    connection.settimeout(START)
    try:
        send(connection, message, streams)
        return receive(connection, 1)
    except (OSError, ValueError):
        return None, []


def _start(python: str, path: Path, environment: Mapping[str, str], root: Path | None) -> socket.socket:
    """Start a server and connect to it; it answers once it has imported everything."""
    path.unlink(missing_ok=True)
    log = path.with_suffix(".log")
    kept = {name: value for name, value in environment.items() if is_read_at_import(name) or name == "PATH"}
    with log.open("wb") as told:
        # It is done as soon as the server listens, in a process of its own.
        started = subprocess.run(  # noqa: S603 - the interpreter that the kernelspec names
            [python, "-m", "arpent.kernels.server", str(path)],
            stdin=subprocess.DEVNULL,
            stdout=told,
            stderr=told,
            cwd=root or "/",
            env=kept,
            timeout=START,
            check=False,
            start_new_session=True,
        )
    connection = connect(path) if started.returncode == 0 else None
    if connection is None:
        raise ArpentError(f"the warm server did not start ({python}, exit {started.returncode}); see {log}.")
    return connection
