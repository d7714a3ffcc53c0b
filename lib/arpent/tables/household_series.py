"""Table ``household_series``: households of each commune by kind, censuses 2011, 2016 and 2022, all communes."""

import pandas as pd

from arpent.tables.base_cc import base_cc_record, build_base_cc
from arpent.tables.raw import Sources

DATASET = "insee_rp_menages"
COLUMNS = {
    "C{}_MEN": ("households", "Ménages"),
    "C{}_MENPSEUL": ("single_person_households", "Ménages d'une personne"),
    "C{}_MENHSEUL": ("single_men_households", "Hommes vivant seuls"),
    "C{}_MENFSEUL": ("single_women_households", "Femmes vivant seules"),
    "C{}_MENSFAM": ("other_households_without_family", "Autres ménages sans famille"),
    "C{}_MENFAM": ("family_households", "Ménages avec famille"),
    "C{}_MENCOUPSENF": ("couple_households_without_children", "dont famille principale : couple sans enfant"),
    "C{}_MENCOUPAENF": ("couple_households_with_children", "dont famille principale : couple avec enfant"),
    "C{}_MENFAMMONO": ("single_parent_households", "dont famille principale : famille monoparentale"),
}
PEOPLE = {"C{}_PMEN": "household_population"}
NAMES = {**{published: name for published, (name, _) in COLUMNS.items()}, **PEOPLE}
PARTS = {
    "households": ("single_person_households", "other_households_without_family", "family_households"),
    "single_person_households": ("single_men_households", "single_women_households"),
    "family_households": (
        "couple_households_without_children",
        "couple_households_with_children",
        "single_parent_households",
    ),
}
RECORD = base_cc_record(
    "household_series",
    "Ménages par composition depuis 2011",
    DATASET,
    {
        **{name: (label, "ménages") for name, label in COLUMNS.values()},
        "household_population": ("Population des ménages", "habitants"),
    },
    parts=PARTS,
)


def build(sources: Sources) -> pd.DataFrame:
    """
    The table, in the current COG. Size of a household: ``household_population`` by ``households``.

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
