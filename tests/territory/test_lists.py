"""
Lists of communes and events against every official list at hand (``../shared/data``).

The scope is métropole and départements d'outre-mer; collectivités d'outre-mer are left out of the lists
compared.
"""

import json
import tarfile

import pandas as pd
import pytest

from arpent import project
from arpent.sources.insee_mouvements_communes import read_events
from arpent.territory.detect import detect_year
from arpent.territory.events import Events, _with_insee, events
from arpent.territory.passage import passage
from arpent.territory.repair import repair_codes
from arpent.territory.subcommunes import ARRONDISSEMENTS
from arpent.territory.timeline import make_timeline, timeline

COM = ("975", "977", "978", "984", "986", "987", "988", "989")
# Release → COG year of its communes.json (0.8.0 is of 2019; its epci.json of 2020).
RELEASES = {
    "0.8.0": 2019,
    "1.1.1": 2021,
    "2.3.1": 2022,
    "3.1.1": 2023,
    "4.1.0": 2024,
    "5.3.0": 2025,
    "6.0.0": 2026,
}


def release(folder, version: str, file: str) -> list[dict]:
    """One file of a release."""
    with tarfile.open(folder / "cog_etalab" / f"etalab-decoupage-administratif-{version}.tgz") as archive:
        return json.load(archive.extractfile(f"package/data/{file}.json"))


@pytest.fixture(scope="module")
def insee(shared_data) -> Events:
    """INSEE's own events 1943-2025, on our list of 1968."""
    ours = events("arpent")
    theirs = read_events(shared_data / "zonings_events" / "cogiter_mvtcommunes.csv")
    return Events(ours.base, _with_insee(theirs, ours.frame), ours.first_year, ours.last_year, "insee")


@pytest.mark.parametrize(("version", "year"), RELEASES.items())
def test_releases(shared_data, version, year):
    """Codes and names of each release's COG year, exactly."""
    official = {
        record["code"]: record["nom"]
        for record in release(shared_data, version, "communes")
        if record["type"] == "commune-actuelle" and not record["code"].startswith(COM)
    }
    communes = timeline("arpent").communes(year)
    assert dict(zip(communes["commune_code"], communes["commune_name"], strict=True)) == official


def test_cog_2020(shared_data):
    """Members of the EPCI of 2020 are communes of the COG 2020; only islands and 2019's leavers are apart."""
    members = {member["code"] for epci in release(shared_data, "0.8.0", "epci") for member in epci["membres"]}
    codes = set(timeline("arpent").codes(2020))
    assert members - codes == set()
    assert codes - members == {"22016", "29083", "29155", "85113"}  # Bréhat, Sein, Ouessant, L'Île-d'Yeu
    assert len(codes) == 34_968


def test_insee_events_give_the_same_communes_every_year(insee):
    """Replaying INSEE's events gives the same codes as ours for each COG year 1968-2026."""
    ours, theirs = timeline("arpent"), make_timeline(insee)
    different = {
        year: set(ours.codes(year)) ^ set(theirs.codes(year))
        for year in ours.parts.years
        if ours.codes(year) != theirs.codes(year)
    }
    assert different == {}


def test_insee_events_one_by_one(insee):
    """Between communes, 1943-2018, our events are INSEE's, but for five that change nothing."""

    def between(frame: pd.DataFrame) -> set[tuple[str, str, str]]:
        communes = (frame["source_status"] == "COM") & (frame["target_status"] == "COM")
        rows = frame[communes & (frame["date"] < "2019-01-02")]
        return set(zip(rows["date"], rows["source_code"], rows["target_code"], strict=True))

    ours, theirs = between(events("arpent").frame), between(insee.frame)
    assert theirs - ours == set()
    assert len(ours - theirs) == 5
    assert all(source == target for _, source, target in ours - theirs)


def test_insee_weights_are_ours(insee):
    """On INSEE's events, weights from 2026 back to 2015 are the same: the parts are the same."""
    populations = pd.read_parquet(project.path("data", "embedded", "cog_populations.parquet"))
    theirs = passage(2026, 2015, timeline_of=make_timeline(insee, populations)).frame
    ours = passage(2026, 2015, timeline_of=timeline("arpent")).frame
    keys = ["source_code", "target_code"]
    joined = ours.merge(theirs, on=keys, how="outer", suffixes=("", "_insee"))
    assert (joined["weight"] - joined["weight_insee"]).abs().max() < 1e-6


def test_cog_2025(shared_data):
    """INSEE's list of the COG 2025, by way of COGiter."""
    table = pd.read_csv(shared_data / "zonings_events" / "cogiter_communes_cog.csv", dtype=str)
    codes = set(table.loc[table["TYPECOM"] == "COM", "DEPCOM"])
    assert {code for code in codes if not code.startswith(COM)} == set(timeline("arpent").codes(2025))


