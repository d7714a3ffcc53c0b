"""Archives pinned by version: taken from the folder when there, refused with a reason when not."""

import io
import json
import lzma
import tarfile
import zipfile
from pathlib import Path

import pytest

from arpent.errors import DataInvalid, DataUnavailable
from arpent.sources import npm_release


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder that already holds one archive of an invented package, and one wheel."""
    content = json.dumps([{"code": "1A001"}]).encode()
    with tarfile.open(tmp_path / "essai-decoupage-1.0.0.tgz", "w:gz") as archive:
        member = tarfile.TarInfo("package/data/communes.json")
        member.size = len(content)
        archive.addfile(member, io.BytesIO(content))
    with zipfile.ZipFile(tmp_path / "data_essai-2.0-py3-none-any.whl", "w") as wheel:
        wheel.writestr("data_essai/communes.csv.lzma", lzma.compress(b"code\n1A001\n"))
    return tmp_path


def test_an_archive_that_is_there_is_not_downloaded(folder, monkeypatch):
    """Without network, an archive already in the folder serves."""
    monkeypatch.setattr(npm_release, "_run", lambda command: pytest.fail(f"ran {command}"))
    archive = npm_release.release_archive("@essai/decoupage", "1.0.0", folder)
    assert npm_release.read_json(archive, "data/communes.json") == [{"code": "1A001"}]
    wheel = npm_release.wheel_archive("data-essai", "2.0", folder)
    assert npm_release.read_lzma(wheel, "data_essai/communes.csv.lzma") == b"code\n1A001\n"


def test_a_failed_download_says_which_command(folder, monkeypatch):
    """An archive that cannot be had names what was asked; nothing empty is left behind."""
    monkeypatch.setattr(npm_release, "_npm", lambda: "false")
    with pytest.raises(DataUnavailable, match=r"@essai/decoupage@9\.9\.9"):
        npm_release.release_archive("@essai/decoupage", "9.9.9", folder)


def test_a_missing_member_is_refused(folder):
    """A release without the expected file is an error that names the file."""
    archive = npm_release.release_archive("@essai/decoupage", "1.0.0", folder)
    with pytest.raises(DataInvalid, match=r"data/epci\.json"):
        npm_release.read_json(archive, "data/epci.json")
