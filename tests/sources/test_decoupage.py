"""Etalab's JSON lists, as published."""

import pytest

from arpent import catalogue
from arpent.sources.decoupage import CURRENT, read_epci, read_members, read_places

FOLDER = "cog_etalab"


@pytest.fixture
def release(shared_data):
    """The folder of real releases."""
    return shared_data / FOLDER


def test_places_are_as_published(release):
    """Columns keep their names, communes déléguées stay."""
    found = read_places(catalogue.load("insee_cog").latest.file("communes"), release)
    assert {"code", "nom", "type", "chefLieu", "population"} <= set(found.columns)
    assert (found["type"] == CURRENT).sum() == 34_969
    assert (found["type"] == "commune-deleguee").sum() == 2105


def test_the_two_populations_of_one_release_are_of_two_years(release):
    """6.0.0: communes.json holds 2023 (146 351 in Clermont-Ferrand), epci.json still 2022 (147 751)."""
    cog, dgcl = catalogue.load("insee_cog").latest, catalogue.load("dgcl_epci").latest
    places = read_places(cog.file("communes"), release).query("type == @CURRENT").set_index("code")
    members = read_members(dgcl.file("epci"), release).set_index("code")
    assert places.loc["63113", "population"] == 146_351
    assert members.loc["63113", "populationMunicipale"] == 147_751


def test_members_sum_to_their_epci(release):
    """1 255 EPCI, 34 871 members."""
    declared = catalogue.load("dgcl_epci").latest.file("epci")
    epci, members = read_epci(declared, release), read_members(declared, release)
    sums = members.groupby("epci")["populationMunicipale"].sum()
    assert (len(epci), len(members)) == (1255, 34_871)
    assert sums.to_dict() == epci.set_index("code")["populationMunicipale"].to_dict()
