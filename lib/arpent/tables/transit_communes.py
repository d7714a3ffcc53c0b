"""Table ``transit_communes``: stops and departures of public transport on a plain weekday, by commune."""

import pandas as pd

from arpent.tables.raw import Sources
from arpent.tables.reading import current_communes, load
from arpent.tables.record import Column, TableRecord
from arpent.tables.transit import DATASET, read_stops
from arpent.tables.transit_stops import NOTE

KEY = ["commune_code", "year"]
COLUMNS = {
    "stations": ("Lieux d'arrêt (les deux sens ensemble, là où le réseau les réunit)", "lieux"),
    "stops": ("Arrêts, chaque sens compté", "arrêts"),
    "served_stops": ("Arrêts ayant au moins un départ", "arrêts"),
    "departures": ("Départs du jour", "départs"),
}
RECORD = TableRecord(
    name="transit_communes",
    title="Offre de transport en commun par commune",
    columns={
        "commune_code": Column("Code de la commune"),
        "year": Column("Année de l'archive", "int"),
        **{name: Column(label, "int", unit, is_nullable=True) for name, (label, unit) in COLUMNS.items()},
        "reason": Column("Raison de l'absence", is_nullable=True),
    },
    key=tuple(KEY),
    datasets=(DATASET,),
    cog_year=2026,
    years=(2025,),
    note=(
        f"{NOTE} Une commune sans arrêt compte zéro si un réseau dessert son intercommunalité ; ailleurs son offre "
        "n'est pas connue (non disponible), car un autre réseau peut la desservir."
    ),
    is_embedded=False,
)


def build(sources: Sources) -> pd.DataFrame:
    """
    The table, in the current COG.

    Parameters
    ----------
    sources : Sources
        Raw files.

    Returns
    -------
    DataFrame
        One row a commune and year.
    """
    rows = read_stops(sources)
    station = rows["parent_station"].where(rows["parent_station"] != "", rows["stop_id"])
    named = rows.assign(
        station=rows["network"] + "\t" + station, stop=rows["network"] + "\t" + rows["stop_id"]
    )
    by_commune, served = named.groupby(KEY), named[named["departures"] > 0].groupby(KEY)
    counted = pd.DataFrame(
        {
            "stations": by_commune["station"].nunique(),
            "stops": by_commune["stop"].nunique(),
            "served_stops": served["stop"].nunique(),
            "departures": by_commune["departures"].sum(),
        }
    ).fillna(0)
    every = pd.MultiIndex.from_product([sorted(current_communes()), sorted(rows["year"].unique())], names=KEY)
    whole, names = counted.reindex(every), list(COLUMNS)
    known = whole.index.isin(_around(counted.reset_index()[KEY]))
    whole.loc[known, names] = whole.loc[known, names].fillna(0)
    reasons = pd.Series(known, every).map({True: None, False: "not_available"})
    return whole.astype("Int64").assign(reason=reasons).reset_index()


def _around(served: pd.DataFrame) -> pd.MultiIndex:
    """Communes of the EPCI in which a commune is served, each year."""
    # ASSUME: a network that serves a commune would serve the others of its EPCI: where it has no stop, there is none.
    members = load("communes", columns=["commune_code", "epci_code"]).dropna()
    pairs = served.merge(members, on="commune_code")[["epci_code", "year"]].drop_duplicates()
    wide = members.merge(pairs, on="epci_code")[KEY]
    return pd.MultiIndex.from_frame(pd.concat([wide, served]).drop_duplicates())
