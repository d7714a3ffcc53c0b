"""A disk that is really full: a small file system in memory, mounted where the campaign writes."""

import subprocess

import pytest

from arpent.campaign.files import DiskRefused

PLACES = ["epci:244301099", "epci:200085728", "epci:246300701", "epci:200067627"]


@pytest.fixture
def small_disk(fast):
    """What may be mounted there: 300 kB, then enough."""
    folder = fast.root / "reports" / "build"
    folder.mkdir(parents=True)

    def mount(options):
        return subprocess.run(
            ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)], capture_output=True, check=False
        )

    if mount("size=300k").returncode:
        pytest.skip("mounting a small file system takes root on Linux")
    yield mount
    subprocess.run(["umount", str(folder)], check=True)


def test_a_disk_that_fills_up_corrupts_nothing(fast, small_disk):
    """One message that says what to do; every record's result is whole; with space, the next run does the rest."""
    with pytest.raises(DiskRefused, match=r"the disk is full\. Free some space and run again"):
        fast.run(territories=PLACES)
    finished = fast.store.records()
    for key, record in finished.items():
        assert fast.store.packed(key, record)
    assert not list(fast.store.folder.rglob("*.part"))
    assert small_disk("remount,size=60m").returncode == 0
    progress = fast.run(territories=PLACES)
    assert (progress.failures, progress.executed) == ([], 8 - len(finished))
    whole = fast.files()
    fast.run(territories=PLACES, force=True)
    assert whole == fast.files()
