"""The site before last is what the next build begins with: the same bytes come out, however it was left."""

import json
import shutil
import subprocess
import sys
import textwrap

import pytest

from arpent.errors import RenderFailed
from arpent.site.spare import remove_others, spare_of, states_in
from arpent.site.writing import written_site

FILES = {"index.html": b"home", "2026/a/x.html": b"a", "2026/b/x.html": b"b", "2026/c/x.html": b"c"}
MARK = {"provenance.json": b"{}"}


def _build(folder, files):
    """Write a site of some files, and say which were written anew."""
    with written_site(folder) as (writer, _):
        for name, content in (files | MARK).items():
            writer.write(name, content)
    return writer.changed


def _fail_half_way(folder):
    with written_site(folder) as (writer, _):
        writer.write("index.html", b"half")
        raise OSError(28, "No space left on device")


def _files(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def test_begun_from_the_site_before_last(tmp_path):
    """A file that is withdrawn, changed or put back comes out right, build after build; its folder goes with it."""
    folder = tmp_path / "site"
    less = {name: content for name, content in FILES.items() if "/b/" not in name}
    for files in (FILES, FILES, less, less, FILES, FILES | {"2026/c/x.html": b"other"}, FILES):
        _build(folder, files)
        assert _files(folder) == files | MARK
        assert (folder / "2026" / "b").exists() == ("2026/b/x.html" in files)
    assert _build(folder, FILES) == 0
    assert sorted(one.name for one in tmp_path.iterdir()) == [".site.json", ".site.spare", "site"]


def test_what_is_read_stays_as_it_was(tmp_path):
    """While a build writes, no file of the site that is read changes, though the spare holds the very same ones."""
    folder = tmp_path / "site"
    _build(folder, FILES)
    _build(folder, FILES)
    assert (folder / "index.html").samefile(spare_of(folder) / "index.html")
    with written_site(folder) as (writer, _):
        writer.write("index.html", b"another home")
        writer.keep(["2026/a/x.html"])
        writer.write("2026/a/x.html", b"kept, then written")
        writer.write("provenance.json", b"{}")
        assert _files(folder) == FILES | MARK
    assert (folder / "2026" / "a" / "x.html").read_bytes() == b"kept, then written"


def test_nobody_is_taken_at_their_word(tmp_path):
    """A spare that someone changed, added to or took from does not show in the next site."""
    folder = tmp_path / "site"
    _build(folder, FILES)
    _build(folder, FILES)
    spare = spare_of(folder)
    (spare / "2026" / "a" / "x.html").unlink()
    (spare / "2026" / "b" / "x.html").unlink()
    (spare / "2026" / "b" / "x.html").write_bytes(b"B")
    (spare / "2026" / "secret.html").write_bytes(b"not published")
    (spare / "empty" / "folder").mkdir(parents=True)
    (spare / "link").symlink_to(tmp_path)
    _build(folder, FILES)
    assert _files(folder) == FILES | MARK
    assert not (folder / "empty").exists()
    assert not (folder / "link").is_symlink()


def test_an_error_forgets_the_spare(tmp_path):
    """A build that fails leaves the site and no half-changed spare; the next one is whole."""
    folder = tmp_path / "site"
    _build(folder, FILES)
    _build(folder, FILES)
    with pytest.raises(RenderFailed):
        _fail_half_way(folder)
    assert _files(folder) == FILES | MARK
    assert not spare_of(folder).exists()
    assert _build(folder, FILES) == 0
    assert _files(folder) == FILES | MARK


def test_a_site_that_is_wholly_new_keeps_no_spare(tmp_path):
    """Where most files changed the site before is not kept: it would take as much room again."""
    folder = tmp_path / "site"
    _build(folder, FILES)
    _build(folder, {name: content + b"!" for name, content in FILES.items()})
    assert not spare_of(folder).exists()


@pytest.mark.parametrize("moment", ["_swap", "_begin", "rename"])
def test_killed(tmp_path, moment):
    """Killed as it begins, before the swap, or between its two renames: the next build finds the site again."""
    folder = tmp_path / "site"
    _build(folder, FILES)
    _build(folder, FILES)
    code = f"""
        import os, pathlib, signal
        from pathlib import Path
        from arpent.render import staging
        from arpent.site.writing import written_site
        kill = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
        if {moment!r} == "rename":
            first = pathlib.Path.rename
            pathlib.Path.rename = lambda one, to: (first(one, to), str(to).endswith("/old") and kill())
        else:
            setattr(staging, {moment!r}, kill)
        with written_site(Path({str(folder)!r})) as (writer, _):
            writer.write("index.html", b"never")
    """
    ran = subprocess.run([sys.executable, "-c", textwrap.dedent(code)], check=False)
    assert ran.returncode == -9
    assert folder.exists() == (moment != "rename")
    with written_site(folder) as (writer, _):
        assert writer.keep(FILES)
        writer.write("provenance.json", b"{}")
    assert _files(folder) == FILES | MARK
    assert not list(tmp_path.glob(".site-*"))


def test_without_its_memory(tmp_path):
    """A spare without the memory of what was written is worth nothing: all is written anew."""
    folder = tmp_path / "site"
    _build(folder, FILES)
    _build(folder, FILES)
    (tmp_path / ".site.json").write_text(json.dumps({}))
    assert _build(folder, FILES) == len(FILES | MARK)
    shutil.rmtree(folder)
    _build(folder, FILES)
    assert _files(folder) == FILES | MARK


def test_states(tmp_path):
    """Files with size and time, folders with a slash; what is not wanted goes, and what it leaves empty."""
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "b" / "c.txt").write_bytes(b"12")
    (tmp_path / "d.txt").write_bytes(b"1")
    states = states_in(tmp_path)
    assert {name: state[:1] for name, state in states.items()} == {
        "a/": [],
        "a/b/": [],
        "a/b/c.txt": [2],
        "d.txt": [1],
    }
    remove_others(tmp_path, states, ["d.txt"])
    assert list(states_in(tmp_path)) == ["d.txt"]
