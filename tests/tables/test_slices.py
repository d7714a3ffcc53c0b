"""How a long table lies in its file: the slice of a territory is read without the rest."""

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest

from arpent import project, tables
from arpent.tables.storage import built_file, has_slices, write_table


@pytest.fixture(scope="module")
def long_table():
    """Invented populations of every commune in 33 censuses: 1 150 875 rows, the size of the real table."""
    codes = tables.load("communes", columns=["commune_code"])["commune_code"]
    years = tables.describe("population_history").years
    rows = len(codes) * len(years)
    return pd.DataFrame(
        {
            "commune_code": codes.repeat(len(years)).to_numpy(),
            "year": np.tile(years, len(codes)),
            "population": np.arange(rows) % 100_000,
            "is_estimated": False,
            "reason": None,
            "concept": "invented",
        }
    )


@pytest.fixture
def written(long_table, tmp_path, monkeypatch):
    """A project where that table is built."""
    real = project.root()
    for part in ("params", "data/tables", "data/catalogue"):
        (tmp_path / part).mkdir(parents=True)
    (tmp_path / "params" / "territories.yml").write_text("{}\n", encoding="utf-8")
    (tmp_path / "data" / "embedded").symlink_to(real / "data" / "embedded")
    monkeypatch.setenv("ARPENT_ROOT", str(tmp_path))
    write_table(long_table, tables.describe("population_history"), built_file("population_history"))
    return "population_history"


def test_the_slice_of_an_epci_is_few_groups_of_rows_of_a_national_table(written):
    """21 communes of 34 875, 33 years: what is read is a part of the file, and is those rows (benchmarks/slices.py)."""
    communes = tables.load("communes")
    members = communes.loc[communes["epci_code"] == "246300701", "commune_code"].tolist()
    assert has_slices(built_file(written))
    metadata = pq.read_metadata(built_file(written))
    groups = [metadata.row_group(rank).column(0).statistics for rank in range(metadata.num_row_groups)]
    read = [group for group in groups if any(group.min <= code <= group.max for code in members)]
    frame = tables.load(written, members)
    assert len(frame) == 21 * 33
    assert frame["commune_code"].is_monotonic_increasing
    assert 0 < len(read) < 0.2 * len(groups)
