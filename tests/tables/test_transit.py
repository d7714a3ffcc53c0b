"""Tables of public transport, from a made-up feed (tests/gtfs_invented) laid on real communes."""

import pytest

from arpent import project
from arpent.errors import DataInvalid, DataUnavailable
from arpent.tables import transit_communes, transit_stops
from arpent.tables.checks import check_table
from arpent.tables.reading import current_communes

CLERMONT, ROYAT, AUBIERE, CEYRAT, PARIS = "63113", "63308", "63014", "63070", "75056"


@pytest.fixture
def build(invented, gtfs):
    """A table of the feed where its record says that it lies, checked as the command checks it."""

    def build(table, **replaced):
        sources = invented("t2c_gtfs", {})
        path = project.path("data", "agence", "gtfs.zip")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(gtfs(**replaced))
        frame = table.build(sources)
        check_table(frame, table.RECORD, current_communes())
        return frame

    return build


def test_a_stop_is_in_the_commune_that_holds_it(build):
    """Jaude is in Clermont-Ferrand, the tram's end and Royat's in their own; routes, modes and departures beside."""
    stops = build(transit_stops).set_index("stop_id")
    assert stops["commune_code"].to_dict() == {
        "J1": CLERMONT,
        "J2": CLERMONT,
        "C1": stops.loc["C1", "commune_code"],
        "R1": ROYAT,
        "Z1": stops.loc["Z1", "commune_code"],
    }
    assert stops.loc["C1", "commune_code"] in (CLERMONT, AUBIERE)  # the campus is on the limit of both
    shown = ["station_id", "date", "departures", "routes", "route_count", "modes"]
    assert stops.loc["J1", shown].tolist() == ["J", "2025-03-06", 6, "A, B", 2, "bus, tramway"]
    assert stops.loc["Z1", shown[2:]].tolist() == [0, "", 0, ""]


def test_communes_are_counted_and_zero_is_not_unknown(build):
    """Jaude is one place with two stops; Ceyrat has none, in an EPCI that is served; of Paris nothing is known."""
    table = build(transit_communes).set_index("commune_code")
    counts = ["stations", "stops", "served_stops", "departures", "reason"]
    assert table.loc[ROYAT, counts[:4]].tolist() == [1, 1, 0, 0]
    assert table.loc[CEYRAT, counts[:4]].tolist() == [0, 0, 0, 0]
    assert table.loc[CEYRAT].isna()["reason"]
    assert table.loc[PARIS].isna()["departures"]
    assert table.loc[PARIS, "reason"] == "not_available"
    assert table["departures"].sum() == 7
    assert table["stops"].sum() == 5


def test_a_stop_abroad_is_in_no_commune(build):
    """Geneva's are left: the table is of France's communes."""
    stops = "stop_id,stop_name,stop_lat,stop_lon\nJ1,Jaude,45.7766,3.0822\nC1,Genève,46.2044,6.1432\n"
    assert build(transit_stops, stops=stops)["stop_id"].tolist() == ["J1"]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (
            "J1,Jaude,,",
            r"gtfs.zip: stops.txt: row J1: latitude nan, longitude nan: a stop must have its place",
        ),
        ("J1,Jaude,457766,3.08", r"row J1: latitude 457766.0"),
        ("J1,Jaude,45.7,3.08\nJ1,Jaude,45.7,3.08", r"stops.txt: row J1 stands twice"),
    ],
    ids=["place", "degrees", "twice"],
)
def test_what_breaks_a_rule_is_refused(build, row, message):
    """File, row and rule are in the message."""
    with pytest.raises(DataInvalid, match=message):
        build(transit_stops, stops=f"stop_id,stop_name,stop_lat,stop_lon\n{row}\n")


def test_an_unknown_mode_is_refused(build):
    """A mode must have its French name."""
    with pytest.raises(DataInvalid, match="route_type is '99'"):
        build(transit_stops, routes="route_id,route_type\nRA,99\nRB,3\n")


def test_no_feed_is_said(invented):
    """The record says where the agency is to put it."""
    with pytest.raises(DataUnavailable, match=r"it is put at data/agence/gtfs\.zip"):
        transit_stops.build(invented("t2c_gtfs", {}))
