"""The same bytes wherever the work is done, and every definition that runs is one that was followed."""

import json
import subprocess
import sys

import pytest
from pytest_socket import enable_socket, socket_allow_hosts

from arpent.campaign.cluster import Cluster
from arpent.campaign.contents import Contents
from arpent.campaign.executed import code_cells
from arpent.campaign.executors import Processes, Threads
from arpent.campaign.followed import Followed
from arpent.notebook import find_notebook, read_notebook
from arpent.notebook.themes import read_themes


@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
def test_same_bytes_from_threads_processes_and_dask(copied):
    """Two real notebooks on two territories: one at a time, eight at once, in processes, on Dask's workers."""
    enable_socket()  # Dask looks its own address up
    socket_allow_hosts(["127.0.0.1", "::1"], allow_unix_socket=True)
    found = []
    for executor in (Threads(1), Threads(8), Processes(2), Cluster("", 2)):
        progress = copied.run(executor, force=True)
        assert (progress.failures, progress.executed) == ([], 4)
        found.append(copied.files())
    assert found[0] == found[1] == found[2] == found[3]
    assert sum(name.endswith("index.html") for name in found[0]) == 2


#: Run the code cells of a notebook in a new process, and say which functions of the library were called.
TRACED = """
import ast, json, sys
from arpent.notebook import find_notebook, read_notebook
from arpent.campaign.executed import code_cells
import arpent.study
called = set()
def importing(frame):
    while frame := frame.f_back:
        if frame.f_code.co_name == "<module>" and frame.f_globals.get("__name__", "").startswith("arpent"):
            return True
def trace(frame, event, _):
    module = frame.f_globals.get("__name__", "")
    is_function = frame.f_code.co_flags & 1 and frame.f_code.co_filename.endswith(".py")
    if event == "call" and is_function and module.startswith("arpent.") and not importing(frame):
        called.add((module, frame.f_code.co_qualname))
cells, space = code_cells(read_notebook(find_notebook(sys.argv[1]))), {}
sys.setprofile(trace)
for cell in cells:
    lines = ast.parse(cell)
    last = lines.body.pop() if isinstance(lines.body[-1], ast.Expr) else ast.Expr(ast.Constant(None))
    exec(compile(lines, "cell", "exec"), space)
    shown = eval(compile(ast.fix_missing_locations(ast.Expression(last.value)), "cell", "eval"), space)
    if hasattr(shown, "_repr_mimebundle_"):
        shown._repr_mimebundle_()
sys.setprofile(None)
print(json.dumps(sorted(called)))
"""


@pytest.mark.parametrize("theme", ["population", "portrait"])
def test_what_runs_was_followed(theme):
    """Each function of the library that a notebook calls is in its fingerprint: nothing stale is called fresh."""
    ran = subprocess.run([sys.executable, "-c", TRACED, theme], capture_output=True, text=True, check=True)
    called = {(module, _definition(name)) for module, name in json.loads(ran.stdout)}
    cells = code_cells(read_notebook(find_notebook(theme)))
    reached = Followed(Contents()).cells(cells, read_themes()[theme].tables)
    followed = {(module, name) for module, found in reached.code.items() for name in found}
    unseen = {f"{module}.{name}" for module, name in called - followed if not name.startswith("<")}
    assert len(called) > 200
    assert unseen == set()


def _definition(qualified):
    """Definition that a code object belongs to: its own, or the function that it stands in."""
    return qualified.partition(".<locals>")[0]
