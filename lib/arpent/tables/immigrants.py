"""Table ``immigrants``: immigrants and others of 15 or more by activity, by commune, census 2019."""

import pandas as pd

from arpent.sources.insee_rp_immigration import read_immigration
from arpent.tables.census_details import NOTE, details_record
from arpent.tables.published import build_counts
from arpent.tables.raw import Sources

DATASET = "insee_rp_immigration"
# NOTE: the carrier calls « français » all who are not immigrants: they are the total less the immigrants.
GROUPS = {"immigrés": ("immigrants", "Immigrés"), "français": ("non_immigrants", "Non-immigrés")}
STATES = {
    "_actifs": ("employed", "actifs ayant un emploi"),
    "_chômeurs": ("unemployed", "chômeurs"),
    "_retraités": ("retired", "retraités"),
    "_élèves": ("students", "élèves et étudiants"),
    "_femmes-h._au_foyer": ("homemakers", "au foyer"),
}
COLUMNS = {
    "total": ("population_15_plus", "Population de 15 ans ou plus"),
    **{
        f"total_{group}": (f"{name}_15_plus", f"{label} de 15 ans ou plus")
        for group, (name, label) in GROUPS.items()
    },
    **{
        f"total_{group}{state}": (f"{kind}_{name}", f"{label} de 15 ans ou plus, {said}")
        for group, (name, label) in GROUPS.items()
        for state, (kind, said) in STATES.items()
    },
}
NAMES = {published: name for published, (name, _) in COLUMNS.items()}
PARTS = {"population_15_plus": ("immigrants_15_plus", "non_immigrants_15_plus")}
RECORD = details_record(
    "immigrants",
    "Immigrés et non-immigrés selon l'activité",
    DATASET,
    {name: (label, "habitants") for name, label in COLUMNS.values()},
    note=NOTE,
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
        One row a commune; those that the files lack are missing, ``not_available``.
    """
    raw = sources.parts(DATASET, "communes_", read_immigration)
    return build_counts([raw], "INSEE_COM", lambda _: NAMES, parts=PARTS)
