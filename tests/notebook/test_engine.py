"""Limits: a notebook that takes too long, shows too much or dies is stopped, and its cell is named."""

import os
import resource
import subprocess
import sys

import pytest

from arpent.campaign.executed import pack
from arpent.errors import KernelDied, NotebookFailed
from arpent.kernels.meeting import can_fork
from arpent.notebook import execute, make_ready
from arpent.notebook.engine import peak_memory

needs_linux = pytest.mark.skipif(not can_fork(), reason="only Linux tells a process's own memory")


def test_a_cell_that_takes_too_long_is_named(notebook):
    """The third: the parameters given are a cell too."""
    with pytest.raises(NotebookFailed, match=r"cell 3(, line \d \(.*\))?: took more than 1 s") as failed:
        execute(notebook("while True:\n    pass"), {}, timeout=1)
    assert failed.value.cell == 3


@needs_linux
@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("import time\ntime.sleep(600)  # long", "2 (time.sleep(600)  # long)"),
        ("wait = 0\n\nmany = 3**1_000_000_000", "3 (many = 3"),
        ("def wait():\n    while True:\n        pass\n\nwait()", "5 (wait())"),
        ("while True:\n    try:\n        1 / 0\n    except BaseException:\n        pass", r"[1-5] ("),
    ],
    ids=["waits", "computes in a library", "calls", "swallows everything"],
)
def test_the_line_at_which_a_cell_was_stopped_is_said(notebook, source, line):
    """Whatever it does there: the kernel writes it down without the cell's help."""
    said = line.replace("(", r"\(").replace(")", r"\)")
    with pytest.raises(NotebookFailed, match=rf"cell 3, line {said}.*took more than 2 s") as failed:
        execute(notebook(source), {}, timeout=2)
    assert failed.value.line in range(1, 6)


@needs_linux
def test_the_line_is_said_where_memory_and_output_are_short_together(notebook):
    """It shows too much while it has no memory left."""
    source = "kept = []\nwhile True:\n    kept.append(bytearray(2**22))\n    print('x' * 2**16)"
    with pytest.raises(NotebookFailed, match=r"cell 3, line [34] \(.*(showed more than 2 MiB|MemoryError)"):
        execute(notebook(source), {}, memory=400, output=2, timeout=60)


def test_a_notebook_has_a_time_of_its_own(notebook):
    """Cells that are each short enough are stopped where all are too long."""
    wait = "import time; time.sleep(0.8)"
    with pytest.raises(
        NotebookFailed, match=r"cell [45](, line 1 \(.*\))?: the notebook took more than 2 s"
    ) as failed:
        execute(notebook(*[wait] * 5), {}, timeout=60, within=2)
    assert not isinstance(failed.value, KernelDied)


@needs_linux
@pytest.mark.parametrize(
    "source",
    [
        "while True:\n    print('x' * 10_000)",
        "print('x' * 2**27)",
        "import os\nos.system('yes')",
        "from threading import Thread\nt = Thread(target=lambda: print('x' * 2**23))\nt.start(); t.join()",
        "raise ValueError('x' * 2**23)",
        "from IPython.display import HTML\nHTML('x' * 2**23)",
    ],
    ids=["for ever", "at once", "a child process", "a thread", "an error", "a page"],
)
def test_a_notebook_that_shows_too_much_is_stopped(notebook, source, monkeypatch):
    """Whatever shows it; the cell is named, and it is not as if the kernel had died."""
    monkeypatch.delenv("PYTEST_CURRENT_TEST")  # ipykernel shows nothing of child processes where this is set
    with pytest.raises(NotebookFailed, match=r"cell 3(, line \d \(.*\))?: showed more than 1 MiB") as failed:
        execute(notebook(source), {}, output=1, timeout=60)
    assert not isinstance(failed.value, KernelDied)


@needs_linux
def test_the_runner_keeps_no_more_than_may_be_shown(notebook):
    """What is printed at once, and too much, does not reach it."""
    path = notebook("print('x' * 2**28)")
    code = (
        "import resource, pathlib, sys; from arpent.notebook import execute\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "try: execute(pathlib.Path(sys.argv[1]), {})\n"
        "except Exception: print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)\n"
    )
    ran = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)
    assert int(ran.stdout) < 64 * 1024, "kibibytes"


def test_as_much_as_may_be_shown_is_kept(notebook):
    """Nothing is lost below the limit."""
    executed = execute(notebook("print('x' * 2**20)"), {}, output=4)
    assert sum(len(output.text) for output in executed.cells[-1].outputs) == 2**20 + 1


def test_a_kernel_that_dies_is_said_with_its_cell(notebook):
    """It may be tried again."""
    with pytest.raises(KernelDied, match=r"cell 3: the kernel died") as failed:
        execute(notebook("import os\nos._exit(1)"), {})
    assert failed.value.cell == 3


@needs_linux
def test_a_cell_is_not_stopped_for_the_time_of_the_next(notebook):
    """A library holds Python's lock: the kernel cannot even say that the cell before is done."""
    waits = ["import time; time.sleep(1.2)", "import ctypes; _ = ctypes.PyDLL(None).usleep(1_200_000)"]
    assert execute(notebook(*waits, "print('done')"), {}, timeout=2).cells[-1].outputs[0].text == "done\n"


@needs_linux
def test_the_peak_is_of_the_kernel_alone(notebook):
    """What it shares with the warm server is not its own; what it took and gave back is."""
    little = execute(notebook("x = 1"), {}).metadata["arpent"]["peak_memory"]
    much = execute(notebook("x = bytearray(b'1') * (200 * 2**20)", "del x"), {}).metadata["arpent"][
        "peak_memory"
    ]
    assert 1 < little < 150
    assert 195 < much - little < 230


@needs_linux
def test_the_peak_of_a_process_is_at_most_what_the_system_says():
    """Of this one, by hand."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    assert 0 < peak_memory(os.getpid()) <= most + 1


def test_the_peak_is_in_nothing_that_must_be_the_same_twice(notebook):
    """Neither in what is kept of a run, nor in what is rendered."""
    path = notebook("x = 1")
    executed = execute(path, {})
    kept, ready = pack(executed), make_ready(executed, {"title": "Essai"})
    executed.metadata["arpent"] = {"peak_memory": 123.4}
    assert pack(executed) == kept
    assert make_ready(executed, {"title": "Essai"}) == ready
    assert b"peak" not in kept
    assert "peak" not in str(ready)


def test_a_dead_kernel_is_noticed_as_such(notebook):
    """Not as a cell that took too long."""
    with pytest.raises(KernelDied):
        execute(notebook("import os, signal\nos.kill(os.getpid(), signal.SIGKILL)"), {}, timeout=60)
