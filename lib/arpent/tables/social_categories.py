"""Table ``social_categories``: people of 15 or more by social category, by commune, census 2019."""

import pandas as pd

from arpent.tables.census_details import build_details, details_record
from arpent.tables.raw import Sources

DATASET = "insee_rp_iris_population"
COLUMNS = {
    "C19_POP15P": ("population_15_plus", "Population de 15 ans ou plus (exploitation complémentaire)"),
    "C19_POP15P_CS1": ("farmers", "Agriculteurs exploitants"),
    "C19_POP15P_CS2": ("craftsmen_traders_heads", "Artisans, commerçants, chefs d'entreprise"),
    "C19_POP15P_CS3": ("executives", "Cadres et professions intellectuelles supérieures"),
    "C19_POP15P_CS4": ("intermediate_professions", "Professions intermédiaires"),
    "C19_POP15P_CS5": ("clerks", "Employés"),
    "C19_POP15P_CS6": ("workers", "Ouvriers"),
    "C19_POP15P_CS7": ("retired", "Retraités"),
    "C19_POP15P_CS8": ("other_inactive", "Autres personnes sans activité professionnelle"),
}
NAMES = {published: name for published, (name, _) in COLUMNS.items()}
RECORD = details_record(
    "social_categories",
    "Population par catégorie socioprofessionnelle",
    DATASET,
    {name: (label, "habitants") for name, label in COLUMNS.values()},
)
PARTS = {"population_15_plus": tuple(NAMES.values())[1:]}


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
        One row a commune.
    """
    return build_details(sources, DATASET, NAMES, parts=PARTS)
