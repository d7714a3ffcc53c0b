"""Table ``poverty``: poverty rates as INSEE published them, by commune and EPCI, by age and tenure."""

from collections.abc import Mapping

import pandas as pd

from arpent.sources.insee_filosofi import read_filosofi
from arpent.tables.income import DATASET
from arpent.tables.published import at_level, build_commune_measures, communes_as_level
from arpent.tables.raw import Raw, Sources
from arpent.tables.record import Column, TableRecord, measured

#: The lowest rate that INSEE prints: it stands for "5 % or less".
FLOOR = 5.0
MEASURES = {
    "poverty_rate_percent": ("Taux de pauvreté", "%"),
    "poverty_rate_under_30_percent": ("Taux de pauvreté, référent fiscal de moins de 30 ans", "%"),
    "poverty_rate_30_39_percent": ("Taux de pauvreté, 30 à 39 ans", "%"),
    "poverty_rate_40_49_percent": ("Taux de pauvreté, 40 à 49 ans", "%"),
    "poverty_rate_50_59_percent": ("Taux de pauvreté, 50 à 59 ans", "%"),
    "poverty_rate_60_74_percent": ("Taux de pauvreté, 60 à 74 ans", "%"),
    "poverty_rate_75_plus_percent": ("Taux de pauvreté, 75 ans ou plus", "%"),
    "poverty_rate_owners_percent": ("Taux de pauvreté des propriétaires", "%"),
    "poverty_rate_tenants_percent": ("Taux de pauvreté des locataires", "%"),
}
PUBLISHED = ("TP60{}", *(f"TP60AGE{age}{{}}" for age in range(1, 7)), "TP60TOL1{}", "TP60TOL2{}")
RECORD = TableRecord(
    name="poverty",
    title="Pauvreté monétaire",
    columns={
        "territory": Column("Territoire"),
        "level": Column("Niveau"),
        "year": Column("Année de référence", "int"),
        "cog_year": Column("Géographie de la figure", "int"),
        **measured(MEASURES),
        "is_censored": Column("Taux d'ensemble publié au plancher : 5 % ou moins", "bool"),
    },
    key=("territory", "year"),
    datasets=(DATASET,),
    cog_year=2026,
    years=(2015, 2016, 2021),
    note=(
        "Seuil de 60 % du niveau de vie médian national. L'Insee écrit 5 % pour « 5 % ou moins » : un tel taux ne "
        "se classe pas et n'entre dans aucune moyenne. Lu au niveau publié, jamais calculé."
    ),
    is_embedded=False,
)


def build(sources: Sources) -> pd.DataFrame:
    """
    The table, both levels one below the other.

    Parameters
    ----------
    sources : Sources
        Raw files.

    Returns
    -------
    DataFrame
        One row a territory and year.
    """
    communes = build_commune_measures(
        sources.vintages(DATASET, "cc_communes", read_filosofi), "CODGEO", _names
    )
    epci = [
        at_level(raw, "epci", "CODGEO", _names(raw))
        for raw in sources.vintages(DATASET, "cc_epci", read_filosofi)
    ]
    whole = pd.concat([communes_as_level(communes), *epci], ignore_index=True)
    return whole.assign(is_censored=whole["poverty_rate_percent"] == FLOOR)


def _names(raw: Raw) -> Mapping[str, str]:
    return {name.format(raw.year % 100): ours for name, ours in zip(PUBLISHED, MEASURES, strict=True)}
