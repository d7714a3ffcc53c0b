"""Dask distributed as an executor: its scheduler and workers, nothing of our own."""

from collections.abc import Callable
from typing import Any

from arpent import project
from arpent.campaign.executors import WorkerLost
from arpent.campaign.work import in_project
from arpent.errors import ArpentError, AskedWrongly

#: Seconds to wait for a scheduler and its first worker.
PATIENCE = 60
#: Times that a cluster of this machine is started.
TRIES = 3


class Cluster:
    """
    Works on Dask's workers. What they make comes back as bytes, and the runner alone writes it.

    Parameters
    ----------
    address : str
        Of a scheduler, ``tcp://host:port``; a cluster of this machine is started where empty.
    jobs : int
        Workers of that cluster.

    Raises
    ------
    AskedWrongly
        Dask is not installed, or nothing answers.
    """

    def __init__(self, address: str, jobs: int) -> None:
        try:
            from distributed import Client  # noqa: PLC0415 - optional
        except ImportError as error:
            raise AskedWrongly(
                "--executor dask: Dask is not installed. Install it: python -m pip install 'arpent[dask]'."
            ) from error
        self._cluster = None if address else _start(jobs)
        try:
            self._client = Client(self._cluster or address, timeout=PATIENCE)
            self._client.wait_for_workers(1, timeout=PATIENCE)
        except (OSError, TimeoutError, ValueError) as error:
            raise AskedWrongly(f"--executor dask:{address}: no worker answers ({error}).") from error
        self._keys: dict[Any, Any] = {}

    @property
    def size(self) -> int:
        """Two works a thread: one under way, one that waits beside it."""
        return 2 * max(1, sum(self._client.nthreads().values()))

    def submit(self, key: Any, function: Callable[[Any], Any], argument: Any) -> None:
        """Hand over a work; Dask gives it to another worker where one is lost."""
        self._keys[self._client.submit(in_project, str(project.root()), function, argument, pure=False)] = key

    def wait(self) -> list[tuple[Any, Any]]:
        """Wait for one work at least."""
        from distributed import wait  # noqa: PLC0415 - optional

        done = wait(list(self._keys), return_when="FIRST_COMPLETED").done
        return [(self._keys.pop(future), _result(future)) for future in done]

    def close(self) -> None:
        """Leave the scheduler; end the cluster that was started here."""
        for future in self._keys:
            future.cancel()
        self._client.close()
        if self._cluster is not None:
            self._cluster.close()


def _start(jobs: int) -> Any:
    """Start a cluster of this machine, again where a worker was killed before it had begun: Dask gives all of it up."""
    from distributed import LocalCluster  # noqa: PLC0415 - optional

    for tries in range(1, TRIES + 1):
        try:
            # A kernel is a process of its own: Dask can't measure it, and must not kill for it.
            return LocalCluster(n_workers=jobs, threads_per_worker=1, memory_limit=0, dashboard_address=None)
        except RuntimeError as error:
            if tries == TRIES:
                raise ArpentError(
                    f"--executor dask: its workers don't start ({error}). Run again, or with fewer --jobs."
                ) from error
    return None


def _result(future: Any) -> Any:
    from distributed import KilledWorker  # noqa: PLC0415 - optional

    error = future.exception()
    if isinstance(error, KilledWorker):
        return WorkerLost(f"Dask lost the workers that it was given to ({error}).")
    return error or future.result()
