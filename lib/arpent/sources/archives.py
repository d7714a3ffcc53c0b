"""
One member out of an archive, safely.

A member is written under its own name in the folder that is asked for, never where the archive says. An
archive that tries to climb out of a folder, or that would swell beyond reason, is refused whole.
"""

import errno
import shutil
import stat
import zipfile
import zlib
from collections.abc import Sequence
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath

from arpent.errors import DataInvalid, DataUnavailable

#: Bytes that one member may hold once extracted; the largest here is under 6 GB.
LARGEST_MEMBER = 8_000_000_000
#: How many times its packed size a member may swell to, beyond this many bytes. Text of zeros packs 60 times.
LARGEST_RATIO, RATIO_FROM = 200, 50_000_000
#: Beginnings of the names of the description files that stand beside the data.
DESCRIPTIONS = ("meta", "varmod", "lisezmoi", "readme", "dictionnaire")
CHUNK = 1 << 20


class DamagedArchive(DataInvalid):
    """An archive whose bytes are not what its own checksums say."""


def is_archive(path: Path) -> bool:
    """
    Whether members are to be taken out of a file.

    Parameters
    ----------
    path : Path
        By its suffix, for those that are read as they are (xlsx is a zip too); else by its content.

    Returns
    -------
    bool
    """
    if path.suffix.lower() in (".zip", ".7z"):
        return True
    return path.suffix.lower() not in (".xlsx", ".ods", ".whl", ".gpkg", ".parquet") and zipfile.is_zipfile(
        path
    )


def extract(archive: Path, member: str, folder: Path) -> Path:
    """
    Take one member out of a zip archive.

    Parameters
    ----------
    archive : Path
        A zip file.
    member : str
        Its path in the archive, or its name, without regard to case; ``*`` stands for any characters.
    folder : Path
        Where it is written, under its own name.

    Returns
    -------
    Path
        The file, whole.

    Raises
    ------
    DataInvalid
        The archive is cut, hostile, or has not exactly one such member.
    DataUnavailable
        The disk is full, or the archive is of a kind that is not read here.
    """
    if archive.suffix.lower() == ".7z":
        raise DataUnavailable(
            f"{archive}: 7z archives are not opened here. Extract {member} by hand into {folder}: it is then "
            f"found there."
        )
    try:
        with zipfile.ZipFile(archive) as opened:
            check_archive(opened, archive)
            found = find_member(opened, archive, member)
            return _write(opened, found, folder / PurePosixPath(found.filename).name, archive)
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise DamagedArchive(
            f"{archive}: a damaged zip archive ({error}); delete it and run again"
        ) from error


def member_name(archive: Path, member: str) -> str:
    """
    Name of the file that `extract` would write.

    Parameters
    ----------
    archive : Path
        A zip file.
    member : str
        As `extract` reads it.

    Returns
    -------
    str
        Without its folder.

    Raises
    ------
    DataInvalid
        The archive is cut, hostile, or has not exactly one such member.
    """
    if archive.suffix.lower() == ".7z":
        return PurePosixPath(member).name
    try:
        with zipfile.ZipFile(archive) as opened:
            check_archive(opened, archive)
            return PurePosixPath(find_member(opened, archive, member).filename).name
    except zipfile.BadZipFile as error:
        raise DamagedArchive(
            f"{archive}: a damaged zip archive ({error}); delete it and run again"
        ) from error


def check_zip(path: Path, source: str) -> None:
    """
    Refuse a zip archive that has just arrived, by its table of contents: see `check_archive`.

    Parameters
    ----------
    path : Path
        Any file; others than zip archives pass.
    source : str
        Where it came from, for the message.

    Raises
    ------
    DataInvalid
        It names the member and the rule.
    """
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as opened:
            check_archive(opened, source)


def check_archive(opened: zipfile.ZipFile, archive: Path | str) -> None:
    """
    Refuse an archive with a member that climbs out, a link, or that would swell beyond reason.

    Parameters
    ----------
    opened : ZipFile
        Its table of contents is all that is read.
    archive : Path or str
        For the message.

    Raises
    ------
    DataInvalid
        It names the member and the rule.
    """
    for member in opened.infolist():
        name = member.filename.replace("\\", "/")
        if name.startswith("/") or ".." in name.split("/") or ":" in name.split("/")[0]:
            raise DataInvalid(f"{archive}: member '{member.filename}' climbs out of its folder; not opened")
        if stat.S_ISLNK(member.external_attr >> 16):
            raise DataInvalid(f"{archive}: member '{member.filename}' is a link; not opened")
        _check_size(archive, member.filename, member.file_size, member.compress_size)


def find_member(opened: zipfile.ZipFile, archive: Path, pattern: str) -> zipfile.ZipInfo:
    """
    The one member of a name.

    Parameters
    ----------
    opened : ZipFile
        The archive.
    archive : Path
        For the message.
    pattern : str
        Path or name, without regard to case; ``*`` stands for any characters. Description files
        (``meta_…``) are left unless they are named.

    Returns
    -------
    ZipInfo

    Raises
    ------
    DataInvalid
        None, or several; the message lists the members.
    """
    files = [member for member in opened.infolist() if not member.is_dir()]
    wanted = pattern.lower()
    exact = [member for member in files if wanted in (member.filename.lower(), _name(member))]
    found = exact or [
        member
        for member in files
        if fnmatch(member.filename.lower(), wanted) or fnmatch(_name(member), wanted)
        if not _name(member).startswith(DESCRIPTIONS)
    ]
    if len(found) != 1:
        said = "no member" if not found else f"{len(found)} members"
        raise DataInvalid(f"{archive}: {said} '{pattern}'. It holds: {_listed(files)}")
    return found[0]


def _name(member: zipfile.ZipInfo) -> str:
    return PurePosixPath(member.filename).name.lower()


def _listed(files: Sequence[zipfile.ZipInfo]) -> str:
    shown = ", ".join(member.filename for member in files[:12])
    return shown if len(files) <= 12 else f"{shown} and {len(files) - 12} more"


def _write(opened: zipfile.ZipFile, member: zipfile.ZipInfo, path: Path, archive: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.part")
    written = 0
    try:
        if member.file_size > shutil.disk_usage(path.parent).free:
            raise OSError(errno.ENOSPC, f"{member.file_size:,} bytes to write")
        with opened.open(member) as source, part.open("wb") as target:
            while chunk := source.read(CHUNK):
                written += len(chunk)
                # The table of contents may lie: what really comes out is bounded too.
                _check_size(archive, member.filename, written, member.compress_size)
                target.write(chunk)
        part.replace(path)
    except OSError as error:
        raise DataUnavailable(f"{path}: can't be written ({error.strerror}); nothing is kept") from error
    finally:
        part.unlink(missing_ok=True)
    return path


def _check_size(archive: Path | str, name: str, size: int, packed: int) -> None:
    if size > LARGEST_MEMBER:
        raise DataInvalid(
            f"{archive}: member '{name}' would take more than {LARGEST_MEMBER:,} bytes; not opened (a "
            f"decompression bomb?)"
        )
    if size > RATIO_FROM and size > LARGEST_RATIO * max(1, packed):
        raise DataInvalid(
            f"{archive}: member '{name}' swells more than {LARGEST_RATIO} times; not opened (a decompression bomb?)"
        )
