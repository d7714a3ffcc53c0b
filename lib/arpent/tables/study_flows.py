"""Table ``study_flows``: where the pupils and students of each commune study, by age and pair of communes."""

import pandas as pd

from arpent.errors import DataInvalid
from arpent.sources.insee_rp_mobsco import sum_flows
from arpent.tables.flows import build_flows, flows_record
from arpent.tables.raw import Raw, Sources

DATASET, OTHER = "insee_rp_mobsco", "study_place_code"
#: First year of an age group, as published → count here.
AGES = {
    **dict.fromkeys(("02", "03", "04", "05", "06"), "students_2_to_10"),
    **dict.fromkeys(("11", "15"), "students_11_to_17"),
    **dict.fromkeys(("18", "25", "30"), "students_18_or_more"),
}
COUNTS = {
    "students": "Élèves et étudiants de 2 ans ou plus",
    "students_2_to_10": "Élèves de 2 à 10 ans",
    "students_11_to_17": "Élèves de 11 à 17 ans",
    "students_18_or_more": "Élèves et étudiants de 18 ans ou plus",
}
RECORD = flows_record(
    "study_flows",
    "Déplacements domicile-études entre communes",
    (OTHER, "Code de la commune d'études"),
    COUNTS,
    datasets=(DATASET,),
    years=(2019, 2020, 2021, 2022),
    note="Qui étudie ailleurs et y loge en semaine est recensé là où il loge, s'il est majeur.",
)


def build(sources: Sources) -> pd.DataFrame:
    """
    The table, in the current COG at both ends.

    Parameters
    ----------
    sources : Sources
        Raw files.

    Returns
    -------
    DataFrame
        One row a pair and census; a pair without anyone has no row.
    """
    return build_flows(
        sources, DATASET, sum_flows, _counted, other=("DCETUF", OTHER), by="AGEREV10", counts=list(COUNTS)
    )


def _counted(raw: Raw) -> pd.DataFrame:
    ages = raw.frame["AGEREV10"].map(AGES)
    if ages.isna().any():
        raise DataInvalid(
            f"{raw.file}: AGEREV10 is '{raw.frame.loc[ages.isna(), 'AGEREV10'].iloc[0]}': unknown"
        )
    students, (whole, *parts) = raw.frame["IPONDI"], COUNTS
    return raw.frame.assign(
        **{whole: students}, **{part: students.where(ages == part, 0.0) for part in parts}
    )
