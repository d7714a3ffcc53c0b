"""Publishing to a server by rsync and by SFTP: both against a real one, on this machine."""

import asyncio
import shutil
import threading

import asyncssh
import pytest
from pytest_socket import enable_socket, socket_allow_hosts

from arpent.errors import ArpentError, AskedWrongly
from arpent.site import publish_sftp
from arpent.site.publish import destination_of, publish
from arpent.site.publish_sftp import Sftp
from arpent.site.publish_slots import Slots
from arpent.site.writing import digests_of, files_of

#: Runs what ssh would run on the server, on this machine: ssh -l me server COMMAND.
SSH = '#!/bin/sh\n[ "$1 $2 $3" = "-l me server" ] || exit 255\nshift 3\nexec sh -c "$*"\n'


@pytest.fixture
def sftp_server(tmp_path):
    """A server of SFTP on loopback: a folder of it, and how one logs in."""
    enable_socket()  # asyncio listens
    socket_allow_hosts(["127.0.0.1"], allow_unix_socket=True)
    root, key = tmp_path / "server", asyncssh.generate_private_key("ssh-ed25519")
    loop, ready, ports = asyncio.new_event_loop(), threading.Event(), []

    class Open(asyncssh.SSHServer):
        def begin_auth(self, _username):
            return False

    async def listen():
        server = await asyncssh.listen(
            "127.0.0.1",
            0,
            server_factory=Open,
            server_host_keys=[key],
            sftp_factory=True,
        )
        ports.append(server.get_port())
        ready.set()
        return server

    def run():
        server = loop.run_until_complete(listen())
        loop.run_forever()
        server.close()
        loop.run_until_complete(server.wait_closed())
        loop.close()

    thread = threading.Thread(target=run)
    thread.start()
    assert ready.wait(10)
    known = asyncssh.import_known_hosts(f"[127.0.0.1]:{ports[0]} {key.export_public_key().decode()}")
    yield root, ports[0], {"known_hosts": known, "config": None, "client_keys": None, "agent_path": None}
    loop.call_soon_threadsafe(loop.stop)
    thread.join()


@pytest.fixture(params=["rsync", "rsync over ssh", "sftp"])
def server(request, tmp_path, monkeypatch):
    """A destination that is a link on a server, and where that link is on this machine."""
    root = tmp_path / "srv w"
    if request.param == "sftp":
        root, port, login = request.getfixturevalue("sftp_server")
        way = Sftp.named(f"sftp://essai@127.0.0.1:{port}{root}/www/observatoire")
        way.login.update(login)
        destination = Slots(way)
    else:
        if shutil.which("rsync") is None:
            pytest.skip("rsync is not on this machine")
        ssh = tmp_path / "ssh"
        ssh.write_text(SSH)
        ssh.chmod(0o755)
        monkeypatch.setenv("RSYNC_RSH", str(ssh))
        host = "me@server:" if request.param == "rsync over ssh" else ""
        destination = destination_of(f"rsync:{host}{root}/www/observatoire")
    (root / "www").mkdir(parents=True)
    return destination, root / "www" / "observatoire"


def _shown(link):
    """What readers find: all the files but the list that arpent keeps."""
    return {name: digest for name, digest in digests_of(link).items() if not name.startswith(".arpent/")}


def _second_edition(sited):
    sited.declare('edition: "2027"\n')
    sited.build()


def test_whole_then_nothing(sited, server):
    """All the files are there, behind a link; a second time there is nothing to do."""
    destination, link = server
    sited.build()
    assert publish(sited.folder, destination, dry_run=True).new
    assert not link.parent.joinpath(".observatoire").exists()
    first = publish(sited.folder, destination)
    assert str(link.readlink()) == ".observatoire/a"
    assert _shown(link) == files_of(sited.folder)
    assert len(first.new) == len(files_of(sited.folder))
    assert publish(sited.folder, destination).is_nothing


