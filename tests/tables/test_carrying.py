"""Whole counts, carried from one COG year to another."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from arpent.errors import DataInvalid
from arpent.tables.carrying import bring_counts, shared_out


def test_merged_communes_are_summed():
    """63330 went into 63109 in 2025."""
    frame = pd.DataFrame({"commune_code": ["63109", "63330"], "people": [30, 10]})
    moved = bring_counts(frame, ["people"], source=2024, target=2025, name="essai")
    assert moved.to_dict("records") == [{"commune_code": "63109", "people": 40, "is_estimated": False}]


def test_rows_of_a_commune_stay_apart():
    """Two IRIS of one commune are not summed."""
    frame = pd.DataFrame({"commune_code": ["63113"] * 2, "iris": ["a", "b"], "people": [3, 4]})
    moved = bring_counts(frame, ["people"], source=2023, target=2026, name="essai", along=["iris"])
    assert moved[["iris", "people"]].to_numpy().tolist() == [["a", 3], ["b", 4]]


def test_a_code_of_another_year_is_refused():
    """63330 is no commune of COG 2026."""
    frame = pd.DataFrame({"commune_code": ["63330"], "people": [1]})
    with pytest.raises(DataInvalid, match=r"essai \(COG 2026\): 1 code\(s\) not in the COG, as 63330"):
        bring_counts(frame, ["people"], source=2026, target=2026, name="essai")


@given(
    st.lists(
        st.tuples(st.integers(0, 10**6), st.lists(st.integers(1, 99), min_size=1, max_size=6)), min_size=1
    )
)
def test_shares_are_whole_and_sum_to_their_count(counts):
    """Whatever the counts and weights: no inhabitant is lost, none is far from its weight."""
    rows = [(row, count, part / sum(parts)) for row, (count, parts) in enumerate(counts) for part in parts]
    frame = pd.DataFrame(rows, columns=["row", "count", "weight"])
    shares = shared_out(frame["count"], frame["weight"], frame["row"])
    assert shares.groupby(frame["row"]).sum().tolist() == [count for count, _ in counts]
    assert ((shares - frame["count"] * frame["weight"]).abs() < 1.001).all()
