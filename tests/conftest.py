"""What every test starts from: no network but loopback, and the folder of real published files."""

from pathlib import Path

import pytest
from pytest_socket import disable_socket, socket_allow_hosts

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"


@pytest.fixture(autouse=True)
def _no_network():
    """No test reaches beyond this machine."""
    disable_socket(allow_unix_socket=True)
    socket_allow_hosts(["127.0.0.1", "::1"], allow_unix_socket=True)


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Folder of real published files, for checks against them; absent on users' machines."""
    if not SHARED.is_dir():
        pytest.skip("../shared/data (real published files, developers' machines and CI only) is not there")
    return SHARED
