"""Table ``salaried_jobs``: what a sector hides is secret, and is not zero. All figures invented."""

import io
import zipfile

import pytest

from arpent.errors import DataInvalid, DataUnavailable
from arpent.tables import salaried_jobs
from arpent.tables.checks import check_table
from arpent.tables.reading import current_communes

NAMES = "GEO;GEO_OBJECT;ACTIVITY;NUMBER_EMPL;LEGAL_FORM_WITH_PUBLIC;FLORES_MEASURE;OBS_STATUS;TIME_PERIOD;OBS_VALUE"
#: Commune, sector, measure, status, value.
ROWS = [
    ("63109", "_T", "UNIT_LOC", "A", "10"),
    ("63109", "_T", "EMPL3112", "A", "50"),
    ("63109", "AZ", "UNIT_LOC", "A", "2"),
    ("63109", "AZ", "EMPL3112", "K", ""),
    ("63109", "FZ", "UNIT_LOC", "A", "8"),
    ("63109", "FZ", "EMPL3112", "W", "50"),
    ("75056", "_T", "UNIT_LOC", "A", "7"),
    ("75101", "_T", "UNIT_LOC", "A", "7"),
]


@pytest.fixture
def build(invented):
    """The table, checked as the command checks it, by commune and sector."""

    def build(rows):
        lines = [
            f"{code};{'ARM' if code == '75101' else 'COM'};{sector};_T;1T9X7;{measure};{status};2024;{value}"
            for code, sector, measure, status, value in rows
        ]
        text = "\n".join([NAMES, *lines, ""])
        body = io.BytesIO()
        with zipfile.ZipFile(body, "w") as archive:
            archive.writestr("DS_FLORES_A38_2024_data.csv", text)
        files = {"2024/DS_FLORES_A38_2024_CSV_FR.zip": body.getvalue()}
        sources = invented("insee_flores", files if rows else {})
        frame = salaried_jobs.build(sources)
        check_table(frame, salaried_jobs.RECORD, current_communes())
        return frame.set_index(["commune_code", "sector"])

    return build


def test_a_hidden_sector_is_secret_and_its_host_is_grouped(build):
    """Farming hides its employees, construction holds them; the total is whole."""
    table = build(ROWS)
    assert table.loc[("63109", "_T"), ["establishments", "employees"]].tolist() == [10, 50]
    assert table.loc[("63109", "AZ"), ["establishments", "employees_reason"]].tolist() == [2, "secret"]
    assert table.loc[("63109", "FZ"), ["employees", "is_grouped"]].tolist() == [50, True]


def test_a_city_is_not_counted_again_by_its_arrondissements(build):
    """Paris stands there too; without a row of employees it has none."""
    assert build(ROWS).loc[("75056", "_T"), ["establishments", "employees"]].tolist() == [7, 0]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (("01003", "_T", "UNIT_LOC", "A", "1"), r"01003 .*not in the COG 2025"),
        (("01004", "_T", "UNIT_LOC", "A", "-1"), r"row 01004, OBS_VALUE is -1"),
        (("01004", "_T", "UNIT_LOC", "A", ""), r"row 01004: OBS_VALUE is blank and OBS_STATUS is not K"),
        (("63109", "_T", "UNIT_LOC", "A", "1"), r"63109 has several observations of UNIT_LOC in _T"),
    ],
    ids=["other-year", "negative", "blank", "twice"],
)
def test_what_breaks_a_rule_is_refused(build, row, message):
    """File, row and rule are in the message."""
    with pytest.raises(DataInvalid, match=message):
        build([*ROWS, row])


def test_no_file_is_said_with_what_brings_it(build):
    """Nothing is built of nothing."""
    with pytest.raises(DataUnavailable, match="arpent data fetch insee_flores"):
        build([])
