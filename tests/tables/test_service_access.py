"""Table service_access: ranges by their declared rule, distances by the great circle."""

import duckdb
import numpy as np
import pandas as pd
import pytest

from arpent.tables.service_access import EARTH_KM, RECORD, _nearest_km, _ranges
from arpent.tables.service_ranges import (
    COMMUNES_OF_INTERMEDIATE,
    HALF,
    INTERMEDIATE,
    KEY_SERVICES,
    PROXIMITY,
    SUPERIOR,
)

EVERYDAY = {one for types in PROXIMITY.values() for one in types}


def test_ranges_do_not_overlap():
    """A type is in one range, once."""
    every = [*(one for types in PROXIMITY.values() for one in types), *INTERMEDIATE, *SUPERIOR]
    assert len(every) == len(set(every))
    assert len(PROXIMITY) == HALF * 2


def test_every_key_service_has_its_three_columns():
    """How many, for whom, how far."""
    for name in KEY_SERVICES:
        assert {name, f"{name}_population", f"{name}_person_km"} <= set(RECORD.columns)


def test_nearest_is_along_the_great_circle():
    """A quarter of the earth from the pole to the equator; nothing where it is."""
    points = np.array([[0.0, 0.0, 1.0], [1.0, 0.0, 0.0]])
    found = _nearest_km(points, np.array([True, False]))
    assert found == pytest.approx([0.0, EARTH_KM * np.pi / 2])


def test_types_that_are_grouped_count_once():
    """Two kinds of school are one everyday service, and two facilities."""
    counts = pd.DataFrame({"C101": [1.0, 0.0], "C104": [1.0, 0.0], "B203": [3.0, 0.0], "C201": [0.0, 2.0]})
    made = _ranges(counts, pd.Series([10.0, 20.0]))
    assert made["population_x_proximity_types"].tolist() == [20.0, 0.0]
    assert made["proximity_facilities"].tolist() == [5.0, 0.0]
    assert made["intermediate_facilities"].tolist() == [0.0, 2.0]


def test_ranges_follow_the_declared_rule(shared_data):
    """In INSEE's file, each intermediate type is in two thousand communes, no superior one is."""
    found = duckdb.sql(
        f"SELECT TYPEQU, count(DISTINCT DEPCOM) FROM '{shared_data}/bpe/bpe_ensemble_2019.parquet' GROUP BY 1"
    ).fetchall()
    communes = dict(found)
    grouped = {"A101"}  # police, with gendarmerie
    assert all(communes[one] >= COMMUNES_OF_INTERMEDIATE for one in set(INTERMEDIATE) - grouped)
    assert all(communes[one] < COMMUNES_OF_INTERMEDIATE for one in SUPERIOR)
    assert set(communes) >= EVERYDAY
