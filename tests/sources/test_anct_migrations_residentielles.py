"""Reader of ``anct_migrations_residentielles``."""

import pandas as pd
import pyreadr
import pytest

from arpent.errors import DataInvalid
from arpent.sources.anct_migrations_residentielles import read_migrations


def test_a_data_frame_of_r(tmp_path):
    """Invented rows: a code stays text."""
    path = tmp_path / "invented.rds"
    pyreadr.write_rds(str(path), pd.DataFrame({"TERR": ["01"], "SM": [1.5]}))
    assert read_migrations(path).to_dict("records") == [{"TERR": "01", "SM": 1.5}]


def test_another_file_is_refused(tmp_path):
    """A page served in its place is named."""
    path = tmp_path / "invented.rds"
    path.write_text("<html>moved</html>", encoding="utf-8")
    with pytest.raises(DataInvalid, match=r"invented.rds: not an RDS file"):
        read_migrations(path)


def test_the_published_file(shared_data):
    """2016: who came less who left is the balance, in every territory."""
    frame = read_migrations(shared_data / "population/indics_migres_TERR.rds")
    assert len(frame) == 1372
    gap = frame["nb_ind_ENTR"] - frame["nb_ind_SORT"] - frame["SM"]
    assert gap.abs().max() < 1e-6
