"""The habits that every tracked notebook keeps: a test walks them."""

import ast
import re
from pathlib import Path

import nbformat

from arpent.errors import ArpentError
from arpent.notebook.parameters import read_parameters
from arpent.notebook.store import display_name

LONGEST_CELL = 12
_FIGURE = re.compile(r"\d[\d\s\u202f.,]*\s?(%|€|habitants|logements|ha\b|km)")


def check_notebook(notebook: nbformat.NotebookNode, path: Path) -> None:
    """
    Refuse a notebook that a reader or a reviewer could not trust.

    Parameters
    ----------
    notebook : NotebookNode
        As stored.
    path : Path
        For messages.

    Raises
    ------
    ArpentError
        Outputs are stored; a cell defines a function, opens a file, imports from elsewhere than arpent, is
        too long; a figure is typed into the prose; the first cell is not a title; no parameters cell.
    """
    where = display_name(path)
    if not notebook.cells or not notebook.cells[0].source.startswith("# "):
        raise ArpentError(f"{where}: the first cell is not a title ('# …').")
    read_parameters(notebook, path)
    for position, cell in enumerate(notebook.cells):
        check = _check_code if cell.cell_type == "code" else _check_prose
        check(cell, f"{where}, cell {position}")


def _check_prose(cell: nbformat.NotebookNode, where: str) -> None:
    if match := _FIGURE.search(cell.source):
        raise ArpentError(
            f"{where}: '{match.group()}' is typed in: each figure in the text comes from the library."
        )


def _check_code(cell: nbformat.NotebookNode, where: str) -> None:
    if cell.outputs or cell.execution_count is not None:
        raise ArpentError(
            f"{where}: outputs are stored. Clear them: jupyter nbconvert --clear-output --inplace."
        )
    if len(cell.source.splitlines()) > LONGEST_CELL:
        raise ArpentError(f"{where}: more than {LONGEST_CELL} lines: move code to the library.")
    for node in ast.walk(ast.parse(cell.source)):
        _check_node(node, where)


def _check_node(node: ast.AST, where: str) -> None:
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Lambda):
        raise ArpentError(f"{where}: defines a function or class: that is the library's part.")
    modules = _imported(node)
    if any(module.split(".")[0] != "arpent" for module in modules):
        raise ArpentError(f"{where}: imports {', '.join(modules)}: notebooks import from arpent only.")
    called = getattr(node.func, "attr", getattr(node.func, "id", "")) if isinstance(node, ast.Call) else ""
    if called == "open" or called.startswith("read_"):
        raise ArpentError(f"{where}: {called}(…) reads a file: tables are loaded by the library.")


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module or ""] if isinstance(node, ast.ImportFrom) else []
