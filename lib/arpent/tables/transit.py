"""What the tables of public transport share: stops of each network that is here, each in its commune."""

import geopandas as gpd
import pandas as pd

from arpent import catalogue
from arpent.errors import DataInvalid
from arpent.sources.t2c_gtfs import read_departures
from arpent.tables.boundaries import load_boundaries
from arpent.tables.raw import Raw, Sources
from arpent.tables.raw_checks import check_layout

DATASET, PREFIX = "t2c_gtfs", "gtfs"
#: Columns of a stop, once a row is one of its routes.
STOP = ["commune_code", "year", "network", "stop_id"]
#: Metres from its generalised boundary within which a stop is still a commune's: a coast, a border.
NEAR = 500.0
PUBLISHED = ("network", "date", "stop_id", "stop_name", "parent_station", "stop_lat", "stop_lon")
ROUTES = ("route_id", "route_short_name", "route_type", "departures")


def read_stops(sources: Sources) -> pd.DataFrame:
    """
    Stops of every network, year and route, each in its commune.

    Parameters
    ----------
    sources : Sources
        Raw files: every role of the record that begins with ``gtfs`` is a network.

    Returns
    -------
    DataFrame
        As `arpent.sources.t2c_gtfs.read_departures`, with ``commune_code`` (of the tables' COG) and ``year``.
        A stop out of France is not there.

    Raises
    ------
    DataUnavailable
        A network that the record declares is not here.
    DataInvalid
        A stop stands twice, or has no place on Earth.
    """
    roles = {role: None for dated in catalogue.load(DATASET).vintages for role in sorted(dated.roles)}
    networks = [role for role in roles if role.startswith(PREFIX)]
    raws = [raw for role in networks for raw in sources.vintages(DATASET, role, read_departures)]
    return pd.concat([_placed(raw) for raw in raws], ignore_index=True)


def _placed(raw: Raw) -> pd.DataFrame:
    check_layout(raw, [*PUBLISHED, *ROUTES])
    stops = raw.frame.drop_duplicates("stop_id").set_index("stop_id")
    _check(raw, stops)
    codes = raw.frame["stop_id"].map(communes_at(stops["stop_lon"], stops["stop_lat"]))
    return raw.frame.assign(commune_code=codes, year=raw.year)[codes.notna()]


def _check(raw: Raw, stops: pd.DataFrame) -> None:
    twice = raw.frame.duplicated(["stop_id", "route_id"])
    if twice.any():
        raise DataInvalid(
            f"{raw.file}: stops.txt: row {raw.frame.loc[twice, 'stop_id'].iloc[0]} stands twice"
        )
    lost = ~(stops["stop_lat"].between(-90, 90) & stops["stop_lon"].between(-180, 180))
    if lost.any():
        row = stops[lost].iloc[0]
        raise DataInvalid(
            f"{raw.file}: stops.txt: row {stops.index[lost][0]}: latitude {row['stop_lat']}, longitude "
            f"{row['stop_lon']}: a stop must have its place ({int(lost.sum())} such row(s))"
        )


def communes_at(longitude: "pd.Series[float]", latitude: "pd.Series[float]") -> "pd.Series[str]":
    """
    The commune of each point.

    Boundaries are generalised: a point within some tens of metres of one may be given its neighbour.

    Parameters
    ----------
    longitude, latitude : Series of float
        Degrees (EPSG:4326), same index.

    Returns
    -------
    Series of str
        Same index; missing where the point is farther than 500 m from every commune.
    """
    points = gpd.GeoDataFrame(
        geometry=gpd.points_from_xy(longitude, latitude, crs=4326), index=longitude.index
    )
    communes = load_boundaries("commune")
    west, south, east, north = points.total_bounds
    around = communes.cx[west - 0.1 : east + 0.1, south - 0.1 : north + 0.1]
    if around.empty:
        return pd.Series(None, longitude.index, dtype="str")
    metres = around.estimate_utm_crs()
    found = points.to_crs(metres).sjoin_nearest(
        around.to_crs(metres)[["code", "geometry"]], max_distance=NEAR
    )
    # A point on a border touches both: the first code, always the same.
    codes: pd.Series[str] = found.sort_values("code").groupby(level=0)["code"].first()
    return codes.reindex(longitude.index)
