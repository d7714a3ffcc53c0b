"""Table ``vacancy_communes``: secrets stay secret, of a part as of the whole. All figures invented."""

import pytest

from arpent.errors import DataInvalid, DataUnavailable
from arpent.tables import vacancy_communes
from arpent.tables.checks import check_table
from arpent.tables.reading import current_communes

COUNTS = vacancy_communes.COUNTS
ROWS = """CODGEO_26;LIBGEO_26;pp_vacant_26;pp_vacant_plus_2ans_26;ff_pp_total_25;pp_vacant_25;pp_vacant_plus_2ans_25
63113;Essai;1 200;300;50 000;1100;250
75101;Essai;20;s;900;30;12
75102;Essai;40;15;800;50;13
01004;Essai;0;0;70;s;s
"""


@pytest.fixture
def build(invented):
    """The table, checked as the command checks it, by commune and year."""

    def build(text):
        sources = invented("cerema_lovac", {"2026/communes.csv": text.encode("latin-1")})
        frame = vacancy_communes.build(sources)
        check_table(frame, vacancy_communes.RECORD, current_communes())
        return frame.set_index(["commune_code", "year"])

    return build


def test_counts_are_read_by_year(build):
    """Spaces of thousands; a total that the edition has not for its last year is not published."""
    table = build(ROWS)
    assert table.loc[("63113", 2025), COUNTS].tolist() == [50_000, 1100, 250]
    assert table.loc[("63113", 2026), COUNTS[1:]].tolist() == [1200, 300]
    assert table.loc[("63113", 2026), "private_dwellings_reason"] == "not_published"


def test_a_secret_is_neither_zero_nor_summed(build):
    """Paris: 20 and 40 are 60, s and 15 is secret; a commune at zero is at zero."""
    table = build(ROWS)
    assert table.loc[("75056", 2026), COUNTS[1]] == 60
    assert table.loc[("75056", 2026), f"{COUNTS[2]}_reason"] == "secret"
    assert table.loc[("01004", 2026), COUNTS[2]] == 0
    assert table.loc[("01004", 2025), f"{COUNTS[1]}_reason"] == "secret"
    assert table.loc[("2A004", 2025), f"{COUNTS[1]}_reason"] == "not_available"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("63113;Essai;1 200", "63113;Essai;-5", r"row 63113, pp_vacant_26 is -5: a count is not negative"),
        (
            "01004;Essai;0",
            "01004;Essai;nc",
            r"row 01004, pp_vacant_26 is 'nc': neither a number nor a known mark",
        ),
        ("01004;", "01003;", r"01003 .*not in the COG 2026"),
        ("75102;", "75101;", r"75101 stands on rows"),
        ("CODGEO_26", "CODE", r"no column 'CODGEO'"),
    ],
    ids=["negative", "word", "other-year", "twice", "column"],
)
def test_what_breaks_a_rule_is_refused(build, old, new, message):
    """File, row and rule are in the message."""
    with pytest.raises(DataInvalid, match=message):
        build(ROWS.replace(old, new))


def test_no_file_is_said_with_what_brings_it(invented):
    """The file of départements is not that of communes."""
    with pytest.raises(DataUnavailable, match="arpent data fetch cerema_lovac"):
        vacancy_communes.build(invented("cerema_lovac", {}))
