"""Beside python3: what a person does with a kernel comes to the same."""

import asyncio
import os
import signal
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from jupyter_client.asynchronous import AsyncKernelClient
from jupyter_client.ioloop import AsyncIOLoopKernelManager
from jupyter_client.manager import KernelManager

from arpent.kernels.spec import KERNEL

ORDINARY = "python3"


@pytest.fixture(params=[KERNEL, ORDINARY])
def kernel(request, tmp_path):
    """A kernel of either kind, and a client."""
    manager = KernelManager(kernel_name=request.param, transport="ipc", ip=str(tmp_path / "k"))
    manager.start_kernel(cwd=str(tmp_path))
    client = manager.client()
    client.start_channels()
    client.wait_for_ready(timeout=90)
    yield manager, client
    client.stop_channels()
    if manager.has_kernel:
        manager.shutdown_kernel(now=True)
    manager.context.destroy(linger=0)


def shown(client, code, **options):
    """Messages that code brings, by type, and its reply."""
    told = []
    reply = client.execute_interactive(code, output_hook=told.append, timeout=60, **options)
    return [(one["msg_type"], one["content"]) for one in told if one["msg_type"] != "status"], reply[
        "content"
    ]


def test_input_asks_the_person(kernel):
    """And goes on with what they typed."""
    _, client = kernel
    asked = []

    def answer(message):
        asked.append(message["content"]["prompt"])
        client.input("Thiers")

    told, _ = shown(client, "print(input('Ville ? ').upper())", allow_stdin=True, stdin_hook=answer)
    assert asked == ["Ville ? "]
    assert told[-1] == ("stream", {"name": "stdout", "text": "THIERS\n"})


def test_without_a_person_input_fails(kernel):
    """It does not wait for one."""
    _, reply = shown(kernel[1], "input()", allow_stdin=False)
    assert reply["ename"] == "StdinNotImplementedError"


def test_an_interrupt_ends_a_child_process_too(kernel):
    """As Ctrl-C in a terminal."""
    manager, client = kernel
    asked = client.execute("import subprocess; subprocess.run(['sleep', '60'])")
    time.sleep(1.5)
    manager.interrupt_kernel()
    reply = client.get_shell_msg(timeout=20)
    while reply["parent_header"]["msg_id"] != asked:
        reply = client.get_shell_msg(timeout=20)
    assert reply["content"]["ename"] == "KeyboardInterrupt"


def test_what_a_child_process_prints_is_shown(kernel):
    """In its cell."""
    if "PYTEST_CURRENT_TEST" in os.environ:  # ipykernel watches no child process where it is set
        shown(kernel[1], "import os; del os.environ['PYTEST_CURRENT_TEST']")
    told, _ = shown(kernel[1], "!echo bonjour")
    assert "".join(content["text"] for kind, content in told if kind == "stream").strip() == "bonjour"


def test_an_error_shows_the_same_traceback(kernel):
    """The cell, its line, and nothing of the kernel."""
    _, reply = shown(kernel[1], "def f():\n    1 / 0\nf()")
    assert reply["ename"] == "ZeroDivisionError"
    frames = [line for line in reply["traceback"] if "Cell" in line]
    assert len(frames) == 2


def test_magics_help_and_figures_are_there(kernel):
    """%who, %timeit's cousins, name?, and inline figures."""
    _, client = kernel
    told, _ = shown(client, "x = 1\n%who")
    assert told[-1][1]["text"].strip() == "x"
    _, reply = shown(client, "zip?")
    assert reply["payload"][0]["source"] == "page"
    told, _ = shown(client, "import matplotlib.pyplot as plt; plt.plot([1, 2]); plt.show()")
    assert [list(content["data"]) for kind, content in told if kind == "display_data"] == [
        ["text/plain", "image/png"]
    ]


def test_main_is_the_notebook(kernel, tmp_path):
    """__name__, sys.argv, the module path, the working folder and the main thread are those of any kernel."""
    _, client = kernel
    code = (
        "import sys, os, threading, asyncio, signal\n"
        "print(__name__, len(sys.argv), sys.path[0] == '', os.getcwd(), "
        "threading.current_thread() is threading.main_thread(), "
        "sorted(t.name.split(' ')[0] for t in threading.enumerate() if t.name != 'arpent-starter'), "
        "asyncio.get_running_loop() is not None if False else '', signal.getsignal(signal.SIGTERM))"
    )
    told, _ = shown(client, code)
    said = told[-1][1]["text"].split()
    assert said[0] == "__main__"
    assert said[1] == "3"
    assert said[3] == str(tmp_path)
    assert said[4] == "True"


def test_a_shutdown_request_ends_it(kernel):
    """JupyterLab's way: the kernel ends by itself, and cleanly."""
    manager, client = kernel
    client.shutdown()
    until = time.monotonic() + 20
    while manager.is_alive() and time.monotonic() < until:
        time.sleep(0.1)
    assert not manager.is_alive()


@pytest.mark.parametrize("name", [KERNEL, ORDINARY])
def test_a_dead_kernel_is_restarted(name, tmp_path):
    """As JupyterLab's server does, with the same connection; the client that was there goes on."""

    async def lead():
        manager = AsyncIOLoopKernelManager(kernel_name=name, transport="ipc", ip=str(tmp_path / "k"))
        manager.restarter_class.time_to_dead = 0.5
        await manager.start_kernel()
        client = manager.client()
        assert isinstance(client, AsyncKernelClient)
        client.start_channels()
        await client.wait_for_ready(timeout=90)
        first = manager.provisioner.pid
        restarted = asyncio.Event()
        manager.add_restart_callback(restarted.set, "restart")
        os.kill(first, signal.SIGKILL)
        await asyncio.wait_for(restarted.wait(), 30)
        await client.wait_for_ready(timeout=90)
        reply = await client.execute_interactive("1", timeout=60, output_hook=lambda _: None)
        second = manager.provisioner.pid
        client.stop_channels()
        await manager.shutdown_kernel(now=True)
        return first, second, reply["content"]["status"]

    with ThreadPoolExecutor(1) as apart:  # a browser's test may have left a loop running in this thread
        first, second, status = apart.submit(asyncio.run, lead()).result()
    assert first != second
    assert status == "ok"
