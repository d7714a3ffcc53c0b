"""Outlooks on the real files: additive, framed by INSEE's projection, coherent from people to hectares."""

import re

import numpy as np
import pytest

from arpent import tables
from arpent.errors import AskedWrongly, DataUnavailable
from arpent.methods.cohorts import Floats
from arpent.study.framing import demography_of
from arpent.study.outlook import Outlook
from arpent.study.peopling import BASE, load_national, load_peopling
from arpent.territory import find
from arpent.views.numbers import about

CAM, GROUP = "epci:246300701", "groupe:vichy-brioude"
pytestmark = pytest.mark.usefixtures("real_tables")


def _population(identifier: str, scenarios=("tendanciel",)) -> Floats:
    return next(iter(Outlook(identifier, scenarios).stories.values())).population


def test_it_starts_from_the_census():
    """The first day's inhabitants are those of the census, as published by commune."""
    census = tables.load("census_communes", list(find(CAM).communes), columns=["population"])
    assert _population(CAM)[0] == pytest.approx(float(census["population"].sum()), rel=1e-9)


def test_a_grouping_is_the_sum_of_its_epci():
    """Every year, to a millionth of an inhabitant."""
    parts = [f"epci:{code}" for code in _epci_of(GROUP)]
    np.testing.assert_allclose(sum(_population(one) for one in parts), _population(GROUP), rtol=1e-12)


def _epci_of(identifier: str) -> list[str]:
    communes = tables.load("communes", list(find(identifier).communes), columns=["epci_code"])
    return sorted(communes["epci_code"].unique())


def test_all_of_france_is_insees_projection():
    """Sum of all parts, each sex and age: the central scenario, at the census's total of the first day."""
    peopling, france = load_peopling(), load_national("central")
    outlook = Outlook("departement:63", ["tendanciel"], horizon=2050)
    outlook._mine = np.arange(len(peopling.parts))
    framed = outlook._people(demography_of(outlook.scenarios["tendanciel"]), 2050).projection.population
    share = peopling.start.sum() / france.start(BASE).sum()
    for year in (2022, 2035, 2050):
        np.testing.assert_allclose(framed[year - BASE], france.start(year) * share, rtol=1e-9)


def test_france_leaves_mayotte_out_and_says_so():
    """The census has no dwellings there: the rest of the country is told, and Mayotte alone is refused."""
    france = Outlook("france", ["tendanciel"])
    assert france.stories["tendanciel"].households[0] == pytest.approx(france.stock.main_residences)
    assert any("Mayotte" in sentence for sentence in france.substitutes)
    with pytest.raises(DataUnavailable, match="no dwellings"):
        _ = Outlook("departement:976", ["tendanciel"]).stories


def test_the_parts_of_the_change_sum_to_it():
    """Births less deaths, migration and what the frame adds: the change of each year."""
    people = Outlook(GROUP, ["attractif"]).stories["attractif"].people
    one = people.projection
    made = (one.births - one.deaths + one.migration).sum(axis=-1) + people.adjustment
    np.testing.assert_allclose(np.diff(one.totals()), made, atol=1e-6)


def test_nobody_is_negative_anywhere():
    """In every scenario of the project, no sex and age falls below zero."""
    for story in Outlook("departement:63", horizon=2070).stories.values():
        assert len(story.people.projection.negatives()) == 0


def test_the_two_years_since_are_not_far_from_what_was_published():
    """INSEE's populations of 2023, unknown to the ages of 2021, are found within 2 % for the 14 EPCI."""
    legal = tables.load(
        "population_legal", list(find(GROUP).communes), columns=["commune_code", "year", "population"]
    )
    legal = legal[legal["year"] == 2023].set_index("commune_code")["population"]
    for code in _epci_of(GROUP):
        published = float(legal[list(find(f"epci:{code}").communes)].sum())
        assert _population(f"epci:{code}")[2] == pytest.approx(published, rel=0.02)


def test_levers_move_what_they_should():
    """More arrivals, more people; less vacancy, fewer dwellings of the same people; density, fewer hectares."""
    stories = Outlook(CAM, ["tendanciel", "attractif", "repli", "sobre"]).stories
    assert (
        stories["repli"].population[-1]
        < stories["tendanciel"].population[-1]
        < stories["attractif"].population[-1]
    )
    np.testing.assert_allclose(stories["sobre"].population, stories["tendanciel"].population)
    assert stories["sobre"].dwellings.sum() < stories["tendanciel"].dwellings.sum()
    assert stories["sobre"].hectares.sum() < stories["tendanciel"].hectares.sum()


def test_people_are_projected_once_for_all_the_levers_on_dwellings():
    """The matrix of densities and vacancies, and a trial that moves a density, take the people already there."""
    outlook = Outlook(CAM, ["tendanciel"])
    outlook.matrix()
    base = outlook.scenarios["tendanciel"]
    trial = outlook.with_scenarios(
        base.moved("density", 31.0), base.moved("migration", 1.0).named("plus", "Plus")
    )
    people = [story.people for story in trial.stories.values()]
    assert people[0] is outlook.stories["tendanciel"].people
    assert people[1] is not people[0]
    assert outlook._people.cache_info().misses == 2


