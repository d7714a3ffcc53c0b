"""
Table ``income``: disposable income as INSEE published it, by commune, EPCI, département and région.

A median is never made here: each is read at the level that it was published for. What is secret stays secret.
"""

from collections.abc import Mapping

import pandas as pd

from arpent.sources.insee_filosofi import read_filosofi
from arpent.tables.published import at_level, build_commune_measures, communes_as_level
from arpent.tables.raw import Raw, Sources
from arpent.tables.record import Column, TableRecord, measured

DATASET = "insee_filosofi"
#: Filosofi hides what is below its thresholds; in its files a blank, ``nd`` and ``s`` all say so.
SECRET = {"": "secret", "nd": "secret", "s": "secret", "ns": "secret"}
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
LEVELS = {"disp_epci": "epci", "disp_departements": "departement", "disp_regions": "region"}
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
        "elles ont fusionné ou été rétablies depuis. EPCI, départements, régions : géographie de l'année publiée. "
        "Case secrète dans le fichier de l'Insee : elle le reste. 2017 n'est pas publié ici par commune."
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
    communes = [*filosofi(sources, "disp_communes"), *filosofi(sources, "cc_communes", only=["2021"])]
    frames = [communes_as_level(build_commune_measures(communes, "CODGEO", published_names))]
    for role, level in LEVELS.items():
        frames += [at_level(raw, level, "CODGEO", published_names(raw)) for raw in filosofi(sources, role)]
    return pd.concat(frames, ignore_index=True)


def filosofi(sources: Sources, role: str, *, only: list[str] | None = None) -> list[Raw]:
    """
    Files of one role of Filosofi, whose blanks are secrets.

    Parameters
    ----------
    sources : Sources
        Raw files.
    role : str
        As its record declares.
    only : list of str, optional
        Vintages wanted.

    Returns
    -------
    list of Raw
    """
    return [raw.marking(SECRET) for raw in sources.vintages(DATASET, role, read_filosofi, only=only)]


def published_names(raw: Raw) -> Mapping[str, str]:
    """
    Published columns of one file.

    Parameters
    ----------
    raw : Raw
        Of Filosofi, disposable income or base by commune.

    Returns
    -------
    mapping of str to str
        Published column → name here.
    """
    year = raw.year % 100
    columns = DISPOSABLE if f"Q2{year}" in raw.frame else BASE
    return dict(zip((name.format(year) for name in columns), MEASURES, strict=True))
