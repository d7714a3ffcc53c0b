"""GTFS of a transport network (T2C here, any other alike): stops, and departures on a plain weekday."""

import math
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from arpent.errors import DataInvalid, DataUnavailable
from arpent.sources.archives import check_zip

#: Files of a feed, and their columns, without which nothing can be counted.
NEEDED = {
    "agency.txt": ("agency_name",),
    "stops.txt": ("stop_id", "stop_lat", "stop_lon"),
    "routes.txt": ("route_id", "route_type"),
    "trips.txt": ("trip_id", "route_id", "service_id"),
    "stop_times.txt": ("trip_id", "stop_id", "stop_sequence"),
}
CALENDARS = {"calendar.txt", "calendar_dates.txt"}
TUESDAY, THURSDAY = 1, 3
#: Value of ``pickup_type`` where nobody may board, of ``location_type`` where vehicles stop.
NO_PICKUP, PLATFORM = "1", "0"


def read_departures(path: Path) -> pd.DataFrame:
    """
    Stops of a feed, and the departures of each of its routes on a plain weekday.

    A departure is a call at which one may board: neither the end of a trip nor a call for alighting only.

    Parameters
    ----------
    path : Path
        The feed, a zip archive.

    Returns
    -------
    DataFrame
        One row a stop and route: ``network`` (its agencies), ``date`` (``YYYYMMDD``), ``stop_id``, ``stop_name``,
        ``parent_station``, ``route_id``, ``route_short_name``, ``route_type`` (text, as published);
        ``stop_lat``, ``stop_lon`` (float, missing where the feed has none), ``departures`` (int). A stop at which
        no trip of the day calls has one row, without a route.

    Raises
    ------
    DataInvalid
        It is not a GTFS feed, lacks a file or a column, or runs on no Tuesday and no Thursday.
    DataUnavailable
        The library that reads feeds is not installed.
    """
    check_feed(path)
    try:
        import gtfs_kit  # noqa: PLC0415 - of the extra 'gtfs'; reading another file must not wait for it
    except ImportError as error:
        raise DataUnavailable(f"{path}: a GTFS feed needs pip install 'arpent[gtfs]' ({error})") from error
    try:
        feed = gtfs_kit.read_feed(path, dist_units="km")
        day = plain_weekday(feed)
    except (ValueError, KeyError, AttributeError, TypeError) as error:
        raise DataInvalid(f"{path}: not a GTFS feed that can be read ({error})") from error
    if not day:
        raise DataInvalid(f"{path}: no trip on a Tuesday or a Thursday: no plain weekday to count")
    table = _stops(feed).merge(_departures(feed, day), on="stop_id", how="left")
    texts = ["route_id", "route_short_name", "route_type"]
    return table.assign(
        **{name: table[name].fillna("") for name in texts},
        departures=table["departures"].fillna(0).astype("int64"),
        network=", ".join(_text(feed.agency, "agency_name").unique()),
        date=day,
    )


