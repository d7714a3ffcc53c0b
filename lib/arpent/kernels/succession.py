"""How a warm server gives way to one that has rehearsed what is often asked for, while it goes on answering."""

import os
import selectors
from contextlib import suppress
from pathlib import Path

from arpent.kernels.forked import adopt_orphans
from arpent.kernels.rehearsal import OFTEN, be_on_trial, rehearse
from arpent.kernels.state import Server, settle


def raise_successor(server: Server) -> None:
    """
    Fork the process that rehearses what is asked for often; this one answers until that one takes its place.

    Parameters
    ----------
    server : Server
        In the fork it is the successor's, once this returns.
    """
    often = {name for name, times in server.asked.items() if name and times >= OFTEN} - server.rehearsed
    if not often or server.successor is not None:
        return
    server.rehearsed |= often
    reading, writing = os.pipe()
    pid = os.fork()
    if pid:
        os.close(writing)
        server.successor = pid, reading
        server.selector.register(reading, selectors.EVENT_READ)
        return
    os.close(reading)
    _succeed(server, sorted(often))
    os.write(writing, b"1")
    os.close(writing)


def _succeed(server: Server, often: list[str]) -> None:
    """In the successor: rehearse, then take the place of the server that forked it."""
    be_on_trial(True)
    listener, server.listener = server.listener, None
    server.forget()
    server.selector = selectors.DefaultSelector()
    with server.growing():
        for name in often:
            rehearse(Path(name))
    settle()
    adopt_orphans()
    be_on_trial(False)
    if listener is not None:
        listener.listen(128)  # again: the system then tells this process to who connects
        server.selector.register(listener, selectors.EVENT_READ)
    server.listener = listener


def follow(server: Server) -> None:
    """
    Leave the place to the successor, or go on where it failed.

    Parameters
    ----------
    server : Server
        Whose successor says something, or died.
    """
    if server.successor is None:
        return
    pid, reading = server.successor
    server.selector.unregister(reading)
    took_over = os.read(reading, 1)
    os.close(reading)
    if took_over:
        server.hand_over()
    else:
        server.successor = None
        with suppress(ChildProcessError):
            os.waitpid(pid, 0)
