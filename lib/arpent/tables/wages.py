"""Table ``wages``: mean net hourly wages in communes of 2 000 inhabitants or more, 2014. A mean is only ever read."""

import pandas as pd

from arpent.sources.insee_salaires import read_wages
from arpent.tables.establishments_by_size import with_zeros
from arpent.tables.published import build_commune_measures, communes_as_level
from arpent.tables.raw import Sources
from arpent.tables.record import Column, TableRecord, measured

DATASET = "insee_salaires"
CATEGORIES = {
    "": ("", ""),
    "C": ("_executives", ", cadres"),
    "P": ("_intermediate", ", professions intermédiaires"),
    "E": ("_clerks", ", employés"),
    "O": ("_workers", ", ouvriers"),
}
AGES = {
    "18": ("_18_25", ", 18 à 25 ans"),
    "26": ("_26_50", ", 26 à 50 ans"),
    "50": ("_over_50", ", plus de 50 ans"),
}
SEXES = {"": ("", ""), "F": ("_women", ", femmes"), "H": ("_men", ", hommes")}
COLUMNS = {
    f"SNHM{sex}{group}14": (f"hourly_wage{who}{which}_eur", f"Salaire net horaire moyen{label}{said}")
    for sex, (who, label) in SEXES.items()
    for group, (which, said) in {**CATEGORIES, **AGES}.items()
}
NAMES = {published: name for published, (name, _) in COLUMNS.items()}
RECORD = TableRecord(
    name="wages",
    title="Salaires nets horaires",
    columns={
        "territory": Column("Territoire"),
        "level": Column("Niveau"),
        "year": Column("Année", "int"),
        "cog_year": Column("Géographie de la figure", "int"),
        **measured({name: (label, "€ par heure") for name, label in COLUMNS.values()}),
    },
    key=("territory", "year"),
    datasets=(DATASET,),
    cog_year=2026,
    years=(2014,),
    note=(
        "Communes de 2 000 habitants ou plus, au lieu de résidence des salariés. Une moyenne ne s'additionne pas : "
        "elle n'est pas donnée pour une commune fusionnée ou rétablie depuis, ni pour un EPCI."
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
        One row a commune; those under the threshold are missing, ``not_published``.
    """
    raw = with_zeros(sources.raw(DATASET, "communes", read_wages), "CODGEO")
    return communes_as_level(build_commune_measures([raw], "CODGEO", lambda _: NAMES))
