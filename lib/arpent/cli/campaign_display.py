"""How a campaign goes, on stderr: a live line where a person looks, plain lines elsewhere."""

import time
from contextlib import AbstractContextManager
from types import TracebackType

import click
import psutil
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

from arpent.campaign import Progress
from arpent.cli.progress import is_watched

#: Seconds between two measures of memory.
BREATH = 1.0


class Display(AbstractContextManager["Display"]):
    """
    Progress of a run.

    Parameters
    ----------
    title : str
        Of the campaign.
    is_quiet : bool
        Show nothing.
    """

    def __init__(self, title: str, *, is_quiet: bool = False) -> None:
        self._is_quiet = is_quiet
        self._measured, self._memory = 0.0, 0.0
        self._bar = Bar(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[state]}"),
            TimeElapsedColumn(),
            TimeRemainingColumn(),
            console=Console(stderr=True),
            disable=is_quiet or not is_watched(),
        )
        self._task = self._bar.add_task(title, total=None, state="")

    def __enter__(self) -> "Display":
        """Start the live line."""
        self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End it."""
        self._bar.stop()

    def tell(self, progress: Progress) -> None:
        """
        Show where a run stands.

        Parameters
        ----------
        progress : Progress
            As ``run_plan`` tells it.
        """
        if self._is_quiet:
            return
        if not is_watched():
            if progress.said:
                click.echo(f"[{progress.done}/{progress.total}] {progress.said}", err=True)
            return
        failed = f", {len(progress.failures)} failed" if progress.failures else ""
        state = f"{progress.running} running{failed}, {self._memory_now():.0f} MiB"
        self._bar.update(self._task, completed=progress.done, total=progress.total, state=state)
        if progress.said.startswith("failed"):
            self._bar.console.print(progress.said, markup=False)

    def _memory_now(self) -> float:
        """MiB of this process and those that it started."""
        if time.monotonic() - self._measured > BREATH:
            self._measured, total = time.monotonic(), 0.0
            here = psutil.Process()
            for process in (here, *here.children(recursive=True)):
                try:
                    total += process.memory_info().rss
                except psutil.Error:
                    continue  # it has just ended
            self._memory = total / 2**20
        return self._memory
