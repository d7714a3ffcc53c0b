"""Table ``households``: households and families of each commune by kind, census 2019 (complementary sample)."""

import pandas as pd

from arpent.tables.census_details import build_details, details_record
from arpent.tables.raw import Sources

DATASET = "insee_rp_iris_menages"
NAMES = {
    "C19_MEN": "households",
    "C19_MENPSEUL": "single_person_households",
    "C19_MENSFAM": "other_households_without_family",
    "C19_MENFAM": "family_households",
    "C19_FAM": "families",
    "C19_COUPAENF": "couples_with_children",
    "C19_FAMMONO": "single_parent_families",
    "C19_COUPSENF": "couples_without_children",
    "C19_MENHSEUL": "single_men_households",
    "C19_MENFSEUL": "single_women_households",
    "C19_NE24F0": "families_without_child_under_25",
    "C19_NE24F1": "families_1_child_under_25",
    "C19_NE24F2": "families_2_children_under_25",
    "C19_NE24F3": "families_3_children_under_25",
    "C19_NE24F4P": "families_4_children_under_25_plus",
}
RECORD = details_record(
    "households",
    "Ménages et familles",
    DATASET,
    {
        "households": ("Ménages", "ménages"),
        "single_person_households": ("Ménages d'une personne", "ménages"),
        "other_households_without_family": ("Autres ménages sans famille", "ménages"),
        "family_households": ("Ménages avec famille", "ménages"),
        "families": ("Familles", "familles"),
        "couples_with_children": ("Couples avec enfant", "familles"),
        "single_parent_families": ("Familles monoparentales", "familles"),
        "couples_without_children": ("Couples sans enfant", "familles"),
        "single_men_households": ("Hommes vivant seuls", "ménages"),
        "single_women_households": ("Femmes vivant seules", "ménages"),
        "families_without_child_under_25": ("Familles sans enfant de moins de 25 ans", "familles"),
        "families_1_child_under_25": ("Familles avec un enfant de moins de 25 ans", "familles"),
        "families_2_children_under_25": ("Familles avec 2 enfants de moins de 25 ans", "familles"),
        "families_3_children_under_25": ("Familles avec 3 enfants de moins de 25 ans", "familles"),
        "families_4_children_under_25_plus": (
            "Familles avec 4 enfants de moins de 25 ans ou plus",
            "familles",
        ),
    },
)
PARTS = {
    "households": ("single_person_households", "other_households_without_family", "family_households"),
    "families": ("couples_with_children", "single_parent_families", "couples_without_children"),
    "single_person_households": ("single_men_households", "single_women_households"),
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
