"""Executing a notebook: refusals before a kernel, and failures that say where."""

import nbformat
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
    monkeypatch.setattr(
        "papermill.parameterize.parameterize_notebook", lambda *_, **__: pytest.fail("a kernel was started")
    )
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


def test_nothing_is_executed_after_an_error(notebook, tmp_path):
    """All cells are sent at once: the kernel drops those that follow."""
    left = tmp_path / "left"
    with pytest.raises(NotebookFailed, match="cell 3"):
        execute(notebook("1 / 0", f"open({str(left)!r}, 'w')", "wait = 1"), {})
    assert not left.exists()


def test_a_cell_that_is_to_be_skipped_is(notebook):
    """By nbclient's tag; an empty one too."""
    path = notebook("1 / 0", "", "print('on')")
    content = nbformat.read(path, as_version=4)
    content.cells[2].metadata["tags"] = ["skip-execution"]
    nbformat.write(content, path)
    assert execute(path, {}).cells[-1].outputs[0].text == "on\n"


def test_what_is_executed_is_no_history_of_the_analyst(notebook):
    """Nor does each cell wait for the file that keeps it."""
    executed = execute(notebook("print(get_ipython().history_manager.enabled)"), {})
    assert executed.cells[-1].outputs[0].text == "False\n"


def test_all_that_cells_show_is_kept_as_the_format_wants(notebook):
    """Results, displays, those that are updated, cleared or captured, and text."""
    path = notebook(
        "from IPython.display import HTML, clear_output, display\nHTML('<b>un</b>')",
        "display('deux', metadata={'text/plain': {'x': 1}})\n3",
        "shown = display('avant', display_id=True)\nshown.update('après')",
        "display('perdu')\nclear_output(wait=True)\ndisplay('gardé')",
        "print('texte')",
    )
    executed = execute(path, {})
    nbformat.validate(executed)
    told = [
        [output.get("text") or output["data"]["text/plain"] for output in cell.outputs]
        for cell in executed.cells[3:]
    ]
    assert told == [
        ["<IPython.core.display.HTML object>"], ["'deux'", "3"], ["'après'"], ["'gardé'"], ["texte\n"]
    ]  # fmt: skip
    assert [output.get("execution_count") for output in executed.cells[4].outputs] == [None, 4]
    assert executed.cells[4].outputs[0].metadata == {"text/plain": {"x": 1}}
