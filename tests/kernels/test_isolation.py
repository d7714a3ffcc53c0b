"""Nothing passes from the warm server, or from one kernel, to another that should not; the shell's tools use it."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import nbformat
import pytest
from jupyter_client.manager import KernelManager
from nbformat.v4 import new_code_cell, new_notebook

from arpent.kernels.meeting import can_fork
from arpent.kernels.servers import running_servers
from arpent.kernels.spec import KERNEL

pytestmark = pytest.mark.skipif(not can_fork(), reason="warm kernels need Linux")

#: What a library, a thread or a handle of the server would leave in a kernel: asked of both kinds of kernel.
STATE = """
import decimal, gc, json, locale, logging, os, signal, sys, threading, warnings
import matplotlib, numpy, threadpoolctl
told = {
    "threads": len(threading.enumerate()),
    "matplotlib": {name: str(value) for name, value in matplotlib.rcParams.items()},
    "linear algebra": sorted({one["num_threads"] for one in threadpoolctl.threadpool_info()}),
    "numpy errors": numpy.geterr(),
    "print": numpy.get_printoptions(),
    "locale": locale.setlocale(locale.LC_ALL),
    "decimals": decimal.getcontext().prec,
    "signals": {s.name: str(signal.getsignal(s)).split(" at ")[0] for s in signal.Signals if s.name != "SIGINT"},
    "umask": os.umask(0o22),
    "nice": os.nice(0),
    "logging": [logging.getLogger().level, len(logging.getLogger().handlers)],
    "recursion": sys.getrecursionlimit(),
    "collected": gc.get_threshold(), "enabled": gc.isenabled(),
    "switch": sys.getswitchinterval(),
    "variables": sorted(n for n in os.environ if not n.startswith(("ARPENT_KERNEL", "JPY_", "PYTEST_CURRENT"))),
    "folder": os.getcwd(), "path": sys.path, "prefix": sys.prefix, "flags": list(sys.flags),
    "handles": sorted({os.readlink(f"/proc/self/fd/{n}").split(":")[0] for n in os.listdir("/proc/self/fd")
                       if os.path.exists(f"/proc/self/fd/{n}")} - {"socket", "pipe", "anon_inode"}),
}
print(json.dumps(told, default=str))
"""


def _said(name, folder, code):
    manager = KernelManager(kernel_name=name, transport="ipc", ip=str(folder / name))
    manager.start_kernel(cwd=str(folder))
    client = manager.client()
    client.start_channels()
    client.wait_for_ready(timeout=90)
    told = []
    client.execute_interactive(code, output_hook=told.append, timeout=60)
    client.stop_channels()
    manager.shutdown_kernel(now=True)
    manager.context.destroy(linger=0)
    return "".join(one["content"]["text"] for one in told if one["msg_type"] == "stream")


def test_the_state_of_a_fork_is_that_of_a_fresh_kernel(tmp_path):
    """Threads, matplotlib's settings, numpy's, locale, signals, variables, folder, path, limits, open files."""
    warm, fresh = (json.loads(_said(name, tmp_path, STATE)) for name in (KERNEL, "python3"))
    # PROJ's table is only read, and the next test reads it in a fork; IPython's history is of any kernel.
    known = ("/dev/null", "proj.db", "history.sqlite", "history.sqlite-journal", "(deleted)")
    for one in (warm, fresh):
        one["handles"] = [handle for handle in one["handles"] if not handle.endswith(known)]
    assert {key: (warm[key], fresh[key]) for key in fresh if warm[key] != fresh[key]} == {}


def test_duckdb_and_boundaries_work_in_a_fork(tmp_path):
    """DuckDB's threads, GDAL's and PROJ's handles are the fork's own."""
    code = (
        "import duckdb, geopandas, shapely, pyproj\n"
        "print(duckdb.sql('select sum(range) from range(1000000)').fetchall()[0][0])\n"
        "geopandas.GeoDataFrame({'a': [1]}, geometry=[shapely.Point(3, 45.8)], crs=4326).to_file('p.gpkg')\n"
        "print(len(geopandas.read_file('p.gpkg').to_crs(2154)))"
    )
    assert _said(KERNEL, tmp_path, code) == "499999500000\n1\n"


@pytest.mark.parametrize(
    "command",
    [["jupyter", "nbconvert", "--to", "notebook", "--execute", "--output", "fait.ipynb"], ["papermill"]],
    ids=["nbconvert", "papermill"],
)
def test_the_shells_tools_use_it_unchanged(tmp_path, command):
    """They find the kernelspec, and the kernel is a fork of the warm server."""
    path = tmp_path / "essai.ipynb"
    code = new_code_cell("import os; print(open(f'/proc/{os.getppid()}/cmdline').read().replace('\\0', ' '))")
    spec = {"name": KERNEL, "display_name": "Python (arpent)", "language": "python"}
    nbformat.write(new_notebook(cells=[code], metadata={"kernelspec": spec}), path)
    where = ["essai.ipynb", "fait.ipynb"] if command == ["papermill"] else ["essai.ipynb"]
    tool = [str(Path(sys.executable).with_name(command[0])), *command[1:]]
    subprocess.run(
        [*tool, *where], cwd=tmp_path, check=True, capture_output=True, timeout=120, env=_in_project()
    )
    done = nbformat.read(tmp_path / "fait.ipynb", as_version=4)
    assert "arpent.kernels.server" in done.cells[-1].outputs[0].text


def _in_project():
    return {**os.environ, "ARPENT_ROOT": os.environ.get("ARPENT_ROOT") or str(Path(__file__).parents[2])}


def test_a_server_killed_under_a_kernel_is_replaced(tmp_path):
    """The kernel goes on; its end is still seen; the next kernel has another server."""
    manager = KernelManager(kernel_name=KERNEL, transport="ipc", ip=str(tmp_path / "k"))
    manager.start_kernel(cwd=str(tmp_path))
    client = manager.client()
    client.start_channels()
    client.wait_for_ready(timeout=90)
    parent = int(Path(f"/proc/{manager.provisioner.pid}/stat").read_text().rsplit(")", 1)[1].split()[1])
    assert parent in [server.pid for server in running_servers()]
    os.kill(parent, signal.SIGKILL)
    # The server's end of the connection closes with it: the kernel lives by its own.
    assert (
        client.execute_interactive("1", timeout=60, output_hook=lambda _: None)["content"]["status"] == "ok"
    )
    assert manager.is_alive()
    manager.shutdown_kernel(now=True)
    until = time.monotonic() + 10
    while manager.is_alive() and time.monotonic() < until:
        time.sleep(0.1)
    assert not manager.is_alive()
    client.stop_channels()
    manager.context.destroy(linger=0)
    assert _said(KERNEL, tmp_path, "print('next')") == "next\n"
