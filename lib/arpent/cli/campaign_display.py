"""How a campaign goes, on stderr: a live line where a person looks, plain lines elsewhere."""

import time
from contextlib import AbstractContextManager
from types import TracebackType

import click
import psutil
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, ProgressColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar
from rich.table import Column

from arpent.campaign import Progress
from arpent.cli.progress import is_watched

#: Seconds between two measures of memory.
BREATH = 1.0
#: Columns of a terminal under which the bar and the memory are left out: how many are done comes first.
NARROW = 72


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
        self._title, console = title, Console(stderr=True)
        self._is_narrow = console.width < NARROW
        self._bar = Bar(
            *_columns(is_narrow=self._is_narrow),
            console=console,
            disable=is_quiet or not is_watched(),
        )
        self._task = self._bar.add_task("", total=None, state="starting")

    def __enter__(self) -> "Display":
        """Say the title, and start the live line below it."""
        if not self._bar.disable:
            self._bar.console.print(self._title, markup=False, style="bold")
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
        memory = "" if self._is_narrow else f", {self._memory_now():.0f} MiB"
        state = f"{progress.running} running{failed}{memory}"
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


def _columns(*, is_narrow: bool) -> list[ProgressColumn]:
    """How many are done, what goes on, what is left; between them a bar, where there is room for one."""
    kept = Column(no_wrap=True)
    bar = [] if is_narrow else [BarColumn(table_column=Column(ratio=1), bar_width=None)]
    state = TextColumn("{task.fields[state]}", markup=False, table_column=kept)
    left = [TextColumn("left", table_column=kept), TimeRemainingColumn(compact=True, table_column=kept)]
    return [MofNCompleteColumn(table_column=kept), *bar, state, *left]
