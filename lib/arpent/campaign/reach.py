"""
What of the library a notebook really reaches, and which data files: found by reading the code, not by running it.

A kernel that was forked from a warm one has already imported everything: what it holds in memory says nothing.
So the names in the code cells are followed, definition by definition. A method is reached where its class is
and something reached reads an attribute of its name. What is found by a text (an indicator, a table) is reached
where the text stands in what is reached.
"""

import fnmatch
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from arpent.campaign.definitions import BODY, Definition, Module, parse_module, read_module

#: These name datasets and themes, never tables, which may have the same name.
NO_TABLES = ("arpent.catalogue", "arpent.sources")
#: Letters that an f-string must have to be looked for among the data files: ``f"{word}s"`` names none.
SHORTEST = 5
SUFFIX = ".parquet"
#: A module and a name in it; a method is ``Class.method``.
Place = tuple[str, str]


@dataclass(frozen=True)
class Index:
    """
    What is found by its name.

    Parameters
    ----------
    definitions : mapping of str to set of (module, name)
        Id of an indicator or table → where it is defined.
    data : mapping of str to Path
        Stem of a data file → the file.
    """

    definitions: Mapping[str, frozenset[Place]] = field(default_factory=dict)
    data: Mapping[str, Path] = field(default_factory=dict)


@dataclass(frozen=True)
class Reached:
    """Digest of each definition reached, by its module; names of the data files."""

    code: Mapping[str, Mapping[str, str]]
    data: frozenset[str]


def reach_cells(cells: Iterable[str], index: Index, *, texts: Iterable[str] = ()) -> Reached:
    """
    What the code cells of a notebook reach.

    Parameters
    ----------
    cells : iterable of str
        Python.
    index : Index
        What is found by its name.
    texts : iterable of str
        Other texts to look for: values of parameters, tables that the theme declares.

    Returns
    -------
    Reached

    Raises
    ------
    SyntaxError
        A cell is not Python.
    """
    notebook = parse_module("<notebook>", "\n".join(cells), Path("notebook"))
    walk = _Walk(index)
    for definition in notebook.definitions.values():
        walk.follow(notebook, definition)
    walk.find(texts)
    return walk.finish()


def reach_names(places: Iterable[Place], index: Index | None = None) -> Reached:
    """
    What some definitions of the library reach.

    Parameters
    ----------
    places : iterable of (module, name)
        Where to start.
    index : Index, optional
        What is found by its name.

    Returns
    -------
    Reached
    """
    walk = _Walk(index or Index())
    walk.waiting.extend(places)
    return walk.finish()


class _Walk:
    """The walk from definition to definition."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.waiting: list[Place] = []
        self.digests: dict[str, dict[str, str]] = defaultdict(dict)
        self.data: set[str] = set()
        self.attributes: set[str] = set()
        self.texts: set[str] = set()
        self.methods: dict[str, list[Place]] = defaultdict(list)

    def finish(self) -> Reached:
        while self.waiting:
            self._visit(*self.waiting.pop())
        code = {module: dict(sorted(found.items())) for module, found in sorted(self.digests.items())}
        return Reached(code, frozenset(self.data))

    def _visit(self, module_name: str, name: str) -> None:
        module = read_module(module_name)
        if module is None or name in self.digests.get(module_name, ()):
            return
        if definition := _definition(module, name):
            self._take(module, name, definition)
        elif name in module.imports:
            self._import(*module.imports[name], [])
        elif read_module(f"{module_name}.{name}"):
            self._whole(f"{module_name}.{name}")
        elif "__getattr__" in module.definitions:
            self.waiting.append((module_name, "__getattr__"))

    def _take(self, module: Module, name: str, definition: Definition) -> None:
        if module.name not in self.digests and BODY in module.definitions:
            self.waiting.append((module.name, BODY))
        self.digests[module.name][name] = definition.digest
        for method in definition.methods:
            always = definition.has_strange_base or method.startswith("_repr_") or _is_special(method)
            waiting = self.waiting if always else self.methods[method]
            waiting.append((module.name, f"{name}.{method}"))
        self.follow(module, definition)
        for read in self.attributes & set(self.methods):
            self.waiting.extend(self.methods.pop(read))

    def follow(self, module: Module, definition: Definition) -> None:
        for chain in definition.names:
            self._resolve(module, definition.imports, chain.split("."))
        self.attributes |= definition.attributes | definition.strings
        if not module.name.startswith(NO_TABLES):
            self.find(definition.strings)

    def find(self, texts: Iterable[str]) -> None:
        new = set(texts) - self.texts
        self.texts |= new
        for text in {one.removesuffix(SUFFIX) for one in new}:
            self.waiting.extend(self.index.definitions.get(text, ()))
            if text in self.index.data:
                self.data.add(text)
            elif "*" in text and len(text.replace("*", "")) >= SHORTEST:
                self.data |= set(fnmatch.filter(self.index.data, text))

    def _resolve(self, module: Module, local: Mapping[str, tuple[str, str | None]], chain: list[str]) -> None:
        first, rest = chain[0], chain[1:]
        if first in local:
            self._import(*local[first], rest)
        elif first in module.definitions:
            self.waiting.append((module.name, first))
        elif first in module.imports:
            self._import(*module.imports[first], rest)

    def _import(self, source: str, name: str | None, rest: list[str]) -> None:
        """Follow an imported name and its attributes, through packages, to where it is defined."""
        path = [*([name] if name else []), *rest]
        module = read_module(source)
        while module and path and path[0] not in module.definitions and path[0] not in module.imports:
            inner = read_module(f"{module.name}.{path[0]}")
            if inner is None:
                break
            module, path = inner, path[1:]
        if module is None:
            return
        if path:
            self.attributes.update(path[1:])
            origin = module.imports.get(path[0])
            if origin is not None and path[0] not in module.definitions:
                self._import(*origin, path[1:])
            else:
                self.waiting.append((module.name, path[0]))
        else:
            self._whole(module.name)

    def _whole(self, name: str) -> None:
        """Take all of a module: it is handed around as a value."""
        module = read_module(name)
        if module is not None:
            self.waiting.extend((name, key) for key in module.definitions)


def _definition(module: Module, name: str) -> Definition | None:
    owner, _, method = name.partition(".")
    found = module.definitions.get(owner)
    return found.methods.get(method) if found and method else found


def _is_special(method: str) -> bool:
    return method.startswith("__") and method.endswith("__")
