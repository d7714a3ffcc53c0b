"""What a warm server has: its socket, its kernels, and its successor."""

import gc
import os
import selectors
import signal
import socket
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from arpent.kernels.kernel import limit_linear_algebra
from arpent.kernels.stamp import library_modules, stamp


@dataclass
class Server:
    """
    Kernels forked, and what they were forked from.

    Parameters
    ----------
    path : Path
        Of the local socket.
    """

    path: Path
    kernels: dict[int, tuple[int, socket.socket]] = field(default_factory=dict)
    selector: selectors.BaseSelector = field(default_factory=selectors.DefaultSelector)
    listener: socket.socket | None = None
    state: str = ""
    #: How often each notebook was asked for, and which were rehearsed.
    asked: Counter[str] = field(default_factory=Counter)
    rehearsed: set[str] = field(default_factory=set)
    #: The process that rehearses, and the pipe on which it says that it takes over.
    successor: tuple[int, int] | None = None

    def listen(self) -> None:
        """Open the socket: who asks from now on waits for an answer."""
        self.listener = socket.socket(socket.AF_UNIX)
        self.listener.bind(str(self.path))
        self.listener.setblocking(False)  # while a successor takes over, two wait for the same request
        self.listener.listen(128)
        self.selector.register(self.listener, selectors.EVENT_READ)

    def close(self) -> None:
        """Take no more requests; kernels go on."""
        if self.listener is not None:
            self.path.unlink(missing_ok=True)
            self.hand_over()
            if self.successor is not None:
                os.kill(self.successor[0], signal.SIGKILL)

    @contextmanager
    def growing(self) -> Iterator[None]:
        """Import more: where nothing of what was imported before changed meanwhile, the state is the new one."""
        modules = library_modules()
        yield
        if stamp(modules) == self.state:  # else the next request finds that it changed
            self.state = stamp()

    def hand_over(self) -> None:
        """Leave the socket to the successor; kernels go on."""
        if self.listener is not None:
            self.selector.unregister(self.listener)
            self.listener.close()
            self.listener = None

    def forget(self) -> None:
        """In a fork: close what is the server's."""
        self.selector.close()
        if self.listener is not None:
            self.listener.close()
        for handle, (_, connection) in self.kernels.items():
            os.close(handle)
            connection.close()
        if self.successor is not None:
            os.close(self.successor[1])
        self.kernels.clear()


def settle() -> None:
    """Leave what is loaded to every fork without copies: a collection would touch, and so copy, each page."""
    limit_linear_algebra()  # in a fork it would take a tenth of a second
    gc.collect()
    gc.freeze()
