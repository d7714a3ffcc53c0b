"""What every test starts from: no network but loopback, and the folder of real published files."""

import io
import os
import shutil
import tempfile
import zipfile
from pathlib import Path

import pytest
from pytest_socket import disable_socket, socket_allow_hosts

from arpent.kernels.meeting import FOLDER
from arpent.kernels.servers import stop_servers

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"
GTFS = Path(__file__).with_name("gtfs_invented")


@pytest.fixture(autouse=True)
def _no_network():
    """No test reaches beyond this machine."""
    disable_socket(allow_unix_socket=True)
    socket_allow_hosts(["127.0.0.1", "::1"], allow_unix_socket=True)


@pytest.fixture(scope="session", autouse=True)
def _own_warm_server():
    """Warm servers of these tests meet in a folder of their own, and end with them."""
    # NOTE: not pytest's own folder: the path of a local socket may hold a hundred letters.
    folder = tempfile.mkdtemp(prefix="arpent-k-")
    before = os.environ.get(FOLDER)
    os.environ[FOLDER] = folder
    yield
    stop_servers()
    shutil.rmtree(folder)
    os.environ.pop(FOLDER) if before is None else os.environ.update({FOLDER: before})


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Folder of real published files, for checks against them; absent on users' machines."""
    if not SHARED.is_dir():
        pytest.skip("../shared/data (real published files, developers' machines and CI only) is not there")
    return SHARED


@pytest.fixture
def gtfs():
    """A made-up feed (tests/gtfs_invented), zipped: bytes, with some of its files replaced, or left out where None."""

    def zipped(**replaced):
        files = {path.stem: path.read_text(encoding="utf-8") for path in GTFS.glob("*.txt")} | replaced
        body = io.BytesIO()
        with zipfile.ZipFile(body, "w") as archive:
            for name, text in files.items():
                if text is not None:
                    archive.writestr(f"{name}.txt", text)
        return body.getvalue()

    return zipped
