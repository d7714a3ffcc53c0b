"""Papermill's engine with limits: seconds for a whole notebook, a cap on what it shows, and its peak of memory."""

import subprocess
import time
from pathlib import Path
from typing import Any

import nbformat
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import NBClientEngine, NotebookExecutionManager, papermill_engines

from arpent.notebook.limits import Limits, Stopped
from arpent.notebook.standing import ask, cells_begun, line_of

#: Name of the engine among papermill's.
ENGINE = "arpent"
#: Outputs that cells show as data.
SHOWN = ("display_data", "execute_result")


class LimitedClient(PapermillNotebookClient):  # type: ignore[misc]  # papermill publishes no types
    """Executes the cells of a notebook within limits."""

    def __init__(
        self, nb_man: NotebookExecutionManager, *, limits: Limits, trace: Path, **options: Any
    ) -> None:
        super().__init__(nb_man, timeout=limits.cell, **options)
        self._limits, self._trace = limits, trace
        self._until = time.monotonic() + limits.notebook if limits.notebook else float("inf")
        self._last_reached = 0
        self._run = [cell for cell in self.nb.cells if self._is_run(cell)]

    def papermill_execute_cells(self) -> None:
        """Send them all, take each one's outputs in its turn, and note the kernel's peak of memory."""
        self.kc.send_ahead(cell.source for cell in self._run)
        super().papermill_execute_cells()
        peak = peak_memory(self.km.provisioner.pid)
        if peak is not None:
            self.nb.metadata["arpent"] = {"peak_memory": peak}

    def execute_cell(self, cell: NotebookNode, index: int) -> NotebookNode:
        """
        Execute one cell.

        Parameters
        ----------
        cell : NotebookNode
            Of any kind.
        index : int
            Its place.

        Returns
        -------
        NotebookNode
            With its outputs.

        Raises
        ------
        Stopped
            It took too long or showed too much, or the kernel died.
        """
        try:
            return super().execute_cell(cell, index)
        except CellTimeoutError as error:
            ask(self.km.provisioner.pid, self._trace)
            raise Stopped(self._too_long(), self._reached(), line=self._line()) from error
        except DeadKernelError as error:
            if getattr(self.km.provisioner, "showed_too_much", False):
                told = f"showed more than {self._limits.output} MiB and was stopped"
                raise Stopped(told, self._reached(), line=self._line()) from error
            raise Stopped("the kernel died", self._reached(), is_dead=True) from error

    async def _async_handle_timeout(
        self, timeout: int, cell: NotebookNode | None = None
    ) -> dict[str, Any] | None:
        """
        Raise, unless the kernel is done with the cell and could not say so yet: then it has as long for the next.

        NOTE: a library that holds Python's lock keeps the kernel's threads from sending what the cell before showed.
        """
        reached, self._last_reached = self._last_reached, self._reached()
        if time.monotonic() < self._until and self._last_reached > max(reached, self.code_cells_executed):
            return None
        handled: dict[str, Any] | None = await super()._async_handle_timeout(timeout, cell)
        return handled

    def output(
        self, outs: list[NotebookNode], msg: dict[str, Any], display_id: str | None, cell_index: int
    ) -> NotebookNode | None:
        """
        Keep one output of a cell.

        NOTE: nbclient has each looked up in the format's schema, a sixth of the runner's time, though the protocol
        gives it the format's own fields.

        Parameters
        ----------
        outs : list of NotebookNode
            Outputs of the cell so far; this one is added.
        msg : dict
            What the kernel said.
        display_id : str or None
            Given where it may be updated later.
        cell_index : int
            Place of the cell.

        Returns
        -------
        NotebookNode or None
            The output; None where it goes elsewhere.
        """
        kind, content = msg["msg_type"], msg["content"]
        is_captured = self.output_hook_stack[msg["parent_header"].get("msg_id")]
        if kind not in SHOWN or display_id or is_captured or self.clear_before_next_output:
            kept: NotebookNode | None = super().output(outs, msg, display_id, cell_index)
            return kept
        told = {name: content[name] for name in ("data", "metadata", "execution_count") if name in content}
        outs.append(nbformat.from_dict({"output_type": kind, **told}))
        return outs[-1]

    def _get_timeout(self, cell: NotebookNode | None) -> float | None:  # noqa: ARG002 - nbclient's signature
        """Seconds that this cell may take: nbclient asks before each; its own 0 stands for no limit."""
        left = max(0.001, self._until - time.monotonic())
        shortest = min(self._limits.cell or float("inf"), left)
        return None if shortest == float("inf") else shortest

    def _is_run(self, cell: NotebookNode) -> bool:
        """Whether nbclient executes it."""
        is_code = cell.cell_type == "code" and bool(cell.source.strip())
        return is_code and self.skip_cells_with_tag not in cell.metadata.get("tags", [])

    def _reached(self) -> int:
        """Which cell the kernel is in, which may be further than its outputs, late or lost with it, tell."""
        return max(self.code_cells_executed, cells_begun(self._trace))

    def _line(self) -> tuple[int, str] | None:
        return line_of(self._trace, self._run[self._reached() - 1].source)

    def _too_long(self) -> str:
        if time.monotonic() >= self._until:
            return f"the notebook took more than {self._limits.notebook} s and was stopped"
        return f"took more than {self._limits.cell} s and was stopped"


class LimitedEngine(NBClientEngine):  # type: ignore[misc]  # papermill publishes no types
    """Papermill's own engine, but for its client."""

    @classmethod
    def execute_managed_notebook(
        cls,
        nb_man: NotebookExecutionManager,
        kernel_name: str,
        *,
        limits: Limits,
        trace: Path,
        start_timeout: int = 60,
        **options: Any,
    ) -> NotebookNode:
        """
        Execute a notebook; papermill calls this.

        Parameters
        ----------
        nb_man : NotebookExecutionManager
            Papermill's: holds the notebook.
        kernel_name : str
            Of the kernelspec.
        limits : Limits
            What it may take.
        trace : Path
            File in which the kernel says where it stands.
        start_timeout : int
            Seconds that the kernel may take to answer.
        **options : Any
            Of nbclient's client; what papermill's own engine does not pass on is not passed on either.

        Returns
        -------
        NotebookNode
            Executed.
        """
        for name in ("input_path", "stdout_file", "stderr_file"):
            options.pop(name, None)
        client = LimitedClient(
            nb_man,
            limits=limits,
            trace=trace,
            kernel_name=kernel_name,
            startup_timeout=start_timeout,
            **options,
        )
        # What a child process of the kernel writes is shown in its cell: the runner's own output is not for it.
        return client.execute(stdout=subprocess.DEVNULL)


def peak_memory(pid: int) -> float | None:
    """
    Memory that a process took for itself alone, at most.

    What a forked kernel shares with the warm server is counted once, with the server: this is the largest resident
    size, less the pages that are still shared. A page once copied stays so: it is never less than the truth.

    Parameters
    ----------
    pid : int
        Of a process that still runs.

    Returns
    -------
    float or None
        MiB; None where the system does not say (only Linux does).
    """
    process = Path("/proc") / str(pid)
    try:
        highest = _kibibytes(process / "status", "VmHWM:")
        shared = _kibibytes(process / "smaps_rollup", "Shared_Clean:", "Shared_Dirty:")
    except OSError:
        return None
    return round((highest - shared) / 1024, 1)


def _kibibytes(path: Path, *names: str) -> int:
    lines = path.read_text(encoding="utf-8").splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith(names))


papermill_engines.register(ENGINE, LimitedEngine)
