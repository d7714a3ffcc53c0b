"""Any file of Melodi: levels and dimensions, on invented rows."""

import pytest

from arpent.errors import DataInvalid
from arpent.sources.melodi import read_observations

ROWS = """GEO;GEO_OBJECT;AGE;SEX;TIME_PERIOD;OBS_VALUE
01004;COM;_T;_T;2022;12.5
01004;COM;Y15;_T;2022;2
69381;ARM;_T;_T;2022;4
84;REG;_T;_T;2022;99
"""


@pytest.fixture
def path(tmp_path):
    """A long file of invented figures."""
    path = tmp_path / "DS_ESSAI_2022_data.csv"
    path.write_text(ROWS, encoding="utf-8")
    return path


def test_only_what_is_asked_is_read(path):
    """Communes and arrondissements, all ages together; a dimension that is not given is kept."""
    frame = read_observations(path, {"AGE": "_T"})
    assert frame.columns.tolist() == ["GEO", "GEO_OBJECT", "TIME_PERIOD", "OBS_VALUE", "SEX"]
    assert frame["GEO"].tolist() == ["01004", "69381"]
    assert frame["OBS_VALUE"].tolist() == ["12.5", "4"]


def test_another_level_is_read_when_it_is_named(path):
    """Regions have two digits, and are no communes."""
    assert read_observations(path, {}, levels=("REG",))["GEO"].tolist() == ["84"]


def test_a_dimension_that_is_not_there_is_refused(path):
    """The message says which there are."""
    with pytest.raises(DataInvalid, match=r"no column CSP\. It has: GEO, GEO_OBJECT, AGE, SEX"):
        read_observations(path, {"CSP": "1"})
