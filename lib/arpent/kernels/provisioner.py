"""The jupyter_client provisioner: a kernel forked by the warm server, or an ordinary one where that can't be."""

import asyncio
import os
from pathlib import Path
from subprocess import DEVNULL
from typing import Any

import zmq
from jupyter_client.provisioning.local_provisioner import LocalProvisioner
from traitlets import Integer, Unicode

from arpent.errors import ArpentError
from arpent.kernels.client import Forked, ask
from arpent.kernels.kernel import MEMORY, NOTEBOOK, OUTPUT, SHOWED_TOO_MUCH, TRACE
from arpent.kernels.meeting import can_fork
from arpent.notebook.client import AGAIN


class WarmProvisioner(LocalProvisioner):
    """
    Starts, signals and watches a kernel that a warm server forked, as ``LocalProvisioner`` does one that it started.

    Where a fork is not safe, or no server can be had, the kernel is an ordinary one, and the log says why.
    """

    memory = Integer(
        0, min=0, help="MiB that a kernel may take beyond what it starts with; no limit where 0."
    ).tag(config=True)
    output = Integer(
        0, min=0, help="MiB that a kernel may show; it ends once it has shown more. No limit where 0."
    ).tag(config=True)
    notebook = Unicode(help="Path of the notebook that the kernel is for, where it is known.").tag(
        config=True
    )

    trace = Unicode(help="File in which the kernel says where it stands, where it is asked to.").tag(
        config=True
    )

    @property
    def showed_too_much(self) -> bool:
        """Whether the kernel ended because it showed more than it may."""
        return getattr(self.process, "returncode", None) == SHOWED_TOO_MUCH

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> Any:
        """
        Start the kernel.

        Parameters
        ----------
        cmd : list of str
            Interpreter, ``-m``, module, arguments.
        **kwargs : Any
            As ``Popen`` takes them.

        Returns
        -------
        dict
            Its connection.
        """
        environment = dict(kwargs.get("env") or os.environ)
        told = {MEMORY: self.memory, OUTPUT: self.output, NOTEBOOK: self.notebook, TRACE: self.trace}
        environment |= {name: str(value) for name, value in told.items() if value}
        kwargs["env"] = environment
        if not (can_fork() and cmd[1:3] == ["-m", "arpent.kernels"]):
            return await super().launch_kernel(cmd, **kwargs)
        try:
            forked = await asyncio.to_thread(_fork, cmd, environment, kwargs)
        except (ArpentError, OSError) as error:
            self.log.warning("arpent: %s An ordinary kernel is started instead.", error)
            return await super().launch_kernel(cmd, **kwargs)
        self._connect_promptly()
        self.process = forked  # type: ignore[assignment]  # in the shape of Popen, which it is not
        self.pid = self.pgid = forked.pid
        self.cwd = kwargs.get("cwd", Path.cwd())
        return self.connection_info

    def _connect_promptly(self) -> None:
        """Have sockets that are opened from now on look soon for a kernel that does not listen yet."""
        context = getattr(self.parent, "context", None)
        if context is not None:
            context.setsockopt(zmq.RECONNECT_IVL, AGAIN)

    async def kill(self, restart: bool = False) -> None:
        """
        End the kernel at once, and wait until it has: jupyter_client would only look again later.

        Parameters
        ----------
        restart : bool
            Another kernel follows.
        """
        await super().kill(restart)
        process: Any = self.process
        if isinstance(process, Forked) and process.poll() is None:
            await _readable(process.handle)

    async def wait(self) -> int | None:
        """
        Wait for the end of the kernel, without looking again and again.

        Returns
        -------
        int or None
            Exit status.
        """
        process: Any = self.process
        if isinstance(process, Forked) and process.poll() is None:
            await _readable(process.handle)
        ended: int | None = await super().wait()
        return ended


def _fork(cmd: list[str], environment: dict[str, str], kwargs: dict[str, Any]) -> Forked:
    working = str(kwargs.get("cwd") or Path.cwd())
    blank = os.open(os.devnull, os.O_RDWR)
    try:
        streams = [blank, _stream(kwargs.get("stdout"), 1, blank), _stream(kwargs.get("stderr"), 2, blank)]
        return ask(cmd[0], cmd[3:], environment, working, streams)
    finally:
        os.close(blank)


def _stream(given: Any, usual: int, blank: int) -> int:
    """Descriptor of a standard stream, as ``Popen`` understands what is given."""
    if given is None:
        return usual
    if given == DEVNULL:
        return blank
    number: int = given if isinstance(given, int) else given.fileno()
    return number


async def _readable(descriptor: int) -> None:
    loop = asyncio.get_running_loop()
    seen: asyncio.Future[None] = loop.create_future()
    loop.add_reader(descriptor, seen.cancel)
    try:
        await asyncio.wait([seen])
    finally:
        loop.remove_reader(descriptor)
