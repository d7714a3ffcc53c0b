"""Run notebooks side by side; each failure is kept with its message, and the others go on."""

import os
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbformat import NotebookNode

from arpent.errors import ArpentError
from arpent.notebook import bind, execute, read_notebook, read_parameters
from arpent.notebook.store import display_name


@dataclass(frozen=True)
class Job:
    """One notebook on one territory with its parameters."""

    notebook: Path
    parameters: Mapping[str, Any]

    @property
    def name(self) -> str:
        """Stem of the notebook."""
        return self.notebook.stem


@dataclass(frozen=True)
class Done:
    """What became of a job: an executed notebook, or the message of its failure."""

    job: Job
    notebook: NotebookNode | None
    failure: str = ""


def check_jobs(jobs: Sequence[Job]) -> None:
    """
    Refuse a wrong parameter before any kernel starts.

    Parameters
    ----------
    jobs : sequence of Job
        All that will run.

    Raises
    ------
    AskedWrongly
        As ``notebook.bind``.
    """
    for job in jobs:
        bind(read_parameters(read_notebook(job.notebook), job.notebook), job.parameters, job.notebook)


def run_jobs(jobs: Sequence[Job], *, workers: int | None = None) -> Iterator[Done]:
    """
    Run jobs side by side, each in its own kernel.

    Parameters
    ----------
    jobs : sequence of Job
        Checked first, all of them.
    workers : int, optional
        Kernels at once; as many as cores, unless given.

    Yields
    ------
    Done
        As each ends, in no order.

    Raises
    ------
    AskedWrongly
        A parameter of any job is wrong: nothing was run.
    """
    check_jobs(jobs)
    with ThreadPoolExecutor(max_workers=workers or os.cpu_count() or 1) as pool:
        for future in as_completed([pool.submit(_run, job) for job in jobs]):
            yield future.result()


def _run(job: Job) -> Done:
    try:
        return Done(job, execute(job.notebook, job.parameters))
    except ArpentError as error:
        return Done(job, None, str(error))
    except Exception as error:  # noqa: BLE001 - whatever it is, it is listed, and the others go on
        return Done(job, None, f"{display_name(job.notebook)}: {type(error).__name__}: {error}")
