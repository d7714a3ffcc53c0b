"""Reader of ``insee_projections``."""

import pytest

from arpent.errors import DataInvalid
from arpent.sources.insee_projections import read_by_age, read_hypotheses


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


def test_hypotheses_stop_where_their_block_stops(shared_data):
    """Quotients go to 120; survivors, which stand under them with the same ages, are another block."""
    frame = read_hypotheses(shared_data / "insee_projections_2021_2070/00_central.xlsx", "hyp_mortaliteF")
    assert frame["age"].tolist() == [str(age) for age in range(121)]
    assert float(frame.loc[0, "2022"]) == pytest.approx(303.34284)


def test_years_that_start_empty_are_read(shared_data):
    """Net migration is published since 2021 only; its marks of provisional figures are no part of a year."""
    frame = read_hypotheses(shared_data / "insee_projections_2021_2070/15_smi_haut.xlsx", "hyp_soldemigH")
    assert frame["age"].iloc[-1] == "105+"
    assert {"2018", "2021"} <= set(frame.columns)
    assert frame["2018"].eq("").all()


def test_hypotheses_of_another_sheet_are_refused(shared_data):
    """The cover sheet has neither years nor ages."""
    path = shared_data / "insee_projections_2021_2070/00_central.xlsx"
    with pytest.raises(DataInvalid, match="years expected in row 2"):
        read_hypotheses(path, "lisezmoi")
