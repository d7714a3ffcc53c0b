"""What a target is made of: code cells, library, tables, environment; parameters, groupings, scenario."""

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from arpent import catalogue, indicators, project, tables
from arpent.campaign.contents import Contents, digest_of, digest_texts
from arpent.campaign.definitions import PACKAGE, ROOT
from arpent.campaign.environment import environment
from arpent.campaign.executed import code_cells
from arpent.campaign.reach import Index, Place, Reached, reach_cells
from arpent.campaign.targets import Target
from arpent.notebook import read_notebook
from arpent.notebook.themes import read_themes
from arpent.territory import find

#: Folders of data files that figures are read from, the first that holds a name serving.
DATA = ("tables", "embedded")


class Recipes:
    """
    Recipes of the targets of a campaign, each notebook's read once.

    Parameters
    ----------
    contents : Contents
        Digests of files.
    """

    def __init__(self, contents: Contents) -> None:
        self.contents = contents
        self._index: Index | None = None
        self._made: dict[tuple[str, tuple[str, ...]], dict[str, Any]] = {}
        self._cells: dict[Path, list[str]] = {}

    def recipe(self, target: Target) -> dict[str, Any]:
        """
        What a target is made of, beside its own parameters: the same for every territory.

        Parameters
        ----------
        target : Target
            Any.

        Returns
        -------
        dict
            ``cells`` (digests), ``library`` (file → digest), ``tables`` (name → digest), ``environment``.
        """
        texts = _texts(target.parameters.values()) & set(self.index.definitions)
        key = (target.theme, tuple(sorted(texts)))
        if key not in self._made:
            self._made[key] = self._make(target, texts)
        return self._made[key]

    def given(self, target: Target) -> dict[str, Any]:
        """
        What a target is given: its parameters, and what those name in ``params``.

        Parameters
        ----------
        target : Target
            Any.

        Returns
        -------
        dict
            ``parameters``, ``groups`` (identifier → digest), ``scenario`` (digest of its file).
        """
        groups = {text for text in _texts(target.parameters.values()) if text.startswith("groupe:")}
        scenario = project.path("params", "scenarios", f"{target.scenario}.yml") if target.scenario else None
        return {
            "parameters": dict(target.parameters),
            "groups": {name: _group(name) for name in sorted(groups)},
            "scenario": self.contents.digest(scenario) if scenario else "",
        }

    def cells(self, notebook: Path) -> list[str]:
        """
        Digests of the code cells of a notebook.

        Parameters
        ----------
        notebook : Path
            Of its file.

        Returns
        -------
        list of str
        """
        return digest_texts(self._sources(notebook))

    @property
    def index(self) -> Index:
        """What code finds by its name: indicators, tables, data files."""
        if self._index is None:
            self._index = read_index()
        return self._index

    def _sources(self, notebook: Path) -> list[str]:
        if notebook not in self._cells:
            self._cells[notebook] = code_cells(read_notebook(notebook))
        return self._cells[notebook]

    def _make(self, target: Target, texts: Iterable[str]) -> dict[str, Any]:
        themes = read_themes()
        declared = themes[target.theme].tables if target.theme in themes else ()
        reached = reach_cells(self._sources(target.notebook), self.index, texts=[*texts, *declared])
        return {
            "cells": self.cells(target.notebook),
            "library": library_of(reached) | self._carried(),
            "tables": {name: self.contents.digest(self.index.data[name]) for name in sorted(reached.data)}
            | _agency(reached.data),
            "environment": environment(),
        }

    def _carried(self) -> dict[str, str]:
        """Files of the library that are no code: fonts, which texts are measured with."""
        found = self.contents.folder(ROOT / PACKAGE / "views" / "fonts")
        return {f"{PACKAGE}/views/fonts/{name}": digest for name, digest in found.items()}


def library_of(reached: Reached) -> dict[str, str]:
    """
    Digest of what is reached of each module.

    Parameters
    ----------
    reached : Reached
        By the names in some code.

    Returns
    -------
    dict
        Module as a path (``arpent/views/line.py``) → digest.
    """
    return {f"{module.replace('.', '/')}.py": digest_of(found) for module, found in reached.code.items()}


def read_index() -> Index:
    """
    What code finds by its name, on this machine.

    Returns
    -------
    Index
        Ids of indicators, names of tables, stems of data files.
    """
    found: dict[str, set[Place]] = {}
    for stem in indicators.themes():
        for name, constant in indicators.holders(stem).items():
            found.setdefault(name, set()).add((f"{PACKAGE}.indicators.{stem}", constant))
    for name in tables.known():
        found.setdefault(name, set()).add((f"{PACKAGE}.tables.{name}", "RECORD"))
    folders = [project.path("data", folder) for folder in reversed(DATA)]
    data = {path.stem: path for folder in folders for path in sorted(folder.glob("*.*"))}
    return Index({name: frozenset(places) for name, places in found.items()}, data)


def _texts(values: Iterable[Any]) -> set[str]:
    listed = [value if isinstance(value, list) else [value] for value in values]
    return {one for value in listed for one in value if isinstance(one, str)}


def _group(identifier: str) -> str:
    place = find(identifier)
    return digest_of([place.name, list(place.communes)])


def _agency(names: Iterable[str]) -> dict[str, str]:
    """What the catalogue says of the agency's own tables: their columns' labels and units are shown."""
    return {f"{name} (catalogue)": digest for name in sorted(names) if (digest := _agency_table(name))}


@cache
def _agency_table(name: str) -> str:
    path = project.path("data", "catalogue", f"{name}.yml")
    declared: Mapping[str, Any] = catalogue.load(name).table if path.is_file() else {}
    return digest_of(repr(declared)) if declared else ""
