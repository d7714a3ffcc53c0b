"""Make an executed notebook ready to be rendered: captions where Quarto reads them, nothing that varies."""

import json
import re
from collections.abc import Mapping
from typing import Any

import nbformat
from nbformat.v4 import new_notebook

from arpent.errors import NotebookFailed

#: Type under which views describe themselves in a cell's output.
VIEW = "application/vnd.arpent.view+json"
_LABELS = {"figure": "fig", "table": "tbl"}
#: The one format kept of each kind of view, beside Markdown for tables and text.
_KEPT = {
    "figure": ("image/svg+xml",),
    "table": ("text/html", "text/markdown"),
    "keyfigures": ("text/html", "text/markdown"),
    "phrase": ("text/markdown",),
    "sources": ("text/html", "text/markdown"),
    "missing": ("text/markdown",),
}
_STABLE_METADATA = {"tags", "jp-MarkdownHeadingCollapsed"}


def make_ready(executed: nbformat.NotebookNode, about: Mapping[str, Any]) -> nbformat.NotebookNode:
    """
    Notebook with captions, alternative texts and labels in its cell options, and no timing, id or path.

    Parameters
    ----------
    executed : NotebookNode
        As ``execute`` returns it; not altered.
    about : mapping
        Kept under ``metadata.arpent``: theme, title, question, territory, parameters.

    Returns
    -------
    NotebookNode
        Each code cell that shows a view holds its description in ``metadata.arpent``.

    Raises
    ------
    NotebookFailed
        A cell shows two views, or two views have one name: each needs its own label.
    """
    cells = [_ready_cell(cell, position) for position, cell in enumerate(executed.cells)]
    _check_names(cells)
    ready = new_notebook(cells=cells)
    ready.metadata = nbformat.from_dict(
        {
            "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"},
            "language_info": {"name": "python"},
            "arpent": dict(about) | {"sources": _sources(cells)},
        }
    )
    return ready


def _sources(cells: list[nbformat.NotebookNode]) -> list[Any]:
    views = (cell.metadata.get("arpent", {}) for cell in cells)
    return next((view["sources"] for view in views if view.get("kind") == "sources"), [])


def _ready_cell(cell: nbformat.NotebookNode, position: int) -> nbformat.NotebookNode:
    kept = {key: value for key, value in cell.metadata.items() if key in _STABLE_METADATA}
    base = {
        "id": f"cell-{position:02d}",
        "cell_type": cell.cell_type,
        "metadata": kept,
        "source": cell.source,
    }
    if cell.cell_type != "code":
        return nbformat.from_dict(base)
    shown = [output.data for output in cell.outputs if VIEW in output.get("data", {})]
    if len(shown) > 1:
        raise NotebookFailed(
            f"cell {position}: shows {len(shown)} views; one figure, table or phrase a cell."
        )
    base |= {"execution_count": None, "outputs": []}
    if shown:
        view = dict(shown[0][VIEW])
        base["metadata"] = kept | {"arpent": view}
        base["outputs"] = [_output(view["kind"], shown[0])]
        base["source"] = "\n".join([*_options(view), cell.source])
    else:
        base["source"] = f"#| include: false\n{cell.source}"
    return nbformat.from_dict(base)


def _output(kind: str, data: Mapping[str, Any]) -> dict[str, Any]:
    kept = {mime: data[mime] for mime in _KEPT[kind] if mime in data}
    return {"output_type": "display_data", "metadata": {}, "data": kept}


def _options(view: Mapping[str, Any]) -> list[str]:
    """Cell options that Quarto reads; each value is a JSON string, which is YAML too, whatever it holds."""
    options = {"echo": "false"}
    prefix = _LABELS.get(view["kind"])
    if prefix:
        options["label"] = f"{prefix}-{_slug(view['name'])}"
        options[f"{prefix}-cap"] = _quoted(caption(view))
    if prefix == "fig":
        options["fig-alt"] = _quoted(view["alt"])
    return [f"#| {key}: {value}" for key, value in options.items()]


def caption(view: Mapping[str, Any]) -> str:
    """
    Caption of a figure or table.

    Parameters
    ----------
    view : mapping
        Its description.

    Returns
    -------
    str
        Title and subtitle: the same in HTML, PDF and Quarto.
    """
    return ". ".join(part.rstrip(".") for part in (view["title"], view.get("subtitle", "")) if part)


def _quoted(text: str) -> str:
    return json.dumps(" ".join(text.split()), ensure_ascii=False)


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def _check_names(cells: list[nbformat.NotebookNode]) -> None:
    seen: set[str] = set()
    for cell in cells:
        name = cell.metadata.get("arpent", {}).get("name")
        if name and name in seen:
            raise NotebookFailed(f"two views are named '{name}': a label stands for one figure. Rename one.")
        if name:
            seen.add(name)
