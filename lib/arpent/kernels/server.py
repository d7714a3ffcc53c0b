"""
The warm server: it imports everything once, then forks a kernel, or a command, for each that asks. It runs no notebook.

One thread, one loop. It stops when it has been idle for a while, or when what it has imported changed.
"""

import importlib
import os
import selectors
import signal
import socket
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from arpent.kernels.forked import Asked, adopt_orphans, become
from arpent.kernels.kernel import NOTEBOOK
from arpent.kernels.meeting import PATIENCE, peer_of, receive, send
from arpent.kernels.preload import essentials, extras
from arpent.kernels.stamp import stamp
from arpent.kernels.state import Server, settle
from arpent.kernels.succession import follow, raise_successor

#: Seconds without a kernel after which the server stops.
IDLE = float(os.environ.get("ARPENT_KERNELS_IDLE", "600"))
#: Seconds without a request after which it warms further.
QUIET = 60.0


def serve(server: Server) -> tuple[Asked, socket.socket, list[int]] | None:
    """
    Answer requests until there is nothing left to do.

    Parameters
    ----------
    server : Server
        Listening.

    Returns
    -------
    tuple or None
        In a fork: what to become, its connection and its streams. In the server itself: None, at its end.
    """
    steps: Iterator[None] | None = extras()
    last = time.monotonic()
    while server.listener is not None or server.kernels:
        selector = server.selector
        events = selector.select(_patience(server, last, has_steps=steps is not None))
        if not events:
            if steps is not None:
                with server.growing():
                    steps = _warm(steps)
            elif not server.kernels and time.monotonic() - last >= IDLE:
                server.close()
            continue
        for key, _ in events:
            last = time.monotonic()
            if server.selector is not selector:
                break  # this is the successor now: these were its predecessor's
            if server.successor is not None and key.fd == server.successor[1]:
                follow(server)
            elif server.listener is None or key.fileobj is not server.listener:
                _reap(server, key.fd)
            elif (child := _accept(server, server.listener)) is not None:
                return child
    return None


def _patience(server: Server, last: float, *, has_steps: bool) -> float | None:
    if has_steps:
        # Warming further waits until nobody has asked for a while: who asks meanwhile has to wait.
        return None if server.kernels else QUIET
    return None if server.kernels else max(0.0, IDLE - (time.monotonic() - last))


def _warm(steps: Iterator[None]) -> Iterator[None] | None:
    """One more step of warming, or None where there was none left."""
    for _ in steps:
        return steps
    settle()
    return None


def _accept(server: Server, listener: socket.socket) -> tuple[Asked, socket.socket, list[int]] | None:
    try:
        connection, _ = listener.accept()
    except BlockingIOError:
        return None  # the successor, or the predecessor, was quicker
    connection.settimeout(PATIENCE)
    try:
        message, streams = receive(connection, 3)
    except (OSError, ValueError):
        message, streams = None, []
    connection.settimeout(None)
    if message is None or peer_of(connection)[1] != os.getuid():
        connection.close()
        return None
    if stamp() != server.state:
        # Another server takes over: who asked starts it, and asks again.
        server.close()
        for stream in streams:
            os.close(stream)
        with suppress(OSError):
            send(connection, {"stale": True})
        connection.close()
        return None
    asked = Asked.read(message)
    _bring(server, asked.needs)
    return _fork(server, asked, connection, streams)


def _bring(server: Server, names: Sequence[str]) -> None:
    """Import what a command needs, once for all those that follow."""
    if missing := [name for name in names if name not in sys.modules]:
        with server.growing():
            for name in missing:
                importlib.import_module(name)
        settle()


def _fork(
    server: Server, asked: Asked, connection: socket.socket, streams: list[int]
) -> tuple[Asked, socket.socket, list[int]] | None:
    sys.stdout.flush()
    sys.stderr.flush()
    pid = os.fork()
    if pid == 0:
        server.forget()
        return asked, connection, streams
    for stream in streams:
        os.close(stream)
    handle = os.pidfd_open(pid)
    server.kernels[handle] = pid, connection
    server.selector.register(handle, selectors.EVENT_READ)
    try:
        send(connection, {"pid": pid}, [handle])
    except OSError:
        os.kill(pid, signal.SIGKILL)
    if not asked.entry:
        server.asked[asked.environment.get(NOTEBOOK, "")] += 1
        raise_successor(server)
    return None


def _reap(server: Server, handle: int) -> None:
    """Say how a kernel ended, and end what it left behind."""
    pid, connection = server.kernels.pop(handle)
    server.selector.unregister(handle)
    status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    os.close(handle)
    left = _end_orphans(server)
    with suppress(OSError):
        send(connection, {"exit": status, "left": left})
    connection.close()


def _end_orphans(server: Server) -> int:
    """
    End what kernels left behind, and count it.

    A kernel adopts its descendants' orphans; when it dies they come to the server, whose other children are kernels.
    """
    own = {pid for pid, _ in server.kernels.values()} | ({server.successor[0]} if server.successor else set())
    ended = 0
    while orphans := [pid for pid in _children() if pid not in own]:
        for pid in orphans:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
            ended += 1
    return ended


def _children() -> list[int]:
    me = os.getpid()
    return [int(pid) for pid in Path(f"/proc/{me}/task/{me}/children").read_text(encoding="utf-8").split()]


def main(path: Path) -> None:
    """
    Be the server, or, in a fork, a kernel.

    Parameters
    ----------
    path : Path
        Of the local socket; nobody listens there.
    """
    reading, writing = os.pipe()
    if os.fork():
        # Who started this knows at its end that somebody listens, and has no child to wait for.
        os.close(writing)
        os._exit(0 if os.read(reading, 1) else 1)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    adopt_orphans()
    server = Server(path)
    server.listen()
    os.write(writing, b"1")
    os.close(reading)
    os.close(writing)
    before = dict(os.environ)
    essentials()
    # What libraries put into the environment when they are imported, they would have put into a kernel's.
    put = {name: value for name, value in os.environ.items() if name not in before}
    server.state = stamp()
    settle()
    if (child := serve(server)) is not None:
        become(*child, put)


if __name__ == "__main__":
    if sys.path[0] in ("", os.getcwd()):  # noqa: PTH109 - sys.path holds text
        del sys.path[0]
    main(Path(sys.argv[1]))
