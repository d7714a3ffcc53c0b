"""Table ``population_ages``: population of each commune by age, censuses 2011, 2016 and 2022, all communes."""

import pandas as pd

from arpent.tables.base_cc import base_cc_record, build_base_cc
from arpent.tables.raw import Sources

DATASET = "insee_rp_population"
AGES = {
    "0014": ("population_0_14", "Population de moins de 15 ans"),
    "1529": ("population_15_29", "Population de 15 à 29 ans"),
    "3044": ("population_30_44", "Population de 30 à 44 ans"),
    "4559": ("population_45_59", "Population de 45 à 59 ans"),
    "6074": ("population_60_74", "Population de 60 à 74 ans"),
    "7589": ("population_75_89", "Population de 75 à 89 ans"),
    "90P": ("population_90_plus", "Population de 90 ans ou plus"),
}
NAMES = {"P{}_POP": "population", **{f"P{{}}_POP{code}": name for code, (name, _) in AGES.items()}}
PARTS = {"population": tuple(name for name, _ in AGES.values())}
RECORD = base_cc_record(
    "population_ages",
    "Population par âge",
    DATASET,
    {
        "population": ("Population", "habitants"),
        **{name: (label, "habitants") for name, label in AGES.values()},
    },
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
