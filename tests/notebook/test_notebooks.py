"""Tracked notebooks keep the habits; the check itself refuses what it should."""

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from arpent import project
from arpent.errors import ArpentError, AskedWrongly
from arpent.notebook import check_notebook, find_notebook, read_notebook
from arpent.notebook.store import notebooks

PARAMETERS = new_code_cell('territory: str = "france"', metadata={"tags": ["parameters"]})


@pytest.mark.parametrize("path", notebooks().values(), ids=notebooks())
def test_tracked_notebooks_keep_the_habits(path):
    """No output, no function, no file, no typed-in figure."""
    check_notebook(read_notebook(path), path)


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        (new_code_cell("1", outputs=[new_output("stream", text="1")]), "outputs are stored"),
        (new_code_cell("def f():\n    pass"), "defines a function"),
        (new_code_cell("import pandas"), "import from arpent only"),
        (new_code_cell("open('x')"), "reads a file"),
        (new_code_cell("views.read_table()"), "reads a file"),
        (new_code_cell("\n".join("abcdefghijklmno")), "more than"),
        (new_markdown_cell("La vacance est de 8,3 %."), "typed in"),
    ],
)
def test_what_breaks_a_habit_is_refused(cell, message):
    """Each habit has its refusal."""
    notebook = new_notebook(cells=[new_markdown_cell("# Titre"), PARAMETERS, cell])
    with pytest.raises(ArpentError, match=message):
        check_notebook(notebook, project.path("notebooks", "x.ipynb"))


def test_a_notebook_begins_with_its_title():
    """So that the page has one."""
    with pytest.raises(ArpentError, match="not a title"):
        check_notebook(new_notebook(cells=[PARAMETERS]), project.path("x.ipynb"))


def test_notebooks_are_found_by_name():
    """Stem, family/stem or path; a slip is met with the nearest."""
    path = find_notebook("population")
    assert path == find_notebook("observatoire/population") == find_notebook(str(path))
    with pytest.raises(AskedWrongly, match="did you mean 'population'"):
        find_notebook("popullation")


def test_a_file_that_is_no_notebook_is_refused(tmp_path):
    """Truncated JSON gives one clear message."""
    broken = tmp_path / "broken.ipynb"
    broken.write_text('{"cells": [')
    with pytest.raises(AskedWrongly, match="not a notebook"):
        read_notebook(broken)


def test_stored_notebooks_are_valid():
    """The schema of nbformat."""
    for path in notebooks().values():
        nbformat.validate(read_notebook(path))
