"""Table ``housing_stock``: main residences of each commune by size, age, tenure, heating and cars, census 2019."""

import pandas as pd

from arpent.tables.census_details import NOTE, build_details, details_record
from arpent.tables.raw import Sources

DATASET = "insee_rp_iris_logement"
COLUMNS = {
    "P19_LOG": ("dwellings", "Logements"),
    "P19_RP": ("main_residences", "Résidences principales"),
    "P19_RSECOCC": ("second_homes", "Résidences secondaires et logements occasionnels"),
    "P19_LOGVAC": ("vacant_dwellings", "Logements vacants"),
    "P19_MAISON": ("houses", "Maisons"),
    "P19_APPART": ("flats", "Appartements"),
    "P19_RP_1P": ("main_residences_1_room", "Résidences principales d'une pièce"),
    "P19_RP_2P": ("main_residences_2_rooms", "Résidences principales de 2 pièces"),
    "P19_RP_3P": ("main_residences_3_rooms", "Résidences principales de 3 pièces"),
    "P19_RP_4P": ("main_residences_4_rooms", "Résidences principales de 4 pièces"),
    "P19_RP_5PP": ("main_residences_5_rooms_plus", "Résidences principales de 5 pièces ou plus"),
    "P19_RP_ACHTOT": ("main_residences_built", "Résidences principales achevées avant 2017"),
    "P19_RP_ACH19": ("main_residences_before_1919", "Résidences principales d'avant 1919"),
    "P19_RP_ACH45": ("main_residences_1919_1945", "Résidences principales de 1919 à 1945"),
    "P19_RP_ACH70": ("main_residences_1946_1970", "Résidences principales de 1946 à 1970"),
    "P19_RP_ACH90": ("main_residences_1971_1990", "Résidences principales de 1971 à 1990"),
    "P19_RP_ACH05": ("main_residences_1991_2005", "Résidences principales de 1991 à 2005"),
    "P19_RP_M30M2": ("main_residences_under_30_m2", "Résidences principales de moins de 30 m²"),
    "P19_RP_3040M2": ("main_residences_30_40_m2", "Résidences principales de 30 à 40 m²"),
    "P19_RP_4060M2": ("main_residences_40_60_m2", "Résidences principales de 40 à 60 m²"),
    "P19_RP_6080M2": ("main_residences_60_80_m2", "Résidences principales de 60 à 80 m²"),
    "P19_RP_80100M2": ("main_residences_80_100_m2", "Résidences principales de 80 à 100 m²"),
    "P19_RP_100120M2": ("main_residences_100_120_m2", "Résidences principales de 100 à 120 m²"),
    "P19_RP_120M2P": ("main_residences_120_m2_plus", "Résidences principales de 120 m² ou plus"),
    "P19_MEN_ANEM0002": ("households_under_2_years", "Ménages installés depuis moins de 2 ans"),
    "P19_MEN_ANEM0204": ("households_2_4_years", "Ménages installés depuis 2 à 4 ans"),
    "P19_MEN_ANEM0509": ("households_5_9_years", "Ménages installés depuis 5 à 9 ans"),
    "P19_MEN_ANEM10P": ("households_10_years_plus", "Ménages installés depuis 10 ans ou plus"),
    "C19_RP_HSTU1P": (
        "main_residences_but_single_studios",
        "Résidences principales, hors studios d'une personne",
    ),
    "C19_RP_HSTU1P_SUROCC": ("overcrowded_main_residences", "dont suroccupées"),
    "P19_RP_PROP": ("owner_occupied", "Résidences principales occupées par leur propriétaire"),
    "P19_RP_LOC": ("rented", "Résidences principales louées"),
    "P19_RP_LOCHLMV": ("social_rented", "dont HLM louées vides"),
    "P19_RP_GRAT": ("free_lodging", "Résidences principales occupées gratuitement"),
    "P19_RP_CCCOLL": ("collective_heating", "Chauffage central collectif"),
    "P19_RP_CCIND": ("individual_heating", "Chauffage central individuel"),
    "P19_RP_CINDELEC": ("electric_heating", "Chauffage individuel tout électrique"),
    "P19_RP_GARL": ("with_parking", "Résidences principales avec stationnement"),
    "P19_RP_VOIT1": ("households_1_car", "Ménages ayant une voiture"),
    "P19_RP_VOIT2P": ("households_2_cars_plus", "Ménages ayant deux voitures ou plus"),
}
NAMES = {published: name for published, (name, _) in COLUMNS.items()}
RECORD = details_record(
    "housing_stock",
    "Parc de logements : taille, époque, statut, chauffage, voitures",
    DATASET,
    {
        name: (label, "ménages" if name.startswith("households") else "logements")
        for name, label in COLUMNS.values()
    },
    note=f"{NOTE} Les résidences de 2006 et après sont le reste de celles achevées avant 2017.",
)
PARTS = {
    "dwellings": ("main_residences", "second_homes", "vacant_dwellings"),
    "main_residences": tuple(name for name in NAMES.values() if "_room" in name),
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
