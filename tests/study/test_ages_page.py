"""Ages judged on the past: what the studies take from one year of moves is what found 2021 again best."""

import pandas as pd
import pytest

from arpent.methods.net_migration import TRUSTED
from arpent.study.ages_page import TRIED, UNCHANGED, ages_of_departements, ages_of_epci
from arpent.study.ages_words import page


@pytest.fixture(scope="module")
def epci(real_project) -> pd.DataFrame:
    """Every EPCI of France that holds the same communes, from 2016 to 2021."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ARPENT_ROOT", str(real_project))
        return ages_of_epci()


@pytest.fixture(scope="module")
def departements(real_project) -> pd.DataFrame:
    """Hamilton-Perry and trends on all départements, 1980-2023."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ARPENT_ROOT", str(real_project))
        return ages_of_departements()


def test_what_is_trusted_is_what_did_best(epci):
    """Of all that was tried, within a hundredth of a point; own moves alone, or the département's alone, do worse."""
    assert epci.loc[TRUSTED, ""] < epci[""].min() + 0.01
    smaller = ["", "0-9999", "10000-19999", "20000-49999", "50000-99999"]
    for other in (TRIED[0], TRIED[-1], UNCHANGED):
        assert (epci.loc[TRUSTED, smaller] < epci.loc[other, smaller]).all()


def test_small_epci_are_mended_most(epci):
    """One year of their own moves missed the share of the old by half as much again."""
    assert epci.loc[0.0, "0-9999"] > 1.5 * epci.loc[TRUSTED, "0-9999"]


def test_hamilton_perry_tells_ages_and_is_no_default_for_totals(departements):
    """It tells the share of those aged 60 or more far better than no change; over totals it never beats the line."""
    near = departements.loc[:20]
    assert (near["older"] < 0.45 * near["older_unchanged"]).all()
    assert (departements["older"] < 0.6 * departements["older_unchanged"]).all()
    assert (departements["hamilton_perry"] < departements["constant"]).all()
    assert (departements["hamilton_perry"] > departements["linear"]).all()
    assert departements["n"].to_list() == [788, 688, 488, 288, 96]


def test_what_the_country_missed_is_most_of_what_ages_missed(departements):
    """At thirty and forty years, the country's own miss taken away, less than half of the error on the old is left."""
    far = departements.loc[30:]
    assert len(far) == 2
    assert (far["older_apart"] < 0.5 * far["older"]).all()


def test_the_page_says_these_figures(epci, departements):
    """Each row, to two decimals, with French commas."""
    text = page(epci, departements)
    assert f"**{epci.loc[TRUSTED, '']:.2f}**".replace(".", ",") in text
    for value in departements["older"]:
        assert f"{value:.2f}".replace(".", ",") in text
