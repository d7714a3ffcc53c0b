"""Table ``housing``: dwellings of each commune by category, and main residences by tenure, all communes."""

import pandas as pd

from arpent.tables.comparateur import build_comparateur, comparateur_record
from arpent.tables.raw import Sources

NAMES = {
    "P{}_LOG": "dwellings",
    "P{}_RP": "main_residences",
    "P{}_RSECOCC": "second_homes",
    "P{}_LOGVAC": "vacant_dwellings",
    "P{}_RP_PROP": "owner_occupied",
    "P{}_MEN": "households",
}
RECORD = comparateur_record(
    "housing",
    "Logements par catégorie",
    {
        "dwellings": ("Logements", "logements"),
        "main_residences": ("Résidences principales", "logements"),
        "second_homes": ("Résidences secondaires et logements occasionnels", "logements"),
        "vacant_dwellings": ("Logements vacants", "logements"),
        "owner_occupied": ("Résidences principales occupées par leur propriétaire", "logements"),
        "households": ("Ménages", "ménages"),
    },
)
PARTS = {"dwellings": ("main_residences", "second_homes", "vacant_dwellings")}


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
        One row a commune and census.
    """
    return build_comparateur(sources, NAMES, parts=PARTS)
