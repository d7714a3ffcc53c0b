"""Theme emploi: shares add up, and figures are what DuckDB finds in INSEE's own files, by another road."""

import duckdb
import pandas as pd
import pytest

from arpent.indicators import families, indicator, measure
from arpent.indicators.quarters import read_quarters
from arpent.territory import find

#: Where the raw files say which communes these are, in their own COG.
TERRITORIES = {
    "epci:246300701": "EPCI = '246300701'",
    "departement:43": "DEP = '43'",
    "commune:15014": "INSEE_COM = '15014'",
}
COMPARATEUR = "comparateur/base_cc_comparateur_RP2019_reassemble.csv"
EMPLOYED = "sum(P19_ACT1564::DOUBLE) - sum(P19_CHOMEUR1564::DOUBLE)"
#: Indicator → SQL on the comparateur of 2019.
PUBLISHED = {
    "jobs": "sum(P19_EMPLT::DOUBLE)",
    "job_concentration": f"100 * sum(P19_EMPLT::DOUBLE) / ({EMPLOYED})",
    "activity_rate": "sum(P19_ACT1564::DOUBLE) / sum(P19_POP1564::DOUBLE)",
    "employment_rate": f"({EMPLOYED}) / sum(P19_POP1564::DOUBLE)",
    "census_unemployment_rate": "sum(P19_CHOMEUR1564::DOUBLE) / sum(P19_ACT1564::DOUBLE)",
    "establishments": "sum(ETTOT19::DOUBLE)",
    "industry_share": "sum(ETBE19::DOUBLE) / sum(ETTOT19::DOUBLE)",
    "other_services_share": "(sum(ETGU19::DOUBLE) - sum(ETGZ19::DOUBLE)) / sum(ETTOT19::DOUBLE)",
    "employers_10_plus_share": "sum(ETTEFP1019::DOUBLE) / sum(ETTOT19::DOUBLE)",
}


def _value(identifier, name, year=None):
    frame = measure([indicator(name)], [("focus", find(identifier))]).dropna(subset="value")
    return frame.loc[frame["year"] == (year or frame["year"].max()), "value"].iloc[0]


def _file(folder, name):
    return f"read_csv('{folder / name}', delim=';', all_varchar=true)"


@pytest.mark.usefixtures("real_tables")
@pytest.mark.parametrize("identifier", TERRITORIES)
@pytest.mark.parametrize("name", PUBLISHED)
def test_figures_are_those_of_the_comparateur(shared_data, identifier, name):
    """Summed by DuckDB in the file as published, by its own codes of EPCI and département."""
    rows = _file(shared_data, COMPARATEUR)
    found = duckdb.sql(f"SELECT {PUBLISHED[name]} FROM {rows} WHERE {TERRITORIES[identifier]}").fetchall()[0][
        0
    ]
    assert _value(identifier, name, 2019) == pytest.approx(found, rel=1e-9)


@pytest.mark.usefixtures("real_tables")
@pytest.mark.parametrize("identifier", TERRITORIES)
def test_sizes_are_those_of_clap(shared_data, identifier):
    """Codes there have lost their zero; the EPCI's communes, which have not changed, are those of the comparateur."""
    inside = f"SELECT INSEE_COM FROM {_file(shared_data, COMPARATEUR)} WHERE {TERRITORIES[identifier]}"
    rows = _file(shared_data, "jobs/base_etablissement_par_tranche_effectif.csv")
    large = " + ".join(f"sum(E14TS{size}::DOUBLE)" for size in (50, 100, 200, 500))
    there = "DEP = '43'" if identifier == "departement:43" else f"lpad(CODGEO, 5, '0') IN ({inside})"
    query = f"SELECT ({large}) / sum(E14TST::DOUBLE) FROM {rows} WHERE {there}"
    assert _value(identifier, "size_50_plus_share") == pytest.approx(
        duckdb.sql(query).fetchall()[0][0], rel=1e-9
    )


@pytest.mark.usefixtures("real_tables")
@pytest.mark.parametrize("identifier", ["epci:246300701", "commune:15014", "commune:03310"])
def test_diplomas_are_those_of_the_census_by_iris(shared_data, identifier):
    """Three levels of higher education over all who left school."""
    inside = TERRITORIES.get(identifier, f"INSEE_COM = '{identifier[-5:]}'")
    codes = f"SELECT INSEE_COM FROM {_file(shared_data, COMPARATEUR)} WHERE {inside}"
    levels = ["DIPLMIN", "BEPC", "CAPBEP", "BAC", "SUP2", "SUP34", "SUP5"]
    sums = {level: f"sum(P19_NSCOL15P_{level}::DOUBLE)" for level in levels}
    higher = f"({sums['SUP2']} + {sums['SUP34']} + {sums['SUP5']}) / ({' + '.join(sums.values())})"
    rows = _file(shared_data, "iris_rp/diplomes_formation_*.csv")
    found = duckdb.sql(f"SELECT {higher} FROM {rows} WHERE INSEE_COM IN ({codes})").fetchall()[0][0]
    assert _value(identifier, "higher_education_share") == pytest.approx(found, rel=1e-6)


@pytest.mark.usefixtures("real_tables")
def test_quarterly_unemployment_as_published(shared_data):
    """Each cell of the row of Clermont-Ferrand, as pandas reads the workbook; a year is the mean of its quarters."""
    book = shared_data / "jobs" / "chomage-zone-t1-2003-t3-2023.xlsx"
    sheet = pd.read_excel(book, sheet_name="txcho_ze", header=5, dtype={"ZE2020": str}, engine="openpyxl")
    row = sheet[sheet["ZE2020"] == "8408"].iloc[0]
    rows = read_quarters(indicator("unemployment_rate"), ["zone_emploi:8408"])
    for one in rows.itertuples():
        assert one.value * 100 == pytest.approx(row[f"{one.year}-T{one.quarter}"])
    assert len(rows) == 83
    mean = sum(row[f"2022-T{quarter}"] for quarter in (1, 2, 3, 4)) / 400
    assert _value("zone_emploi:8408", "unemployment_rate", 2022) == pytest.approx(mean)


@pytest.mark.usefixtures("real_tables")
@pytest.mark.parametrize("identifier", ["epci:246300701", "departement:2A", "region:04", "france"])
@pytest.mark.parametrize("family", ["sectors", "sizes"])
def test_shares_of_a_whole_add_up(identifier, family):
    """Sectors of employers, sizes of establishments."""
    frame = measure(families()[family], [("focus", find(identifier))])
    latest = frame[frame["year"] == frame["year"].max()]
    assert latest["value"].sum() == pytest.approx(1, abs=1e-9)


@pytest.mark.usefixtures("real_tables")
@pytest.mark.parametrize("identifier", ["departement:63", "departement:974", "region:84", "france"])
def test_jobs_by_sector_add_up_to_all_jobs(identifier):
    """Each sector of each département is rounded by the producer."""
    place = [("focus", find(identifier))]
    sectors = measure(families()["sector_jobs"], place).groupby("year")["value"].sum(min_count=5)
    every = measure([indicator("estimated_jobs")], place).set_index("year")["value"]
    assert sectors[2016] == pytest.approx(every[2016], abs=200)
    assert sectors.dropna().to_dict() == pytest.approx(every[sectors.dropna().index].to_dict(), rel=1e-5)
