"""The preview: on this machine alone, and pages that reload."""

import threading
import time
import urllib.error
import urllib.request

import pytest
from pytest_socket import socket_allow_hosts

from arpent.errors import AskedWrongly
from arpent.site.serve import Preview


@pytest.fixture
def preview(sited, socket_enabled):  # noqa: ARG001 - a server of this machine, for this machine
    """A site that is served, on any port."""
    socket_allow_hosts(["127.0.0.1"], allow_unix_socket=True)
    sited.build()
    shown = Preview("essai")
    thread = threading.Thread(target=shown.run)
    thread.start()
    yield sited, shown
    shown.stop()
    thread.join(timeout=10)
    assert not thread.is_alive()


def _get(shown, path):
    with urllib.request.urlopen(shown.address + path, timeout=10) as answer:
        return answer.read().decode()


def test_pages(preview):
    """A page has the script that reloads; the built file has not. What is not there is 404."""
    sited, shown = preview
    assert shown.address.startswith("http://127.0.0.1:")
    assert "EventSource" in _get(shown, "2026/")
    assert "EventSource" not in sited.page("2026/index.html")
    with pytest.raises(urllib.error.HTTPError, match="404"):
        _get(shown, "2026/gone.html")
    with pytest.raises(urllib.error.HTTPError, match="404"):
        _get(shown, "..%2f..%2f..%2fparams/territories.yml")


def test_reload(preview):
    """A style that changes is rebuilt, and the page is told."""
    sited, shown = preview
    told = []

    def wait():
        with urllib.request.urlopen(f"{shown.address}.reload", timeout=30) as answer:
            told.extend(line for line in answer if line.startswith(b"data"))

    waiting = threading.Thread(target=wait)
    waiting.start()
    time.sleep(0.3)  # the page is open before the style changes
    style = sited.root / "reports" / "site" / "site.css"
    style.write_text(style.read_text() + ".essai { color: red; }\n")
    waiting.join(timeout=30)
    assert told == [b"data: reload\n"]
    assert ".essai" in sited.page("2026/assets/site.css")


@pytest.mark.usefixtures("sited")
def test_no_site():
    """A site that is not built is not served; the message names the command."""
    with pytest.raises(AskedWrongly, match="arpent site build essai"):
        Preview("essai")