def test_the_range_holds_the_scenario_and_is_drawn_once_for_all():
    """The same in another outlook; the plans of a PLH and a SCoT in it; none that ends beyond the horizon."""
    listings = [Outlook(CAM, ["tendanciel"], horizon).ranges() for horizon in (2050, 2050, 2040)]
    assert listings[0] == listings[1]
    for _, central, low, high in listings[0].rows:
        assert low < central < high
    assert [len(one.rows) for one in listings] == [3, 3, 2]


def test_a_territory_of_many_communes_is_mapped_by_epci():
    """Each EPCI's own projection: that of its own outlook, for one that lies within the région."""
    region = Outlook("region:84", ["tendanciel"], horizon=2030)
    told = region.communes().frame.set_index("territory")["value"]
    assert all(one.startswith("epci:") for one in told.index)
    own = Outlook(CAM, ["tendanciel"], horizon=2030).stories["tendanciel"].population
    assert told[CAM] == pytest.approx((own[-1] / own[0]) ** (1 / 9) - 1, abs=1e-12)


@pytest.mark.parametrize("lever", [("migration", 2.0), ("vacancy", 5.0)])
def test_a_story_told_until_a_year_is_the_same_until_then(lever):
    """What a trial of a lever projects no further: people, households, dwellings and hectares of ten years."""
    outlook = Outlook(GROUP, ["tendanciel"])
    moved = outlook.scenarios["tendanciel"].moved(*lever)
    whole, part = outlook.story(moved), outlook.story(moved, until=2036)
    years = 2036 - BASE
    for name in ("dwellings", "hectares"):
        np.testing.assert_array_equal(getattr(part, name)[:years], getattr(whole, name)[:years])
    np.testing.assert_array_equal(part.population[: years + 1], whole.population[: years + 1])


def test_need_is_the_change_of_the_stock_and_what_is_lost():
    """The identity of METHODS §5, recomputed from households by another path."""
    outlook = Outlook(CAM, ["sobre"])
    story, stock = outlook.stories["sobre"], outlook.stock
    years = len(story.need.total)
    vacant = np.linspace(stock.vacant / stock.dwellings, 0.06, years + 1)
    homes = story.households / (1 - vacant - stock.second_homes / stock.dwellings)
    np.testing.assert_allclose(story.need.total, np.diff(homes) + 0.001 * homes[:-1], rtol=1e-9)
    assert story.households[0] == pytest.approx(stock.main_residences)


@pytest.mark.parametrize(
    ("territory", "scenarios", "horizon", "said"),
    [
        ("commune:63113", [], 2050, "cuts an EPCI"),
        (CAM, ["tendencieux"], 2050, "did you mean 'tendanciel'"),
        (CAM, [], 2024, "from 2026 to 2070"),
        ("epci:246300799", [], 2050, "246300799"),
    ],
)
def test_what_cannot_be_projected_is_refused(territory, scenarios, horizon, said):
    """A territory that cuts an EPCI, an unknown scenario, a horizon out of bounds."""
    with pytest.raises(AskedWrongly, match=said):
        Outlook(territory, scenarios, horizon)


def test_without_the_tables_the_command_that_brings_them_is_named(tmp_path, real_project, monkeypatch):
    """No figure is made up where a table is lacking."""
    (tmp_path / "params").symlink_to(real_project / "params")
    (tmp_path / "data").mkdir()
    for name in ("embedded", "catalogue"):
        (tmp_path / "data" / name).symlink_to((real_project / "data" / name).resolve())
    monkeypatch.setenv("ARPENT_ROOT", str(tmp_path))
    with pytest.raises(DataUnavailable, match="arpent data build"):
        Outlook(CAM)


def test_one_is_said_in_the_singular():
    """Brioude, sober: a dwelling freed a year, a hectare in ten years; nouns agree, whatever the number."""
    said = " ".join(str(item) for item in Outlook("epci:200085728").narrative().items)
    assert not re.search(r"(?<![\d,\u202f])1.(logements|hectares)", said)


@pytest.mark.parametrize("spoken", ["population", "dwellings", "hectares"])
def test_the_title_gives_the_extremes_of_its_column(spoken):
    """Scenarios side by side: their least and most, each with the scenario it is of."""
    listing = Outlook(CAM).compared(spoken)
    place = [column.name for column in listing.columns].index(spoken)
    least, most = (pick(listing.rows, key=lambda row: row[place]) for pick in (min, max))
    found = re.fullmatch(r"De ([\d\u202f]+)\xa0.+ \((.+)\) à ([\d\u202f]+) \((.+)\)", listing.title)
    assert found, listing.title
    assert found.groups() == (about(least[place]), least[0], about(most[place]), most[0])


def test_scenarios_that_do_not_part_have_a_plain_title():
    """A single scenario has no extremes."""
    assert Outlook(CAM, ["tendanciel"]).compared("hectares").title == "Les scénarios côte à côte"
