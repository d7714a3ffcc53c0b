"""A file arrives whole or not at all, whatever the server does; the next run succeeds."""

import errno
import gzip
import shutil
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from arpent.errors import DataUnavailable
from arpent.sources import connection, fetching
from arpent.sources.fetching import download

CSV = "code;population\n" + "".join(f"{n:05d};{n}\n" for n in range(20_000))


def names(folder):
    """Names of the files in a folder."""
    return [path.name for path in folder.iterdir()]


@pytest.fixture
def part(tmp_path):
    """Where a file arrives."""
    return tmp_path / ".partial" / "essai.csv"


def test_a_file_arrives_as_published(server, part):
    """Its bytes, and nothing left beside it; bytes are asked uncompressed, by name."""
    assert download(server.serve("/a.csv", CSV), part).read_text() == CSV
    assert names(part.parent) == ["essai.csv"]
    assert server.asked("Accept-Encoding") == ["identity"]
    assert server.asked("User-Agent")[0].startswith("arpent/")


def test_a_cut_is_taken_up_where_it_stopped(server, part, pauses):
    """The second request asks for the rest of that very file; a pause stands between."""
    assert download(server.serve("/a.csv", CSV, "cut"), part).read_text() == CSV
    assert server.asked() == [None, f"bytes={len(CSV) // 2}-"]
    assert server.asked("If-Range") == [None, '"un"']
    assert len(pauses) == 1


@pytest.mark.usefixtures("pauses")
def test_a_file_replaced_meanwhile_starts_again(server, part):
    """Halves of two files are never put together."""
    url = server.serve("/a.csv", "x" * len(CSV), "cut", *[503] * 5)
    with pytest.raises(DataUnavailable, match="503"):
        download(url, part)
    assert part.stat().st_size == len(CSV) // 2
    server.serve("/a.csv", CSV)
    server.etag = '"deux"'
    assert download(url, part).read_text() == CSV


@pytest.mark.usefixtures("pauses")
def test_without_a_validator_it_starts_again(server, part):
    """A server that does not say which file it serves is not asked for the rest of one."""
    server.etag = ""
    assert download(server.serve("/a.csv", CSV, "cut"), part).read_text() == CSV
    assert server.asked() == [None, None]


@pytest.mark.parametrize("code", [429, 500, 502, 503, 504])
def test_a_server_in_trouble_is_asked_again(server, part, pauses, code):
    """Pauses grow, and are never the same for all."""
    assert download(server.serve("/a.csv", CSV, code, code, code), part).read_text() == CSV
    assert [0.5 * 2**n * 0.5 <= wait <= 0.5 * 2**n * 1.5 for n, wait in enumerate(pauses, start=1)] == [
        True
    ] * 3


def test_retry_after_is_obeyed(server, part, pauses):
    """In seconds or as a date."""
    date = format_datetime(datetime.now(UTC) + timedelta(seconds=9), usegmt=True)
    url = server.serve("/a.csv", CSV, (429, {"Retry-After": "7"}), (503, {"Retry-After": date}))
    download(url, part)
    assert pauses[0] == 7
    assert 6 < pauses[1] <= 9


def test_a_server_that_asks_for_an_hour_is_left(server, part, pauses):
    """The message says what it answered; nothing waits that long."""
    url = server.serve("/a.csv", CSV, (429, {"Retry-After": "3600"}))
    with pytest.raises(DataUnavailable, match=r"answers 429 .*Run again later"):
        download(url, part)
    assert pauses == []


@pytest.mark.usefixtures("pauses")
def test_a_server_that_never_recovers_is_left(server, part):
    """After five attempts that bring nothing; a later run succeeds."""
    url = server.serve("/a.csv", CSV, *[503] * 5)
    with pytest.raises(DataUnavailable, match=r"503 .*\(5 attempt\(s\), 0 bytes kept\)"):
        download(url, part)
    assert not part.exists()
    assert download(url, part).read_text() == CSV


