"""A kernel forked by the warm server behaves as an ordinary one, and leaves nothing behind."""

import json
import os
import sys
import time
from pathlib import Path

import pytest
from jupyter_client.manager import KernelManager

from arpent.kernels.client import Forked
from arpent.kernels.meeting import can_fork, meeting_folder
from arpent.kernels.servers import running_servers, stop_servers
from arpent.kernels.spec import KERNEL, SPEC, install_kernelspec, is_installed

pytestmark = pytest.mark.skipif(
    not can_fork(), reason="warm kernels need Linux: elsewhere the kernel is ordinary"
)


@pytest.fixture
def started(tmp_path):
    """Kernels, each with its client; ended afterwards."""
    managers = []

    def start(**options):
        manager = KernelManager(kernel_name=KERNEL, transport="ipc", ip=str(tmp_path / f"k{len(managers)}"))
        manager.start_kernel(**options)
        client = manager.client()
        client.start_channels()
        client.wait_for_ready(timeout=90)
        managers.append((manager, client))
        return manager, client

    yield start
    for manager, client in managers:
        client.stop_channels()
        if manager.has_kernel:
            manager.shutdown_kernel(now=True)
        manager.context.destroy(linger=0)


def said(client, code, **options):
    """What code prints, or the name of its error."""
    told = []

    def hear(message):
        content = message["content"]
        told.append(content.get("text") or content.get("ename") or "")

    client.execute_interactive(code, output_hook=hear, timeout=60, **options)
    return "".join(told)


def test_the_kernelspec_comes_with_the_package():
    """Jupyter finds it, and it names the provisioner."""
    assert is_installed()
    spec = json.loads(SPEC.read_text(encoding="utf-8"))
    assert spec["metadata"]["kernel_provisioner"]["provisioner_name"] == "arpent-warm"


def test_one_command_installs_it_elsewhere(tmp_path):
    """With its interpreter in full, since another environment's JupyterLab will read it."""
    folder = install_kernelspec(tmp_path)
    assert json.loads((folder / "kernel.json").read_text(encoding="utf-8"))["argv"][0] == sys.executable


def test_a_kernel_is_forked_with_its_own_folder_variables_and_session(started, tmp_path):
    """Working folder, environment, process group: those of the request, none of the server's."""
    manager, client = started(cwd=str(tmp_path), env={**os.environ, "ESSAI": "12"})
    assert isinstance(manager.provisioner.process, Forked)
    code = "import os; print(os.getcwd(), os.environ['ESSAI'], os.getsid(0) == os.getpid(), 'ARPENT_X' in os.environ)"
    assert said(client, code) == f"{tmp_path} 12 True False\n"


def test_two_kernels_draw_different_random_numbers_and_share_no_variable(started):
    """Nothing passes from a fork to another."""
    draw = "import random, numpy; print(random.random(), numpy.random.rand())"
    first, second = started()[1], started()[1]
    said(first, "shared = 1")
    assert said(first, draw) != said(second, draw)
    assert said(second, "shared") == "NameError"


def test_interrupt_leaves_the_kernel_alive(started):
    """As Ctrl-C does."""
    manager, client = started()
    # Else what is asked at once after an error is dropped, by any kernel.
    client.execute("import time; time.sleep(60)", stop_on_error=False)
    time.sleep(1)
    manager.interrupt_kernel()
    assert client.get_shell_msg(timeout=20)["content"]["ename"] == "KeyboardInterrupt"
    assert said(client, "print('alive')").endswith("alive\n")


def test_restart_gives_a_fresh_kernel(started):
    """Its variables are gone."""
    manager, client = started()
    said(client, "kept = 1")
    manager.restart_kernel(now=True)
    client.wait_for_ready(timeout=90)
    assert said(client, "kept") == "NameError"


def test_a_kernel_that_exits_says_its_status(started):
    """The server tells what a parent would know."""
    manager, client = started()
    client.execute("import os; os._exit(7)")
    assert manager.provisioner.process.wait(30) == 7


def test_processes_left_behind_are_ended(started):
    """Even those that went into a session of their own."""
    manager, client = started()
    code = "import subprocess; print(subprocess.Popen(['sleep', '600'], start_new_session=True).pid)"
    left = int(said(client, code))
    manager.shutdown_kernel(now=True)
    process = Path(f"/proc/{left}")
    until = time.monotonic() + 10
    while process.exists() and time.monotonic() < until:
        time.sleep(0.05)
    assert not process.exists()


def test_a_memory_limit_stops_the_cell_not_the_kernel(started):
    """MemoryError, and the kernel goes on."""
    _, client = started(env={**os.environ, "ARPENT_KERNEL_MEMORY": "300"})
    assert said(client, "x = bytearray(2**30)") == "MemoryError"
    assert said(client, "print(1)") == "1\n"


def test_a_kernel_dies_with_the_program_that_started_it(started):
    """Its connection closes, whatever killed the program."""
    manager, _ = started()
    process = manager.provisioner.process
    process._connection.close()
    assert process.wait(10) != 0


def test_a_kernel_survives_the_server_and_the_next_has_another(started):
    """Kill -9 of the server loses no work."""
    _, client = started()
    assert stop_servers()
    assert said(client, "print('alive')") == "alive\n"
    assert said(started()[1], "print('next')") == "next\n"


def test_the_servers_say_how_many_kernels_they_have(started):
    """One more for each that is started."""
    started()
    before = sum(server.kernels for server in running_servers())
    started()
    assert sum(server.kernels for server in running_servers()) == before + 1


def test_a_folder_that_others_can_enter_is_refused(tmp_path, monkeypatch):
    """Nobody else may ask for a kernel of this user."""
    monkeypatch.setenv("ARPENT_KERNELS", str(tmp_path))
    folder = meeting_folder()
    folder.chmod(0o777)
    with pytest.raises(Exception, match="only you can enter"):
        meeting_folder()
