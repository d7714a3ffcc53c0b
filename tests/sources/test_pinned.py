"""Only the archive that is recorded is read."""

import hashlib

import pytest

from arpent import catalogue
from arpent.catalogue import SourceFile
from arpent.errors import DataInvalid
from arpent.sources.pinned import check_sha256, pinned_archive


def test_the_recorded_archive_is_served_from_the_folder(tmp_path):
    """No network where the folder holds it: both ecosystems, under the names that npm and pip give."""
    for carrier, name in (
        ("npm:@etalab/essai@1.0.0", "etalab-essai-1.0.0.tgz"),
        ("pypi:data-essai@2.0", "data_essai-2.0-py3-none-any.whl"),
    ):
        (tmp_path / name).write_bytes(b"essai")
        declared = SourceFile("r", carrier, hashlib.sha256(b"essai").hexdigest(), "f")
        assert pinned_archive(declared, tmp_path) == tmp_path / name


def test_another_file_is_refused(tmp_path):
    """Both checksums are said, and what to do."""
    path = tmp_path / "a.tgz"
    path.write_bytes(b"essai")
    with pytest.raises(
        DataInvalid, match=r"sha256 is .*, data/catalogue records 0000.*delete it and run again"
    ):
        check_sha256(path, "0" * 64)


def test_records_agree_with_the_real_archives(shared_data):
    """The checksums recorded are those of the published releases."""
    files = {
        declared.version: declared
        for dataset in map(catalogue.load, catalogue.ids())
        for vintage in dataset.vintages
        for declared in vintage.files
        if declared.ecosystem == "npm"
    }
    compared = 0
    for version, declared in files.items():
        path = shared_data / "cog_etalab" / f"etalab-decoupage-administratif-{version}.tgz"
        if path.is_file():
            check_sha256(path, declared.sha256)
            compared += 1
    assert compared >= 5
