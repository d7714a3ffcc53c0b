"""Reader of ``t2c_gtfs``: what a made-up feed (tests/gtfs_invented) counts to by head."""

import sys

import pytest

from arpent.errors import DataInvalid, DataUnavailable
from arpent.sources.t2c_gtfs import read_departures


@pytest.fixture
def read(tmp_path, gtfs):
    """The reader's frame of the feed, some files replaced."""

    def read(**replaced):
        path = tmp_path / "invented.zip"
        path.write_bytes(gtfs(**replaced))
        return read_departures(path)

    return read


def test_departures_are_calls_at_which_one_may_board(read):
    """Neither the end of a trip nor alighting only; B runs four times by its frequency; Z1 has no call."""
    counted = read().set_index(["stop_id", "route_short_name"])["departures"].to_dict()
    assert counted == {
        ("J1", "A"): 2,
        ("J1", "B"): 4,
        ("J2", "A"): 0,
        ("C1", "A"): 1,
        ("R1", "A"): 0,
        ("R1", "B"): 0,
        ("Z1", ""): 0,
    }


def test_the_day_is_a_plain_one(read):
    """Tuesday 4 runs as a Saturday: of the Tuesdays and Thursdays, the median one, and the first of its equals."""
    assert set(read()["date"]) == {"20250306"}


def test_a_feed_may_have_exceptions_only(read):
    """calendar.txt may be left out: its days are then those of calendar_dates.txt."""
    days = "service_id,date,exception_type\nS,20250311,1\nW,20250315,1\n"
    assert set(read(calendar=None, calendar_dates=days)["date"]) == {"20250311"}


def test_stations_are_no_stops(read):
    """J is the place that J1 and J2 are of: vehicles do not stop there."""
    table = read().drop_duplicates("stop_id").set_index("stop_id")
    assert "J" not in table.index
    assert table.loc["J2", ["stop_name", "parent_station", "stop_lat"]].tolist() == ["Jaude", "J", 45.7767]
    assert set(table["network"]) == {"Réseau inventé"}


@pytest.mark.parametrize(
    ("replaced", "message"),
    [
        ({"stop_times": None}, r"invented.zip: no stop_times.txt in it"),
        ({"calendar": None, "calendar_dates": None}, r"no calendar.txt nor calendar_dates.txt in it"),
        ({"routes": "route_id,kind\nRA,0\n"}, r"routes.txt has no column route_type: it has route_id, kind"),
        ({"calendar": "service_id,monday\nS,1\n"}, r"not a GTFS feed that can be read"),
        (
            {"trips": "route_id,service_id,trip_id\nRA,W,saturday\n", "calendar_dates": None},
            r"no trip on a Tuesday",
        ),
    ],
    ids=["file", "calendars", "column", "calendar", "weekday"],
)
def test_what_is_no_feed_is_refused(read, replaced, message):
    """The message names the archive, the file in it and the rule."""
    with pytest.raises(DataInvalid, match=message):
        read(**replaced)


def test_the_extra_is_named_where_it_is_not_installed(read, monkeypatch):
    """Few agencies read a feed: the library that reads them is no dependency of all."""
    monkeypatch.setitem(sys.modules, "gtfs_kit", None)
    with pytest.raises(DataUnavailable, match=r"pip install 'arpent\[gtfs\]'"):
        read()


def test_another_file_is_refused(tmp_path):
    """A web page, a CSV."""
    path = tmp_path / "invented.zip"
    path.write_text("<html>", encoding="utf-8")
    with pytest.raises(DataInvalid, match="must be a zip archive"):
        read_departures(path)
