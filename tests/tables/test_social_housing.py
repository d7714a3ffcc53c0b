"""Table ``social_housing``: counts are summed, rates and rents are only read. All figures invented."""

import io

import pandas as pd
import pytest

from arpent.errors import DataInvalid, DataUnavailable
from arpent.tables import social_housing
from arpent.tables.checks import check_table
from arpent.tables.reading import current_communes

NAMES = ["DEPCOM_ARM", "nb_ls", "tx_vac", "tx_vac3", "tx_mob", "loymoy", "nb_ls2019", "tx_mob_2019"]
ROWS = {
    "63113": ["1000", "2.5", "1.1", "7.5", "6.2", "900", "9.5"],
    "75101": ["10", "1", "0", "3", "8", "8", "4"],
    "75102": ["20", "1", "0", "3", "9", "21", "4"],
    "01004": ["5", "s", "s", "s", "", "0", "s"],
}


@pytest.fixture
def build(invented):
    """The table, checked as the command checks it, by commune and year, out of the rows of a workbook."""

    def build(rows, names=NAMES):
        body = io.BytesIO()
        grid = [["Essai"] * len(names), names, *([code, *cells] for code, cells in rows.items())]
        pd.DataFrame(grid).to_excel(body, sheet_name="COMMUNE", header=False, index=False)
        sources = invented("sdes_rpls", {"2025/communes.xlsx": body.getvalue()} if rows else {})
        frame = social_housing.build(sources)
        check_table(frame, social_housing.RECORD, current_communes())
        return frame.set_index(["commune_code", "year"])

    return build


def test_figures_are_read_by_year(build):
    """Its own year has all; years before have dwellings and mobility, the rest is not published."""
    table = build(ROWS)
    assert table.loc[("63113", 2025), social_housing.MEASURES].tolist() == [1000, 7.5, 2.5, 1.1, 6.2]
    assert table.loc[("63113", 2019), social_housing.MEASURES[:2]].tolist() == [900, 9.5]
    assert table.loc[("63113", 2019), "social_rent_eur_m2_reason"] == "not_published"


def test_a_city_has_the_sum_of_its_dwellings_and_no_rate(build):
    """Two arrondissements: 30 dwellings; a rate of the whole is not made of theirs."""
    row = build(ROWS).loc[("75056", 2025)]
    assert row["social_dwellings"] == 30
    assert row["social_mobility_rate_percent_reason"] == "not_available"


def test_a_secret_stays_distinct_from_zero_and_from_blank(build):
    """Mobility is secret, the rent is not published, no dwelling in 2019 is a zero."""
    table = build(ROWS)
    names = ["social_mobility_rate_percent_reason", "social_rent_eur_m2_reason"]
    assert table.loc[("01004", 2025), names].tolist() == ["secret", "not_published"]
    assert table.loc[("01004", 2019), "social_dwellings"] == 0
    assert table.loc[("2A004", 2025), "social_dwellings_reason"] == "not_available"


@pytest.mark.parametrize(
    ("rows", "names", "message"),
    [
        ({**ROWS, "01003": ROWS["01004"]}, NAMES, r"01003 .*not in the COG 2025"),
        ({"63113": ["-1", *ROWS["63113"][1:]]}, NAMES, r"row 63113, nb_ls is -1"),
        ({"63113": ["1", "x", *ROWS["63113"][2:]]}, NAMES, r"row 63113, tx_vac is 'x'"),
        (ROWS, [*NAMES[:4], "mobilite", *NAMES[5:]], r"no column 'tx_mob'"),
    ],
    ids=["other-year", "negative", "word", "column"],
)
def test_what_breaks_a_rule_is_refused(build, rows, names, message):
    """File, row and rule are in the message."""
    with pytest.raises(DataInvalid, match=message):
        build(rows, names)


def test_no_file_is_said_with_what_brings_it(build):
    """Nothing is built of nothing."""
    with pytest.raises(DataUnavailable, match="arpent data fetch sdes_rpls"):
        build({})
