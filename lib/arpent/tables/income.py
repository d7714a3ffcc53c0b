"""
Table ``income``: disposable income as INSEE published it, by IRIS, commune, EPCI, département and région.

A median is never made here: each is read at the level that it was published for. What is secret stays secret.
"""

from collections.abc import Mapping

import pandas as pd

from arpent.errors import DataUnavailable
from arpent.sources.insee_filosofi import read_filosofi
from arpent.tables.published import at_level, build_commune_measures, communes_as_level
from arpent.tables.raw import Raw, Sources
from arpent.tables.record import Column, TableRecord, measured

DATASET = "insee_filosofi"
MEASURES = {
    "tax_households": ("Ménages fiscaux", "ménages"),
    "tax_household_persons": ("Personnes dans les ménages fiscaux", "habitants"),
    "median_income_eur": ("Niveau de vie médian", "€ par an"),
    "first_decile_income_eur": ("1er décile du niveau de vie", "€ par an"),
    "ninth_decile_income_eur": ("9e décile du niveau de vie", "€ par an"),
    "interdecile_ratio": ("Rapport interdécile du niveau de vie", ""),
    "work_income_percent": ("Part des revenus d'activité", "%"),
    "pension_income_percent": ("Part des pensions, retraites et rentes", "%"),
    "benefits_income_percent": ("Part des prestations sociales", "%"),
    "tax_percent": ("Part des impôts", "%"),
}
DISPOSABLE = ("NBMEN{}", "NBPERS{}", "Q2{}", "D1{}", "D9{}", "RD", "PACT{}", "PPEN{}", "PPSOC{}", "PIMPOT{}")
BASE = (
    "NBMENFISC{}",
    "NBPERSMENFISC{}",
    "MED{}",
    "D1{}",
    "D9{}",
    "RD{}",
    "PACT{}",
    "PPEN{}",
    "PPSOC{}",
    "PIMPOT{}",
)
#: Of the files of IRIS, which count no households: the first two are in none.
OF_IRIS = ("DISP_NBMEN{}", "DISP_NBPERS{}", "DISP_MED{}", *(f"DISP_{name}" for name in BASE[3:]))
LEVELS = {"disp_epci": "epci", "disp_departements": "departement", "disp_regions": "region"}
IRIS = "disp_iris"
RECORD = TableRecord(
    name="income",
    title="Niveaux de vie",
    columns={
        "territory": Column("Territoire"),
        "level": Column("Niveau"),
        "year": Column("Année de référence", "int"),
        "cog_year": Column("Géographie de la figure", "int"),
        **measured(MEASURES),
    },
    key=("territory", "year"),
    datasets=(DATASET,),
    cog_year=2026,
    years=(2014, 2015, 2016, 2017, 2018, 2019, 2021),
    note=(
        "Lu au niveau où l'Insee publie, jamais calculé. Communes : codes de la géographie en vigueur, absentes si "
        "elles ont fusionné ou été rétablies depuis. IRIS, EPCI, départements, régions : géographie de l'année. "
        "Case secrète dans le fichier de l'Insee : elle le reste. 2017 n'est pas publié ici par commune. "
        "IRIS : ceux de quatre départements, de 2014 à 2019."
    ),
    is_embedded=False,
)


def build(sources: Sources) -> pd.DataFrame:
    """
    The table, all levels one below another.

    Parameters
    ----------
    sources : Sources
        Raw files.

    Returns
    -------
    DataFrame
        One row a territory and year.
    """
    communes = [
        *sources.vintages(DATASET, "disp_communes", read_filosofi),
        *sources.vintages(DATASET, "cc_communes", read_filosofi, only=["2021"]),
    ]
    frames = [communes_as_level(build_commune_measures(communes, "CODGEO", published_names))]
    for role, level in LEVELS.items():
        raws = sources.vintages(DATASET, role, read_filosofi)
        frames += [at_level(raw, level, "CODGEO", published_names(raw)) for raw in raws]
    frames += [at_level(raw, "iris", "IRIS", published_names(raw)) for raw in _of_iris(sources)]
    return pd.concat(frames, ignore_index=True)


def _of_iris(sources: Sources) -> list[Raw]:
    """Files of IRIS; a report is made without them."""
    try:
        return sources.vintages(DATASET, IRIS, read_filosofi, only=[str(one) for one in RECORD.years])
    except DataUnavailable:
        return []


def published_names(raw: Raw) -> Mapping[str, str]:
    """
    Published columns of one file.

    Parameters
    ----------
    raw : Raw
        Of Filosofi, disposable income (by IRIS or wider) or base by commune.

    Returns
    -------
    mapping of str to str
        Published column → name here.
    """
    year = raw.year % 100
    columns = DISPOSABLE if f"Q2{year}" in raw.frame else OF_IRIS if "IRIS" in raw.frame else BASE
    return dict(zip((name.format(year) for name in columns), MEASURES, strict=True))
