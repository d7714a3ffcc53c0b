"""Reader of ``insee_rp_migcom``."""

import pandas as pd
import pytest

from arpent.errors import DataInvalid
from arpent.sources.insee_rp_migcom import sum_flows

#: Invented individuals: two of one pair, one attached to a commune only, one born since.
ROWS = {
    "COMMUNE": ["01004"] * 4,
    "DCRAN": ["01005", "01005", "01004", "99999"],
    "IRAN": ["3", "3", "0", "Z"],
    "IPONDI": [2.5, 1.0, 7.0, 9.0],
}


@pytest.mark.parametrize("suffix", ["csv", "parquet"])
def test_individuals_are_summed_by_pair(tmp_path, suffix):
    """CSV before 2021, Parquet since: the same sums, without those who are out of the field."""
    path, frame = tmp_path / f"invented.{suffix}", pd.DataFrame(ROWS)
    if suffix == "csv":
        frame.to_csv(path, sep=";", index=False)
    else:
        frame.to_parquet(path)
    assert sum_flows(path).to_numpy().tolist() == [["01004", "01005", "3", 3.5]]


def test_a_file_without_its_columns_is_refused(tmp_path):
    """The message names what lacks."""
    path = tmp_path / "invented.csv"
    path.write_text("COMMUNE;DCRAN;IPONDI\n", encoding="utf-8")
    with pytest.raises(DataInvalid, match="no column IRAN"):
        sum_flows(path)
