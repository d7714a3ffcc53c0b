"""Table ``activity_details``: activity of residents by age, diploma, category and status, by commune, census 2019."""

import pandas as pd

from arpent.tables.census_details import build_details, details_record
from arpent.tables.raw import Sources

DATASET = "insee_rp_iris_activite"
AGES = {"1564": "15_64", "1524": "15_24", "2554": "25_54", "5564": "55_64"}
STATES = {
    "POP": ("population", "Population"),
    "ACT": ("active", "Actifs"),
    "ACTOCC": ("employed", "Actifs occupés"),
    "CHOM": ("unemployed", "Chômeurs au sens du recensement"),
}
DIPLOMAS = {
    "DIPLMIN": ("without_diploma", "sans diplôme"),
    "BEPC": ("lower_secondary_diploma", "de niveau brevet"),
    "CAPBEP": ("vocational_diploma", "de niveau CAP ou BEP"),
    "BAC": ("baccalaureate", "de niveau baccalauréat"),
    "SUP2": ("higher_education_2_years", "de niveau bac + 2"),
    "SUP34": ("higher_education_3_4_years", "de niveau bac + 3 ou 4"),
    "SUP5": ("higher_education_5_years_plus", "de niveau bac + 5 ou plus"),
}
CATEGORIES = {
    "CS1": ("farmers", "Agriculteurs exploitants"),
    "CS2": ("craftsmen_traders_heads", "Artisans, commerçants, chefs d'entreprise"),
    "CS3": ("executives", "Cadres et professions intellectuelles supérieures"),
    "CS4": ("intermediate_professions", "Professions intermédiaires"),
    "CS5": ("clerks", "Employés"),
    "CS6": ("workers", "Ouvriers"),
}
STATUSES = {
    "P19_ACTOCC15P": ("employed_residents", "Actifs occupés de 15 ans ou plus"),
    "P19_SAL15P": ("employees", "Salariés"),
    "P19_SAL15P_CDI": ("permanent_employees", "Fonctionnaires et salariés en CDI"),
    "P19_SAL15P_CDD": ("fixed_term_employees", "Salariés en CDD"),
    "P19_SAL15P_INTERIM": ("temporary_employees", "Intérimaires"),
    "P19_SAL15P_EMPAID": ("subsidised_employees", "Emplois aidés"),
    "P19_SAL15P_APPR": ("apprentices", "Apprentis et stagiaires"),
    "P19_SAL15P_TP": ("part_time_employees", "Salariés à temps partiel"),
    "P19_NSAL15P": ("self_employed", "Non-salariés"),
}
INACTIVE = {
    "P19_INACT1564": ("inactive_15_64", "Inactifs de 15 à 64 ans"),
    "P19_ETUD1564": ("students_15_64", "Élèves, étudiants et stagiaires non rémunérés de 15 à 64 ans"),
    "P19_RETR1564": ("retired_15_64", "Retraités ou préretraités de 15 à 64 ans"),
    "P19_AINACT1564": ("other_inactive_15_64", "Autres inactifs de 15 à 64 ans"),
}
COLUMNS = {
    **{
        f"P19_{code}{ages}": (f"{name}_{years}", f"{label}, {years.replace('_', ' à ')} ans")
        for code, (name, label) in STATES.items()
        for ages, years in AGES.items()
    },
    **{
        f"P19_{code}_{diploma}": (f"{name}_{suffix}", f"{label} de 15 à 64 ans {level}")
        for code, (name, label) in (("ACT", STATES["ACT"]), ("CHOM", STATES["CHOM"]))
        for diploma, (suffix, level) in DIPLOMAS.items()
    },
    **INACTIVE,
    "C19_ACT1564": ("active_15_64_complementary", "Actifs de 15 à 64 ans (exploitation complémentaire)"),
    **{
        f"C19_ACT1564_{code}": (f"active_{name}", f"{label}, actifs de 15 à 64 ans")
        for code, (name, label) in CATEGORIES.items()
    },
    **STATUSES,
}
NAMES = {published: name for published, (name, _) in COLUMNS.items()}
RECORD = details_record(
    "activity_details",
    "Activité des résidents : âge, diplôme, catégorie, statut",
    DATASET,
    {name: (label, "habitants") for name, label in COLUMNS.values()},
)
PARTS = {
    **{
        f"{name}_15_64": tuple(f"{name}_{age}" for age in list(AGES.values())[1:])
        for name, _ in STATES.values()
    },
    "population_15_64": ("active_15_64", "inactive_15_64"),
    "active_15_64": ("employed_15_64", "unemployed_15_64"),
    "inactive_15_64": ("students_15_64", "retired_15_64", "other_inactive_15_64"),
    "employed_residents": ("employees", "self_employed"),
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
