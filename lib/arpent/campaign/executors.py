"""Where work is done: threads of this process, long-lived processes of this machine, or Dask's workers."""

import multiprocessing
import os
import re
import signal
import threading
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, ThreadPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from multiprocessing.connection import Connection
from typing import Any, Protocol

from arpent import project
from arpent.campaign.work import in_project
from arpent.errors import ArpentError, AskedWrongly

#: Works that a process does before it is replaced, so that no leak adds up.
LIFETIME = 200
#: Under this many works, starting processes would take longer than it saves.
FEW = 6


class WorkerLost(ArpentError):  # noqa: N818 - reads as a sentence where it is raised
    """The process that did a work died: the work can be done again elsewhere."""


class Executor(Protocol):
    """Does works side by side, and gives back what each returned."""

    @property
    def size(self) -> int:
        """Works to hand over at once."""

    def submit(self, key: Any, function: Callable[[Any], Any], argument: Any) -> None:
        """Hand over a work."""

    def wait(self) -> list[tuple[Any, Any]]:
        """Wait for one work at least; key and what it returned, or the exception that it raised."""

    def close(self) -> None:
        """Stop at once, whatever is under way."""


def open_executor(asked: str, jobs: int | None, works: int) -> Executor:
    """
    The executor that a person names.

    Parameters
    ----------
    asked : str
        ``local``, ``dask`` (a cluster of this machine) or ``dask:tcp://host:port``.
    jobs : int or None
        Works at once; as many as cores where None.
    works : int
        How many there are.

    Returns
    -------
    Executor

    Raises
    ------
    AskedWrongly
        Another name, or Dask is not installed or does not answer.
    """
    check_executor(asked)
    size = jobs or os.cpu_count() or 1
    if asked == "local":
        return Threads(size) if works <= FEW else Processes(min(size, works))
    from arpent.campaign.cluster import Cluster  # noqa: PLC0415 - Dask is imported where it serves

    return Cluster(asked.removeprefix("dask").removeprefix(":"), size)


def check_executor(asked: str) -> None:
    """
    Refuse an executor that there is not, before anything is planned.

    Parameters
    ----------
    asked : str
        As ``open_executor`` takes it.

    Raises
    ------
    AskedWrongly
        Another name.
    """
    if asked not in ("local", "dask") and not re.fullmatch(r"dask:\w+://[^\s/]+:\d+", asked):
        raise AskedWrongly(f"--executor {asked}: write local, dask or dask:tcp://host:port.")


class Threads:
    """Works in threads of this process: each waits for a kernel, which is another process."""

    def __init__(self, size: int) -> None:
        self.size = size
        self._pool = ThreadPoolExecutor(size)
        self._keys: dict[Future[Any], Any] = {}

    def submit(self, key: Any, function: Callable[[Any], Any], argument: Any) -> None:
        """Hand over a work."""
        self._keys[self._pool.submit(function, argument)] = key

    def wait(self) -> list[tuple[Any, Any]]:
        """Wait for one work at least."""
        done, _ = wait(self._keys, return_when=FIRST_COMPLETED)
        return [(self._keys.pop(future), future.exception() or future.result()) for future in done]

    def close(self) -> None:
        """Start nothing more."""
        self._pool.shutdown(wait=not self._keys, cancel_futures=True)


class Processes:
    """
    Works in processes that stay: each makes a notebook and its page, with its own kernel.

    Each process has a pool of its own, so that one that is killed takes nothing else with it.
    """

    def __init__(self, size: int) -> None:
        self.size = size
        self._lanes: list[ProcessPoolExecutor | None] = [None] * size
        self._busy: dict[Future[Any], tuple[Any, int]] = {}
        # NOTE: its other end closes with this process, however it ends, and the workers leave with it.
        self._watched, self._held = multiprocessing.Pipe(duplex=False)

    def submit(self, key: Any, function: Callable[[Any], Any], argument: Any) -> None:
        """Hand over a work to a process that has none."""
        free = min(set(range(self.size)) - {lane for _, lane in self._busy.values()})
        work = partial(in_project, str(project.root()), function, argument)
        try:
            future = self._lane(free).submit(work)
        except BrokenProcessPool:
            # It died while it had nothing to do: nothing is lost.
            self._replace(free)
            future = self._lane(free).submit(work)
        self._busy[future] = (key, free)

    def wait(self) -> list[tuple[Any, Any]]:
        """Wait for one work at least; a process that died is replaced."""
        done, _ = wait(self._busy, return_when=FIRST_COMPLETED)
        return [self._result(future, *self._busy.pop(future)) for future in done]

    def close(self) -> None:
        """End the processes, whatever they do."""
        self._held.close()
        for lane in self._lanes:
            if lane is not None:
                lane.shutdown(wait=True, cancel_futures=True)
        self._watched.close()

    def _lane(self, number: int) -> ProcessPoolExecutor:
        lane = self._lanes[number]
        if lane is None:
            lane = self._lanes[number] = ProcessPoolExecutor(
                1,
                mp_context=multiprocessing.get_context("spawn"),
                initializer=_settle,
                initargs=(self._watched,),
                max_tasks_per_child=LIFETIME,
            )
        return lane

    def _result(self, future: Future[Any], key: Any, lane: int) -> tuple[Any, Any]:
        error = future.exception()
        if isinstance(error, BrokenProcessPool):
            self._replace(lane)
            return key, WorkerLost("a worker was killed (out of memory?).")
        return key, error or future.result()

    def _replace(self, number: int) -> None:
        broken, self._lanes[number] = self._lanes[number], None
        if broken is not None:
            broken.shutdown(wait=False)


def _settle(watched: Connection) -> None:
    """Leave Ctrl-C to the runner, and leave when it does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_leave_with, args=(watched,), daemon=True).start()


def _leave_with(watched: Connection) -> None:
    try:
        watched.recv_bytes()
    except (EOFError, OSError):
        os._exit(1)
