"""Table ``births_deaths``: births and deaths of the inhabitants of each commune, a year, since 2008."""

import pandas as pd

from arpent.sources.insee_etat_civil import read_births, read_deaths
from arpent.tables.completing import complete_measures
from arpent.tables.observations import bring_observations
from arpent.tables.raw import Sources
from arpent.tables.record import Column, TableRecord, measured

FILES = {"births": ("insee_naissances", read_births), "deaths": ("insee_deces", read_deaths)}
RECORD = TableRecord(
    name="births_deaths",
    title="Naissances et décès",
    columns={
        "commune_code": Column("Code de la commune"),
        "year": Column("Année", "int"),
        **measured(
            {
                "births": ("Naissances vivantes, au domicile de la mère", "naissances"),
                "deaths": ("Décès, au domicile du défunt", "décès"),
            }
        ),
        "is_estimated": Column("Répartis entre communes rétablies", "bool"),
    },
    key=("commune_code", "year"),
    datasets=tuple(dataset for dataset, _ in FILES.values()),
    cog_year=2026,
    years=tuple(range(2008, 2025)),
    note=(
        "État civil, événements domiciliés. Le solde naturel est la différence des deux. Dans une petite commune, une "
        "année ne dit rien : lire plusieurs années ensemble."
    ),
    is_embedded=False,
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
        One row a commune and year.
    """
    key = ["commune_code", "year"]
    frames = []
    for name, (dataset, read) in FILES.items():
        brought = bring_observations(sources.raw(dataset, "long", read), {"": name})
        frames.append(brought.set_index(key).rename(columns={"is_estimated": f"{name}_is_estimated"}))
    joined = frames[0].join(frames[1], how="outer").reset_index()
    flags = [f"{name}_is_estimated" for name in FILES]
    whole = joined.assign(is_estimated=joined[flags].eq(True).any(axis="columns")).drop(columns=flags)
    for name in FILES:
        whole[f"{name}_reason"] = whole[name].isna().map({True: "not_available", False: None})
    complete = complete_measures(whole, list(FILES))
    return complete.assign(is_estimated=complete["is_estimated"].eq(True))
