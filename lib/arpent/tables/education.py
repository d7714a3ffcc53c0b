"""Table ``education``: highest diploma of those of 15 or more who left school, by commune, census 2019."""

import pandas as pd

from arpent.tables.census_details import build_details, details_record
from arpent.tables.raw import Sources

DATASET = "insee_rp_iris_diplomes"
COLUMNS = {
    "DIPLMIN": ("without_diploma", "Sans diplôme ou au plus un certificat d'études primaires"),
    "BEPC": ("lower_secondary_diploma", "BEPC, brevet des collèges, DNB"),
    "CAPBEP": ("vocational_diploma", "CAP, BEP ou équivalent"),
    "BAC": ("baccalaureate", "Baccalauréat, brevet professionnel ou équivalent"),
    "SUP2": ("higher_education_2_years", "Enseignement supérieur de niveau bac + 2"),
    "SUP34": ("higher_education_3_4_years", "Enseignement supérieur de niveau bac + 3 ou bac + 4"),
    "SUP5": ("higher_education_5_years_plus", "Enseignement supérieur de niveau bac + 5 ou plus"),
}
NAMES = {f"P19_NSCOL15P_{code}": name for code, (name, _) in COLUMNS.items()}
TOTAL = "out_of_school_15_plus"
RECORD = details_record(
    "education",
    "Diplôme le plus élevé",
    DATASET,
    {
        TOTAL: ("Personnes non scolarisées de 15 ans ou plus", "habitants"),
        **{name: (label, "habitants") for name, label in COLUMNS.values()},
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
        One row a commune. The total is the sum of the diplomas: the file has no column of it.
    """
    table = build_details(sources, DATASET, NAMES)
    return table.assign(**{TOTAL: table[list(NAMES.values())].sum(axis=1, skipna=False)})
