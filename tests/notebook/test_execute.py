"""Executing a notebook: refusals before a kernel, and failures that say where."""

import pytest

from arpent.errors import AskedWrongly, NotebookFailed
from arpent.notebook import execute


def test_parameters_reach_the_cells_as_text_and_numbers(notebook):
    """01004 arrives as 01004, 2019 as a number; the stored notebook is not touched."""
    path = notebook("print(repr(territory), year + 1)")
    before = path.read_bytes()
    executed = execute(path, {"territory": "commune:01004", "year": "2019"})
    assert executed.cells[-1].outputs[0].text == "'commune:01004' 2020\n"
    assert path.read_bytes() == before


def test_a_wrong_parameter_starts_no_kernel(notebook, monkeypatch):
    """It is refused first."""
    monkeypatch.setattr("papermill.execute_notebook", lambda *_, **__: pytest.fail("a kernel was started"))
    with pytest.raises(AskedWrongly, match="did you mean 'year'"):
        execute(notebook(), {"yaer": 2019})


def test_a_failure_says_notebook_territory_cell_line_and_message(notebook):
    """All that is needed to find it."""
    path = notebook("x = 1\ny = x / 0")
    with pytest.raises(
        NotebookFailed, match=r"essai\.ipynb \[france\]: cell 3, line 2 \(y = x / 0\): ZeroDivisionError"
    ):
        execute(path, {})


def test_a_cell_that_never_ends_is_stopped(notebook):
    """After its time, with the notebook's name."""
    with pytest.raises(NotebookFailed, match="more than 2 s"):
        execute(notebook("while True:\n    pass"), {}, timeout=2)


def test_a_kernel_that_dies_is_said(notebook):
    """os._exit leaves no traceback: the message says what to do."""
    with pytest.raises(NotebookFailed, match="kernel died"):
        execute(notebook("import os\nos._exit(1)"), {})
