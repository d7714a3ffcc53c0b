"""Publishing: all or nothing, editions that never change, and the way back."""

import shutil
import subprocess

import fsspec
import pytest

from arpent.errors import AskedWrongly
from arpent.site.editions import editions_of
from arpent.site.publish import change_of, destination_of, front_last, publish
from arpent.site.publish_bucket import Bucket
from arpent.site.writing import digests_of, files_of


def _site_files(folder):
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def _retitle(view):
    view["title"] = "Un autre titre"


@pytest.fixture
def folder(tmp_path):
    """A folder of a web server, and its destination."""
    return tmp_path / "www" / "observatoire"


def test_folder(sited, folder):
    """All the files are there; a second time there is nothing to do."""
    sited.build()
    first = publish(sited.folder, destination_of(str(folder)))
    assert digests_of(folder) == files_of(sited.folder)
    assert len(first.new) == len(files_of(sited.folder))
    assert publish(sited.folder, destination_of(str(folder))).is_nothing


def test_dry_run(sited, folder):
    """It says what would be put, and puts nothing, nor freezes anything."""
    sited.build()
    change = publish(sited.folder, destination_of(str(folder)), dry_run=True)
    assert "2026/index.html" in change.new
    assert not folder.exists()
    assert "sha256" not in editions_of(sited.folder)[0]


def test_a_folder_of_something_else_is_left(sited, folder):
    """A folder that holds other files is not replaced."""
    sited.build()
    folder.mkdir(parents=True)
    (folder / "thesis.txt").write_text("mine")
    with pytest.raises(AskedWrongly, match="holds other files"):
        publish(sited.folder, destination_of(str(folder)))
    assert (folder / "thesis.txt").read_text() == "mine"


def test_a_published_edition_does_not_change(sited, folder):
    """Once published, the same edition can't be built otherwise; the message says how to go on."""
    sited.build()
    publish(sited.folder, destination_of(str(folder)))
    before = digests_of(sited.folder)
    sited.render("epci:244301099", _retitle)
    with pytest.raises(AskedWrongly, match=r'published and would change .*edition: "2026-2"'):
        sited.build()
    assert digests_of(sited.folder) == before


def test_a_draft_may_change(sited, folder):
    """What is published as a draft is not frozen."""
    sited.build()
    publish(sited.folder, destination_of(str(folder)), is_draft=True)
    sited.render("epci:244301099", _retitle)
    sited.build()
    change = publish(sited.folder, destination_of(str(folder)), is_draft=True)
    assert "2026/epci-244301099/population.html" in change.changed


def test_a_draft_then_for_good(sited, folder):
    """What was read again as a draft is published in the same place; from then on it does not change there."""
    sited.build()
    publish(sited.folder, destination_of(str(folder)), is_draft=True)
    sited.render("epci:244301099", _retitle)
    sited.build()
    publish(sited.folder, destination_of(str(folder)))
    assert digests_of(folder) == files_of(sited.folder)
    edition = sited.folder / "2026" / "recherche.html"
    edition.write_text(edition.read_text() + "<!-- changed -->")
    with pytest.raises(AskedWrongly, match="edition 2026 is published there and would change"):
        publish(sited.folder, destination_of(str(folder)), is_draft=True)


def test_an_edition_is_not_lost(sited, folder):
    """A site built elsewhere, without the edition that is there, does not take its place."""
    sited.build()
    publish(sited.folder, destination_of(str(folder)))
    sited.declare('edition: "2027"\n')
    shutil.rmtree(sited.folder)
    sited.build()
    with pytest.raises(AskedWrongly, match="edition 2026 is published there and is not in this site"):
        publish(sited.folder, destination_of(str(folder)))
    assert "sha256" not in editions_of(sited.folder)[0]


def test_next_edition_and_back(sited, folder):
    """The next edition takes the front and leaves the first as it was; rolling back gives the front again."""
    sited.build()
    publish(sited.folder, destination_of(str(folder)))
    first = digests_of(folder)
    sited.declare('edition: "2027"\n')
    sited.render("epci:244301099", _retitle)
    sited.build()
    publish(sited.folder, destination_of(str(folder)))
    second = digests_of(folder)
    assert {n: d for n, d in second.items() if n.startswith("2026/")} == {
        n: d for n, d in first.items() if n.startswith("2026/")
    }
    assert 'href="2027/territoires.html"' in (folder / "index.html").read_text()
    destination_of(str(folder)).roll_back()
    assert digests_of(folder) == first


