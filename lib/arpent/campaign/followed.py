"""What code reaches, remembered from one run to the next while nothing that it was read from changes."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from arpent import project
from arpent.campaign.contents import Contents, digest_of
from arpent.campaign.definitions import PACKAGE, ROOT
from arpent.campaign.files import remembered, write_whole
from arpent.campaign.reach import Index, Place, Reached, reach_cells, reach_names

#: Folders of data files that figures are read from, the first that holds a name serving.
DATA = ("tables", "embedded")


class Followed:
    """
    What some code reaches of the library.

    Following names through the library takes a second; it gives the same as long as the library's files, the
    names of the data files and the code that is followed are the same.

    Parameters
    ----------
    contents : Contents
        Digests of files.
    memory : Path, optional
        JSON file that it is remembered in; what can't be read there is worked out again.
    """

    def __init__(self, contents: Contents, memory: Path | None = None) -> None:
        self.contents = contents
        self._memory = memory
        self._has_new = False

    def cells(self, cells: Sequence[str], texts: Iterable[str]) -> Reached:
        """
        What the code cells of a notebook reach: see ``reach.reach_cells``.

        Parameters
        ----------
        cells : sequence of str
            Python.
        texts : iterable of str
            Other texts to look for.

        Returns
        -------
        Reached
        """
        asked = [list(cells), sorted(texts)]
        return self._remember(digest_of(asked), lambda: reach_cells(cells, self.index, texts=asked[1]))

    def names(self, places: Sequence[Place]) -> dict[str, str]:
        """
        What some definitions of the library reach: see ``reach.reach_names``.

        Parameters
        ----------
        places : sequence of (module, name)
            Where to start.

        Returns
        -------
        dict
            Module as a path → digest of what is reached of it.
        """
        return library_of(self._remember(digest_of(list(places)), lambda: reach_names(places)))

    @property
    def index(self) -> Index:
        """What code finds by its name: indicators, tables, data files."""
        known = self._known["definitions"]
        definitions = {name: frozenset((one, two) for one, two in places) for name, places in known.items()}
        return Index(definitions, self.data)

    @cached_property
    def texts(self) -> frozenset[str]:
        """Texts that something of the library is found by."""
        return frozenset(self._known["definitions"])

    @cached_property
    def data(self) -> dict[str, Path]:
        """Stem of each data file → the file."""
        return data_files()

    def save(self) -> None:
        """Remember what was worked out since the start."""
        if self._memory is not None and self._has_new:
            write_whole(self._memory, json.dumps(self._known, sort_keys=True).encode())
            self._has_new = False

    def _remember(self, key: str, follow: Callable[[], Reached]) -> Reached:
        reached = self._known["reached"]
        if key not in reached:
            found = follow()
            reached[key] = [found.code, sorted(found.data)]
            self._has_new = True
        code, data = reached[key]
        return Reached(code, frozenset(data))

    @cached_property
    def _known(self) -> dict[str, Any]:
        """What is remembered, where it was read from the same files."""
        state = digest_of([library_state(self.contents), sorted(self.data)])
        known = remembered(self._memory)
        if known.get("state") == state:
            return known
        self._has_new = True
        definitions = {name: sorted(places) for name, places in found_by_name().items()}
        return {"state": state, "definitions": definitions, "reached": {}}


def library_state(contents: Contents) -> str:
    """
    Digest of every file of the library.

    Parameters
    ----------
    contents : Contents
        Digests of files.

    Returns
    -------
    str
        Hexadecimal.
    """
    return digest_of(contents.folder(ROOT / PACKAGE))


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


def found_by_name() -> Mapping[str, set[Place]]:
    """
    What code of the library finds by a text.

    Returns
    -------
    dict
        Id of an indicator or name of a table → where it is defined.
    """
    # They bring every library for figures: whoever remembers what the code reaches does not wait for them.
    from arpent import indicators, tables  # noqa: PLC0415
    from arpent.study.questions import declared  # noqa: PLC0415

    found: dict[str, set[Place]] = {}
    for stem in indicators.themes():
        for name, constant in indicators.holders(stem).items():
            found.setdefault(name, set()).add((f"{PACKAGE}.indicators.{stem}", constant))
    for theme in declared():
        found.setdefault(theme, set()).add((f"{PACKAGE}.study.rules", theme.upper()))
    for name in tables.known():
        found.setdefault(name, set()).add((f"{PACKAGE}.tables.{name}", "RECORD"))
    return found


def data_files() -> dict[str, Path]:
    """
    Data files of the project that figures are read from.

    Returns
    -------
    dict
        Stem → file.
    """
    folders = [project.path("data", folder) for folder in reversed(DATA)]
    return {path.stem: path for folder in folders for path in sorted(folder.glob("*.*"))}
