"""What a notebook carries around."""

import re

import pytest

from arpent import Study, views
from arpent.errors import AskedWrongly


def test_series_has_all_years_of_the_territory_and_its_parents():
    """Eight years for each of four territories."""
    frame = Study("epci:246300701").series("population").frame
    assert frame.groupby("territory")["year"].count().to_dict() == {
        "epci:246300701": 8, "departement:63": 8, "region:84": 8, "france": 8,
    }  # fmt: skip


def test_compare_has_one_year_and_the_peers():
    """One row a territory, the latest year."""
    frame = Study("epci:246300701").compare("population").frame
    assert set(frame["year"]) == {2023}
    assert set(frame["role"]) == {"focus", "parent", "peer"}
    assert frame["territory"].is_unique


def test_within_has_the_communes():
    """Twenty-one parts, beside the territory and its parents."""
    frame = Study("epci:246300701").within("vacancy_share").frame
    assert (frame["role"] == "part").sum() == 21


def test_a_commune_is_set_among_those_of_its_epci():
    """A commune has no part: it is drawn with its neighbours of the EPCI, and counted once in each role."""
    frame = Study("commune:63113").within("vacancy_share").frame
    assert (frame["role"] == "part").sum() == 21
    assert frame[frame["territory"] == "commune:63113"]["value"].nunique() == 1


def test_a_change_says_its_years():
    """The label holds both years, so that no chart can lose them."""
    measures = Study("epci:246300701").within("population_change", since=2018)
    assert measures.indicators["population_change"].label.endswith("de 2018 à 2023")


def test_sources_are_those_used_and_no_other():
    """A study that only counted dwellings does not cite legal populations."""
    study = Study("epci:246300701")
    study.series("dwellings")
    assert [dataset.id for dataset in study.sources().datasets] == ["insee_rp_iris"]


def test_a_figure_cites_the_vintages_that_it_shows():
    """A series of legal populations, a change, one census: each names its years, and the page names all of them."""
    study, licence = Study("epci:246300701"), "(Licence Ouverte 2.0)"
    assert study.series("population").source == f"Insee, populations légales 2016–2023 {licence}"
    census = study.compare("vacancy_share").source
    assert census == f"Insee, recensement de la population par IRIS 2021 {licence}"
    assert [source["vintage"] for source in study.sources().records] == ["2016–2023", "2021"]


def test_a_page_cites_no_year_that_it_does_not_show():
    """Two years of eight: the source is of these two."""
    study = Study("epci:246300701")
    measures = study.within("population_change", since=2017)
    assert measures.source == "Insee, populations légales 2017 et 2023 (Licence Ouverte 2.0)"
    study.compare("population", year=2020)
    record = study.sources().records[0]
    assert (record["vintage"], record["vintages"]) == ("2017, 2020 et 2023", ["2017", "2020", "2023"])


def test_nothing_to_measure_is_refused():
    """An empty call is a slip."""
    with pytest.raises(AskedWrongly):
        Study("france").series()


def test_the_year_is_the_latest_that_the_territory_has():
    """Mayotte's last published population is that of 2017: it is compared in that year, not shown as missing."""
    frame = Study("departement:976").compare("population").frame
    assert set(frame["year"]) == {2017}


def test_without_peers_a_territory_is_set_beside_its_components():
    """A grouping beside its EPCI, France beside its régions."""
    assert (
        Study("groupe:vichy-brioude").compare("population").frame["territory"].str.startswith("epci:").sum()
        == 14
    )
    assert Study("france").compare("population").frame["territory"].str.startswith("region:").sum() == 18


def test_twins_are_peers_where_asked_for():
    """The word adds the nearest territories of the level, each once, after the others."""
    study = Study("epci:246300701", compare_to=["departement", "epci:243700754", "twins"])
    assert [other.name for other in study.peers][:2] == [
        "Tours Métropole Val de Loire",
        "Métropole du Grand Nancy",
    ]
    assert len(study.peers) == 5
    assert "insee_rp_iris" in [dataset.id for dataset in study.sources().datasets]


def test_within_and_compare_over_all_years():
    """Small multiples and slopes take every year; one year and all of them is refused."""
    study = Study("epci:246300701", compare_to=["departement"])
    frame = study.within("population", all_years=True).frame
    assert frame[frame["role"] == "part"].groupby("territory")["year"].count().eq(8).all()
    assert study.compare("population", all_years=True).frame.groupby("territory")["year"].count().eq(8).all()
    with pytest.raises(AskedWrongly, match="all years or one"):
        study.within("population", year=2023, all_years=True)


@pytest.mark.parametrize("territory", ["epci:246300701", "departement:63"])
def test_a_map_says_where_it_is(territory):
    """In the key of the wide form, the territory in what holds it, named."""
    figure = views.draw_map(Study(territory).within("density"), name="m")
    assert ("Puy-de-Dôme" if territory.startswith("epci") else "France") in figure.svg
    identifiers = re.findall(r'<clipPath id="([^"]+)"', figure.svg)
    assert len(identifiers) == len(set(identifiers)) == 1
    assert len(figure.svg) < 80_000


def test_a_page_defines_what_it_shows_and_no_more():
    """What questions and distinctions looked at without showing it is neither a source nor a definition."""
    study = Study("epci:200071363")
    study.series("dwellings")
    study.questions("logement")
    study.distinctive(1)
    described = study.sources().description
    labels = [one["label"] for one in described["definitions"]]
    assert labels[0] == "Logements"
    assert "Part des logements vacants" in labels
    assert "Part des appartements" not in labels
    assert all(one["definition"].endswith(".") for one in described["definitions"])
    assert "insee_bpe" not in {source["dataset"] for source in described["sources"]}
