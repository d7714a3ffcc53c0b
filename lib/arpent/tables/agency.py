"""
An agency's own tables: a catalogue record that has a ``table`` is one, and nothing else is written for it.

::

    table:
      commune: code_insee            # column of commune codes
      role: permis                   # the file, the first unless given
      columns:
        nb: {name: permits, label: Permis accordés, unit: permis}
        prix: {name: price_eur_m2, label: Prix médian, unit: €/m², kind: measure}

A ``count`` (unless said otherwise) is moved to the tables' COG by weight; a ``measure``, which does not add up,
is kept for communes that are still the same territory. Every vintage of the record is a year of the table.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd

from arpent import catalogue
from arpent.catalogue import Dataset, SourceFile
from arpent.errors import DataInvalid, did_you_mean
from arpent.sources.declared import read_declared
from arpent.tables.completing import bring_decimals, bring_published, complete_measures, with_unlisted
from arpent.tables.raw import Raw, Sources
from arpent.tables.raw_checks import check_layout, check_year
from arpent.tables.record import Column, TableRecord, measured
from arpent.tables.taking import take_counts, take_measures
from arpent.territory.subcommunes import ARRONDISSEMENTS

KEYS, COLUMN_KEYS = {"commune", "columns", "role"}, {"name", "label", "unit", "kind"}
KINDS = ("count", "measure")


def record(name: str) -> TableRecord:
    """
    Record of one of the agency's tables, out of its dataset's.

    Parameters
    ----------
    name : str
        One of `arpent.tables.reading.agency_names`.

    Returns
    -------
    TableRecord

    Raises
    ------
    DataInvalid
        The ``table`` of its record breaks the rules above.
    """
    dataset = catalogue.load(name)
    declared = _declared(dataset)
    shown = {column["name"]: (column["label"], column.get("unit", "")) for column in declared.values()}
    return TableRecord(
        name=name,
        title=dataset.title,
        columns={
            "commune_code": Column("Code de la commune"),
            "year": Column("Année de référence", "int"),
            **measured(shown),
            "is_estimated": Column("Répartie entre communes rétablies", "bool"),
        },
        key=("commune_code", "year"),
        datasets=(name,),
        cog_year=2026,
        years=tuple(vintage.reference_year for vintage in dataset.vintages),
        note=dataset.note,
        is_embedded=False,
    )


def wrong_records(datasets: Iterable[Dataset]) -> list[str]:
    """
    What is wrong in the ``table`` of some datasets.

    Parameters
    ----------
    datasets : iterable of Dataset
        Those without a table are fine.

    Returns
    -------
    list of str
        A message each.
    """
    wrong = []
    for dataset in datasets:
        try:
            if dataset.table:
                _declared(dataset)
        except DataInvalid as error:
            wrong.append(str(error))
    return wrong


def builder(name: str) -> Callable[[Sources], pd.DataFrame]:
    """
    What builds one of the agency's tables.

    Parameters
    ----------
    name : str
        One of `arpent.tables.reading.agency_names`.

    Returns
    -------
    callable
        As ``build`` of a table's module.
    """
    return partial(_build, catalogue.load(name))


def _build(dataset: Dataset, sources: Sources) -> pd.DataFrame:
    declared, role = _declared(dataset), str(dataset.table.get("role") or dataset.latest.files[0].role)
    raws = [
        sources.raw(dataset.id, role, partial(_read, vintage.file(role)), vintage=vintage.name)
        for vintage in dataset.vintages
    ]
    code = str(dataset.table["commune"])
    columns = [column["name"] for column in declared.values()]
    years = pd.concat([_year(raw, code, declared) for raw in raws], ignore_index=True)
    whole = complete_measures(years, columns, mayotte="not_available")
    return whole.assign(is_estimated=whole["is_estimated"].eq(True))


def _year(raw: Raw, code: str, declared: Mapping[str, Mapping[str, str]]) -> pd.DataFrame:
    counts, measures = (
        {name: column["name"] for name, column in declared.items() if column.get("kind", KINDS[0]) == kind}
        for kind in KINDS
    )
    check_layout(raw, [code, *declared])
    frame = bring_decimals(take_counts(raw, code, counts), list(counts.values()), source=raw.cog_year)
    why = take_measures(raw.only(~raw.frame[code].isin(ARRONDISSEMENTS)), code, {**counts, **measures})
    check_year(raw.only(~raw.frame[code].isin(ARRONDISSEMENTS)), code)
    listed = with_unlisted(
        why.rename(columns={"code": "commune_code"}),
        [*counts.values(), *measures.values()],
        source=raw.cog_year,
    )
    kept = bring_published(listed, source=raw.cog_year)
    joined = frame.merge(kept.drop(columns=list(counts.values())), on="commune_code", how="outer")
    return joined.assign(year=raw.year)


def _read(declared: SourceFile, path: Path) -> pd.DataFrame:
    """Any CSV, workbook, Parquet or layer of a GeoPackage, as its record says that it is read."""
    frame = read_declared(path, declared)
    return frame.drop(columns="geometry", errors="ignore")


def _declared(dataset: Dataset) -> dict[str, Mapping[str, str]]:
    table, where = dataset.table, f"data/catalogue/{dataset.id}.yml: table"
    _check_keys(table, {"commune", "columns"}, KEYS, where)
    columns: dict[str, Mapping[str, str]] = dict(table["columns"])
    for published, column in columns.items():
        place = f"{where}: columns: {published}"
        _check_keys(column, {"name", "label"}, COLUMN_KEYS, place)
        if column.get("kind", KINDS[0]) not in KINDS:
            raise DataInvalid(f"{place}: kind is '{column['kind']}'; it must be {' or '.join(KINDS)}")
        if not str(column["name"]).isidentifier():
            raise DataInvalid(f"{place}: name '{column['name']}' must be letters, digits and _")
    return columns


def _check_keys(given: Any, required: set[str], allowed: set[str], where: str) -> None:
    if not isinstance(given, Mapping):
        raise DataInvalid(f"{where}: it must be a mapping of {', '.join(sorted(required))}")
    for key in given:
        if key not in allowed:
            hint = did_you_mean(str(key), allowed)
            raise DataInvalid(f"{where}: unknown key '{key}'{hint}. Allowed: {', '.join(sorted(allowed))}")
    if missing := sorted(required - set(given)):
        raise DataInvalid(f"{where}: missing key(s): {', '.join(missing)}")
