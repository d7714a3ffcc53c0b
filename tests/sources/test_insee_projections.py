"""Reader of ``insee_projections``."""

import pytest

from arpent.errors import DataInvalid
from arpent.sources.insee_projections import read_by_age


def test_the_published_file(shared_data):
    """Central scenario: ages 0 to 105+ then the total, 1962 to 2121."""
    path = shared_data / "insee_projections_2021_2070/00_central.xlsx"
    frame = read_by_age(path, "population")
    assert frame.columns[1] == "1962"
    assert frame.columns[-1] == "2121"
    ages = frame[frame.iloc[:, 0] != "Total"]
    assert ages["2070"].astype(float).sum() == pytest.approx(float(frame["2070"].iloc[-1]))


def test_another_sheet_is_refused(shared_data):
    """The cover sheet has no years."""
    path = shared_data / "insee_projections_2021_2070/00_central.xlsx"
    with pytest.raises(DataInvalid, match="years expected"):
        read_by_age(path, "lisezmoi")
