"""Table ``births_deaths``: two long files by year and commune, in archives as published. All figures invented."""

import io
import zipfile

import pytest

from arpent.errors import DataInvalid, DataUnavailable
from arpent.tables import births_deaths
from arpent.tables.checks import check_table
from arpent.tables.reading import current_communes

NAMES = "EC_MEASURE;FREQ;GEO;GEO_OBJECT;OBS_STATUS;TIME_PERIOD;OBS_VALUE\n"
BIRTHS = """LVB;A;63113;COM;A;2023;1500
LVB;A;63113;COM;A;2024;1400
LVB;A;75056;COM;A;2024;30
LVB;A;75101;ARM;A;2024;30
LVB;A;01004;COM;A;2024;0
LVB;A;63;DEP;A;2024;9000
"""
DEATHS = "DTH;A;63113;COM;A;2024;1200\n"


def archive(rows):
    """A zip of INSEE's: the data, and what describes them."""
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w") as opened:
        opened.writestr("DS_ESSAI_data.csv", NAMES + rows)
        opened.writestr("DS_ESSAI_metadata.csv", "COD_VAR;LIB_VAR\n")
    return body.getvalue()


@pytest.fixture
def build(invented):
    """The table, checked as the command checks it, by commune and year."""

    def build(births, deaths):
        for dataset, rows in (("naissances", births), ("deces", deaths)):
            name = f"2024/base_{dataset}_2008-2024_geo2025_csv.zip"
            sources = invented(f"insee_{dataset}", {name: archive(rows)} if rows else {})
        frame = births_deaths.build(sources)
        check_table(frame, births_deaths.RECORD, current_communes())
        return frame.set_index(["commune_code", "year"])

    return build


def test_births_stand_beside_deaths(build):
    """Each commune once a year; Paris by its own row, not by its arrondissements again; zero is a figure."""
    table = build(BIRTHS, DEATHS)
    assert table.loc[("63113", 2024), ["births", "deaths"]].tolist() == [1400, 1200]
    assert table.loc[("75056", 2024), "births"] == 30
    assert table.loc[("01004", 2024), "births"] == 0


def test_what_is_missing_says_why(build):
    """No death of 2023 in the file, nor of another commune: not available, and never zero."""
    table = build(BIRTHS, DEATHS)
    assert table.loc[("63113", 2023), "deaths_reason"] == "not_available"
    assert table.loc[("2A004", 2024), ["births_reason", "deaths_reason"]].tolist() == ["not_available"] * 2


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("01004;COM", "01003;COM", r"01003 .*not in the COG 2025"),
        ("2024;1400", "2024;-1", r"row 63113, OBS_VALUE is -1: a count is not negative"),
        ("2024;1400", "2024;many", r"row 63113, OBS_VALUE is 'many'"),
        ("A;2023;1500", "A;2024;1500", r"63113 has 2 observations that should be one \(births, 2024\)"),
        ("A;2023;1500", "A;2023-T1;1500", r"TIME_PERIOD is '2023-T1', not a year"),
    ],
    ids=["other-year", "negative", "word", "twice", "quarter"],
)
def test_what_breaks_a_rule_is_refused(build, old, new, message):
    """File, row and rule are in the message."""
    with pytest.raises(DataInvalid, match=message):
        build(BIRTHS.replace(old, new), DEATHS)


def test_no_file_is_said_with_what_brings_it(build):
    """Births alone make no table."""
    with pytest.raises(DataUnavailable, match="arpent data fetch insee_deces"):
        build(BIRTHS, "")
