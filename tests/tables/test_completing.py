"""Every commune, every year, and the reason of each hole."""

import pandas as pd
import pytest

from arpent import tables
from arpent.tables.completing import (
    bring_decimals,
    bring_published,
    complete,
    complete_measures,
    with_unlisted,
)


def test_counts_are_shared_where_a_commune_was_cut():
    """01138 and 01039 merged in 2023 and parted in 2024: 100 dwellings are conserved, and said estimated."""
    frame = pd.DataFrame({"commune_code": ["01138", "63113"], "dwellings": [100.0, 50.0]})
    moved = bring_decimals(frame, ["dwellings"], source=2023).set_index("commune_code")
    assert moved["dwellings"].sum() == pytest.approx(150)
    assert not moved.loc["63113", "is_estimated"]


def test_a_median_of_a_commune_that_changed_is_not_carried():
    """63330 joined 63109 in 2025: neither their medians nor one of both; 63113 keeps its own."""
    frame = pd.DataFrame({"commune_code": ["63109", "63330", "63113"], "median": [1.0, 2.0, 3.0]})
    assert bring_published(frame, source=2024)["commune_code"].tolist() == ["63113"]


def test_every_commune_has_a_row_and_every_hole_a_reason():
    """Mayotte is not published, others not available; what is there has no reason."""
    frame = pd.DataFrame({"commune_code": ["63113"], "year": [2019], "n": [5.0], "is_estimated": [False]})
    whole = complete(frame, ["n"]).set_index("commune_code")
    assert len(whole) == len(tables.load("communes"))
    assert whole.loc["97601", "reason"] == "not_published"
    assert whole.loc["01004", "reason"] == "not_available"
    assert pd.isna(whole.loc["63113", "reason"])


def test_a_commune_that_the_file_does_not_list_is_not_published():
    """It existed and is not there; one that merged since is not available."""
    given = pd.DataFrame({"commune_code": ["63113"], "m": [1.0], "m_reason": [None]})
    listed = with_unlisted(given, ["m"], source=2024)
    brought = bring_published(listed, source=2024).assign(year=2021)
    whole = complete_measures(brought, ["m"]).set_index("commune_code")["m_reason"]
    assert whole["01004"] == "not_published"
    assert whole["63109"] == "not_available"
    assert pd.isna(whole["63113"])
