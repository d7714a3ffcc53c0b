"""What a worker does, wherever it is: execute one target, and say what came of it."""

import os
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nbformat import NotebookNode

from arpent.campaign.contents import digest_texts
from arpent.campaign.executed import code_cells, datasets_shown, pack
from arpent.errors import ArpentError, KernelDied, NotebookFailed
from arpent.notebook import execute
from arpent.notebook.store import display_name


@dataclass(frozen=True)
class Order:
    """
    One target to execute.

    Parameters
    ----------
    notebook : Path
        Of its file, which every worker must see.
    parameters : mapping
        Bound already.
    limits : mapping
        ``timeout`` (seconds that one cell may take), ``within`` (seconds that the notebook may), ``memory`` (MiB that
        the kernel may take) and ``output`` (MiB that the notebook may show), where given.
    cells : tuple of str
        Digests of the code cells that were planned; any where empty.
    """

    notebook: Path
    parameters: Mapping[str, Any]
    limits: Mapping[str, int] = field(default_factory=dict)
    cells: tuple[str, ...] = ()


@dataclass(frozen=True)
class Failure:
    """Why a target, or a report, could not be made."""

    message: str
    cell: int | None = None
    line: int | None = None
    traceback: str = ""
    is_dead: bool = False


@dataclass(frozen=True)
class Outcome:
    """
    What came of a target: packed, or a failure; seconds, by code cell too, and the kernel's peak in MiB.

    ``peak`` is None where it was not measured.
    """

    packed: bytes | None
    failure: Failure | None = None
    seconds: float = 0.0
    cells: tuple[float, ...] = ()
    peak: float | None = None
    datasets: tuple[str, ...] = ()


def carry_out(order: Order) -> Outcome:
    """
    Execute one target.

    Parameters
    ----------
    order : Order
        What to execute.

    Returns
    -------
    Outcome
        Whatever happens: nothing is raised.
    """
    start = time.perf_counter()
    try:
        executed = execute(order.notebook, order.parameters, **order.limits)
        _check_cells(executed, order)
        packed = pack(executed)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is listed, and the others go on
        return Outcome(None, failure_of(error, display_name(order.notebook)), time.perf_counter() - start)
    took = time.perf_counter() - start
    return Outcome(packed, None, took, _durations(executed), _peak(executed), tuple(datasets_shown(executed)))


def failure_of(error: Exception, where: str) -> Failure:
    """
    An exception as a failure to list.

    Parameters
    ----------
    error : Exception
        Any.
    where : str
        What was being made, for one that is not arpent's own.

    Returns
    -------
    Failure
    """
    if isinstance(error, NotebookFailed):
        return Failure(str(error), error.cell, error.line, error.traceback, isinstance(error, KernelDied))
    if isinstance(error, ArpentError):
        return Failure(str(error))
    return Failure(f"{where}: {type(error).__name__}: {error}")


def in_project(root: str, function: Callable[[Any], Any], argument: Any) -> Any:
    """
    Call a function in a worker of another process, on the runner's project.

    Parameters
    ----------
    root : str
        The project's folder.
    function : callable
        At the top of a module.
    argument : object
        Its only one.

    Returns
    -------
    object
        What it returns.
    """
    os.environ["ARPENT_ROOT"] = root
    return function(argument)


def _check_cells(executed: NotebookNode, order: Order) -> None:
    if order.cells and tuple(digest_texts(code_cells(executed))) != order.cells:
        raise NotebookFailed(
            f"{display_name(order.notebook)}: was changed while the campaign ran. Run it again."
        )


def _durations(executed: NotebookNode) -> tuple[float, ...]:
    """Seconds of each code cell, as papermill noted them."""
    noted = [cell.metadata.get("papermill", {}) for cell in executed.cells if cell.cell_type == "code"]
    return tuple(round(float(one.get("duration") or 0.0), 3) for one in noted)


def _peak(executed: NotebookNode) -> float | None:
    peak = executed.metadata.get("arpent", {}).get("peak_memory")
    return None if peak is None else float(peak)
