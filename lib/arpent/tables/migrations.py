"""Table ``migrations``: who stayed, left and came in a year, by EPCI, département and région, census 2016."""

import pandas as pd

from arpent.errors import DataInvalid
from arpent.sources.anct_migrations_residentielles import read_migrations
from arpent.tables.published import level_of
from arpent.tables.raw import Raw, Sources
from arpent.tables.raw_checks import check_layout
from arpent.tables.record import Column, TableRecord

DATASET = "anct_migrations_residentielles"
NAMES = {
    "nb_ind_ISO": "stayers",
    "nb_ind_SORT": "leavers",
    "nb_ind_ENTR": "arrivals",
    "SM": "migration_balance",
}
AGES = {
    "< 20 ans": "moins de 20 ans",
    "20-29 ans": "20-29 ans",
    "30-39 ans": "30-39 ans",
    "40-49 ans": "40-49 ans",
    "50-64 ans": "50-64 ans",
    "> 65 ans": "65 ans ou plus",
}
CATEGORIES = {
    "1": "agriculteurs",
    "2": "artisans, commerçants, chefs d'entreprise",
    "3": "cadres",
    "4": "professions intermédiaires",
    "5": "employés",
    "6": "ouvriers",
    "7": "retraités",
    "8": "autres sans activité",
}
FILES = {"total": None, "ages": ("AGEREVS", AGES), "categories": ("CS1", CATEGORIES)}
ALL = "ensemble"
RECORD = TableRecord(
    name="migrations",
    title="Migrations résidentielles",
    columns={
        "territory": Column("Territoire"),
        "level": Column("Niveau"),
        "year": Column("Année du recensement", "int"),
        "cog_year": Column("Géographie de la figure", "int"),
        "breakdown": Column("Répartition : total, ages, categories"),
        "category": Column("Âge ou catégorie sociale"),
        "stayers": Column("Restés dans le territoire", "float", "habitants"),
        "leavers": Column("Sortis en un an", "float", "habitants"),
        "arrivals": Column("Entrés en un an", "float", "habitants"),
        "migration_balance": Column("Solde des entrées et des sorties", "float", "habitants"),
    },
    key=("territory", "year", "breakdown", "category"),
    datasets=(DATASET,),
    cog_year=2019,
    years=(2016,),
    note=(
        "Déplacements d'une année sur l'autre, France seulement : qui vient de l'étranger est compté à l'arrivée "
        "sans l'être au départ, ou pas du tout ; voir la méthode de l'ANCT. Géographie publiée."
    ),
    is_embedded=False,
)


def build(sources: Sources) -> pd.DataFrame:
    """
    The table.

    Parameters
    ----------
    sources : Sources
        Raw files.

    Returns
    -------
    DataFrame
        One row a territory and category.
    """
    return pd.concat([_file(sources, role) for role in FILES], ignore_index=True)


def _file(sources: Sources, role: str) -> pd.DataFrame:
    raw = sources.raw(DATASET, role, read_migrations)
    by = FILES[role]
    check_layout(raw, ["TERR", "NIV_TERR", *NAMES, *([by[0]] if by else [])])
    frame = raw.frame.assign(
        level=raw.frame["NIV_TERR"].map(lambda word: level_of(word, str(raw.file))),
        year=raw.year,
        cog_year=raw.cog_year,
        breakdown=role,
        category=raw.frame[by[0]].map(by[1]) if by else ALL,
    ).rename(columns=NAMES)
    _check(raw, frame)
    return frame.assign(territory=frame["level"] + ":" + frame["TERR"])[list(RECORD.columns)]


def _check(raw: Raw, frame: pd.DataFrame) -> None:
    if frame["category"].isna().any():
        raise DataInvalid(f"{raw.file}: a category is not one of those known: its layout changed")
    gap = (frame["arrivals"] - frame["leavers"] - frame["migration_balance"]).abs()
    if (gap > 1e-6).any():
        raise DataInvalid(f"{raw.file}: row {frame.loc[gap > 1e-6, 'TERR'].iloc[0]}: SM is not ENTR - SORT")
