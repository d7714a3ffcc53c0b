"""From a fork of the warm server to a kernel that a fresh process could not be told from."""

import ctypes
import os
import random
import signal
import socket
import sys
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from arpent.kernels import kernel

_ADOPT_ORPHANS = 36  # PR_SET_CHILD_SUBREAPER, linux/prctl.h


@dataclass(frozen=True)
class Asked:
    """
    A kernel that is asked for.

    Parameters
    ----------
    arguments : tuple of str
        Of the kernel: ``-f`` and its connection file.
    environment : dict
        All of its variables.
    working : str
        Its working folder.
    """

    arguments: tuple[str, ...]
    environment: dict[str, str]
    working: str

    @classmethod
    def read(cls, message: dict[str, Any]) -> "Asked":
        """
        Read what was sent.

        Parameters
        ----------
        message : dict
            As ``client`` sends it.

        Returns
        -------
        Asked
        """
        return cls(tuple(message["arguments"]), dict(message["environment"]), str(message["working"]))


def become_kernel(
    asked: Asked, connection: socket.socket, streams: Sequence[int], put: Mapping[str, str]
) -> None:
    """
    Turn this fresh fork into a kernel, and run it until it is asked to stop.

    Parameters
    ----------
    asked : Asked
        Where, with which variables and arguments.
    connection : socket
        To the program that asked: when that program dies, so does the kernel.
    streams : sequence of int
        Its standard input, output and error.
    put : mapping
        Variables that imported libraries set, where they are not set yet.
    """
    os.setsid()
    adopt_orphans()
    for target, stream in enumerate(streams):
        os.dup2(stream, target)
        os.close(stream)
    os.environ.clear()
    os.environ.update({**put, **asked.environment})
    os.chdir(asked.working)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    forget_random_state()
    sys.argv = [str(Path(kernel.__file__).with_name("__main__.py")), *asked.arguments]
    threading.Thread(target=_die_with, args=(connection,), daemon=True, name="arpent-starter").start()
    # NOTE: 1 tells ipykernel that somebody started it and that it has no parent to watch: the thread above does.
    kernel.start([*asked.arguments, "--IPKernelApp.parent_handle=1"])


def adopt_orphans() -> None:
    """Become the parent of one's descendants whose parent died, so that none escapes."""
    ctypes.CDLL(None, use_errno=True).prctl(_ADOPT_ORPHANS, 1, 0, 0, 0)


def forget_random_state() -> None:
    """Draw new random states: those of the server are the same in every fork."""
    random.seed()
    if numpy := sys.modules.get("numpy"):
        numpy.random.seed()


def _die_with(connection: socket.socket) -> None:
    try:
        while connection.recv(1):
            pass
    except OSError:
        pass
    os._exit(1)
