"""What the tables made of INSEE's base infracommunale share: IRIS summed to communes, census 2019."""

from collections.abc import Mapping, Sequence

import pandas as pd

from arpent.sources.insee_base_ic import read_base_ic
from arpent.tables.completing import bring_decimals, complete
from arpent.tables.raw import Sources
from arpent.tables.raw_checks import check_sum
from arpent.tables.record import TableRecord, counts_record
from arpent.tables.taking import take_iris

NOTE = (
    "Somme des IRIS. Le fichier dont la table est faite ici ne couvre que l'Allier, le Cantal, la Haute-Loire et le "
    "Puy-de-Dôme, et n'y a pas toutes les petites communes : une commune absente est dite non disponible, et un "
    "territoire n'a de total que complet."
)


def details_record(
    name: str, title: str, dataset: str, columns: Mapping[str, tuple[str, str]], *, note: str = NOTE
) -> TableRecord:
    """
    Record of a table made of a base infracommunale.

    Parameters
    ----------
    name, title : str
        Of the table.
    dataset : str
        Id in the catalogue.
    columns : mapping of str to (label, unit)
        Its counts.
    note : str
        French.

    Returns
    -------
    TableRecord
    """
    return counts_record(name, title, columns, datasets=(dataset,), years=(2019,), note=note)


def build_details(
    sources: Sources,
    dataset: str,
    names: Mapping[str, str],
    *,
    parts: Mapping[str, Sequence[str]] | None = None,
) -> pd.DataFrame:
    """
    Counts of IRIS, summed to communes, in the current COG.

    Parameters
    ----------
    sources : Sources
        Raw files.
    dataset : str
        Id in the catalogue.
    names : mapping of str to str
        Published column → name here.
    parts : mapping of str to sequence of str, optional
        Total → parts, names here.

    Returns
    -------
    DataFrame
        Every commune; those that the file lacks are missing, ``not_available``.
    """
    raw = sources.parts(dataset, "iris_", read_base_ic)
    taken, columns = take_iris(raw, names), list(names.values())
    for total, each in (parts or {}).items():
        check_sum(raw, taken, total, each)
    moved = bring_decimals(taken, columns, source=raw.cog_year)
    return complete(moved.assign(year=raw.year), columns)
