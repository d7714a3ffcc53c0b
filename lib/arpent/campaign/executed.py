"""What is kept of an executed notebook: its cells and what they show, never when or where it ran."""

import gzip
import json
from typing import Any

import nbformat
from nbformat import NotebookNode

from arpent.errors import DataInvalid
from arpent.notebook.ready import VIEW

#: Tag of the cell that papermill adds after the parameters.
INJECTED = "injected-parameters"


def pack(executed: NotebookNode) -> bytes:
    """
    An executed notebook as bytes: the same whenever and wherever it ran.

    Parameters
    ----------
    executed : NotebookNode
        As ``notebook.execute`` returns it.

    Returns
    -------
    bytes
        A notebook, gzipped: ``gunzip`` gives an ``.ipynb`` that JupyterLab opens.
    """
    cells = [_kept(cell, position) for position, cell in enumerate(executed.cells)]
    about = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    notebook = {"cells": cells, "metadata": about, "nbformat": 4, "nbformat_minor": 5}
    text = json.dumps(notebook, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return gzip.compress(text.encode(), compresslevel=6, mtime=0)


def unpack(packed: bytes) -> NotebookNode:
    """
    The notebook in some bytes.

    Parameters
    ----------
    packed : bytes
        From ``pack``.

    Returns
    -------
    NotebookNode

    Raises
    ------
    DataInvalid
        They are not such bytes.
    """
    try:
        return nbformat.from_dict(json.loads(gzip.decompress(packed)))
    except (OSError, EOFError, ValueError) as error:
        raise DataInvalid(
            f"an executed notebook can't be read back ({error}); run it again with --force."
        ) from error


def _kept(cell: NotebookNode, position: int) -> dict[str, Any]:
    tags = list(cell.metadata.get("tags", []))
    base = {
        "id": f"cell-{position:02d}",
        "cell_type": cell.cell_type,
        "metadata": {"tags": tags} if tags else {},
        "source": cell.source,
    }
    if cell.cell_type != "code":
        return base
    shown = [output.data for output in cell.get("outputs", []) if VIEW in output.get("data", {})]
    outputs = [{"output_type": "display_data", "metadata": {}, "data": dict(data)} for data in shown]
    return base | {"execution_count": None, "outputs": outputs}


def code_cells(notebook: NotebookNode) -> list[str]:
    """
    Sources of the code cells, without the one that papermill adds.

    Parameters
    ----------
    notebook : NotebookNode
        As stored, or executed.

    Returns
    -------
    list of str
    """
    return [cell.source for cell in notebook.cells if cell.cell_type == "code" and not _is_injected(cell)]


def with_prose(executed: NotebookNode, current: NotebookNode) -> NotebookNode:
    """
    What was executed, under the prose that the notebook has now.

    Parameters
    ----------
    executed : NotebookNode
        From ``unpack``.
    current : NotebookNode
        The same code cells, with any prose between them.

    Returns
    -------
    NotebookNode
        Neither is altered.

    Raises
    ------
    DataInvalid
        The code cells are not the same.
    """
    if code_cells(executed) != code_cells(current):
        raise DataInvalid("the notebook's code changed since it was executed; run it again.")
    ran = [cell for cell in executed.cells if cell.cell_type == "code"]
    cells: list[NotebookNode] = []
    for cell in current.cells:
        cells.append(ran.pop(0) if cell.cell_type == "code" else cell)
        while ran and _is_injected(ran[0]):
            cells.append(ran.pop(0))
    return nbformat.from_dict({**executed, "cells": cells})


def _is_injected(cell: NotebookNode) -> bool:
    return INJECTED in cell.metadata.get("tags", [])


def datasets_shown(executed: NotebookNode) -> list[str]:
    """
    Datasets that the views of a notebook cite.

    Parameters
    ----------
    executed : NotebookNode
        From ``execute`` or ``unpack``.

    Returns
    -------
    list of str
        Sorted.
    """
    outputs = [output for cell in executed.cells for output in cell.get("outputs", [])]
    views = [output["data"][VIEW] for output in outputs if VIEW in output.get("data", {})]
    listed = {source["dataset"] for view in views for source in view.get("sources", ())}
    return sorted(listed | {dataset for view in views for dataset in view.get("datasets", ())})