def test_next_edition_and_back(sited, server):
    """The next edition shows at once; rolling back shows the first again, twice the second again."""
    destination, link = server
    sited.build()
    publish(sited.folder, destination)
    first = _shown(link)
    with pytest.raises(AskedWrongly, match="nothing to go back to"):
        destination.roll_back()
    _second_edition(sited)
    publish(sited.folder, destination)
    second = _shown(link)
    assert second == files_of(sited.folder)
    assert destination.roll_back().endswith("/www/observatoire")
    assert _shown(link) == first
    destination.roll_back()
    assert _shown(link) == second


def test_third_leaves_nothing_of_the_first(sited, server):
    """A slot that is filled again holds the new site, and what was withdrawn is not in it."""
    destination, link = server
    for question in ("un", "deux", "trois"):
        sited.render("epci:244301099", lambda view, title=question: view.update(title=title))
        sited.build()
        extra = sited.folder / "2026" / f"{question}.txt"
        extra.write_text(question)
        publish(sited.folder, destination, is_draft=True)
        assert _shown(link) == digests_of(sited.folder)
        extra.unlink()


def test_something_else_is_left(sited, server):
    """A folder that arpent did not put there is not replaced."""
    destination, link = server
    sited.build()
    link.mkdir()
    (link / "thesis.txt").write_text("mine")
    with pytest.raises(AskedWrongly, match="did not publish so"):
        publish(sited.folder, destination)
    assert (link / "thesis.txt").read_text() == "mine"


def test_sftp_cut_on_the_way(sited, sftp_server, monkeypatch):
    """A connection lost while files are sent leaves readers what they had; run again, it ends."""
    root, port, login = sftp_server
    (root / "www").mkdir(parents=True)
    way, link = Sftp.named(f"sftp://127.0.0.1:{port}{root}/www/observatoire"), root / "www" / "observatoire"
    way.login.update(login)
    sited.build()
    publish(sited.folder, Slots(way))
    first, put, sent = _shown(link), asyncssh.SFTPClient.put, []
    _second_edition(sited)

    async def lost(self, source, target):
        sent.append(target)
        if len(sent) == 20:
            raise ConnectionResetError("connection lost")
        await put(self, source, target)

    monkeypatch.setattr(asyncssh.SFTPClient, "put", lost)
    with pytest.raises(ArpentError, match=r"connection lost\. Readers still find"):
        publish(sited.folder, Slots(way))
    assert _shown(link) == first
    with pytest.raises(AskedWrongly, match="nothing to go back to"):
        Slots(way).roll_back()
    publish(sited.folder, Slots(way))
    assert _shown(link) == files_of(sited.folder)


def test_rsync_cut_on_the_way(sited, tmp_path, monkeypatch):
    """What stops rsync is told, readers find what was there; run again, it ends."""
    if shutil.which("rsync") is None:
        pytest.skip("rsync is not on this machine")
    link = tmp_path / "www" / "observatoire"
    link.parent.mkdir()
    destination = destination_of(f"rsync:{link}")
    sited.build()
    publish(sited.folder, destination)
    first = _shown(link)
    _second_edition(sited)
    turn = type(destination.way).turn
    monkeypatch.setattr(type(destination.way), "turn", lambda *_: destination.way.read("../\0"))
    with pytest.raises(Exception, match="null"):
        publish(sited.folder, destination)
    assert _shown(link) == first
    monkeypatch.setattr(type(destination.way), "turn", turn)
    publish(sited.folder, destination)
    assert _shown(link) == files_of(sited.folder)
    shutil.rmtree(link.parent)
    with pytest.raises(ArpentError, match="Readers still find what was there"):
        destination.published()


@pytest.mark.parametrize(
    ("target", "message"),
    [
        ("rsync:", "rsync:"),
        ("rsync:server:/", "no folder is named"),
        ("rsync:-e touch x:/srv/www", "a folder is rsync:"),
        ("rsync://server/module/www", "a folder is rsync:"),
        ("sftp://server", "no folder is named"),
        ("sftp:///srv/www", "an address is sftp://"),
        ("sftp://me:secret@server/srv/www", f"never in it, but in {publish_sftp.PASSWORD}"),
    ],
)
def test_wrong_addresses(target, message):
    """What names no folder is refused, options of ssh too; a password in an address is, and is not repeated."""
    with pytest.raises(AskedWrongly, match=message) as refused:
        destination_of(target)
    assert "secret" not in str(refused.value)
