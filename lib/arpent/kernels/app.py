"""ipykernel's application, in a kernel that ends where it shows more than it may."""

import faulthandler
import os
from collections.abc import Iterable
from typing import Any

from ipykernel.iostream import OutStream
from ipykernel.kernelapp import IPKernelApp
from jupyter_client.session import Session
from traitlets import default

from arpent.kernels.kernel import OUTPUT, SHOWED_TOO_MUCH, trace_file


class CappedSession(Session):
    """
    Counts what is sent, and ends the kernel rather than send too much.

    Whoever reads the messages keeps them in memory: a cell that prints without end would take all of it. Nothing a
    cell can do goes another way: its threads, its child processes and its exceptions are sent from here too.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._left = int(os.environ.get(OUTPUT) or 0) * 2**20 or float("inf")

    def send(self, *arguments: Any, **options: Any) -> dict[str, Any] | None:
        """
        Send one message.

        Parameters
        ----------
        *arguments, **options : Any
            As ``Session`` takes them; ``buffers`` are those of widgets, sent as they are.

        Returns
        -------
        dict or None
            The message; where it is too much, this does not return.
        """
        self._count(options.get("buffers") or ())
        return super().send(*arguments, **options)

    def serialize(self, msg: dict[str, Any], ident: Any = None) -> list[bytes]:
        """
        Make the frames of one message.

        Parameters
        ----------
        msg : dict
            To send.
        ident : bytes or list of bytes, optional
            Whom to.

        Returns
        -------
        list of bytes
            As ``Session`` makes them; where they are too much, this does not return.
        """
        frames = super().serialize(msg, ident)
        self._count([*frames, *msg.get("buffers", ())])
        return frames

    def _count(self, parts: Iterable[Any]) -> None:
        self._left -= sum(memoryview(part).nbytes for part in parts)
        if self._left < 0:
            if (told := trace_file()) is not None:
                faulthandler.dump_traceback(told, all_threads=True)
            os._exit(SHOWED_TOO_MUCH)


class PromptStream(OutStream):
    """
    Where nothing was written, nothing is waited for.

    NOTE: ipykernel's own has another thread wake up and answer each time, eight times a cell.
    """

    def flush(self) -> None:
        """Send what was written since the last time."""
        with self._buffer_lock:
            is_written = bool(self._buffers)
        if is_written:
            super().flush()  # type: ignore[no-untyped-call]  # ipykernel's


class KernelApp(IPKernelApp):
    """An IPython kernel whose session counts."""

    @default("outstream_class")
    def _prompt_stream(self) -> str:
        return f"{__name__}.{PromptStream.__name__}"

    def _session_default(self) -> CappedSession:
        return CappedSession(config=self.config, parent=self)
