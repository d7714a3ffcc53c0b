"""What a process does to become a kernel, forked or not."""

import faulthandler
import os
import signal
import sys
import traceback
from collections.abc import Sequence
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any, BinaryIO

from threadpoolctl import ThreadpoolController

#: MiB of memory that a kernel may take beyond what it has when it starts; no limit unless given.
MEMORY = "ARPENT_KERNEL_MEMORY"
#: MiB that a kernel may show, all cells together; no limit unless given.
OUTPUT = "ARPENT_KERNEL_OUTPUT"
#: File in which a kernel says where its threads stand: when it is asked to by a signal, and before it ends itself.
TRACE = "ARPENT_KERNEL_TRACE"
#: That signal; Windows has none.
WHERE = getattr(signal, "SIGUSR2", None)
#: The notebook that the library executes in this kernel; somebody's own, at a keyboard, has none.
NOTEBOOK = "ARPENT_KERNEL_NOTEBOOK"
#: Options of a kernel in which the library executes a notebook. It is no history of the analyst's, and each line of it
#: would wait for the disk. Nor is each reply put off for outputs to be first: the library waits for those anyway.
EXECUTED = ("--HistoryManager.enabled=False", "--IPythonKernel._execute_sleep=0")
#: How many threads linear algebra uses, as its libraries read it when they are loaded.
THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")
_LIMITED: list[Any] = []
#: Exit status of a kernel that showed more.
SHOWED_TOO_MUCH = 74
#: Bytes kept back from the limit on memory: to say that it is reached takes some.
KEPT_BACK = 96 * 2**20


def start(arguments: Sequence[str]) -> None:
    """
    Run an IPython kernel in this process until it is asked to stop.

    Parameters
    ----------
    arguments : sequence of str
        As ``ipykernel_launcher`` takes: ``-f`` and a connection file.
    """
    if WHERE is not None and (told := trace_file()) is not None:
        faulthandler.register(WHERE, file=told, all_threads=True)
    limit_memory(os.environ.get(MEMORY))
    share_cores(is_alone=not os.environ.get(NOTEBOOK))
    from arpent.kernels.app import KernelApp  # noqa: PLC0415 - a server that only waits has no use for it yet

    is_executed = bool(os.environ.get(NOTEBOOK))
    app: Any = KernelApp.instance()
    app.initialize([*arguments, *(EXECUTED if is_executed else ())])
    app.shell.set_custom_exc((MemoryError,), _tell_out_of_memory)
    if is_executed:
        number = count(1)
        app.shell.events.register("pre_run_cell", lambda _: _tell_cell(next(number)))
    app.start()


def _tell_cell(number: int) -> None:
    """Say which cell begins: whoever waits for it may not have heard of the one before, should the kernel die."""
    if (told := trace_file()) is not None:
        told.write(f"cell {number}\n".encode())


def share_cores(*, is_alone: bool) -> None:
    """
    Have linear algebra done by one thread, or by as many as it would take in a process of its own.

    Sums of one thread round alike on machines of any number of cores, and notebooks run side by side share them fairly.

    Parameters
    ----------
    is_alone : bool
        Whether somebody works in this kernel, which has all the cores; else the library executes a notebook in it.
    """
    if is_alone:
        while _LIMITED:
            _LIMITED.pop().restore_original_limits()
        return
    for name in THREADS:
        os.environ.setdefault(name, "1")
    if not _LIMITED:
        limit_linear_algebra()


def limit_linear_algebra() -> None:
    """Keep the libraries of linear algebra that are loaded to one thread, here and in what is forked from here."""
    _LIMITED.append(ThreadpoolController().limit(limits=1))


@cache
def trace_file() -> BinaryIO | None:
    """
    File in which this kernel says where its threads stand, opened for as long as it lives.

    Returns
    -------
    file or None
        None where nobody asked for it.
    """
    path = os.environ.get(TRACE)
    return Path(path).open("ab", buffering=0) if path else None


def _tell_out_of_memory(shell: Any, kind: Any, error: Any, trace: Any, tb_offset: int | None = None) -> Any:
    """Let the kernel take what was kept back, then show the error as any other."""
    import resource  # noqa: PLC0415 - not on Windows, where there is no limit

    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    resource.setrlimit(resource.RLIMIT_DATA, (hard, hard))
    if (told := trace_file()) is not None:  # showing it may be too much: then its line is known
        for frame, line in traceback.walk_tb(trace):
            told.write(
                f'  File "{frame.f_code.co_filename}", line {line} in {frame.f_code.co_name}\n'.encode()
            )
    return shell.showtraceback((kind, error, trace), tb_offset=tb_offset)


def limit_memory(mebibytes: str | None) -> None:
    """
    Let this process take so much more memory and no more: past it, Python raises ``MemoryError``.

    Parameters
    ----------
    mebibytes : str or None
        A whole number; no limit where it is empty or 0.
    """
    if not mebibytes or mebibytes == "0" or sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - not on Windows

    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    wanted = data_size() + int(mebibytes) * 2**20
    most = wanted + KEPT_BACK if hard == resource.RLIM_INFINITY else hard  # a limit set outside is kept
    resource.setrlimit(resource.RLIMIT_DATA, (min(wanted, most), most))


def data_size() -> int:
    """
    Bytes of private memory that this process has reserved.

    Returns
    -------
    int
        0 where the system does not say.
    """
    status = Path("/proc/self/status")
    lines = status.read_text(encoding="utf-8").splitlines() if status.is_file() else []
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("VmData:")), 0)