def test_every_former_code_of_insee_goes_where_insee_says(shared_data):
    """
    COGiter's passage from any former code to the COG 2025: same commune, for every code since 1968.

    But for La Neuville-Garnier (60455), which COGiter leaves in 60054: it is a delegated commune of 60694
    since 1 January 2024 (``chefLieu`` in release 4.1.0).
    """
    table = pd.read_csv(
        shared_data / "zonings_events" / "cogiter_table_passage_com_historique.csv", dtype=str
    )
    line = timeline("arpent")
    official = dict(zip(table["DEPCOM_HIST"], table["DEPCOM"], strict=True))
    wrong = {}
    for year in (1968, 1976, 1990, 2000, 2012, 2016, 2018):
        frame = passage(year, 2025, timeline_of=line).frame
        for source, targets in frame.groupby("source_code")["target_code"]:
            if source in official and official[source] not in set(targets):
                wrong[source] = (official[source], sorted(targets))
    assert wrong == {"60455": ("60054", ["60694"])}


@pytest.mark.parametrize(
    ("file", "year"),
    [("base_cc_comparateur.CSV", 2021), ("base_cc_comparateur_RP2019_reassemble.csv", 2022)],
)
def test_comparateur(shared_data, file, year):
    """INSEE's comparateur is of the COG 2021, then 2022; it lists arrondissements beside communes."""
    table = pd.read_csv(shared_data / "comparateur" / file, sep=None, engine="python", dtype=str)
    codes = repair_codes(table.iloc[:, 0], is_strict=False).codes.dropna()
    found = detect_year(codes[~codes.isin(ARRONDISSEMENTS)])
    assert year in found.years
    assert found.best == (year,)


def test_appartenance_2022(shared_data):
    """INSEE's table d'appartenance 2022 is the COG 2022, exactly."""
    table = pd.read_excel(
        shared_data / "zonings_events" / "table-appartenance-geo-communes-22.xlsx",
        sheet_name="COM", header=5, dtype=str, engine="openpyxl",
    )  # fmt: skip
    assert set(table["CODGEO"]) == set(timeline("arpent").codes(2022))


def test_populations_1876_2019(shared_data):
    """The historical populations 1876-2019 list the communes of the COG 2020, Paris by arrondissement."""
    table = pd.read_parquet(shared_data / "population" / "base_pop_historiques_1876_2019.parquet")
    found = detect_year(table["CODGEO"])
    assert found.best == (2020,)
    assert len(found.arrondissements) == 20


@pytest.mark.parametrize(
    ("file", "year"),
    [("FILO2014_DISP_COM.csv", 2014), ("FILO2016_DISP_COM.csv", 2017), ("FILO2018_DISP_COM.csv", 2019),
     ("FILO2019_DISP_COM.csv", 2020), ("cc_filosofi_2021_COM.csv", 2024)],
)  # fmt: skip
def test_filosofi(shared_data, file, year):
    """Filosofi files (most communes, not all) are found to be of one COG year."""
    table = pd.read_csv(
        shared_data / "filosofi" / file, sep=None, engine="python", dtype=str, encoding="utf-8-sig"
    )
    codes = repair_codes(table["CODGEO"], is_strict=False).codes.dropna()
    found = detect_year(codes)
    assert not found.mixed
    assert year in found.best


@pytest.mark.parametrize("departement", ["03-allier", "15-cantal", "43-haute-loire", "63-puy-de-dome"])
def test_boundaries_2018(shared_data, departement):
    """Boundaries of 2018 have the communes of the COG 2018 of their département."""
    features = json.loads(
        (shared_data / "geometry" / f"communes-{departement}_2018.geojson").read_text(encoding="utf-8")
    )["features"]
    codes = {feature["properties"]["code"] for feature in features}
    assert codes == {code for code in timeline("arpent").codes(2018) if code[:2] == departement[:2]}


def test_a_wide_table_of_every_commune_moves_whole():
    """35 000 communes by 50 columns, from one year to another: every column keeps its sum."""
    line = timeline("arpent")
    codes = line.codes(2018)
    columns = [f"c{number}" for number in range(50)]
    table = pd.DataFrame(1.0, index=range(len(codes)), columns=columns).assign(commune_code=codes)
    moved = passage(2018, 2026, timeline_of=line).move_counts(table, columns=columns)
    assert moved.frame[columns].sum().tolist() == pytest.approx([len(codes)] * 50, rel=1e-9)
