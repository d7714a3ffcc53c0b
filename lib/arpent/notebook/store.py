"""Where notebooks are, by the name of their theme or study."""

from pathlib import Path

import nbformat

from arpent import project
from arpent.errors import AskedWrongly, did_you_mean

FAMILIES = ("observatoire", "prospective")


def notebooks() -> dict[str, Path]:
    """
    Every notebook of the project.

    Returns
    -------
    dict
        Stem (``population``) to path, observatories first, by name.
    """
    found = {}
    for family in FAMILIES:
        for path in sorted(project.path("notebooks", family).glob("*.ipynb")):
            found[path.stem] = path
    return found


def find_notebook(name: str) -> Path:
    """
    Path of the notebook that a person names.

    Parameters
    ----------
    name : str
        Stem (``population``), family and stem (``observatoire/population``), or path.

    Returns
    -------
    Path
        Of a file that exists.

    Raises
    ------
    AskedWrongly
        No such notebook; the message suggests the nearest.
    """
    known = notebooks()
    stem = Path(name).stem
    if (
        stem in known
        and Path(name).name in {stem, f"{stem}.ipynb"}
        and (Path(name).parent == Path() or Path(name).parent.name in FAMILIES)
    ):
        return known[stem]
    if Path(name).suffix == ".ipynb" and Path(name).is_file():
        return Path(name).resolve()
    raise AskedWrongly(f"notebook '{name}': not there{did_you_mean(stem, known)}. Known: {', '.join(known)}.")


def read_notebook(path: Path) -> nbformat.NotebookNode:
    """
    One notebook, as it is stored.

    Parameters
    ----------
    path : Path
        An ``.ipynb``.

    Returns
    -------
    NotebookNode
        Version 4.

    Raises
    ------
    AskedWrongly
        Not a notebook.
    """
    try:
        return nbformat.read(path, as_version=4)
    except (OSError, ValueError, nbformat.reader.NotJSONError) as error:
        raise AskedWrongly(f"{path}: not a notebook that can be read ({error}).") from error


def display_name(path: Path) -> str:
    """
    Path of a notebook as messages say it.

    Parameters
    ----------
    path : Path
        Of a notebook.

    Returns
    -------
    str
        Relative to the project where it is inside it.
    """
    root = project.root()
    return str(path.relative_to(root)) if path.is_relative_to(root) else str(path)
