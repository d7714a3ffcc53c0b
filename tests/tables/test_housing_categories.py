"""Table ``housing_categories``: categories of a long file side by side. All figures invented."""

import io
import zipfile

import pytest

from arpent.errors import DataInvalid, DataUnavailable
from arpent.sources.insee_rp_logement import ALL
from arpent.tables import housing_categories
from arpent.tables.checks import check_table
from arpent.tables.reading import current_communes

ROWS = [
    ("63113", "_T", "2023", 10.5),
    ("63113", "DW_MAIN", "2023", 7.5),
    ("63113", "DW_SEC_DW_OCC", "2023", 2),
    ("63113", "DW_VAC", "2023", 1),
    ("63113", "DW_SEC", "2023", 2),
]


@pytest.fixture
def build(invented):
    """The table, checked as the command checks it, by commune and census."""

    def build(rows):
        lines = [";".join(["GEO", "GEO_OBJECT", "OCS", *ALL, "TIME_PERIOD", "OBS_VALUE"])]
        lines += [
            ";".join([code, "COM", kind, *ALL.values(), year, str(value)]) for code, kind, year, value in rows
        ]
        body = io.BytesIO()
        with zipfile.ZipFile(body, "w") as archive:
            archive.writestr("DS_RP_LOGEMENT_PRINC_2023_data.csv", "\n".join([*lines, ""]))
        files = {"2023/DS_RP_LOGEMENT_PRINC_2023.zip": body.getvalue()} if rows else {}
        frame = housing_categories.build(invented("insee_rp_logement", files))
        check_table(frame, housing_categories.RECORD, current_communes())
        return frame.set_index(["commune_code", "year"])

    return build


def test_categories_stand_side_by_side(build):
    """Three categories make the total; one that is not asked for is left; who is not there is not available."""
    table = build(ROWS)
    assert table.loc[("63113", 2023), list(housing_categories.NAMES.values())].tolist() == [10.5, 7.5, 2, 1]
    assert table.loc[("2A004", 2023), "reason"] == "not_available"


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([*ROWS[:3], ("63113", "DW_VAC", "2023", 9)], r"row 63113: .* must sum to their total"),
        ([*ROWS, ROWS[0]], r"63113 has 2 observations that should be one \(dwellings, 2023\)"),
        ([*ROWS[:3], ("63113", "DW_VAC", "2023", -1)], r"row 63113, OBS_VALUE is -1"),
    ],
    ids=["total", "twice", "negative"],
)
def test_what_breaks_a_rule_is_refused(build, rows, message):
    """File, row and rule are in the message."""
    with pytest.raises(DataInvalid, match=message):
        build(rows)


def test_no_file_is_said_with_what_brings_it(build):
    """The base-cc of the same dataset is another file."""
    with pytest.raises(DataUnavailable, match="arpent data fetch insee_rp_logement"):
        build([])