@pytest.mark.parametrize(
    ("code", "reason"),
    [(404, "moved or replaced"), (403, "forbidden from here"), (410, "withdrawn"), (407, "HTTPS_PROXY")],
)
def test_a_refusal_is_said_at_once(server, part, pauses, code, reason):
    """No attempt is made again, no file is left; a later run succeeds."""
    url = server.serve("/a.csv", CSV, code)
    with pytest.raises(DataUnavailable, match=reason):
        download(url, part)
    assert names(part.parent) == []
    assert pauses == []
    assert download(url, part).read_text() == CSV


@pytest.mark.usefixtures("pauses")
def test_a_server_that_falls_silent_counts_as_cut(server, part, monkeypatch):
    """Half a file, then nothing: the rest is asked again."""
    monkeypatch.setattr(connection, "STALL", 0.3)
    assert download(server.serve("/a.csv", CSV, "stall"), part).read_text() == CSV
    assert server.asked()[1] == f"bytes={len(CSV) // 2}-"


@pytest.mark.usefixtures("_loopback", "pauses")
def test_no_server_at_all(part):
    """The message says that it can't be reached."""
    with pytest.raises(DataUnavailable, match="can't be reached"):
        download("http://127.0.0.1:9/a.csv", part)


def test_a_full_disk_is_said(server, part, monkeypatch):
    """Before anything is written, where the server says how much is coming; nothing is kept."""
    url = server.serve("/a.csv", CSV)
    usage = shutil.disk_usage("/")
    with monkeypatch.context() as full:
        full.setattr(fetching.shutil, "disk_usage", lambda _: usage._replace(free=1000))
        with pytest.raises(DataUnavailable, match=r"the disk is full .*Make room and run again"):
            download(url, part)
    assert names(part.parent) == []
    assert download(url, part).read_text() == CSV


def test_a_disk_that_fills_up_on_the_way(server, part, monkeypatch):
    """Nothing half is kept."""

    def full(*_arguments):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(fetching, "_copy", full)
    with pytest.raises(DataUnavailable, match="the disk is full"):
        download(server.serve("/a.csv", CSV), part)
    assert names(part.parent) == []


def test_a_file_without_end_is_stopped(server, part, monkeypatch):
    """At a size that no open file has."""
    monkeypatch.setattr(fetching, "LARGEST", 1000)
    with pytest.raises(DataUnavailable, match="more than 1,000 bytes arrived"):
        download(server.serve("/a.csv", CSV), part)
    assert names(part.parent) == []


def test_a_server_that_packs_all_the_same(server, part):
    """The file is unpacked, so that its checksum is the published one; a file published as .gz is left."""
    packed = gzip.compress(CSV.encode())
    server.headers = {"Content-Encoding": "gzip"}
    assert download(server.serve("/a.csv", packed), part).read_text() == CSV
    assert download(server.serve("/a.csv.gz", packed), part).read_bytes() == packed


@pytest.mark.usefixtures("pauses")
def test_progress_is_told(server, part):
    """Bytes arrived and expected, over a cut too."""
    told = []
    download(server.serve("/a.csv", CSV, "cut"), part, progress=lambda *seen: told.append(seen))
    assert told[-1] == (len(CSV), len(CSV))
    assert [arrived for arrived, _ in told] == sorted(arrived for arrived, _ in told)


def test_a_proxy_of_the_environment_is_used(server, part, monkeypatch):
    """The request goes to the proxy, with the whole address."""
    server.content["http://exemple.test/a.csv"] = CSV.encode()
    monkeypatch.setenv("HTTP_PROXY", server.url)
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    assert download("http://exemple.test/a.csv", part).read_text() == CSV
    assert server.requests[0][0] == "http://exemple.test/a.csv"


def test_certificates_of_the_environment_are_used(monkeypatch, tmp_path):
    """REQUESTS_CA_BUNDLE, which agencies set, is read too: a bundle that is none is refused."""
    bundle = tmp_path / "ca.pem"
    bundle.write_text("none", encoding="utf-8")
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(bundle))
    with pytest.raises(OSError, match=r"(?i)certificate|NO_START_LINE|PEM"):
        connection.client()
