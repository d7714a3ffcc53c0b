"""Legal populations: each year from the release that holds it, to the unit."""

import json
import tarfile

import pandas as pd
import pytest

from arpent import tables
from arpent.errors import DataInvalid
from arpent.tables import population_legal
from arpent.tables.population_legal import build
from arpent.territory.passage import passage

#: Municipal population of France without Mayotte, as INSEE publishes it each December.
FRANCE = {
    2016: 66_361_658,
    2017: 66_524_339,
    2018: 66_732_538,
    2019: 66_988_403,
    2020: 67_162_154,
    2021: 67_408_052,
    2022: 67_760_573,
    2023: 68_094_280,
}
CLERMONT = [288_435, 289_817, 294_127, 296_180, 295_821, 295_787, 296_677, 295_488]
#: Reference year → release whose epci.json holds the members and totals of that year.
RELEASES = {2018: "1.1.1", 2019: "2.3.1", 2020: "3.1.1", 2021: "4.1.0", 2022: "6.0.0"}


@pytest.fixture(scope="module")
def legal():
    """The embedded table."""
    return tables.load("population_legal")


@pytest.fixture(scope="module")
def communes():
    """The embedded communes."""
    return tables.load("communes")


def test_merged_communes_add_up(small_inputs):
    """63109 absorbed 63330 in 2025: 33 + 11 in 2017, 30 + 10 in 2021, nothing estimated."""
    rows = build(small_inputs).query("commune_code == '63109'").set_index("year")
    assert rows["population"].tolist() == [44, 40, 42]
    assert not rows["is_estimated"].any()


def test_a_cut_commune_is_shared_to_the_unit(small_inputs):
    """15141 was cut in five in 2025: its parts sum to what was published, and say that they are estimated."""
    rows = build(small_inputs).query("commune_code.str.startswith('15')")
    assert rows.groupby("year")["population"].sum().to_dict() == {2017: 110, 2021: 100, 2023: 100}
    assert rows.groupby("year")["is_estimated"].all().to_dict() == {2017: True, 2021: True, 2023: False}


def test_mayotte_has_the_census_of_2017_only(small_inputs):
    """Releases repeat Mayotte's 2017 figure: shown as a later year's it would be false."""
    rows = build(small_inputs).query("commune_code == '97601'").set_index("year")
    assert rows.loc[2017, "population"] == 5
    assert rows.loc[[2021, 2023], "population"].isna().all()
    assert rows.loc[[2021, 2023], "reason"].tolist() == ["not_published"] * 2


def test_an_epci_that_is_not_the_sum_of_its_communes_is_refused(small_inputs, monkeypatch):
    """Figures of two years in one release show in the totals of the EPCI."""

    def changed(declared, folder):
        return read(declared, folder).assign(
            populationMunicipale=lambda found: found["populationMunicipale"] + 1
        )

    read = population_legal.read_epci
    monkeypatch.setattr(population_legal, "read_epci", changed)
    with pytest.raises(DataInvalid, match=r"population_legal 2021: 3 of 3 EPCI are not the sum"):
        build(small_inputs)


@pytest.mark.parametrize("year", FRANCE)
def test_france_is_the_sum_of_its_communes_and_departements(legal, communes, year):
    """Each year, communes and départements both sum to the published total, to the unit."""
    rows = legal[(legal["year"] == year) & ~legal["commune_code"].str.startswith("976")]
    assert rows["population"].sum() == FRANCE[year]
    departements = rows.merge(communes, on="commune_code").groupby("departement_code")["population"].sum()
    assert len(departements) == 100
    assert departements.sum() == FRANCE[year]


def test_clermont_metropole(legal, communes):
    """The métropole's published populations, 2016 to 2023."""
    members = communes.loc[communes["epci_code"] == "246300701", "commune_code"]
    rows = legal[legal["commune_code"].isin(members)]
    assert rows.groupby("year")["population"].sum().tolist() == CLERMONT


def test_every_commune_stands_once_a_year(legal, communes):
    """34 875 communes in each of the eight years; a missing figure says why, a present one does not."""
    for _, rows in legal.groupby("year"):
        assert rows["commune_code"].tolist() == communes["commune_code"].tolist()
    assert (legal["population"].isna() == legal["reason"].notna()).all()


