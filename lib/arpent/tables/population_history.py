"""Table ``population_history``: population of each commune at every census since 1876."""

import pandas as pd

from arpent.errors import DataInvalid
from arpent.sources.insee_population_historique import read_populations
from arpent.tables.carrying import bring_counts
from arpent.tables.completing import complete
from arpent.tables.raw import Sources
from arpent.tables.record import Column, TableRecord, counted
from arpent.tables.taking import take_counts

CONCEPTS = {"PMUN": "municipale", "PSDC": "sans doubles comptes", "PTOT": "totale"}
CENTURY = 2000
RECORD = TableRecord(
    name="population_history",
    title="Population depuis 1876",
    columns={
        "commune_code": Column("Code de la commune"),
        "year": Column("Année du recensement", "int"),
        **counted({"population": ("Population", "habitants")}, "int"),
        "concept": Column("Population comptée : municipale, sans doubles comptes, totale", is_nullable=True),
    },
    key=("commune_code", "year"),
    datasets=("insee_population_historique",),
    cog_year=2026,
    years=(
        *(1876, 1881, 1886, 1891, 1896, 1901, 1906, 1911, 1921, 1926, 1931, 1936),
        *(1954, 1962, 1968, 1975, 1982, 1990, 1999, *range(2006, 2020)),
    ),
    note=(
        "Population municipale depuis 2006, sans doubles comptes de 1962 à 1999, totale avant : les trois se "
        "comparent avec précaution. L'Insee a ramené chaque recensement aux communes d'aujourd'hui."
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
        One row a commune and census.
    """
    raw = sources.raw("insee_population_historique", "communes", read_populations)
    columns = {name: census(name) for name in raw.frame.columns if name[:4] in CONCEPTS}
    if not columns:
        raise DataInvalid(f"{raw.file}: no column PMUN…, PSDC… or PTOT…: its layout changed")
    wide = take_counts(raw, "CODGEO", {name: str(year) for name, year in columns.items()})
    long = wide.melt("commune_code", var_name="year", value_name="population").dropna()
    long = long.astype({"population": "int64", "year": "int64"})
    moved = bring_counts(
        long, ["population"], source=raw.cog_year, target=RECORD.cog_year, name=RECORD.name, along=["year"]
    )
    concepts = {year: CONCEPTS[name[:4]] for name, year in columns.items()}
    whole = complete(moved, ["population"])
    return whole.assign(population=whole["population"].astype("Int64"), concept=whole["year"].map(concepts))


def census(name: str) -> int:
    """
    Year of a published column.

    Parameters
    ----------
    name : str
        ``PMUN19``, ``PSDC62``, ``PTOT1931``, ``PTOT54``.

    Returns
    -------
    int

    Examples
    --------
    >>> [census(name) for name in ("PMUN19", "PSDC62", "PTOT54", "PTOT1931")]
    [2019, 1962, 1954, 1931]
    """
    digits = name[4:]
    if len(digits) == len(str(CENTURY)):
        return int(digits)
    return int(digits) + (CENTURY if name.startswith("PMUN") else CENTURY - 100)
