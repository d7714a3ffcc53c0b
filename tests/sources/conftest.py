"""A project of its own, a catalogue of one dataset, and a server that misbehaves, for the tests of fetching."""

import importlib.util
import shutil
import sys
from pathlib import Path

import pytest
from pytest_socket import enable_socket, socket_allow_hosts

from arpent.catalogue.reading import read_record
from arpent.sources import fetching

_SPEC = importlib.util.spec_from_file_location("serving", Path(__file__).with_name("serving.py"))
sys.modules["serving"] = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(sys.modules["serving"])


@pytest.fixture
def _loopback(monkeypatch):
    """Sockets, to this machine only, whatever proxy it has."""
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    enable_socket()
    socket_allow_hosts(["127.0.0.1", "::1"], allow_unix_socket=True)


@pytest.fixture
def server(_loopback):
    """A server on loopback that serves what it is given, after the faults it is given."""
    running = sys.modules["serving"].run()
    yield running.state
    running.shutdown()
    running.server_close()


@pytest.fixture
def pauses(monkeypatch):
    """Seconds that fetching would have waited between attempts; nothing waits."""
    waited = []
    monkeypatch.setattr(fetching, "pause", waited.append)
    return waited


@pytest.fixture
def essai(tmp_path, monkeypatch):
    """
    A project whose catalogue holds one dataset, ``essai_communes``.

    Call it with the keys of its only file; it returns the folder of the project.
    """
    for name in ("ARPENT_MIRROR", "ARPENT_OFFLINE"):
        monkeypatch.delenv(name, raising=False)
    root = tmp_path / "projet"
    (root / "params").mkdir(parents=True)
    (root / "params" / "territories.yml").touch()
    (root / "data" / "catalogue").mkdir(parents=True)
    monkeypatch.setenv("ARPENT_ROOT", str(root))

    def declare(**keys):
        lines = "".join(f"        {key}: {value}\n" for key, value in keys.items())
        path = root / "data" / "catalogue" / "essai_communes.yml"
        path.write_text(sys.modules["serving"].RECORD + lines, encoding="utf-8")
        read_record.cache_clear()
        return root

    yield declare
    read_record.cache_clear()
    shutil.rmtree(root, ignore_errors=True)
