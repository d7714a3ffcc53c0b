"""A client that talks to a kernel as soon as it answers."""

import time
from queue import Empty
from typing import Any

from jupyter_client.asynchronous.client import AsyncKernelClient


class PromptClient(AsyncKernelClient):
    """
    Waits for a kernel's answer, not for a silence after it.

    NOTE: jupyter_client's own listens for two tenths of a second more after every kernel's first answer.
    """

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
        """Ask who the kernel is; whether its answer came, and the word that it is idle again."""
        asked = self.kernel_info()
        try:
            answer = await self.shell_channel.get_msg(timeout=1)
            while answer["parent_header"].get("msg_id") != asked:
                answer = await self.shell_channel.get_msg(timeout=1)
            told: dict[str, Any] = {}
            while told.get("execution_state") != "idle":
                message = await self.iopub_channel.get_msg(timeout=0.2)
                told = message["content"] if message["parent_header"].get("msg_id") == asked else {}
        except Empty:
            return False
        self._handle_kernel_info_reply(answer)
        return True