def test_mayotte_in_the_embedded_table(legal):
    """256 518 inhabitants in 2017, missing in the seven other years."""
    rows = legal[legal["commune_code"].str.startswith("976")]
    assert rows.groupby("year")["population"].sum().to_dict() == {
        year: 256_518 if year == 2017 else 0 for year in FRANCE
    }
    assert set(rows.loc[rows["year"] != 2017, "reason"]) == {"not_published"}


def test_villages_that_died_for_france_have_no_inhabitant(legal):
    """Six communes near Verdun: 0 is their population, it is not missing."""
    dead = ["55039", "55050", "55139", "55189", "55239", "55307"]
    rows = legal[legal["commune_code"].isin(dead)]
    assert rows["population"].tolist() == [0] * 6 * len(FRANCE)


@pytest.mark.parametrize("group", [("60054", "60694"), ("85084", "85165", "85212"), ("14712", "14666")])
def test_an_estimated_share_joins_what_was_published(legal, group):
    """The parts of a cut commune keep, within two points, the shares that the first published year shows."""
    rows = legal[legal["commune_code"].isin(group)]
    counts = rows.pivot_table(index="year", columns="commune_code", values="population", aggfunc="sum")
    shares = counts.div(counts.sum(axis=1), axis=0).astype(float)
    published = rows.groupby("year")["is_estimated"].any()
    last, first = published[published].index.max(), published[~published].index.min()
    assert (shares.loc[last] - shares.loc[first]).abs().max() < 0.02


@pytest.mark.parametrize("year", RELEASES)
def test_epci_are_the_sum_of_their_communes(legal, shared_data, year):
    """EPCI of that year's release, whose communes can be told apart today, sum to their published total."""
    archive = shared_data / "cog_etalab" / f"etalab-decoupage-administratif-{RELEASES[year]}.tgz"
    with tarfile.open(archive) as tar:
        listed = json.load(tar.extractfile("package/data/epci.json"))
    members = pd.DataFrame(
        [(epci["code"], member["code"]) for epci in listed for member in epci["membres"]],
        columns=["epci", "source_code"],
    )
    source = {2018: 2021, 2019: 2022, 2020: 2023, 2021: 2024, 2022: 2026}[year]
    moved = members.merge(passage(source, 2026).frame, on="source_code")
    shared = moved.groupby("target_code")["epci"].transform("nunique") > 1
    unclear = set(moved.loc[shared, "epci"]) | set(moved.loc[moved["target_code"].str[:3] == "976", "epci"])
    pairs = moved[~moved["epci"].isin(unclear)].drop_duplicates(["epci", "target_code"])
    figures = legal[legal["year"] == year].set_index("commune_code")["population"]
    sums = figures.reindex(pairs["target_code"]).groupby(pairs["epci"].to_numpy()).sum()
    published = {epci["code"]: epci["populationMunicipale"] for epci in listed}
    assert len(sums) >= 1240
    assert sums.to_dict() == {code: published[code] for code in sums.index}


@pytest.mark.parametrize("year", [2016, 2017, 2018, 2019])
def test_agrees_with_insee_long_series(legal, shared_data, year):
    """
    INSEE's own series of populations (COG 2020), carried to today's communes, gives the same.

    But for four communes, whose limits moved without their codes (38030 and 38332, 76549 and 76699).
    """
    series = pd.read_parquet(shared_data / "population" / "base_pop_historiques_1876_2019.parquet")
    counts = pd.to_numeric(series.set_index("CODGEO")[f"PMUN{year - 2000}"], errors="coerce").dropna()
    way = passage(2020, 2026).frame
    way = way[way["source_code"].isin(counts.index)]
    whole = way[~way["is_estimated"]]
    sums = counts[whole["source_code"]].groupby(whole["target_code"].to_numpy()).sum()
    ours = legal[(legal["year"] == year) & ~legal["is_estimated"]].set_index("commune_code")["population"]
    both = pd.DataFrame({"ours": ours, "series": sums}).dropna()
    odd = set(both.index[both["ours"] != both["series"]])
    assert len(both) > 34_800
    assert odd <= {"38030", "38332", "76549", "76699"}
