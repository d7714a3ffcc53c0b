"""Table ``activity``: active population of each commune, and jobs at their place, all communes."""

import pandas as pd

from arpent.tables.comparateur import build_comparateur, comparateur_record
from arpent.tables.raw import Sources

NAMES = {
    "P{}_POP": "population",
    "P{}_POP1564": "population_15_64",
    "P{}_ACT1564": "active_15_64",
    "P{}_CHOM1564": "unemployed_15_64",
    "P{}_EMPLT": "jobs",
    "P{}_EMPLT_SAL": "salaried_jobs",
}
RECORD = comparateur_record(
    "activity",
    "Population active et emplois au lieu de travail",
    {
        "population": ("Population", "habitants"),
        "population_15_64": ("Population de 15 à 64 ans", "habitants"),
        "active_15_64": ("Actifs de 15 à 64 ans", "habitants"),
        "unemployed_15_64": ("Chômeurs de 15 à 64 ans, au sens du recensement", "habitants"),
        "jobs": ("Emplois au lieu de travail", "emplois"),
        "salaried_jobs": ("Emplois salariés au lieu de travail", "emplois"),
    },
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
    return build_comparateur(sources, NAMES)
