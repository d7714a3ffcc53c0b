"""Table ``population_age_groups``: population of each commune by sex and six ages, census 2019."""

import pandas as pd

from arpent.tables.census_details import build_details, details_record
from arpent.tables.raw import Sources

AGES = {
    "0014": ("0_14", "de moins de 15 ans"),
    "1529": ("15_29", "de 15 à 29 ans"),
    "3044": ("30_44", "de 30 à 44 ans"),
    "4559": ("45_59", "de 45 à 59 ans"),
    "6074": ("60_74", "de 60 à 74 ans"),
    "75P": ("75_plus", "de 75 ans ou plus"),
}
SEXES = {"H": ("men", "Hommes"), "F": ("women", "Femmes")}
DATASET = "insee_rp_iris_population"
NAMES = {
    "P19_POP": "population",
    **{f"P19_POP{code}": f"population_{name}" for code, (name, _) in AGES.items()},
    **{f"P19_POP{sex}": name for sex, (name, _) in SEXES.items()},
    **{
        f"P19_{sex}{code}": f"{who}_{name}"
        for sex, (who, _) in SEXES.items()
        for code, (name, _) in AGES.items()
    },
    "P19_POP_IMM": "immigrants",
    "P19_POP_ETR": "foreigners",
    "P19_PMEN": "population_in_households",
    "P19_PHORMEN": "population_outside_households",
}
LABELS = {
    "population": ("Population", "habitants"),
    **{f"population_{name}": (f"Population {label}", "habitants") for name, label in AGES.values()},
    **{name: (label, "habitants") for name, label in SEXES.values()},
    **{
        f"{who}_{name}": (f"{whose} {label}", "habitants")
        for who, whose in SEXES.values()
        for name, label in AGES.values()
    },
    "immigrants": ("Immigrés", "habitants"),
    "foreigners": ("Étrangers", "habitants"),
    "population_in_households": ("Population des ménages", "habitants"),
    "population_outside_households": ("Population hors ménages", "habitants"),
}
RECORD = details_record("population_age_groups", "Population par sexe et âge", DATASET, LABELS)
PARTS = {
    "population": tuple(f"population_{name}" for name, _ in AGES.values()),
    "men": tuple(f"men_{name}" for name, _ in AGES.values()),
    "women": tuple(f"women_{name}" for name, _ in AGES.values()),
}


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
