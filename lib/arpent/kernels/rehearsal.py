"""
Run a notebook beforehand, for what it leaves in the library's caches.

A kernel forked from a process that has run the page already finds tables, shapes and fonts read: it takes a third to
a half of the time. Only a notebook that keeps the project's habits is run so: it does nothing but call arpent.
"""

import ast
import ctypes
import signal
from contextlib import suppress
from pathlib import Path
from typing import Any

#: Times that a notebook is asked for before it is rehearsed: who asks twice asks again.
OFTEN = 2
#: Seconds that a rehearsal may take.
PATIENCE = 120
_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG, linux/prctl.h


def rehearse(path: Path) -> None:
    """
    Run a notebook's cells in this process, with the parameters that it declares.

    Parameters
    ----------
    path : Path
        Of the notebook; nothing happens where it is not the project's, or does not keep its habits.
    """
    from arpent.notebook import check_notebook, read_notebook  # noqa: PLC0415 - most servers rehearse nothing
    from arpent.notebook.store import notebooks  # noqa: PLC0415

    space: dict[str, Any] = {"__name__": "__main__"}
    with suppress(Exception):  # the kernel that runs it for good says what is wrong with it
        if path not in notebooks().values():
            return
        notebook = read_notebook(path)
        check_notebook(notebook, path)
        for cell in notebook.cells:
            if cell.cell_type == "code":
                _run(cell.source, space)


def _run(source: str, space: dict[str, Any]) -> None:
    """Run one cell as IPython does: what its last line gives is shown."""
    tree = ast.parse(source)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "rehearsal", "exec"), space)  # noqa: S102 - a notebook of the project
    if isinstance(last, ast.Expr):
        value = eval(compile(ast.Expression(last.value), "rehearsal", "eval"), space)  # noqa: S307 - as above
        if show := getattr(value, "_repr_mimebundle_", None):
            show()


def be_on_trial(is_so: bool) -> None:
    """
    End with the process that forked this one, and after a time; or do so no more.

    Parameters
    ----------
    is_so : bool
        Whether the rehearsal begins.
    """
    ctypes.CDLL(None, use_errno=True).prctl(_DIE_WITH_PARENT, signal.SIGKILL if is_so else 0, 0, 0, 0)
    signal.alarm(PATIENCE if is_so else 0)
