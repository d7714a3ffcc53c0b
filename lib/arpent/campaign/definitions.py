"""The library's modules, read and not run: what each defines, and what each definition names."""

import ast
import copy
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

PACKAGE = "arpent"
ROOT = Path(__file__).resolve().parents[2]
#: What a module does when it is imported, beside defining names.
BODY = "<module>"
#: Where an imported name comes from: a module and a name in it; no name where it is the module itself.
Origin = tuple[str, str | None]


@dataclass(frozen=True)
class Definition:
    """
    A name defined at the top of a module, or a method of a class.

    Parameters
    ----------
    digest : str
        Of what it does: comments, docstrings and annotations of functions are no part of it.
    names : frozenset of str
        Names it reads, with their attributes: ``views.draw_line``.
    attributes : frozenset of str
        Every attribute it reads, of anything.
    strings : frozenset of str
        Its texts; an f-string with ``*`` where a value goes.
    imports : mapping
        What it imports itself.
    methods : mapping
        Of a class: each is a definition of its own.
    has_strange_base : bool
        A class whose base is not of this library, which may call any of its methods.
    """

    digest: str
    names: frozenset[str]
    attributes: frozenset[str]
    strings: frozenset[str]
    imports: Mapping[str, Origin] = field(default_factory=dict)
    methods: Mapping[str, "Definition"] = field(default_factory=dict)
    has_strange_base: bool = False


@dataclass(frozen=True)
class Module:
    """A module: its file, what it imports and what it defines."""

    name: str
    path: Path
    imports: Mapping[str, Origin]
    definitions: Mapping[str, Definition]


def module_path(name: str) -> Path | None:
    """
    File of a module of the library.

    Parameters
    ----------
    name : str
        ``arpent.views.line``.

    Returns
    -------
    Path or None
        None where there is no such module.
    """
    base = ROOT.joinpath(*name.split("."))
    found = (path for path in (base.with_suffix(".py"), base / "__init__.py") if path.is_file())
    return next(found, None) if name.split(".", maxsplit=1)[0] == PACKAGE else None


def read_module(name: str) -> Module | None:
    """
    One module of the library.

    Parameters
    ----------
    name : str
        ``arpent.views.line``.

    Returns
    -------
    Module or None
        None where there is no such module. Read again when its file changes.
    """
    path = module_path(name)
    if path is None:
        return None
    state = path.stat()
    return _read(name, path, state.st_mtime_ns, state.st_size)


@cache
def _read(name: str, path: Path, _modified: int, _size: int) -> Module:
    return parse_module(name, path.read_text(encoding="utf-8"), path)


def parse_module(name: str, text: str, path: Path) -> Module:
    """
    What a text of Python defines.

    Parameters
    ----------
    name : str
        Of the module.
    text : str
        Python.
    path : Path
        Its file.

    Returns
    -------
    Module

    Raises
    ------
    SyntaxError
        Not Python.
    """
    tree = _Stripped().visit(ast.parse(text))
    found: dict[str, list[ast.stmt]] = {}
    for statement in _flat(tree.body):
        for defined in _defined(statement):
            found.setdefault(defined, []).append(statement)
    definitions = {key: _definition(statements) for key, statements in found.items()}
    return Module(name, path, _imports(_flat(tree.body), name, path.stem == "__init__"), definitions)


def _flat(statements: Iterable[ast.stmt]) -> Iterator[ast.stmt]:
    """Statements of a module, those under ``if`` and ``try`` too; what only type checkers read is left out."""
    for statement in statements:
        if isinstance(statement, ast.If):
            if "TYPE_CHECKING" not in ast.dump(statement.test):
                yield from _flat([*statement.body, *statement.orelse])
        elif isinstance(statement, ast.Try):
            inner = [line for handler in statement.handlers for line in handler.body]
            yield from _flat([*statement.body, *inner, *statement.orelse, *statement.finalbody])
        else:
            yield statement


