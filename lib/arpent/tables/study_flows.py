"""Table ``study_flows``: where the pupils and students of each commune study, by age and pair of communes."""

import pandas as pd

from arpent.errors import DataInvalid
from arpent.sources.insee_rp_mobsco import sum_flows
from arpent.tables.flows import bring_flows, flows_record
from arpent.tables.raw import Raw, Sources
from arpent.tables.raw_checks import check_layout, check_positive

DATASET, OTHER = "insee_rp_mobsco", "study_place_code"
#: First year of an age group, as published → count here.
AGES = {
    **dict.fromkeys(("02", "03", "04", "05", "06"), "students_2_to_10"),
    **dict.fromkeys(("11", "15"), "students_11_to_17"),
    **dict.fromkeys(("18", "25", "30"), "students_18_or_more"),
}
PARTS = tuple(dict.fromkeys(AGES.values()))
RECORD = flows_record(
    "study_flows",
    "Déplacements domicile-études entre communes",
    (OTHER, "Code de la commune d'études"),
    {
        "students": "Élèves et étudiants de 2 ans ou plus",
        "students_2_to_10": "Élèves de 2 à 10 ans",
        "students_11_to_17": "Élèves de 11 à 17 ans",
        "students_18_or_more": "Élèves et étudiants de 18 ans ou plus",
    },
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
    raws = sources.vintages(DATASET, "detail", sum_flows)
    return pd.concat([_year(raw) for raw in raws], ignore_index=True)


def _year(raw: Raw) -> pd.DataFrame:
    check_layout(raw, ["COMMUNE", "DCETUF", "AGEREV10", "IPONDI"])
    check_positive(raw, "IPONDI", raw.frame["IPONDI"], "COMMUNE")
    ages = raw.frame["AGEREV10"].map(AGES)
    if ages.isna().any():
        raise DataInvalid(
            f"{raw.file}: AGEREV10 is '{raw.frame.loc[ages.isna(), 'AGEREV10'].iloc[0]}': unknown"
        )
    students = raw.frame["IPONDI"]
    counted = raw.frame.assign(
        students=students, **{part: students.where(ages == part, 0.0) for part in PARTS}
    )
    return bring_flows(raw.having(counted), "COMMUNE", "DCETUF", OTHER, ["students", *PARTS])
