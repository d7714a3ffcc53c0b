"""The parameters cell is the schema: names, types and defaults, read without running anything."""

import ast
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
import yaml

from arpent.errors import AskedWrongly, did_you_mean
from arpent.notebook.store import display_name
from arpent.strict_yaml import read_yaml

Value = str | int | float | bool | list[Any]
_SIMPLE: dict[str, type] = {"str": str, "int": int, "float": float, "bool": bool}
_LIST = re.compile(r"list\[(str|int|float|bool)\]$")
_WORDS = {"true": True, "false": False, "oui": True, "non": False}


@dataclass(frozen=True)
class Parameter:
    """One declared parameter: its name, type, default and comment."""

    name: str
    type: str
    default: Value | None
    comment: str = ""

    @property
    def is_required(self) -> bool:
        """Whether a value must be given: it is declared without a default."""
        return self.default is None


def read_parameters(notebook: nbformat.NotebookNode, path: Path) -> dict[str, Parameter]:
    """
    Parameters that a notebook declares.

    Parameters
    ----------
    notebook : NotebookNode
        Its one cell tagged ``parameters`` holds lines such as ``year: int = 2021  # census year``.
    path : Path
        For messages.

    Returns
    -------
    dict
        Name to Parameter, in the cell's order.

    Raises
    ------
    AskedWrongly
        No such cell, or a line that is not ``name: type = value`` with a type that papermill can pass.
    """
    where = display_name(path)
    cells = [cell for cell in notebook.cells if "parameters" in cell.metadata.get("tags", [])]
    if len(cells) != 1:
        raise AskedWrongly(f"{where}: {len(cells)} cells are tagged 'parameters'; there must be one.")
    lines = cells[0].source.splitlines()
    try:
        statements = ast.parse(cells[0].source).body
    except SyntaxError as error:
        raise AskedWrongly(
            f"{where}: parameters cell, line {error.lineno}: not Python: {error.msg}."
        ) from error
    declared = (_declared(statement, lines, where) for statement in statements)
    return {parameter.name: parameter for parameter in declared}


def _declared(statement: ast.stmt, lines: list[str], where: str) -> Parameter:
    line = lines[statement.lineno - 1]
    if not isinstance(statement, ast.AnnAssign) or not isinstance(statement.target, ast.Name):
        raise AskedWrongly(f"{where}: parameters cell: '{line}' is not 'name: type = value'.")
    kind = ast.unparse(statement.annotation)
    if kind not in _SIMPLE and not _LIST.match(kind):
        raise AskedWrongly(
            f"{where}: parameter '{statement.target.id}': type '{kind}' can't be passed; "
            f"use str, int, float, bool or a list of one of them."
        )
    comment = line.partition("#")[2].strip()
    default = None if statement.value is None else ast.literal_eval(statement.value)
    return Parameter(statement.target.id, kind, default, comment)


def bind(declared: Mapping[str, Parameter], given: Mapping[str, Any], path: Path) -> dict[str, Value]:
    """
    Values of all parameters: those given, checked against the schema, and the defaults.

    Text is read by the declared type, so that a code keeps its zeros: ``"01004"`` is never a number.

    Parameters
    ----------
    declared : mapping
        As ``read_parameters`` returns.
    given : mapping
        Name to a value of the declared type, or to text as typed on the command line.
    path : Path
        For messages.

    Returns
    -------
    dict
        Every declared name with a value of its type.

    Raises
    ------
    AskedWrongly
        Unknown name, wrong type, missing value; nothing has run.
    """
    where = display_name(path)
    for name in given:
        if name not in declared:
            raise AskedWrongly(
                f"{where}: unknown parameter '{name}'{did_you_mean(name, declared) or '.'} "
                f"Declared: {', '.join(sorted(declared))}."
            )
    missing = [name for name, parameter in declared.items() if parameter.is_required and name not in given]
    if missing:
        raise AskedWrongly(
            f"{where}: parameter '{missing[0]}' has no default: give it a value with -p {missing[0]}=…"
        )
    return {
        name: _typed(parameter, given[name], where) if name in given else _default(parameter)
        for name, parameter in declared.items()
    }


def _default(parameter: Parameter) -> Value:
    if parameter.default is None:
        raise AskedWrongly(f"parameter '{parameter.name}' has no default.")
    return parameter.default


def _typed(parameter: Parameter, value: Any, where: str) -> Value:
    kind = _LIST.match(parameter.type)
    try:
        if kind is None:
            return _one(parameter.type, value)
        return [_one(kind.group(1), item) for item in _items(value)]
    except ValueError as error:
        raise AskedWrongly(
            f"{where}: parameter '{parameter.name}': {error}; it is declared '{parameter.type}'."
        ) from error


def _items(value: Any) -> list[Any]:
    if isinstance(value, str):
        return [item.strip() for item in value.strip("[] ").split(",") if item.strip()]
    if isinstance(value, list | tuple):
        return list(value)
    raise ValueError(f"{value!r} is not a list")


def _one(kind: str, value: Any) -> Value:
    if kind == "str":
        if not isinstance(value, str):
            raise ValueError(f"{value!r} is not text (quote codes: unquoted, 01004 is another number)")
        return value.strip().strip("'\"")
    if kind == "bool":
        return _boolean(value)
    word = "a whole number" if kind == "int" else "a number"
    if isinstance(value, bool) or (kind == "int" and isinstance(value, float)):
        raise ValueError(f"{value!r} is not {word}")
    try:
        return _SIMPLE[kind](value)
    except (TypeError, ValueError):
        raise ValueError(f"{value!r} is not {word}") from None


def _boolean(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value.strip().lower() in _WORDS:
        return _WORDS[value.strip().lower()]
    raise ValueError(f"{value!r} is neither true nor false")


def read_parameter_file(path: Path) -> dict[str, Any]:
    """
    Parameters from a YAML file, with every scalar as the text that stands in it.

    Parameters
    ----------
    path : Path
        A mapping of names to values. ``01004`` stays ``"01004"``: it is never octal.

    Returns
    -------
    dict
        Name to text or list of text.

    Raises
    ------
    AskedWrongly
        Not there, or not such a mapping, or a key is there twice.
    """
    try:
        values = read_yaml(path.read_text(encoding="utf-8"), as_text=True)
    except (OSError, yaml.YAMLError) as error:
        raise AskedWrongly(f"{path}: can't be read as YAML: {error}") from error
    if not isinstance(values, dict):
        raise AskedWrongly(f"{path}: not a mapping of parameter names to values.")
    return values
