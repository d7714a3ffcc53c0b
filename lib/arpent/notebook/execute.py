"""Execute one notebook with papermill, its parameters checked before any kernel starts."""

import logging
import re
import sys
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import nbformat

from arpent.errors import KernelDied, NotebookFailed
from arpent.notebook.bring import bring
from arpent.notebook.limits import Limits, Stopped
from arpent.notebook.parameters import bind, read_parameters
from arpent.notebook.store import display_name, read_notebook

if TYPE_CHECKING:
    from papermill.exceptions import PapermillExecutionError

#: What executing takes: whoever only plans, or reads parameters, does not wait for it.
NEEDED = (
    "papermill", "jupyter_client.kernelspec", "jupyter_client.manager", "jupyter_client.provisioning", "nbclient",
    "arpent.notebook.client", "arpent.notebook.engine",
)  # fmt: skip
_ANSI = re.compile(r"\x1b\[[0-9;]*m")
_LINE = re.compile(r"Cell In\[\d+\], line (\d+)|<ipython-input[^>]*> in [^\n]*\n[^\n]*-+> (\d+)")
#: Seconds that one cell may take.
TIMEOUT = 600
#: MiB that a notebook may show: many times what the largest report does.
OUTPUT = 64
#: Kernelspecs: arpent's own (see ``arpent.kernels``), and ipykernel's.
WARM, ORDINARY = "arpent", "python3"
#: Kernels talk over sockets in a folder of this user's own where the system has them, not over TCP.
HAS_LOCAL_SOCKETS = sys.platform != "win32"


def execute(
    path: Path,
    given: Mapping[str, Any],
    *,
    timeout: int = TIMEOUT,
    within: int = 0,
    memory: int = 0,
    output: int = OUTPUT,
) -> nbformat.NotebookNode:
    """
    Execute a notebook and return it with its outputs; the file itself is not touched.

    Parameters
    ----------
    path : Path
        Of the notebook.
    given : mapping
        Parameters, checked against its parameters cell.
    timeout : int
        Seconds that one cell may take.
    within : int
        Seconds that all cells together may take; no limit where 0.
    memory : int
        MiB that the kernel may take beyond what it starts with; no limit where 0.
    output : int
        MiB that all cells together may show; no limit where 0.

    Returns
    -------
    NotebookNode
        Executed, as papermill left it: see ``make_ready``. On Linux its ``metadata.arpent.peak_memory`` says how many
        MiB the kernel took for itself alone.

    Raises
    ------
    AskedWrongly
        A parameter is unknown, missing or of the wrong type; no kernel was started.
    NotebookFailed
        A cell raised, took too long or showed too much, or the kernel died (``KernelDied``).
    """
    bring(*NEEDED)
    from papermill.exceptions import PapermillExecutionError  # noqa: PLC0415

    notebook = read_notebook(path)
    values = bind(read_parameters(notebook, path), given, path)
    logging.getLogger("papermill").setLevel(logging.ERROR)
    try:
        return _execute(path, values, Limits(timeout, within, memory, output))
    except PapermillExecutionError as error:
        raise _failure(path, values, error) from error
    except Stopped as stopped:
        raise _stopped(path, values, stopped) from stopped
    except RuntimeError as error:
        raise KernelDied(
            f"{_where(path, values)}: the kernel did not start: {error}. Run it again."
        ) from error


def _execute(path: Path, values: Mapping[str, Any], limits: Limits) -> nbformat.NotebookNode:
    from traitlets.config import Config  # noqa: PLC0415 - see execute

    from arpent.notebook.client import PromptClient  # noqa: PLC0415

    with tempfile.TemporaryDirectory(prefix="arpent-") as private:
        # NOTE: jupyter_client's own name for the sockets is relative and shared: two kernels would meet on it.
        sockets = {"transport": "ipc", "ip": str(Path(private) / "kernel")} if HAS_LOCAL_SOCKETS else {}
        trace = Path(private) / "trace"
        options = {
            "KernelManager": sockets | {"client_factory": PromptClient},
            "WarmProvisioner": {
                "memory": limits.memory,
                "output": limits.output,
                "notebook": str(path),
                "trace": str(trace),
            },
        }
        return _run(path, values, limits=limits, trace=trace, config=Config(options))


def _run(path: Path, values: Mapping[str, Any], **options: Any) -> nbformat.NotebookNode:
    """
    Have papermill prepare and execute a notebook.

    NOTE: its one call for both ends by writing the notebook as text, even to nowhere: a fifth of the runner's time.
    """
    from papermill.engines import papermill_engines  # noqa: PLC0415 - see execute
    from papermill.execute import raise_for_execution_errors, remove_error_markers  # noqa: PLC0415
    from papermill.iorw import load_notebook_node  # noqa: PLC0415
    from papermill.parameterize import parameterize_notebook  # noqa: PLC0415

    from arpent.notebook.engine import ENGINE  # noqa: PLC0415

    kernel = _kernel()
    loaded = remove_error_markers(load_notebook_node(str(path)))
    prepared = parameterize_notebook(loaded, values, kernel_name=kernel)
    # Every output is in at the end: nothing is left for the kernel to say, and it need not end by itself.
    executed = papermill_engines.execute_notebook_with_engine(
        ENGINE, prepared, kernel, progress_bar=False, shutdown_kernel="immediate", **options
    )
    raise_for_execution_errors(executed, None)
    return executed


@cache
def _kernel() -> str:
    """The warm kernel where it is installed, as it is with arpent; else an ordinary one."""
    from jupyter_client.kernelspec import KernelSpecManager  # noqa: PLC0415 - see execute

    return WARM if WARM in KernelSpecManager().find_kernel_specs() else ORDINARY


def _where(path: Path, values: Mapping[str, Any]) -> str:
    return f"{display_name(path)} [{values.get('territory', '')}]"


def _stopped(path: Path, values: Mapping[str, Any], stopped: Stopped) -> NotebookFailed:
    line, text = stopped.line or (None, "")
    where = f"cell {stopped.cell}" + (f", line {line} ({text})" if line else "")
    told = f"{_where(path, values)}: {where}: {stopped}"
    if not stopped.is_dead:
        return NotebookFailed(f"{told}.", cell=stopped.cell, line=line)
    return KernelDied(
        f"{told} (out of memory?). Run it again; if it dies again, open the notebook in JupyterLab and run it cell "
        f"by cell.",
        cell=stopped.cell,
    )


def _failure(path: Path, values: Mapping[str, Any], error: "PapermillExecutionError") -> NotebookFailed:
    trace = _ANSI.sub("", "\n".join(error.traceback))
    line = next((int(first or second) for first, second in _LINE.findall(trace)), None)
    source = error.source.splitlines()
    text = source[line - 1].strip() if line and line <= len(source) else ""
    told = f"cell {error.exec_count}, line {line or '?'} ({text}): {error.ename}"
    message = _ANSI.sub("", str(error.evalue)).strip()
    return NotebookFailed(
        f"{_where(path, values)}: {told}: {message}", cell=error.exec_count, line=line, traceback=trace
    )
