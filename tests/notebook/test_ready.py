"""A made-ready notebook holds captions where Quarto reads them, and nothing that varies."""

import json

import nbformat
import pytest
import yaml
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from arpent.errors import NotebookFailed
from arpent.notebook import make_ready
from arpent.notebook.ready import VIEW

HOSTILE = 'Le « taux » : 8,3 % "cité" #| <b>'


def _figure(name="essai-figure", title=HOSTILE):
    view = {"kind": "figure", "name": name, "title": title, "subtitle": "En %", "alt": title, "svg": "<svg/>"}
    data = {VIEW: view, "image/svg+xml": "<svg/>", "text/plain": "Figure(...)"}
    return new_code_cell("views.draw()", outputs=[new_output("execute_result", data=data, execution_count=3)])


def _executed(*cells):
    notebook = new_notebook(cells=[new_markdown_cell("# Titre"), *cells])
    notebook.metadata["papermill"] = {"duration": 1.23, "start_time": "2026-11-23T00:00:00"}
    return notebook


def _options(cell):
    lines = [line.removeprefix("#| ") for line in cell.source.splitlines() if line.startswith("#| ")]
    return yaml.safe_load("\n".join(lines))


def test_captions_are_cell_options_whatever_they_hold():
    """Quotes, colons and hashes in a caption stay one YAML string."""
    options = _options(make_ready(_executed(_figure()), {}).cells[1])
    assert options["label"] == "fig-essai-figure"
    assert options["fig-cap"] == f"{HOSTILE}. En %"
    assert options["fig-alt"] == HOSTILE
    assert options["echo"] is False


def test_one_image_format_and_no_counter_is_kept():
    """The SVG stays; plain text, counters and timings go."""
    ready = make_ready(_executed(_figure()), {"theme": "essai"})
    cell = ready.cells[1]
    assert list(cell.outputs[0].data) == ["image/svg+xml"]
    assert cell.execution_count is None
    assert "papermill" not in json.dumps(ready)
    assert ready.metadata["arpent"]["theme"] == "essai"
    nbformat.validate(ready)


def test_the_same_notebook_gives_the_same_text():
    """Cell ids are by position: papermill's own are drawn at random."""
    first, second = (nbformat.writes(make_ready(_executed(_figure()), {})) for _ in range(2))
    assert first == second


def test_two_views_in_a_cell_or_two_of_one_name_are_refused():
    """A label stands for one figure."""
    both = _figure()
    both.outputs.append(both.outputs[0])
    with pytest.raises(NotebookFailed, match="one figure, table or phrase a cell"):
        make_ready(_executed(both), {})
    with pytest.raises(NotebookFailed, match="two views are named 'essai-figure'"):
        make_ready(_executed(_figure(), _figure()), {})


def test_a_cell_that_shows_nothing_is_left_out_of_the_page():
    """Imports and the study are not for readers."""
    cell = make_ready(_executed(new_code_cell("study = 1")), {}).cells[1]
    assert _options(cell) == {"include": False}
