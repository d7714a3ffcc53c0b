"""Table ``establishments``: establishments of each commune, by sector and size, all communes."""

import pandas as pd

from arpent.tables.comparateur import build_comparateur, comparateur_record
from arpent.tables.raw import Sources

NAMES = {
    "ETTOT{}": "establishments",
    "ETAZ{}": "farming_establishments",
    "ETBE{}": "industry_establishments",
    "ETFZ{}": "building_establishments",
    "ETGU{}": "services_establishments",
    "ETGZ{}": "trade_establishments",
    "ETOQ{}": "public_establishments",
    "ETTEF1{}": "establishments_1_9",
    "ETTEFP10{}": "establishments_10_plus",
}
RECORD = comparateur_record(
    "establishments",
    "Établissements employeurs par secteur",
    {
        "establishments": ("Établissements actifs employeurs", "établissements"),
        "farming_establishments": ("Agriculture, sylviculture et pêche", "établissements"),
        "industry_establishments": ("Industrie", "établissements"),
        "building_establishments": ("Construction", "établissements"),
        "services_establishments": ("Commerce, transports et services divers", "établissements"),
        "trade_establishments": ("dont commerce et réparation automobile", "établissements"),
        "public_establishments": ("Administration, enseignement, santé, action sociale", "établissements"),
        "establishments_1_9": ("De 1 à 9 salariés", "établissements"),
        "establishments_10_plus": ("De 10 salariés ou plus", "établissements"),
    },
    note="Établissements actifs employeurs au 31 décembre. Le commerce est compris dans les services.",
)
SECTORS = ("farming", "industry", "building", "services", "public")
PARTS = {"establishments": tuple(f"{sector}_establishments" for sector in SECTORS)}


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
    return build_comparateur(sources, NAMES, parts=PARTS)
