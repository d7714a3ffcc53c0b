"""What a target is made of: code cells, library, tables, environment; parameters, groupings, scenario."""

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from arpent import catalogue, project
from arpent.campaign.contents import digest_of, digest_texts
from arpent.campaign.definitions import PACKAGE, ROOT
from arpent.campaign.environment import Environment
from arpent.campaign.executed import code_cells
from arpent.campaign.followed import Followed, library_of
from arpent.campaign.targets import Target
from arpent.notebook import read_notebook
from arpent.notebook.themes import read_themes
from arpent.territory import find


class Recipes:
    """
    Recipes of the targets of a campaign, each notebook's read once.

    Parameters
    ----------
    followed : Followed
        What code reaches, and digests of files.
    environment : Environment
        What notebooks run with.
    """

    def __init__(self, followed: Followed, environment: Environment) -> None:
        self.followed, self.contents = followed, followed.contents
        self.environment = environment
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
        texts = _texts(target.parameters.values()) & self.followed.texts
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

    def save(self) -> None:
        """Remember what was read and followed."""
        self.contents.save()
        self.followed.save()
        self.environment.save()

    def _sources(self, notebook: Path) -> list[str]:
        if notebook not in self._cells:
            self._cells[notebook] = code_cells(read_notebook(notebook))
        return self._cells[notebook]

    def _make(self, target: Target, texts: Iterable[str]) -> dict[str, Any]:
        themes = read_themes()
        declared = themes[target.theme].tables if target.theme in themes else ()
        reached = self.followed.cells(self._sources(target.notebook), [*texts, *declared])
        return {
            "cells": self.cells(target.notebook),
            "library": library_of(reached) | self._carried(),
            "tables": {name: self.contents.digest(self.followed.data[name]) for name in sorted(reached.data)}
            | _agency(reached.data),
            "environment": self.environment.versions,
        }

    def _carried(self) -> dict[str, str]:
        """Files of the library that are no code: fonts, which texts are measured with."""
        found = self.contents.folder(ROOT / PACKAGE / "views" / "fonts")
        return {f"{PACKAGE}/views/fonts/{name}": digest for name, digest in found.items()}


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
