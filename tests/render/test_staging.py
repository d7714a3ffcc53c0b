"""A report appears whole or not at all."""

import subprocess
import sys

import pytest

from arpent.errors import AskedWrongly, RenderFailed
from arpent.render.staging import check_destination, staged_folder


def _old_report(folder):
    folder.mkdir()
    (folder / "provenance.json").write_text("{}")
    (folder / "old.html").write_text("old")
    return folder


def _stop_half_way(folder):
    (folder / "new.html").write_text("new")
    raise RuntimeError


def test_replaced_whole(tmp_path):
    """Files of the report before are gone, and nothing else is left beside it."""
    destination = _old_report(tmp_path / "report")
    with staged_folder(destination) as folder:
        (folder / "new.html").write_text("new")
    assert [file.name for file in destination.iterdir()] == ["new.html"]
    assert [file.name for file in tmp_path.iterdir()] == ["report"]


def test_error_keeps_the_old_one(tmp_path):
    """An error while building leaves the report before as it was, and no trace."""
    destination = _old_report(tmp_path / "report")
    with pytest.raises(RuntimeError), staged_folder(destination) as folder:
        _stop_half_way(folder)
    assert sorted(file.name for file in destination.iterdir()) == ["old.html", "provenance.json"]
    assert [file.name for file in tmp_path.iterdir()] == ["report"]


def test_disk_error(tmp_path):
    """An error of the disk is one message, and the report before is kept."""
    destination = _old_report(tmp_path / "report")
    with pytest.raises(RenderFailed, match="the report before it is kept"), staged_folder(destination):
        raise OSError(28, "No space left on device")
    assert (destination / "old.html").exists()


def test_file(tmp_path):
    """A file is not a folder."""
    (tmp_path / "f").write_text("")
    with pytest.raises(AskedWrongly, match="is a file"):
        check_destination(tmp_path / "f")


def test_below_a_file(tmp_path):
    """Nothing can be made below a file."""
    (tmp_path / "f").write_text("")
    with pytest.raises(AskedWrongly, match="can't be written"):
        check_destination(tmp_path / "f" / "report")


def test_other_files(tmp_path):
    """A folder that arpent did not make is never replaced."""
    (tmp_path / "letter.odt").write_text("")
    with pytest.raises(AskedWrongly, match="is not replaced"):
        check_destination(tmp_path)
    assert (tmp_path / "letter.odt").exists()


def test_new_folders(tmp_path):
    """Folders above are made; an empty destination is accepted."""
    with staged_folder(tmp_path / "a" / "b") as folder:
        (folder / "x").write_text("")
    assert (tmp_path / "a" / "b" / "x").exists()


@pytest.mark.parametrize("moment", ["while it builds", "between its renames"])
def test_what_a_killed_run_left_is_cleared_up(tmp_path, moment):
    """SIGKILL leaves a hidden folder; the next run puts back what it had moved aside, and removes the rest."""
    destination = _old_report(tmp_path / "report")
    script = f"""
import os, pathlib, signal
from arpent.render.staging import staged_folder
destination = pathlib.Path({str(destination)!r})
with staged_folder(destination) as folder:
    (folder / "new.html").write_text("new")
    if {moment!r} != "while it builds":
        destination.rename(folder.parent / "old")
    os.kill(os.getpid(), signal.SIGKILL)
"""
    ran = subprocess.run([sys.executable, "-c", script], check=False)
    assert ran.returncode == -9
    assert len(list(tmp_path.glob(".report-*"))) == 1
    assert destination.exists() == (moment == "while it builds")
    with pytest.raises(RuntimeError), staged_folder(destination) as folder:
        _stop_half_way(folder)
    assert (destination / "old.html").exists()
    assert [file.name for file in tmp_path.iterdir()] == ["report"]


def test_a_run_that_lives_keeps_its_folder(tmp_path):
    """Two runs of one report at once: the last to end is what is there, whole."""
    destination = tmp_path / "report"
    with staged_folder(destination) as first:
        (first / "first.html").write_text("1")
        with staged_folder(destination) as second:
            (second / "provenance.json").write_text("{}")
        (first / "provenance.json").write_text("{}")
    assert sorted(file.name for file in destination.iterdir()) == ["first.html", "provenance.json"]
    assert [file.name for file in tmp_path.iterdir()] == ["report"]