def test_nothing_to_go_back_to(sited, folder):
    """A first publication has nothing before it."""
    sited.build()
    publish(sited.folder, destination_of(str(folder)))
    with pytest.raises(AskedWrongly, match="nothing to go back to"):
        destination_of(str(folder)).roll_back()


@pytest.fixture
def bucket():
    """A bucket in memory, emptied after."""
    yield Bucket(fsspec.filesystem("memory"), "/essai")
    fsspec.filesystem("memory").store.clear()


def _in(bucket):
    names = {name.removeprefix("/essai/") for name in bucket.files.find("/essai")}
    return {name for name in names if not name.startswith(".arpent/")}


def test_bucket(sited, bucket):
    """The same files, the front after the editions, and the way back."""
    sited.build()
    publish(sited.folder, bucket)
    assert _in(bucket) == _site_files(sited.folder)
    front = bucket.files.cat_file("/essai/index.html")
    sited.declare('edition: "2027"\n')
    sited.build()
    publish(sited.folder, bucket)
    assert bucket.files.cat_file("/essai/index.html") != front
    bucket.roll_back()
    assert bucket.files.cat_file("/essai/index.html") == front
    assert "2027/index.html" in _in(bucket)  # nothing leads to it any more; it is not sent again next time
    publish(sited.folder, bucket)
    assert b"2027/territoires.html" in bucket.files.cat_file("/essai/index.html")


def test_bucket_never_half_published(sited, bucket, monkeypatch):
    """A connection lost on the way leaves the home page as it was; run again, it ends."""
    sited.build()
    publish(sited.folder, bucket)
    front = bucket.files.cat_file("/essai/index.html")
    sited.declare('edition: "2027"\n')
    sited.build()
    put, count = Bucket._put, []

    def lost(self, name, content):
        count.append(name)
        if len(count) == 20:
            raise OSError("connection lost")
        put(self, name, content)

    monkeypatch.setattr(Bucket, "_put", lost)
    with pytest.raises(Exception, match=r"connection lost\. Run again"):
        publish(sited.folder, bucket)
    assert bucket.files.cat_file("/essai/index.html") == front
    publish(sited.folder, bucket)
    assert b"2027/territoires.html" in bucket.files.cat_file("/essai/index.html")


def test_branch(sited, tmp_path):
    """A branch of a bare repository: one commit a publication, and one more to go back."""
    remote = tmp_path / "pages.git"
    subprocess.run(["git", "init", "-q", "--bare", str(remote)], check=True)
    branch = destination_of(f"git:{remote}#pages")
    sited.build()
    publish(sited.folder, branch)
    first = branch.published()
    assert set(first) == _site_files(sited.folder)
    sited.declare('edition: "2027"\n')
    sited.build()
    publish(sited.folder, branch)
    assert "2027/index.html" in branch.published()
    branch.roll_back()
    assert branch.published() == first
    log = subprocess.run(
        ["git", "-C", str(remote), "log", "--format=%s", "pages"], capture_output=True, text=True, check=True
    )
    assert log.stdout.splitlines() == [
        "Go back to the publication before",
        "Publish essai",
        "Publish essai",
    ]


@pytest.mark.parametrize("target", ["git:origin", "git:#pages", "git:--upload-pack=x#pages", "nothing://a/b"])
def test_wrong_targets(target):
    """What names no place is refused, options of git too."""
    with pytest.raises(AskedWrongly, match=r"git:<remote>#<branch>|nothing"):
        destination_of(target)


def test_order():
    """Editions first, the home page last of all."""
    assert front_last({"index.html": "", "2026/z.html": "", "feed.xml": "", "2026/a.html": ""}) == [
        "2026/a.html",
        "2026/z.html",
        "feed.xml",
        "index.html",
    ]


def test_change():
    """New, changed, withdrawn."""
    change = change_of({"a": "1", "b": "2"}, {"b": "3", "c": "4"})
    assert (change.new, change.changed, change.withdrawn) == (("a",), ("b",), ("c",))
