"""What is asked for again and again is rehearsed, by a server that then takes the place of the first."""

import os
import time

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from arpent.campaign.executed import pack
from arpent.kernels import rehearsal
from arpent.kernels.meeting import can_fork
from arpent.kernels.rehearsal import rehearse
from arpent.kernels.servers import running_servers, stop_servers
from arpent.notebook import execute, find_notebook

pytestmark = pytest.mark.skipif(not can_fork(), reason="warm kernels need Linux")


@pytest.fixture
def only(tmp_path_factory, monkeypatch):
    """No server but this test's."""
    monkeypatch.setenv("ARPENT_KERNELS", str(tmp_path_factory.mktemp("s")))
    yield
    stop_servers()


@pytest.mark.usefixtures("only")
def test_a_notebook_asked_for_twice_is_rehearsed():
    """Another server takes over, answers at the same place, and shows the same; the first ends."""
    path, given = find_notebook("portrait"), {"territory": "epci:200070753"}
    first = pack(execute(path, given))
    (server,) = running_servers()
    assert pack(execute(path, given)) == first
    until = time.monotonic() + 90
    while (running := running_servers()) == [] or running[0].pid == server.pid:
        assert time.monotonic() < until, "nobody took over"
        time.sleep(0.1)
    assert [one.path for one in running] == [server.path]
    assert pack(execute(path, given)) == first
    assert running_servers()[0].pid == running[0].pid
    until = time.monotonic() + 30
    while os.path.exists(f"/proc/{server.pid}"):  # noqa: PTH110 - of the system
        assert time.monotonic() < until, "the first server did not end"
        time.sleep(0.1)


@pytest.mark.parametrize(
    "source",
    ["import os; os.environ['ARPENT_TRACE'] = '1'", "def f():\n    pass\n", "open('/etc/passwd')"],
    ids=["imports", "defines", "opens"],
)
def test_a_notebook_without_the_habits_is_not_run(tmp_path, monkeypatch, source):
    """The server runs nothing but calls of arpent."""
    path = tmp_path / "essai.ipynb"
    cells = [
        new_code_cell("territory: str = 'france'", metadata={"tags": ["parameters"]}),
        new_code_cell(source),
    ]
    nbformat.write(new_notebook(cells=[new_markdown_cell("# Essai"), *cells]), path)
    monkeypatch.setattr("arpent.notebook.store.notebooks", lambda: {"essai": path})
    monkeypatch.setattr(rehearsal, "_run", lambda *_: pytest.fail("a cell was run"))
    rehearse(path)


def test_a_notebook_from_elsewhere_is_not_run(tmp_path, monkeypatch):
    """Only the project's own."""
    monkeypatch.setattr(rehearsal, "_run", lambda *_: pytest.fail("a cell was run"))
    rehearse(tmp_path / "population.ipynb")