def _defined(statement: ast.stmt) -> list[str]:
    if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return [statement.name]
    if isinstance(statement, ast.Import | ast.ImportFrom):
        return []
    if isinstance(statement, ast.Assign | ast.AnnAssign | ast.AugAssign):
        targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
        named = [node.id for target in targets for node in ast.walk(target) if isinstance(node, ast.Name)]
        return named or [BODY]
    is_docstring = isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
    return [] if is_docstring else [BODY]


def _imports(statements: Iterable[ast.AST], module: str, is_package: bool) -> dict[str, Origin]:
    found: dict[str, Origin] = {}
    for node in statements:
        if isinstance(node, ast.Import):
            for alias in node.names:
                bound = alias.asname or alias.name.split(".")[0]
                found[bound] = (alias.name if alias.asname else bound, None)
        elif isinstance(node, ast.ImportFrom):
            source = _absolute(node, module, is_package)
            found |= {alias.asname or alias.name: (source, alias.name) for alias in node.names}
    return found


def _absolute(node: ast.ImportFrom, module: str, is_package: bool) -> str:
    if not node.level:
        return node.module or ""
    parts = module.split(".")
    kept = parts[: len(parts) - node.level + is_package]
    return ".".join([*kept, *([node.module] if node.module else [])])


def _definition(statements: list[ast.stmt]) -> Definition:
    if len(statements) == 1 and isinstance(statements[0], ast.ClassDef):
        return _class(statements[0])
    return _plain(statements)


def _class(node: ast.ClassDef) -> Definition:
    methods = {one.name: _plain([one]) for one in node.body if isinstance(one, ast.FunctionDef)}
    rest = [one for one in node.body if not isinstance(one, ast.FunctionDef)]
    bare = copy.copy(node)
    bare.body = rest
    head = _plain([bare])
    names = {ast.unparse(base).partition("[")[0] for base in node.bases}
    strange = names - {"Protocol", "Generic", "Exception"}
    return Definition(
        head.digest, head.names, head.attributes, head.strings, head.imports, methods, bool(strange)
    )


def _plain(statements: list[ast.stmt]) -> Definition:
    seen = _Names()
    for one in statements:
        seen.visit(one)
    imports = _imports((node for one in statements for node in ast.walk(one)), "", is_package=False)
    text = "\n".join(ast.dump(one) for one in statements)
    return Definition(
        hashlib.sha256(text.encode()).hexdigest()[:16],
        frozenset(seen.names),
        frozenset(seen.attributes),
        frozenset(seen.strings),
        imports,
    )


class _Stripped(ast.NodeTransformer):
    """Without docstrings and annotations of functions: they change nothing of what is done."""

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        self.generic_visit(node)
        if ast.get_docstring(node) is not None:
            node.body = node.body[1:] or [ast.Pass()]
        node.returns = None
        return node

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST:
        self.generic_visit(node)
        if ast.get_docstring(node) is not None:
            node.body = node.body[1:] or [ast.Pass()]
        return node

    def visit_arg(self, node: ast.arg) -> ast.AST:
        node.annotation = None
        return node


class _Names(ast.NodeVisitor):
    """Names, attributes and texts that a piece of code reads."""

    def __init__(self) -> None:
        self.names: set[str] = set()
        self.attributes: set[str] = set()
        self.strings: set[str] = set()

    def visit_Name(self, node: ast.Name) -> None:
        self.names.add(node.id)

    def visit_Attribute(self, node: ast.Attribute) -> None:
        self.attributes.add(node.attr)
        chain = _chain(node)
        if chain:
            self.names.add(chain)
            self.attributes.update(chain.split(".")[1:])
        else:
            self.visit(node.value)

    def visit_Constant(self, node: ast.Constant) -> None:
        if isinstance(node.value, str):
            self.strings.add(node.value)

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        parts = [one.value if isinstance(one, ast.Constant) else "*" for one in node.values]
        self.strings.add("".join(str(part) for part in parts))
        self.generic_visit(node)


def _chain(node: ast.expr) -> str:
    """``a.b.c`` of an attribute of a plain name; empty where it is an attribute of something computed."""
    if isinstance(node, ast.Name):
        return node.id
    inner = _chain(node.value) if isinstance(node, ast.Attribute) else ""
    return f"{inner}.{node.attr}" if inner and isinstance(node, ast.Attribute) else ""
