"""Levels: arrondissements, parts of EPCI, INSEE's zonings where built, EPCI through the years."""

import shutil
from pathlib import Path

import pandas as pd
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from arpent import project
from arpent.errors import AskedWrongly, DataUnavailable, UnknownTerritory
from arpent.sources.npm_release import read_json
from arpent.tables import zonings
from arpent.territory import (
    LEVELS,
    divisions,
    epci_then,
    find,
    list_territories,
    members_of_year,
    parents,
    peers,
    search,
)
from arpent.territory.build_levels import arrondissements, shared_borders, spans
from arpent.territory.build_releases import OUT_OF_SCOPE as ELSEWHERE
from arpent.territory.intercommunal import epci_story, epci_years
from arpent.territory.levels import LABELS, available, owners, zones
from arpent.territory.model import id_of
from arpent.territory.reference import read_reference


@pytest.fixture
def project_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of its own, with the embedded files of this one and no zoning."""
    embedded = tmp_path / "data" / "embedded"
    embedded.mkdir(parents=True)
    for file in project.path("data", "embedded").glob("*.parquet"):
        (embedded / file.name).symlink_to(file)
    shutil.copytree(project.path("params"), tmp_path / "params")
    monkeypatch.setenv("ARPENT_ROOT", str(tmp_path))
    return tmp_path


def build_zonings(folder: Path) -> None:
    """
    Invented zonings of real communes, as ``arpent.tables.zonings`` writes them.

    Clermont-Ferrand and Aubière are of one zone d'emploi, Vichy of another; Charade's Royat is outside the
    urban units and the aires.
    """
    (folder / "data" / "tables").mkdir(exist_ok=True)
    columns = ["commune_code", "employment_zone_code", "employment_zone_name", "urban_unit_code", "urban_unit_name",
               "catchment_area_code", "catchment_area_name", "catchment_area_part", "living_area_code",
               "living_area_name", "density_level"]  # fmt: skip
    rows = [
        ("63113", "8408", "Clermont", "63701", "Clermont", "022", "Clermont", "11", "63113", "Clermont", "1"),
        ("63014", "8408", "Clermont", "63701", "Clermont", "022", "Clermont", "12", "63113", "Clermont", "1"),
        (
            "63308",
            "8408",
            "Clermont",
            "63000",
            "Hors unité",
            "000",
            "Hors aire",
            "30",
            "63113",
            "Clermont",
            "3",
        ),
        ("03310", "8425", "Vichy", "03501", "Vichy", "080", "Vichy", "11", "03310", "Vichy", "2"),
    ]
    table = pd.DataFrame(rows, columns=columns)
    table.to_parquet(folder / "data" / "tables" / "zonings.parquet", index=False)


def test_every_level_has_a_french_label():
    """What can be asked for can be named."""
    assert set(LABELS) == set(LEVELS)


def test_arrondissements_hold_each_commune_once():
    """333 arrondissements (COG 2026); Mayotte, which has none in the releases, is in none."""
    owner = owners("arrondissement")
    assert len(zones("arrondissement")) == 333
    assert set(owner) == set(zones("arrondissement").index)
    assert {code[:3] for code in find("france").communes if code not in owner.index} == {"976"}
    assert find("arrondissement:632").name == "Clermont-Ferrand (arrondissement)"
    assert [place.id for place in parents(find("arrondissement:632"))] == [
        "departement:63",
        "region:84",
        "france",
    ]
    assert "arrondissement:633" in [place.id for place in peers(find("arrondissement:632"))]


def test_an_epci_over_departements_has_parts():
    """CC du Massif du Sancy: 19 communes of Puy-de-Dôme, one of Cantal; 89 such EPCI (DATA.md, issue 3)."""
    whole = find("epci:246300966")
    sancy, cantal = find("epci:246300966/63"), find("partie_epci:246300966-15")
    assert (len(sancy.communes), cantal.communes) == (19, ("15132",))
    assert sorted(sancy.communes + cantal.communes) == list(whole.communes)
    assert (sancy.id, sancy.slug) == ("partie_epci:246300966-63", "partie_epci-246300966-63")
    assert sancy.name == "CC du Massif du Sancy (Puy-de-Dôme)"
    assert [place.id for place in parents(sancy)][:2] == ["epci:246300966", "departement:63"]
    assert [place.id for place in peers(sancy)] == [cantal.id]
    assert len({code[:9] for code in zones("partie_epci").index}) == 89


def test_an_epci_of_one_departement_has_no_part():
    """The whole is suggested."""
    with pytest.raises(UnknownTerritory, match="Ask for 'epci:246300701'"):
        find("epci:246300701/63")


@pytest.mark.parametrize("level", ["zone_emploi", "bassin_vie", "unite_urbaine", "aav", "densite", "canton"])
@pytest.mark.usefixtures("project_folder")
def test_zonings_that_are_not_there_name_the_commands(level):
    """No figure, no guess: the commands that bring all the files that the table is made of."""
    needed = " ".join(zonings.RECORD.datasets)
    with pytest.raises(DataUnavailable, match=rf"arpent data fetch {needed}.*arpent data build zonings"):
        find(f"{level}:8408")
    with pytest.raises(DataUnavailable, match="arpent data fetch"):
        search("clermont", level=level)
    assert level not in available()


def test_zonings_are_levels_once_built(project_folder):
    """In the same process: what is kept in memory is dropped when the table appears."""
    with pytest.raises(DataUnavailable):
        find("zone_emploi:8408")
    build_zonings(project_folder)
    zone = find("zone_emploi:8408")
    assert (zone.name, zone.communes) == ("Clermont (zone d'emploi)", ("63014", "63113", "63308"))
    assert find("unite_urbaine:63701").communes == find("aav:022").communes == ("63014", "63113")
    assert find("densite:3").communes == ("63308",)
    assert [place.id for place in search("vichy", level="bassin_vie")] == ["bassin_vie:03310"]
    assert [place.id for place in peers(zone)] == ["zone_emploi:8425"]
    assert divisions(zone)[0].id == "commune:63014"


@pytest.mark.parametrize("identifier", ["unite_urbaine:63000", "aav:000", "zone_emploi:9999"])
def test_outside_a_zoning_is_not_a_zone(project_folder, identifier):
    """INSEE's codes for "outside" gather communes that have nothing in common."""
    build_zonings(project_folder)
    with pytest.raises(UnknownTerritory):
        find(identifier)


