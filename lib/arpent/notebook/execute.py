"""Execute one notebook with papermill, its parameters checked before any kernel starts."""

import logging
import re
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import nbformat
import papermill
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from papermill.exceptions import PapermillExecutionError

from arpent.errors import NotebookFailed
from arpent.notebook.parameters import bind, read_parameters
from arpent.notebook.store import display_name, read_notebook

_ANSI = re.compile(r"\x1b\[[0-9;]*m")
_LINE = re.compile(r"Cell In\[\d+\], line (\d+)|<ipython-input[^>]*> in [^\n]*\n[^\n]*-+> (\d+)")
#: Seconds that one cell may take.
TIMEOUT = 600
KERNEL = "python3"


def execute(path: Path, given: Mapping[str, Any], *, timeout: int = TIMEOUT) -> nbformat.NotebookNode:
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

    Returns
    -------
    NotebookNode
        Executed, as papermill left it: see ``make_ready``.

    Raises
    ------
    AskedWrongly
        A parameter is unknown, missing or of the wrong type; no kernel was started.
    NotebookFailed
        A cell raised, took too long, or the kernel died.
    """
    notebook = read_notebook(path)
    values = bind(read_parameters(notebook, path), given, path)
    logging.getLogger("papermill").setLevel(logging.ERROR)
    with tempfile.TemporaryDirectory(prefix="arpent-") as working:
        try:
            return papermill.execute_notebook(
                path, None, parameters=values, kernel_name=KERNEL, progress_bar=False, cwd=working, execution_timeout=timeout
            )
        except PapermillExecutionError as error:
            raise NotebookFailed(_failure(path, values, error)) from error
        except (CellTimeoutError, TimeoutError) as error:
            raise NotebookFailed(f"{_where(path, values)}: a cell took more than {timeout} s and was stopped.") from error
        except DeadKernelError as error:
            raise NotebookFailed(
                f"{_where(path, values)}: the kernel died (out of memory?). Run it again; if it dies again, "
                f"open the notebook with 'arpent lab' and run it cell by cell."
            ) from error


def _where(path: Path, values: Mapping[str, Any]) -> str:
    return f"{display_name(path)} [{values.get('territory', '')}]"


def _failure(path: Path, values: Mapping[str, Any], error: PapermillExecutionError) -> str:
    trace = _ANSI.sub("", "\n".join(error.traceback))
    line = next((first or second for first, second in _LINE.findall(trace)), "?")
    source = error.source.splitlines()
    text = source[int(line) - 1].strip() if line.isdigit() and int(line) <= len(source) else ""
    message = _ANSI.sub("", str(error.evalue)).strip()
    return f"{_where(path, values)}: cell {error.exec_count}, line {line} ({text}): {error.ename}: {message}"
