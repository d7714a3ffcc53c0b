"""A Jupyter server shuts down kernels that have been idle for a while, whoever forked them."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import psutil
import pytest
from pytest_socket import enable_socket, socket_allow_hosts

from arpent.kernels.servers import running_servers
from arpent.kernels.spec import KERNEL

TOKEN = "essai"


@pytest.fixture
def served(tmp_path):
    """A Jupyter server on this machine that culls after three seconds; gives its address."""
    enable_socket()
    socket_allow_hosts(["127.0.0.1"], allow_unix_socket=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = {
        "ServerApp.ip": "127.0.0.1",
        "ServerApp.port": port,
        "ServerApp.root_dir": tmp_path,
        "IdentityProvider.token": TOKEN,
        "MappingKernelManager.cull_idle_timeout": 3,
        "MappingKernelManager.cull_interval": 1,
    }
    given = [f"--{name}={value}" for name, value in options.items()]
    command = [sys.executable, "-m", "jupyter_server", "--no-browser", "--allow-root", *given]
    variables = {**os.environ, "JUPYTER_RUNTIME_DIR": str(tmp_path / "runtime")}
    with (tmp_path / "log").open("w") as log:
        running = subprocess.Popen(command, stdout=log, stderr=log, env=variables)
    yield f"http://127.0.0.1:{port}/api/kernels?token={TOKEN}"
    running.terminate()
    running.wait(30)


def asked(address, body=None):
    """What the server says."""
    request = urllib.request.Request(address, data=body and json.dumps(body).encode())
    with urllib.request.urlopen(request, timeout=60) as answer:
        return json.loads(answer.read())


def until(is_so, seconds=90):
    """Whether something is so within some time; a server that does not listen yet is asked again."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            if is_so():
                return True
        except OSError:
            pass
        time.sleep(0.1)
    return False


def processes():
    """Kernels that run: forks of warm servers, and ordinary ones of this process's children."""
    forked = sum(server.kernels for server in running_servers())
    below = psutil.Process().children(recursive=True)
    return forked + sum("ipykernel_launcher" in " ".join(one.cmdline()) for one in below)


@pytest.mark.parametrize("name", [KERNEL, "python3"])
def test_an_idle_kernel_is_shut_down(served, name, tmp_path):
    """It is listed no more, and its process has ended."""
    before = processes()
    assert until(lambda: asked(served) == []), Path(tmp_path, "log").read_text()
    asked(served, {"name": name})
    assert until(lambda: processes() == before + 1)
    assert until(lambda: asked(served) == [])
    assert until(lambda: processes() == before)
