"""Table ``land_take``: square metres to hectares, editions together, and what is refused. All figures invented."""

import pytest

from arpent.errors import DataInvalid, DataUnavailable
from arpent.tables import land_take
from arpent.tables.checks import check_table
from arpent.tables.reading import current_communes

DATASET = "cerema_conso_enaf"
NONE = "0,0,0,0,0,0,0"


def columns(year):
    """Columns of a year, as published: total, activity, housing, mixed, road, rail and unknown."""
    uses = ("act", "hab", "mix", "rou", "fer", "inc")
    return ",".join([f"naf{year}art{year + 1}", *(f"art{year}{use}{year + 1}" for use in uses)])


#: Two years, m², after a sum of several.
CURRENT = f"""idcom,idcomtxt,naf11art13,{columns(11)},{columns(12)}
63113,Essai,30000,10000,3000,6000,0,1000,0,0,20000,0,20000,0,0,0,0
01004,Essai,6,0,0,0,0,0,0,0,6,0,7,0,0,0,-1
"""
#: One year before, and one in common, in the layout of the edition before.
EARLIER = f"""idcom,idcomtxt,naf09art24,{columns(11)},{columns(10)}
63113,Essai,0,50000,50000,0,0,0,0,0,50000,0,0,0,0,0,50000
15141,Essai,0,{NONE},10000,10000,0,0,0,0,0
""".replace(",", ";")


@pytest.fixture
def build(invented):
    """The table, checked as the command checks it, and laid by commune and year."""

    def build(**editions):
        sources = invented(DATASET, {f"{name[1:]}/communes.csv": text for name, text in editions.items()})
        frame = land_take.build(sources)
        check_table(frame, land_take.RECORD, current_communes())
        return frame.set_index(["commune_code", "year"])

    return build


def test_square_metres_become_hectares_by_use(build):
    """10 000 m² is a hectare; a minus one of rounding is none; zero is a figure."""
    table = build(_2025=CURRENT)
    assert table.loc[("63113", 2011), land_take.AREAS].tolist() == [1, 0.6, 0.3, 0, 0.1, 0, 0]
    assert table.loc[("01004", 2011), land_take.AREAS].tolist() == [0] * 7
    assert table.loc[("01004", 2012), ["land_take_ha", "land_take_unknown_ha"]].tolist() == [0.0006, 0]


def test_a_year_is_read_in_the_last_edition_that_has_it(build):
    """2010 is of the edition of 2024, 2011 of that of 2025; the last year of an edition is provisional."""
    years = build(_2024=EARLIER, _2025=CURRENT).loc["63113"]
    assert years["edition"].to_dict() == {2010: 2024, 2011: 2025, 2012: 2025}
    assert years["is_provisional"].tolist() == [False, False, True]
    assert years["land_take_ha"].tolist() == [5, 1, 2]


def test_what_is_missing_says_why(build):
    """Mayotte and islands without a cadastre are not published; others are not in the file."""
    reasons = build(_2025=CURRENT)["reason"].xs(2011, level="year")
    assert reasons[["97601", "29083", "75056"]].tolist() == [
        "not_published",
        "not_published",
        "not_available",
    ]


def test_a_commune_cut_since_shares_what_it_took(build):
    """15141 is five communes in 2026: their hectares are those of the whole, and are said to be estimated."""
    cut = build(_2024=EARLIER).xs(2010, level="year")
    pieces = cut[cut["is_estimated"] & cut["land_take_ha"].gt(0)]
    assert len(pieces) == 5
    assert pieces["land_take_ha"].sum() == pytest.approx(1)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("63113,Essai,30000,10000", "63113,Essai,30000,10500", r"row 63113.*parts must sum to their total"),
        (",0,7,0,0,0,-1", ",0,17,0,0,0,-11", r"row 01004, art12inc13 is -11: a count is not negative"),
        ("art12hab13", "art12xxx13", r"communes.csv: no column 'art12hab13'; did you mean"),
        ("01004,", "01003,", r"01003 .*not in the COG 2025"),
    ],
    ids=["total", "negative", "column", "other-year"],
)
def test_what_breaks_a_rule_is_refused(build, old, new, message):
    """File, row and rule are in the message."""
    with pytest.raises(DataInvalid, match=message):
        build(_2025=CURRENT.replace(old, new))


def test_no_file_is_said_with_what_brings_it(build):
    """Nothing is built of nothing."""
    with pytest.raises(DataUnavailable, match=f"arpent data fetch {DATASET}"):
        build()
