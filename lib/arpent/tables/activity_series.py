"""Table ``activity_series``: active population and jobs of each commune, censuses 2011, 2016 and 2022."""

import pandas as pd

from arpent.tables.base_cc import base_cc_record, build_base_cc
from arpent.tables.raw import Sources

DATASET = "insee_rp_emploi"
COLUMNS = {
    "P{}_POP1564": ("population_15_64", "Population de 15 à 64 ans", "habitants"),
    "P{}_ACT1564": ("active_15_64", "Actifs de 15 à 64 ans", "habitants"),
    "P{}_ACTOCC1564": ("employed_15_64", "Actifs occupés de 15 à 64 ans", "habitants"),
    "P{}_CHOM1564": ("unemployed_15_64", "Chômeurs de 15 à 64 ans, au sens du recensement", "habitants"),
    "P{}_EMPLT": ("jobs", "Emplois au lieu de travail", "emplois"),
}
NAMES = {published: name for published, (name, _, _) in COLUMNS.items()}
PARTS = {"active_15_64": ("employed_15_64", "unemployed_15_64")}
RECORD = base_cc_record(
    "activity_series",
    "Population active et emplois depuis 2011",
    DATASET,
    {name: (label, unit) for name, label, unit in COLUMNS.values()},
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