def plain_weekday(feed: Any) -> str:
    """
    The day that stands for all the weekdays of a feed.

    Parameters
    ----------
    feed : gtfs_kit.Feed
        With ``calendar.txt``, its exceptions of ``calendar_dates.txt``, or either alone.

    Returns
    -------
    str
        ``YYYYMMDD``; empty where no trip runs on a Tuesday or a Thursday.
    """
    days = [day for day in feed.get_dates() if _weekday(day) in (TUESDAY, THURSDAY)]
    if not days:
        return ""
    trips = feed.compute_trip_activity(days)[days].sum()
    running = trips[trips > 0]
    # ASSUME: a Tuesday or Thursday stands for the weekdays; of all those of the feed on which it runs, the one of
    # the median number of trips, so that neither a holiday nor a day of reinforcements is taken. Of equals, the first.
    ranked = running.sort_values(kind="stable", ascending=False)
    return "" if ranked.empty else str(running.index[running == ranked.iloc[(len(ranked) - 1) // 2]][0])


def check_feed(path: Path) -> None:
    """
    Refuse what is not a feed, by its table of contents and the headers of its files.

    Parameters
    ----------
    path : Path
        Any file.

    Raises
    ------
    DataInvalid
        It is no safe zip archive, or lacks a file or a column.
    """
    if not zipfile.is_zipfile(path):
        raise DataInvalid(f"{path}: not a GTFS feed: it must be a zip archive")
    check_zip(path, str(path))
    with zipfile.ZipFile(path) as opened:
        members = opened.namelist()
        for name, columns in NEEDED.items():
            if name not in members:
                raise DataInvalid(f"{path}: no {name} in it: not a GTFS feed. It holds: {', '.join(members)}")
            with opened.open(name) as file:
                header = file.readline().decode("utf-8-sig", "replace")
            known = [column.strip(' "\r\n') for column in header.split(",")]
            if absent := [column for column in columns if column not in known]:
                raise DataInvalid(
                    f"{path}: {name} has no column {', '.join(absent)}: it has {', '.join(known)}"
                )
    if not CALENDARS & set(members):
        raise DataInvalid(f"{path}: no {' nor '.join(sorted(CALENDARS))} in it: no day can be counted")


def _stops(feed: Any) -> pd.DataFrame:
    platforms = feed.stops[_text(feed.stops, "location_type").isin(["", PLATFORM])]
    return pd.DataFrame(
        {
            **{name: _text(platforms, name) for name in ("stop_id", "stop_name", "parent_station")},
            **{name: platforms[name].astype("float64") for name in ("stop_lat", "stop_lon")},
        }
    )


def _departures(feed: Any, day: str) -> pd.DataFrame:
    """By stop and route: each call but the last of its trip, as often as the trip runs."""
    active = feed.compute_trip_activity([day])
    trips = feed.trips[feed.trips["trip_id"].isin(active.loc[active[day] == 1, "trip_id"])]
    calls = feed.stop_times[feed.stop_times["trip_id"].isin(trips["trip_id"])]
    last = calls["stop_sequence"] == calls.groupby("trip_id")["stop_sequence"].transform("max")
    boards = ~last.astype("bool") & (_text(calls, "pickup_type") != NO_PICKUP)
    runs = calls["trip_id"].map(_runs(feed.frequencies)).fillna(1).astype("int64")
    named = trips[["trip_id", "route_id"]].merge(_routes(feed), on="route_id")
    counted = calls.assign(departures=runs.where(boards, 0)).merge(named, on="trip_id")
    keys = ["stop_id", "route_id", "route_short_name", "route_type"]
    summed: pd.DataFrame = counted.groupby(keys, as_index=False)["departures"].sum()
    return summed


def _routes(feed: Any) -> pd.DataFrame:
    names = ("route_id", "route_short_name", "route_type")
    return pd.DataFrame({name: _text(feed.routes, name) for name in names})


def _runs(frequencies: pd.DataFrame | None) -> dict[str, int]:
    """How often each trip runs that ``frequencies.txt`` gives by spans of hours and headways."""
    if frequencies is None:
        return {}
    spans = frequencies["end_time"].map(_seconds) - frequencies["start_time"].map(_seconds)
    counted = (spans / frequencies["headway_secs"].astype("float64")).map(math.ceil)
    return {str(trip): int(runs) for trip, runs in counted.groupby(frequencies["trip_id"]).sum().items()}


def _seconds(hour: str) -> int:
    hours, minutes, seconds = (int(part) for part in hour.split(":"))
    return 3600 * hours + 60 * minutes + seconds


def _weekday(day: str) -> int:
    return date(int(day[:4]), int(day[4:6]), int(day[6:])).weekday()


def _text(frame: pd.DataFrame, name: str) -> "pd.Series[str]":
    """A column as text; a feed may leave it out."""
    if name in frame:
        return frame[name].astype("str").where(frame[name].notna(), "")
    return pd.Series("", frame.index, dtype="str")
