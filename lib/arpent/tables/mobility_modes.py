"""Table ``mobility_modes``: how the employed of each commune go to work, counts, census 2019."""

import pandas as pd

from arpent.tables.census_details import build_details, details_record
from arpent.tables.raw import Sources

DATASET = "insee_rp_iris_activite"
NAMES = {
    "C19_ACTOCC15P": "employed",
    "C19_ACTOCC15P_PAS": "commuters_none",
    "C19_ACTOCC15P_MAR": "commuters_walk",
    "C19_ACTOCC15P_VELO": "commuters_bike",
    "C19_ACTOCC15P_2ROUESMOT": "commuters_motorbike",
    "C19_ACTOCC15P_VOIT": "commuters_car",
    "C19_ACTOCC15P_TCOM": "commuters_transit",
    "P19_ACTOCC15P": "employed_residents",
    "P19_ACTOCC15P_ILT1": "employed_in_own_commune",
}
LABELS = {
    "employed": "Actifs occupés de 15 ans ou plus (exploitation complémentaire)",
    "commuters_none": "Pas de déplacement",
    "commuters_walk": "À pied",
    "commuters_bike": "À vélo",
    "commuters_motorbike": "En deux-roues motorisé",
    "commuters_car": "En voiture, camion ou fourgonnette",
    "commuters_transit": "En transports en commun",
    "employed_residents": "Actifs occupés de 15 ans ou plus",
    "employed_in_own_commune": "Travaillent dans leur commune de résidence",
}
RECORD = details_record(
    "mobility_modes",
    "Déplacements domicile-travail : mode principal",
    DATASET,
    {name: (label, "habitants") for name, label in LABELS.items()},
)
PARTS = {"employed": tuple(name for name in LABELS if name.startswith("commuters"))}


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