def test_a_zoning_without_its_column_says_what_there_is(project_folder):
    """Cantons are in the table only where its builder put them."""
    build_zonings(project_folder)
    with pytest.raises(DataUnavailable, match=r"canton_code.*levels there:.*zone_emploi"):
        find("canton:6301")


def test_epci_of_each_year_hold_the_communes_of_that_cog():
    """Every commune but the four islands, in the COG of that year (releases of 2019 to 2026)."""
    assert (epci_years()[0], epci_years()[-1]) == (2019, 2026)
    for year in epci_years():
        communes = set(list_territories("commune", year)["code"])
        members = members_of_year(year)
        assert members.index.is_unique
        assert communes - set(members.index) == {"22016", "29083", "29155", "85113"}
        assert not set(members.index) - communes
    assert members_of_year(2026)["epci_code"].to_dict() == owners("epci").to_dict()


def test_an_epci_as_it_was():
    """CC Petite Montagne joined Terre d'Émeraude on 1 January 2020 (DGCL)."""
    assert epci_then("200012060", 2019).name == "CC Petite Montagne"
    with pytest.raises(UnknownTerritory, match="no such EPCI in 2020"):
        epci_then("200012060", 2020)
    with pytest.raises(UnknownTerritory, match=r"gone since 2020.*'epci:200090579'"):
        find("epci:200012060")
    assert epci_story("200012060") == ["2019–2019 : CC Petite Montagne (CC)"]


def test_lists_have_the_names_of_their_year():
    """Culoz became Culoz-Béon on 1 January 2023."""
    names = {year: list_territories("commune", year).set_index("code")["name"] for year in (1968, 2022, 2023)}
    assert (names[2022]["01138"], names[2023]["01138"]) == ("Culoz", "Culoz-Béon")
    assert "20004" in names[1968].index
    assert list_territories("epci", 2019).set_index("code")["type"]["246300701"] == "METRO"
    assert list_territories("departement")["communes"].sum() == len(find("france").communes)
    assert list_territories("groupe")["code"].tolist() == ["vichy-brioude"]


@pytest.mark.parametrize(
    ("level", "year", "message"),
    [
        ("epci", 2018, "2019 to 2026"),
        ("commune", 1967, "1968 to"),
        ("region", 2010, "2026 only"),
        ("pays", None, "Levels:"),
    ],
)
def test_years_that_are_not_known_are_refused(level, year, message):
    """With those that are."""
    with pytest.raises(AskedWrongly, match=message):
        list_territories(level, year)


@pytest.mark.parametrize(
    "identifier", ["commune:2A004", "partie_epci:246300966-15", "groupe:vichy-brioude", "france"]
)
def test_slug_comes_back_to_its_identifier(identifier):
    """A file's name says its territory."""
    assert id_of(find(identifier).slug) == identifier


def test_spans_break_where_a_year_is_missing():
    """A commune that leaves and comes back has two stretches."""
    lists = {2019: ["a", "b"], 2020: ["b"], 2021: ["a", "b"]}
    found = spans({year: pd.DataFrame({"code": codes}) for year, codes in lists.items()})
    assert found.to_numpy().tolist() == [["a", 2019, 2019], ["a", 2021, 2021], ["b", 2019, 2021]]
    with pytest.raises(Exception, match="without a gap"):
        spans({2019: pd.DataFrame({"code": ["a"]}), 2021: pd.DataFrame({"code": ["a"]})})


def test_arrondissements_are_sorted_by_code():
    """As published, renamed."""
    same = {"typeLiaison": [0, 0], "region": ["84", "84"]}
    published = pd.DataFrame({"code": ["632", "011"], "nom": ["C", "B"], "departement": ["63", "01"], **same})
    assert arrondissements(published)["arrondissement_code"].tolist() == ["011", "632"]


def test_epci_of_each_release_are_those_embedded(shared_data):
    """Every member of every EPCI, in each release that is here (2020 to 2026)."""
    for year, version in {2020: "0.8.0", 2023: "3.1.1", 2026: "6.0.0"}.items():
        archive = shared_data / "cog_etalab" / f"etalab-decoupage-administratif-{version}.tgz"
        listed = read_json(archive, "data/epci.json")
        published = {member["code"]: epci["code"] for epci in listed for member in epci["membres"]}
        france = {code: owner for code, owner in published.items() if not code.startswith(ELSEWHERE)}
        assert members_of_year(year)["epci_code"].to_dict() == france


def test_neighbours_are_those_of_the_embedded_boundaries():
    """Boundaries built again without their neighbours would show here."""
    boundaries = pq.read_table(project.path("data", "embedded", "boundaries_communes.parquet"))
    chosen = boundaries.filter(pc.starts_with(boundaries["code"], "63"))
    pairs = shared_borders(chosen["code"].to_pylist(), chosen["geometry"].to_pylist())
    embedded = read_reference("neighbours").reset_index()
    within = embedded["commune_code"].str.startswith("63") & embedded["neighbour_code"].str.startswith("63")
    assert pairs.to_numpy().tolist() == embedded[within].to_numpy().tolist()
