"""Archives pinned by version and checksum: what a catalogue record declares, and nothing else, is read."""

from pathlib import Path

from arpent.catalogue import SourceFile
from arpent.errors import DataInvalid
from arpent.sources.npm_release import release_archive, wheel_archive
from arpent.sources.pins import sha256


def pinned_archive(declared: SourceFile, folder: Path) -> Path:
    """
    Archive that carries a declared file, checked.

    Parameters
    ----------
    declared : SourceFile
        From a catalogue record.
    folder : Path
        Where archives are kept; what is missing is brought there.

    Returns
    -------
    Path

    Raises
    ------
    DataInvalid
        The archive's checksum is not the recorded one.
    DataUnavailable
        It is not there and can't be brought.
    """
    bring = release_archive if declared.ecosystem == "npm" else wheel_archive
    archive = bring(declared.package, declared.version, folder)
    check_sha256(archive, declared.sha256)
    return archive


def check_sha256(archive: Path, expected: str) -> None:
    """
    Refuse a file that is not the one recorded.

    Parameters
    ----------
    archive : Path
        Any file.
    expected : str
        SHA-256, hexadecimal.

    Raises
    ------
    DataInvalid
        It is another file.
    """
    found = sha256(archive)
    if found != expected:
        raise DataInvalid(
            f"{archive}: sha256 is {found}, data/catalogue records {expected}. It is not the file that "
            f"the tables are made of: delete it and run again; if it comes back the same, the release was "
            f"replaced."
        )
