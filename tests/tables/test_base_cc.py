"""Tables of the base-cc: three censuses a file, parts that make their total. All figures invented."""

import pytest

from arpent.errors import DataInvalid, DataUnavailable
from arpent.tables import activity_series, education_series, household_series, housing_series, population_ages
from arpent.tables.checks import check_table
from arpent.tables.reading import current_communes

#: Table → its file in data/raw, and a commune's counts in the order of its columns, as published.
TABLES = {
    population_ages: ("base-cc-evol-struct-pop-2022.CSV", [28, 1, 2, 3, 4, 5, 6, 7]),
    housing_series: ("base-cc-logement-2022.CSV", [10, 7, 2, 1, 4, 2.5, 1, 0.5]),
    household_series: ("base-cc-coupl-fam-men-2022.CSV", [10, 4, 1, 3, 1, 5, 2, 2, 1, 21]),
    education_series: ("base-cc-diplomes-formation-2022.CSV", [10, 1, 2, 3, 4]),
    activity_series: ("base-cc-emploi-pop-active-2022.CSV", [9, 6, 5, 1, 8]),
}
CODES = ("63113", "01004", "75056", "75101")


def published(table, years=("22", "16", "11")):
    """A file in the layout of INSEE's: the same counts for each commune, a tenth in the census before."""
    names = [column.format(year) for year in years for column in table.NAMES]
    counts = [value / 10**rank for rank in range(len(years)) for value in TABLES[table][1]]
    rows = [";".join([code, *map(repr, counts)]) for code in CODES]
    return "\n".join([";".join(["CODGEO", *names]), *rows, ""])


@pytest.fixture
def build(invented):
    """A table out of a text, checked as the command checks it, by commune and census."""

    def build(table, text):
        sources = invented(table.DATASET, {f"2022/{TABLES[table][0]}": text} if text else {})
        frame = table.build(sources)
        check_table(frame, table.RECORD, current_communes())
        return frame.set_index(["commune_code", "year"])

    return build


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.RECORD.name)
def test_each_census_of_the_file_is_a_year(build, table):
    """2022 as written, 2016 a tenth of it, 2011 a tenth again; a commune that is not there is not available."""
    frame, counts = build(table, published(table)), list(table.NAMES.values())
    assert frame.index.unique("year").tolist() == [2011, 2016, 2022]
    assert frame.loc[("63113", 2022), counts].tolist() == TABLES[table][1]
    assert frame.loc[("63113", 2016), counts[0]] == pytest.approx(TABLES[table][1][0] / 10)
    assert frame.loc[("2A004", 2022), "reason"] == "not_available"


def test_a_city_is_not_counted_again_by_its_arrondissements(build):
    """Paris stands there too: its own row is taken."""
    assert build(population_ages, published(population_ages)).loc[("75056", 2022), "population"] == 28


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("63113;28", "63113;38", r"row 63113: .* must sum to their total"),
        ("01004;28.0;1.0", "01004;28.0;-1.0", r"row 01004, P22_POP0014 is -1"),
        ("P16_POP90P", "P16_POP95P", r"no column 'P16_POP90P'"),
        ("01004;", "01003;", r"01003 .*not in the COG 2025"),
        ("01004;", "63113;", r"63113 stands on rows"),
    ],
    ids=["total", "negative", "column", "other-year", "twice"],
)
def test_what_breaks_a_rule_is_refused(build, old, new, message):
    """File, row and rule are in the message."""
    text = published(population_ages)
    assert old in text
    with pytest.raises(DataInvalid, match=message):
        build(population_ages, text.replace(old, new))


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.RECORD.name)
def test_no_file_is_said_with_what_brings_it(build, table):
    """The latest vintage has another file: the message names the one that has this."""
    with pytest.raises(
        DataUnavailable, match=f"'arpent data fetch {table.DATASET} --vintage 2022' brings it"
    ):
        build(table, "")


def test_finer_diplomas_are_summed_to_the_four_levels(build):
    """2022 has seven levels, 2016 four, 2011 seven others: each census has the same four, which make its total."""
    levels = {
        "22": {"DIPLMIN": 1, "BEPC": 2, "CAPBEP": 3, "BAC": 4, "SUP2": 5, "SUP34": 6, "SUP5": 7},
        "16": {"DIPLMIN": 3, "CAPBEP": 3, "BAC": 4, "SUP": 18},
        "11": {"DIPL0": 0.5, "CEP": 0.5, "BEPC": 2, "CAPBEP": 3, "BAC": 4, "BACP2": 5, "SUP": 13},
    }
    counts = {f"P{year}_NSCOL15P": 28 for year in levels}
    counts |= {
        f"P{year}_NSCOL15P_{code}": value for year, each in levels.items() for code, value in each.items()
    }
    text = ";".join(["CODGEO", *counts]) + "\n" + ";".join(["63113", *map(str, counts.values())]) + "\n"
    table = build(education_series, text).loc["63113", list(education_series.NAMES.values())]
    assert table.to_numpy().tolist() == [[28, 3, 3, 4, 18]] * 3
