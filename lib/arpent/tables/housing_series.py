"""Table ``housing_series``: dwellings of each commune by category and tenure, censuses 2011, 2016 and 2022."""

import pandas as pd

from arpent.tables.base_cc import base_cc_record, build_base_cc
from arpent.tables.raw import Sources

DATASET = "insee_rp_logement"
COLUMNS = {
    "P{}_LOG": ("dwellings", "Logements"),
    "P{}_RP": ("main_residences", "Résidences principales"),
    "P{}_RSECOCC": ("second_homes", "Résidences secondaires et logements occasionnels"),
    "P{}_LOGVAC": ("vacant_dwellings", "Logements vacants"),
    "P{}_RP_PROP": ("owner_occupied", "Résidences principales occupées par leur propriétaire"),
    "P{}_RP_LOC": ("rented", "Résidences principales louées"),
    "P{}_RP_LOCHLMV": ("social_rented", "dont HLM louées vides"),
    "P{}_RP_GRAT": ("free_lodging", "Résidences principales occupées gratuitement"),
}
NAMES = {published: name for published, (name, _) in COLUMNS.items()}
PARTS = {
    "dwellings": ("main_residences", "second_homes", "vacant_dwellings"),
    "main_residences": ("owner_occupied", "rented", "free_lodging"),
}
RECORD = base_cc_record(
    "housing_series",
    "Logements par catégorie et statut d'occupation depuis 2011",
    DATASET,
    {name: (label, "logements") for name, label in COLUMNS.values()},
    parts=PARTS,
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
        One row a commune and census.
    """
    return build_base_cc(sources, DATASET, NAMES, parts=PARTS)
