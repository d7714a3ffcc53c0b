"""Table ``housing_categories``: dwellings of each commune by category, censuses 2012, 2017 and 2023 (Melodi)."""

import pandas as pd

from arpent.sources.insee_rp_logement import read_categories
from arpent.tables.completing import complete
from arpent.tables.observations import bring_observations
from arpent.tables.raw import Sources
from arpent.tables.raw_checks import check_sum
from arpent.tables.record import counts_record

DATASET = "insee_rp_logement"
CATEGORIES = {
    "_T": ("dwellings", "Logements"),
    "DW_MAIN": ("main_residences", "Résidences principales"),
    "DW_SEC_DW_OCC": ("second_homes", "Résidences secondaires et logements occasionnels"),
    "DW_VAC": ("vacant_dwellings", "Logements vacants"),
}
NAMES = {published: name for published, (name, _) in CATEGORIES.items()}
TOTAL, *PARTS = NAMES.values()
RECORD = counts_record(
    "housing_categories",
    "Logements par catégorie, recensements 2012, 2017 et 2023",
    {name: (label, "logements") for name, label in CATEGORIES.values()},
    datasets=(DATASET,),
    years=(2012, 2017, 2023),
    parts={TOTAL: PARTS},
    note=(
        "Recensement : les trois millésimes que l'Insee diffuse ensemble dans Melodi, faits pour se comparer. "
        "Effectifs pondérés, avec décimales. Ces années ne s'enchaînent pas avec celles de `housing_series`."
    ),
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
    raw = sources.raw(DATASET, "melodi", read_categories)
    brought = bring_observations(raw, NAMES, dimension="OCS")
    check_sum(raw, brought, TOTAL, PARTS)
    return complete(brought, list(NAMES.values()))
