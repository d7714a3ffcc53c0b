"""From a fork of the warm server to a kernel, or a command, that a fresh process could not be told from."""

import atexit
import ctypes
import importlib
import os
import random
import signal
import socket
import sys
import threading
import traceback
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from arpent.kernels import kernel

_ADOPT_ORPHANS = 36  # PR_SET_CHILD_SUBREAPER, linux/prctl.h
_NAME = 15  # PR_SET_NAME, as above
#: Names under which the system lists forks.
KERNEL_NAME, COMMAND_NAME = "arpent kernel", "arpent command"


@dataclass(frozen=True)
class Asked:
    """
    A kernel, or a command, that is asked for.

    Parameters
    ----------
    arguments : tuple of str
        Of the kernel: ``-f`` and its connection file; or of the command.
    environment : dict
        All of its variables.
    working : str
        Its working folder.
    entry : str
        Where the command begins, ``module:function``; empty for a kernel.
    needs : tuple of str
        Modules that the command imports.
    """

    arguments: tuple[str, ...]
    environment: dict[str, str]
    working: str
    entry: str = ""
    needs: tuple[str, ...] = ()

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
        return cls(
            tuple(message["arguments"]),
            dict(message["environment"]),
            str(message["working"]),
            str(message.get("entry", "")),
            tuple(message.get("needs", ())),
        )


def become(asked: Asked, connection: socket.socket, streams: Sequence[int], put: Mapping[str, str]) -> None:
    """
    Turn this fresh fork into what was asked for, and run it until its end.

    Parameters
    ----------
    asked : Asked
        Where, with which variables and arguments.
    connection : socket
        To the program that asked: when that program dies, so does this one.
    streams : sequence of int
        Its standard input, output and error.
    put : mapping
        Variables that imported libraries set, where they are not set yet. A command has none of them: kernels that it
        asks for would be those of another server.
    """
    _leave_server(asked, connection, streams, {} if asked.entry else put)
    status = 1
    try:
        (_be_command if asked.entry else _be_kernel)(asked)
        status = 0
    except SystemExit as ended:
        status = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    except BaseException:  # noqa: BLE001 - as the interpreter would: said, and the end
        traceback.print_exc()
    _end(status)


def _end(status: int) -> None:
    """
    End as an interpreter does, but leave the memory to the system.

    NOTE: what the server froze is never freed, and libraries would take it for leaks and say so at length.
    """
    threading._shutdown()  # type: ignore[attr-defined]  # noqa: SLF001 - as multiprocessing does in its forks
    atexit._run_exitfuncs()  # noqa: SLF001 - as above
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(status & 0xFF)


def _leave_server(
    asked: Asked, connection: socket.socket, streams: Sequence[int], put: Mapping[str, str]
) -> None:
    """Take the session, streams, variables, folder and random state of a process of one's own."""
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
    threading.Thread(target=_die_with, args=(connection,), daemon=True, name="arpent-starter").start()


def _be_kernel(asked: Asked) -> None:
    _be_called(KERNEL_NAME)
    sys.argv = [str(Path(kernel.__file__).with_name("__main__.py")), *asked.arguments]
    # NOTE: 1 tells ipykernel that somebody started it and that it has no parent to watch: a thread does.
    kernel.start([*asked.arguments, "--IPKernelApp.parent_handle=1"])


def _be_command(asked: Asked) -> None:
    """Call the command's entry as the script of an installed package does."""
    _be_called(COMMAND_NAME)
    sys.argv = ["arpent", *asked.arguments]
    for stream in (sys.stdout, sys.stderr):
        # NOTE: the server's own go to a file; Python decides so when it starts.
        stream.reconfigure(line_buffering=stream is sys.stderr or stream.isatty())  # type: ignore[union-attr]
    module, _, name = asked.entry.partition(":")
    sys.exit(getattr(importlib.import_module(module), name)())


def _be_called(name: str) -> None:
    ctypes.CDLL(None, use_errno=True).prctl(_NAME, name.encode(), 0, 0, 0)


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
