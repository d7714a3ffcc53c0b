"""Tables of Sitadel: totals of years and of months, merged communes, years not closed. All figures invented."""

import pytest

from arpent.errors import DataInvalid, DataUnavailable
from arpent.sources.sdes_sitadel import PERMIT
from arpent.tables import building_permits, building_permits_monthly
from arpent.tables.checks import check_table
from arpent.tables.reading import current_communes

HEADER = "ANNEE;COMM;TYPE_LGT;LOG_AUT;LOG_COM;SDP_AUT;SDP_COM\n"


def year(number, code, *dwellings, started=True):
    """Rows of a commune: authorised by type, their total first, a hundred square metres each; half are started."""
    kinds = ("Tous Logements", "Individuel pur", "Individuel groupé", "Collectif", "Résidence")
    rows = []
    for kind, count in zip(kinds, (sum(dwellings), *dwellings), strict=True):
        begun = (f"{count / 2:g}", f"{count * 50}") if started else ("", "")
        rows.append(f"{number};{code};{kind};{count};{begun[0]};{count * 100};{begun[1]}\n")
    return "".join(rows)


YEARLY = HEADER + "".join(
    [
        year(2024, "63109", 4, 0, 0, 0),
        year(2024, "63330", 0, 2, 0, 0),
        year(2024, "69123", 0, 0, 10, 4),
        year(2024, "69381", 0, 0, 6, 0),
        year(2025, "63109", 2, 0, 0, 0, started=False),
    ]
)
PERMITS = f"""{";".join(PERMIT)}
63330;5;2023-12-30;2024-02-01;2;2;0
63109;2;2023-12-01;;10;0;10
63109;4;2023-12-02;;500;0;500
"""


def checked(table, sources):
    """The table, checked as the command checks it."""
    frame = table.build(sources)
    check_table(frame, table.RECORD, current_communes())
    return frame


@pytest.fixture
def yearly(invented):
    """Yearly totals, out of a text."""
    return lambda text: checked(building_permits, invented("sdes_sitadel", {"2025/communes.csv": text}))


def test_a_merged_commune_counts_in_the_one_that_holds_it(yearly):
    """63330 is in 63109 since 2025: 4 and 2 are 6; half are started."""
    row = yearly(YEARLY).set_index(["commune_code", "year"]).loc[("63109", 2024)]
    names = [
        "authorised_dwellings",
        "authorised_single_houses",
        "authorised_grouped_houses",
        "started_dwellings",
    ]
    assert row[names].tolist() == [6, 4, 2, 3]
    assert row["authorised_floor_area_m2"] == 600


def test_a_city_is_not_counted_again_by_its_arrondissements(yearly):
    """Lyon stands there too: its arrondissement is left."""
    assert yearly(YEARLY).set_index(["commune_code", "year"]).loc[("69123", 2024), "authorised_flats"] == 10


def test_a_year_not_closed_is_not_published(yearly):
    """A blank is not zero; a commune without a row is not available."""
    rows = yearly(YEARLY).set_index(["commune_code", "year"])
    told = rows.loc[("63109", 2025), ["authorised_dwellings", "started_dwellings_reason"]]
    assert told.tolist() == [2, "not_published"]
    assert rows.loc[("01004", 2024), "authorised_dwellings_reason"] == "not_available"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("63109;Tous Logements;4", "63109;Tous Logements;5", r"parts must sum to their total"),
        ("Individuel pur", "Yourte", r"TYPE_LGT is 'Yourte'"),
        ("63109;Collectif;0", "63109;Collectif;-1", r"row 63109, LOG_AUT is -1: a count is not negative"),
        (";63109;", ";63999;", r"communes.csv: COMM: .*63999"),
        ("LOG_COM", "LOG", r"no column 'LOG_COM'"),
    ],
    ids=["total", "type", "negative", "code", "column"],
)
def test_what_breaks_a_rule_is_refused(yearly, old, new, message):
    """File, row and rule are in the message."""
    with pytest.raises(DataInvalid, match=message):
        yearly(YEARLY.replace(old, new))


def test_months_are_sums_of_permits_that_stand(invented):
    """Twelve authorised in December 2023, two started in February 2024; what was cancelled is not counted."""
    frame = checked(building_permits_monthly, invented("sdes_sitadel", {"2025/permis.csv": PERMITS}))
    assert frame.to_numpy().tolist() == [["63109", 2023, 12, 12, 2, 10, 0], ["63109", 2024, 2, 0, 0, 0, 2]]


def test_no_file_is_said_with_what_brings_it(invented):
    """Each table needs its own file."""
    for table in (building_permits, building_permits_monthly):
        with pytest.raises(DataUnavailable, match="arpent data fetch sdes_sitadel"):
            table.build(invented("sdes_sitadel", {}))
