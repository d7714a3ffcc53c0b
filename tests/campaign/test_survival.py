"""A campaign that something stops: what is finished stays, what is missing is made, the bytes are the same."""

import errno
import operator
import os
import random
import signal
import subprocess
import sys
import time

import pytest

from arpent.campaign import Options, files, work
from arpent.campaign.executors import Processes, WorkerLost
from arpent.campaign.files import DiskRefused
from arpent.errors import AskedWrongly, KernelDied, NotebookFailed

#: What a killed runner does: the invented notebooks, slowly enough to be killed among them.
RUNNER = """
import sys, time
sys.path.insert(0, {folder!r})
import conftest
from arpent.campaign import work
def slow(*given, **more):
    time.sleep(0.05)
    return conftest.invented(*given, **more)
work.execute = slow
print("ready", flush=True)
conftest.Project(conftest.project.root()).run(territories={places!r})
"""
PLACES = ["epci:244301099", "epci:200085728", "epci:246300701", "epci:200067627", "epci:200069169"]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_runner_killed_at_any_moment_is_resumed(fast, seed):
    """The second run executes what was not finished, and leaves the bytes of an undisturbed one."""
    text = RUNNER.format(folder=os.path.dirname(__file__), places=PLACES)  # noqa: PTH120 - for sys.path
    with subprocess.Popen([sys.executable, "-c", text], stdout=subprocess.PIPE, text=True) as runner:
        assert runner.stdout.readline() == "ready\n"
        time.sleep(random.Random(seed).uniform(0.2, 1.5))
        runner.send_signal(signal.SIGKILL)
    finished = len(fast.store.records())
    progress = fast.run(territories=PLACES)
    assert progress.failures == []
    assert progress.executed == 10 - finished
    resumed = fast.files()
    fast.run(territories=PLACES, force=True)
    assert resumed == fast.files()
    assert not list(fast.store.folder.rglob("*.part"))


def test_a_failure_stops_nothing_else(fast, monkeypatch):
    """It is listed with cell and line, the other page is made, and it is tried again by the next run."""

    def fails(path, given, **more):
        if path.stem == "portrait":
            raise NotebookFailed("portrait stopped", cell=4, line=2, traceback="…")
        return invented(path, given, **more)

    invented = work.execute
    monkeypatch.setattr(work, "execute", fails)
    progress = fast.run()
    found = {(one.page, one.failure.cell, one.failure.line) for one in progress.failures}
    assert found == {("portrait", 4, 2)}
    made = {path.name for path in fast.store.report("epci-244301099").glob("*.html")}
    assert {name for name in made if not name.startswith("methode-")} == {"index.html", "population.html"}
    assert {one.why for one in fast.plan().runs} == {("failed last time",)}


def test_stop_on_failure_starts_nothing_more(fast, monkeypatch):
    """What is left is left for the next run."""
    monkeypatch.setattr(work, "execute", lambda *_, **__: 1 / 0)
    progress = fast.run(territories=PLACES, options=Options(keeps_going=False))
    assert 1 <= len(progress.failures) < 10
    assert "ZeroDivisionError" in progress.failures[0].failure.message


def test_a_dead_kernel_is_tried_again(fast, monkeypatch):
    """As many times as asked; an error of the notebook is not."""
    tried = []

    def dies(path, given, **more):
        tried.append(path.stem)
        if tried.count(path.stem) < 3:
            raise KernelDied("the kernel died")
        return invented(path, given, **more)

    invented = work.execute
    monkeypatch.setattr(work, "execute", dies)
    place = ["epci:244301099"]
    assert fast.run(territories=place, themes=["portrait"], options=Options(retries=2)).failures == []
    assert tried == ["portrait"] * 3


def test_two_runs_do_not_trample_each_other(fast):
    """The second is refused, and says why."""
    with fast.store.locked(), pytest.raises(AskedWrongly, match="another run of this campaign"):
        fast.run()


def test_a_full_disk_stops_the_run_and_corrupts_nothing(fast, monkeypatch):
    """One message; what was finished is fresh, and the next run does the rest."""
    real, left = files.os.fsync, [5]

    def full(descriptor):
        left[0] -= 1
        if left[0] < 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        real(descriptor)

    monkeypatch.setattr(files.os, "fsync", full)
    with pytest.raises(DiskRefused, match="the disk is full"):
        fast.run()
    monkeypatch.setattr(files.os, "fsync", real)
    before = len(fast.store.records())
    assert before < 4
    progress = fast.run()
    assert (progress.executed, progress.failures) == (4 - before, [])


def test_what_is_written_can_be_read_by_whom_this_user_lets(tmp_path):
    """A report is published: its files have the rights that any new file has here."""
    usual = tmp_path / "usual"
    usual.touch()
    files.write_whole(tmp_path / "written", b"text")
    assert (tmp_path / "written").stat().st_mode == usual.stat().st_mode


def test_a_damaged_record_or_result_is_made_again(fast):
    """A result cut short is refused by its checksum; a record that can't be read is no record."""
    fast.run()
    record = fast.store.folder / "results" / "portrait" / "epci-244301099.json"
    record.write_text("{")
    assert [one.target.key for one in fast.plan().runs] == [("portrait", "epci-244301099")]


def test_a_worker_that_is_killed_is_replaced():
    """Its work comes back as lost, the other's is not touched, and the next one is done."""
    workers = Processes(2)
    try:
        workers.submit("lost", signal.raise_signal, signal.SIGKILL)
        workers.submit("kept", operator.index, 3)
        found = {}
        while len(found) < 2:
            found.update(dict(workers.wait()))
        assert isinstance(found["lost"], WorkerLost)
        assert found["kept"] == 3
        workers.submit("again", operator.index, 4)
        assert dict(workers.wait())["again"] == 4
    finally:
        workers.close()


def test_a_worker_that_is_killed_while_it_waits_is_replaced():
    """It had nothing to do: nothing is lost, and the next work is done as if nothing had happened."""
    workers = Processes(1)
    try:
        workers.submit("its number", eval, "__import__('os').getpid()")  # a worker may not import tests
        ((_, number),) = workers.wait()
        os.kill(number, signal.SIGKILL)
        time.sleep(0.5)  # until its pool has seen it
        workers.submit("next", operator.index, 3)
        assert workers.wait() == [("next", 3)]
    finally:
        workers.close()
