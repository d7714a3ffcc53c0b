"""What every test starts from: no network but loopback, and the folder of real published files."""

import fcntl
import io
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import pytest
from pytest_socket import disable_socket, socket_allow_hosts

from arpent.kernels.meeting import FOLDER
from arpent.kernels.servers import stop_servers
from arpent.render.renderers import find_quarto

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"
GTFS = Path(__file__).with_name("gtfs_invented")


def pytest_runtest_setup(item):
    """A test marked ``quarto`` runs where arpent finds Quarto."""
    if item.get_closest_marker("quarto") and not find_quarto():
        pytest.skip("no quarto on PATH, nor named by QUARTO_PATH (conda-forge or its installer)")


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


@pytest.fixture(scope="session")
def real_project(shared_data, tmp_path_factory) -> Path:
    """A project like this one, with every table that the real published files can make; built once a run."""
    own = tmp_path_factory.getbasetemp()
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "real"
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "built").is_file():
            _build_all(folder, shared_data)
            (folder / "built").touch()
    return folder


def _build_all(folder: Path, mirror: Path) -> None:
    root = Path(__file__).resolve().parents[1]
    for name in ("notebooks", "params", "reports"):
        (folder / name).symlink_to(root / name)
    (folder / "data").mkdir()
    for name in ("embedded", "catalogue"):
        (folder / "data" / name).symlink_to(root / "data" / name)
    command = [Path(sys.executable).with_name("arpent"), "data", "build", "--mirror", mirror]
    # Tables whose files are not there fail, and are named: those that can be made are.
    subprocess.run(command, env=os.environ | {"ARPENT_ROOT": str(folder)}, capture_output=True, check=False)


@pytest.fixture
def real_tables(real_project, monkeypatch) -> Path:
    """The project of this test is ``real_project``."""
    monkeypatch.setenv("ARPENT_ROOT", str(real_project))
    return real_project


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
