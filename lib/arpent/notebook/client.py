"""A client that talks to a kernel as soon as it answers, and does not keep it waiting."""

import time
from collections import deque
from collections.abc import Iterable
from queue import Empty
from typing import Any

import zmq
from jupyter_client.asynchronous.client import AsyncKernelClient

#: Milliseconds after which a socket is tried again that the kernel has not opened yet; zmq's own waits a hundred.
AGAIN = 5


class PromptClient(AsyncKernelClient):
    """
    Waits for a kernel's answer, not for a silence after it; can send all the code of a notebook at once.

    NOTE: jupyter_client's own listens for two tenths of a second more after every kernel's first answer.
    """

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._ahead: deque[tuple[str, str]] = deque()

    def send_ahead(self, codes: Iterable[str]) -> None:
        """
        Send code before ``execute`` is asked for it: the kernel goes from one cell to the next without a word.

        Parameters
        ----------
        codes : iterable of str
            Of cells, in the order in which ``execute`` will be given them. After an error the kernel drops the rest.
        """
        self._ahead.extend((code, super(PromptClient, self).execute(code)) for code in codes)

    def execute(self, code: str, *arguments: Any, **options: Any) -> str:
        """
        Have code executed, unless it was sent ahead: then only say which message it was in.

        Parameters
        ----------
        code : str
            Of one cell.
        *arguments, **options : Any
            As jupyter_client takes them.

        Returns
        -------
        str
            The message's identifier.
        """
        if self._ahead and self._ahead[0][0] == code:
            return self._ahead.popleft()[1]
        return super().execute(code, *arguments, **options)

    def start_channels(self, *channels: bool, **named: bool) -> None:
        """
        Connect to the kernel, which may only just be starting.

        Parameters
        ----------
        *channels, **named : bool
            As jupyter_client takes them.
        """
        self.context.setsockopt(zmq.RECONNECT_IVL, AGAIN)
        super().start_channels(*channels, **named)

    async def wait_for_ready(self, timeout: float | None = None) -> None:
        """
        Wait until the kernel has answered on both channels.

        Parameters
        ----------
        timeout : float, optional
            Seconds; for ever, unless given.

        Raises
        ------
        RuntimeError
            The kernel died, or did not answer in time.
        """
        until = time.monotonic() + (float("inf") if timeout is None else timeout)
        while not await self._has_answered():
            if not await self._async_is_alive():
                raise RuntimeError("Kernel died before replying to kernel_info")
            if time.monotonic() > until:
                raise RuntimeError(f"Kernel didn't respond in {timeout} seconds")

    async def _has_answered(self) -> bool:
        """Ask who the kernel is; whether its answer came, and either its welcome or the word that it is idle again."""
        asked = self.kernel_info()
        try:
            answer = await self.shell_channel.get_msg(timeout=1)
            while answer["parent_header"].get("msg_id") != asked:
                answer = await self.shell_channel.get_msg(timeout=1)
            while not _is_heard(await self.iopub_channel.get_msg(timeout=0.2), asked):
                pass
        except Empty:
            return False
        self._handle_kernel_info_reply(answer)
        return True


def _is_heard(message: dict[str, Any], asked: str) -> bool:
    """Whether a message shows that whatever the kernel says from now on is heard."""
    is_idle = message["content"].get("execution_state") == "idle"
    return message["msg_type"] == "iopub_welcome" or (
        is_idle and message["parent_header"].get("msg_id") == asked
    )
