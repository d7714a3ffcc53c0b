"""Many files at once: politely, whole, each said."""

import threading
import time

import pytest

from arpent import catalogue
from arpent.errors import DataInvalid
from arpent.sources import connection
from arpent.sources.bringing import bring_files
from arpent.sources.pins import check_pin, pinned
from arpent.sources.search import discarding
from arpent.sources.store import locate
from arpent.sources.whereabouts import whereabouts

CSV = "code;n\n" + "01004;1\n" * 50_000


def wanted(*roles):
    """Where the files of some roles are."""
    dataset = catalogue.load("essai_communes")
    return [whereabouts(dataset, dataset.latest, role) for role in roles]


def declare(essai, server, count):
    """A dataset of several files on one host; their roles."""
    roles = [f"r{number}" for number in range(count)]
    lines = f"{server.serve('/r0.csv', CSV)}\n" + "".join(
        f"      - role: {role}\n        url: {server.serve(f'/{role}.csv', CSV)}\n" for role in roles[1:]
    )
    essai(url=lines.rstrip())
    return ["communes", *roles[1:]]


def test_one_failure_never_stops_the_others(essai, server):
    """In the order asked, each with where it came from or why it did not."""
    roles = declare(essai, server, 3)
    del server.content["/r1.csv"]
    done = list(bring_files(wanted(*roles)))
    assert [bool(each.located) for each in done] == [True, False, True]
    assert "404" in done[1].failure
    assert done[0].wanted.served_by == "producer"


def test_two_connections_a_host_at_most(essai, server, monkeypatch):
    """Whatever the jobs."""
    roles = declare(essai, server, 6)
    now, most, lock = [0], [0], threading.Lock()
    real = connection.gate

    class Counted:
        """A gate that counts who is inside."""

        def __init__(self, url):
            self.gate = real(url)

        def __enter__(self):
            self.gate.acquire()
            with lock:
                now[0] += 1
                most[0] = max(most[0], now[0])
            time.sleep(0.02)

        def __exit__(self, *error):
            with lock:
                now[0] -= 1
            self.gate.release()

    monkeypatch.setattr("arpent.sources.fetching.gate", Counted)
    assert all(each.located for each in bring_files(wanted(*roles), jobs=6))
    assert most[0] == 2


def test_a_file_asked_by_many_at_once_is_fetched_once(essai, server):
    """Kernels that start together wait for the first."""
    essai(url=server.serve("/a.csv", CSV))
    found = []
    threads = [threading.Thread(target=lambda: found.append(locate("essai_communes"))) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({each.sha256 for each in found}) == 1
    assert (len(found), len(server.requests)) == (6, 1)


def test_a_fetch_that_is_stopped_goes_on_from_there(essai, server):
    """As after kill -9: nothing half stands in the raw store, and the next run asks for the rest."""
    root = essai(url=server.serve("/a.csv", CSV * 20))

    def stop(arrived, _expected):
        if arrived > 1_000_000:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        locate("essai_communes", progress=stop)
    assert not (root / "data/raw/essai_communes").exists()
    assert locate("essai_communes").path.read_text() == CSV * 20
    start = int(server.asked()[-1].removeprefix("bytes=").removesuffix("-"))
    assert start > 900_000


def test_checksums_pinned_side_by_side_are_all_kept(tmp_path):
    """Threads and processes write one list."""
    for number in range(20):
        (tmp_path / f"{number}.csv").write_text(str(number))
    threads = [
        threading.Thread(target=check_pin, args=(tmp_path / "raw", f"a/{number}", tmp_path / f"{number}.csv"))
        for number in range(20)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(pinned(tmp_path / "raw")) == 20


def test_a_list_of_checksums_that_is_not_one(tmp_path):
    """The message says what to do."""
    (tmp_path / "checksums.yml").write_text("- a\n")
    with pytest.raises(DataInvalid, match="delete it: they are pinned again"):
        pinned(tmp_path)


def test_what_is_discarded_leaves_nothing(tmp_path):
    """Neither the part nor what says which file it is of."""
    part = tmp_path / "a.csv"
    part.touch()
    (tmp_path / "a.csv.validator").touch()
    with pytest.raises(ValueError, match="x"), discarding(part):
        raise ValueError("x")
    assert not list(tmp_path.iterdir())
