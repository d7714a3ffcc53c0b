"""What the tables made of INSEE's comparateur de territoires share: one row a commune, censuses 2018 and 2019."""

from collections.abc import Mapping, Sequence

import pandas as pd

from arpent.sources.insee_comparateur import read_comparateur
from arpent.tables.published import build_counts
from arpent.tables.raw import Raw, Sources
from arpent.tables.record import TableRecord, counts_record

DATASET = "insee_comparateur"
YEARS = (2018, 2019)
NOTE = (
    "Recensement : chaque millésime est la moyenne de cinq enquêtes annuelles ; 2018 et 2019 se recouvrent et ne "
    "se comparent pas l'un à l'autre. Effectifs pondérés, avec décimales."
)


def comparateur_record(
    name: str, title: str, columns: Mapping[str, tuple[str, str]], *, note: str = NOTE
) -> TableRecord:
    """
    Record of a table made of the comparateur.

    Parameters
    ----------
    name, title : str
        Of the table.
    columns : mapping of str to (label, unit)
        Its counts.
    note : str
        French.

    Returns
    -------
    TableRecord
    """
    return counts_record(
        name, title, columns, datasets=(DATASET,), years=YEARS, note=note, year="Année de référence"
    )


def build_comparateur(
    sources: Sources, names: Mapping[str, str], *, parts: Mapping[str, Sequence[str]] | None = None
) -> pd.DataFrame:
    """
    Some counts of the comparateur, both years, in the current COG.

    Parameters
    ----------
    sources : Sources
        Raw files.
    names : mapping of str to str
        Published column with its year left out (``P{}_LOG``) → name here.
    parts : mapping of str to sequence of str, optional
        Total → parts, names here.

    Returns
    -------
    DataFrame
    """
    raws = sources.vintages(DATASET, "communes", read_comparateur, only=[str(year) for year in YEARS])

    def named(raw: Raw) -> dict[str, str]:
        return {_published(column, raw): name for column, name in names.items()}

    return build_counts(raws, published_code, named, parts=parts)


def published_code(raw: Raw) -> str:
    """Column of communes in one of its files."""
    return "CODGEO" if "CODGEO" in raw.frame else "INSEE_COM"  # the carrier of 2019 renamed it


def _published(column: str, raw: Raw) -> str:
    # NOTE: INSEE renamed its column of unemployed between the two files.
    name = column.format(raw.year % 100)
    return name.replace("CHOM1564", "CHOMEUR1564") if raw.year > YEARS[0] else name
