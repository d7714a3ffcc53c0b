"""From executed notebooks to a report: what one territory and a whole campaign do alike."""

import hashlib
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from nbformat import NotebookNode

import arpent
from arpent import catalogue, project, tables
from arpent.notebook import make_ready
from arpent.notebook.themes import Theme
from arpent.render.report import ReadyPage
from arpent.render.surveys import with_surveys
from arpent.tables.storage import table_file
from arpent.territory import Territory


def ready_page(
    theme: Theme, territory: Territory, executed: NotebookNode, parameters: Mapping[str, Any], page: str = ""
) -> ReadyPage:
    """
    A page from an executed notebook.

    Parameters
    ----------
    theme : Theme
        Title and question.
    territory : Territory
        Whose page it is.
    executed : NotebookNode
        As executed.
    parameters : mapping
        That it was given.
    page : str
        Stem of the page; the theme's, unless given.

    Returns
    -------
    ReadyPage
    """
    about = {
        "notebook": f"{theme.family}/{theme.stem}",
        "theme": theme.stem,
        "title": theme.title,
        "question": theme.question,
        "territory": {key: getattr(territory, key) for key in ("id", "level", "code", "name")},
        "parameters": dict(parameters),
    }
    shown = with_surveys(executed, territory.id, theme.stem)
    return ReadyPage(page or theme.stem, theme.title, theme.question, make_ready(shown, about))


def left_out(theme: Theme) -> dict[str, str]:
    """
    What a report says of a theme whose notebook failed.

    Parameters
    ----------
    theme : Theme
        The one that failed.

    Returns
    -------
    dict
        As ``Report.missing``.
    """
    why = "Cette page n'a pas pu être calculée ; le message d'erreur a été donné à la production."
    return {"theme": theme.stem, "title": theme.title, "why": why, "command": f"arpent run {theme.stem}"}


def not_shown(pages: Sequence[ReadyPage]) -> list[dict[str, str]]:
    """
    What pages leave out because a table is not on this machine.

    Parameters
    ----------
    pages : sequence of ReadyPage
        Of one report.

    Returns
    -------
    list of dict
        ``theme``, ``what`` (French), ``table`` and the ``command`` that brings it; each once.
    """
    views = ((page.theme, cell.metadata.get("arpent", {})) for page in pages for cell in page.notebook.cells)
    found = [{"theme": theme, **one} for theme, view in views for one in view.get("lacking", ())]
    return list({(one["theme"], one["what"], one["table"]): one for one in found}.values())


def provenance(themes: Sequence[Theme]) -> dict[str, Any]:
    """
    What made a report: code, tables and datasets with their checksums; no date.

    Parameters
    ----------
    themes : sequence of Theme
        Of the report.

    Returns
    -------
    dict
        ``version``, ``commit``, ``tables``, ``datasets``.
    """
    made = {"version": arpent.__version__, "commit": _commit()}
    return made | _tables({name for theme in themes for name in theme.tables})


def completed(made: Mapping[str, Any], pages: Sequence[ReadyPage]) -> dict[str, Any]:
    """
    What made a report, with the tables that its pages read beyond those that their themes need.

    Parameters
    ----------
    made : mapping
        As ``provenance``; not altered.
    pages : sequence of ReadyPage
        Whose last view says which tables were read.

    Returns
    -------
    dict
        The same keys.
    """
    cells = (cell for page in pages for cell in page.notebook.cells)
    read = {str(name) for cell in cells for name in cell.metadata.get("arpent", {}).get("tables", ())}
    needed = {str(one["table"]) for one in made["tables"]}
    return {**made, **_tables(needed | {name for name in read if table_file(name).is_file()})}


def _tables(names: Iterable[str]) -> dict[str, Any]:
    ordered = sorted(names)
    datasets = sorted({dataset for name in ordered for dataset in tables.describe(name).datasets})
    return {
        "tables": [{"table": name, "sha256": _sha256(table_file(name))} for name in ordered],
        "datasets": [record for dataset in datasets for record in _vintages(dataset)],
    }


def _vintages(dataset: str) -> list[dict[str, str]]:
    vintages = catalogue.load(dataset).vintages
    return [
        {"dataset": dataset, "vintage": one.name, "carrier": one.carrier, "sha256": one.sha256}
        for one in vintages
    ]


def _sha256(path: Path) -> str:
    state = path.stat()
    return _read_sha256(path, state.st_mtime_ns, state.st_size)


@cache
def _read_sha256(path: Path, _modified: int, _size: int) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _commit() -> str:
    try:
        ran = subprocess.run(  # noqa: S603 - git, with the project's own path
            ["git", "-C", str(project.root()), "rev-parse", "HEAD"],  # noqa: S607 - git of the PATH
            capture_output=True,
            text=True,
            check=True,
            timeout=10,
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return ran.stdout.strip()
