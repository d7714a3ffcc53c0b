"""Table ``transit_stops``: stops of public transport, their routes and departures on a plain weekday."""

import pandas as pd

from arpent.errors import DataInvalid
from arpent.tables.raw import Sources
from arpent.tables.record import Column, TableRecord
from arpent.tables.transit import DATASET, STOP, read_stops

#: Values of ``route_type``, and the hundreds of its extended ones → French.
MODES = {
    "0": "tramway",
    "1": "métro",
    "2": "train",
    "3": "bus",
    "4": "bateau",
    "5": "tramway à câble",
    "6": "téléphérique",
    "7": "funiculaire",
    "11": "trolleybus",
    "12": "monorail",
}
EXTENDED = {
    "1": "train",
    "2": "autocar",
    "4": "métro",
    "7": "bus",
    "8": "trolleybus",
    "9": "tramway",
    "10": "bateau",
    "12": "bateau",
    "13": "téléphérique",
    "14": "funiculaire",
    "15": "taxi",
    "17": "autre",
}
NOTE = (
    "Réseaux dont l'archive GTFS est déposée, et eux seuls. Le jour compté est un mardi ou un jeudi de l'archive : "
    "celui dont le nombre de courses est médian, calendriers et exceptions suivis. Un départ est un passage où l'on "
    "peut monter : ni terminus d'arrivée, ni descente seule. La commune est celle des contours généralisés : un "
    "arrêt à quelques dizaines de mètres d'une limite peut être donné à la voisine."
)
RECORD = TableRecord(
    name="transit_stops",
    title="Arrêts de transport en commun",
    columns={
        "commune_code": Column("Code de la commune"),
        "year": Column("Année de l'archive", "int"),
        "network": Column("Réseau"),
        "stop_id": Column("Identifiant de l'arrêt, par sens"),
        "stop_name": Column("Arrêt"),
        "station_id": Column("Identifiant du lieu d'arrêt : tous les sens, ou l'arrêt seul"),
        "longitude": Column("Longitude", "float", "degrés"),
        "latitude": Column("Latitude", "float", "degrés"),
        "date": Column("Jour compté, AAAA-MM-JJ"),
        "departures": Column("Départs du jour", "int", "départs"),
        "routes": Column("Lignes desservies ce jour-là, séparées par une virgule"),
        "route_count": Column("Nombre de lignes", "int", "lignes"),
        "modes": Column("Modes, séparés par une virgule"),
    },
    key=tuple(STOP),
    datasets=(DATASET,),
    cog_year=2026,
    years=(2025,),
    note=NOTE,
    is_embedded=False,
)


def build(sources: Sources) -> pd.DataFrame:
    """
    The table: a point a row, whatever commune it is in.

    Parameters
    ----------
    sources : Sources
        Raw files.

    Returns
    -------
    DataFrame
        One row a stop, each way its own; one without any departure that day is there too.
    """
    rows = read_stops(sources)
    rows = rows.assign(mode=rows["route_type"].map(_mode), route=_named(rows))
    stops = rows.drop_duplicates(STOP).set_index(STOP)
    by_stop = rows[rows["route_id"] != ""].groupby(STOP)
    day = stops["date"].str
    return pd.DataFrame(
        {
            "stop_name": stops["stop_name"],
            "station_id": stops["parent_station"].where(
                stops["parent_station"] != "", stops.index.get_level_values("stop_id")
            ),
            "longitude": stops["stop_lon"],
            "latitude": stops["stop_lat"],
            "date": day[:4] + "-" + day[4:6] + "-" + day[6:],
            "departures": rows.groupby(STOP)["departures"].sum(),
            "routes": by_stop["route"].agg(_listed).reindex(stops.index, fill_value=""),
            "route_count": by_stop["route_id"].nunique().reindex(stops.index, fill_value=0),
            "modes": by_stop["mode"].agg(_listed).reindex(stops.index, fill_value=""),
        }
    ).reset_index()


def _named(rows: pd.DataFrame) -> "pd.Series[str]":
    """A route by its short name; by its id where it has none."""
    return rows["route_short_name"].where(rows["route_short_name"] != "", rows["route_id"])


def _listed(names: "pd.Series[str]") -> str:
    return ", ".join(sorted(set(names)))


def _mode(kind: str) -> str:
    if kind in MODES or not kind:
        return MODES.get(kind, "")
    if (family := kind[:-2]) in EXTENDED:
        return EXTENDED[family]
    raise DataInvalid(
        f"routes.txt: route_type is '{kind}': neither a mode of GTFS nor one of its extended ones"
    )
