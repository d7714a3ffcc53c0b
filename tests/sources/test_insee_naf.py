"""Reader of ``insee_naf``."""

import zipfile

import pytest

from arpent.errors import DataInvalid
from arpent.sources.insee_naf import read_levels


def test_a_list_of_an_archive(tmp_path):
    """Invented rows: codes stay text; a member that is not there is named."""
    path = tmp_path / "invented.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("list.csv", "NIV5,NIV4\n01.10Z,01.10\n")
    assert read_levels(path, "list.csv").loc[0].tolist() == ["01.10Z", "01.10"]
    with pytest.raises(DataInvalid, match=r"no member other.csv"):
        read_levels(path, "other.csv")


def test_the_carried_file(shared_data):
    """732 sub-classes in 21 sections."""
    frame = read_levels(shared_data / "catalogue/naf.zip")
    assert len(frame) == 732
    assert frame["NIV1"].nunique() == 21
