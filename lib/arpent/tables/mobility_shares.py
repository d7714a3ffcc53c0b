"""Table ``mobility_shares``: shares of modes to work and of households with a car, census 2021, all communes."""

import pandas as pd

from arpent.sources.insee_statistiques_locales import read_export
from arpent.tables.published import build_commune_measures
from arpent.tables.raw import Sources
from arpent.tables.record import Column, TableRecord, measured

NAMES = {
    "Part des actifs occupés de 15 ans ou plus  les transports en commun 2021": "transit_share",
    "Part des ménages ayant au moins 1 voiture 2021": "households_with_car_share",
    "Part des actifs occ 15 ans ou plus voiture pour travailler 2021": "car_share",
    "Part des actifs occ 15 ans ou plus vélo pour travailler 2021": "bike_share",
}
PERCENT = 100
RECORD = TableRecord(
    name="mobility_shares",
    title="Déplacements domicile-travail : parts publiées",
    columns={
        "commune_code": Column("Code de la commune"),
        "year": Column("Année du recensement", "int"),
        **measured(
            {
                "transit_share": (
                    "Part des actifs occupés allant travailler en transports en commun",
                    "0 à 1",
                ),
                "households_with_car_share": ("Part des ménages ayant au moins une voiture", "0 à 1"),
                "car_share": ("Part des actifs occupés allant travailler en voiture", "0 à 1"),
                "bike_share": ("Part des actifs occupés allant travailler à vélo", "0 à 1"),
            }
        ),
    },
    key=("commune_code", "year"),
    datasets=("insee_mobilite_communes",),
    cog_year=2026,
    years=(2021,),
    note="Parts sans leurs effectifs : elles ne s'additionnent pas et ne donnent pas celle d'un territoire.",
    is_embedded=False,
)


def build(sources: Sources) -> pd.DataFrame:
    """
    The table: communes that are still the same territory.

    Parameters
    ----------
    sources : Sources
        Raw files.

    Returns
    -------
    DataFrame
        One row a commune; shares 0–1.
    """
    raw = sources.raw("insee_mobilite_communes", "communes", read_export)
    frame = build_commune_measures([raw], "Code", lambda _: NAMES)
    return frame.assign(**{name: frame[name] / PERCENT for name in NAMES.values()})
