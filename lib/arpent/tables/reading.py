"""Reading a ready table: the slice of a territory, its record, and the names there are."""

import pkgutil
from collections.abc import Sequence
from functools import cache
from importlib import import_module
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from arpent.errors import AskedWrongly, DataInvalid, did_you_mean
from arpent.tables.record import TableRecord
from arpent.tables.storage import RESTORE, read_whole, table_file


@cache
def names() -> tuple[str, ...]:
    """
    Names of the tables.

    Returns
    -------
    tuple of str
        Sorted: the modules of this package that declare a ``RECORD``.
    """
    modules = (module.name for module in pkgutil.iter_modules([str(Path(__file__).parent)]))
    return tuple(
        sorted(name for name in modules if hasattr(import_module(f"arpent.tables.{name}"), "RECORD"))
    )


def describe(name: str) -> TableRecord:
    """
    Record of one table.

    Parameters
    ----------
    name : str
        One of `names`.

    Returns
    -------
    TableRecord

    Raises
    ------
    AskedWrongly
        No such table.
    """
    try:
        record = import_module(f"arpent.tables.{name}").RECORD
    except (ImportError, AttributeError):
        known = names()
        raise AskedWrongly(
            f"no table '{name}'{did_you_mean(name, known)}. There is: {', '.join(known)}"
        ) from None
    if not isinstance(record, TableRecord):
        raise TypeError(f"arpent.tables.{name}.RECORD is not a TableRecord")
    return record


def load(
    name: str, communes: Sequence[str] | None = None, *, columns: Sequence[str] | None = None
) -> pd.DataFrame:
    """
    Rows of a table: all of them, or those of some communes.

    It is not a geometry: see ``load_boundaries``.

    Parameters
    ----------
    name : str
        One of `names`.
    communes : sequence of str, optional
        Commune codes of the table's COG year. A code that the table lacks is refused.
    columns : sequence of str, optional
        Keep these.

    Returns
    -------
    DataFrame
        Sorted by the table's key. Whole numbers that may be missing are ``Int64``.

    Raises
    ------
    AskedWrongly
        No such table or column; communes of a table that has none, or that do not exist.
    DataUnavailable, DataInvalid
        Its file is not there, or can't be read.

    Examples
    --------
    >>> load("population_legal", ["63113"], columns=["year", "population"]).tail(2).to_dict("records")
    [{'year': 2022, 'population': 147751}, {'year': 2023, 'population': 146351}]
    """
    record = describe(name)
    if "geometry" in record.columns:
        raise AskedWrongly(f"{name}: boundaries are loaded by their level, as load_boundaries('epci')")
    wanted = _wanted(record, columns)
    table = read_whole(table_file(name))
    if missing := [column for column in record.columns if column not in table.column_names]:
        raise DataInvalid(f"{table_file(name)}: no column {', '.join(missing)}. {RESTORE}")
    if communes is not None:
        _check_communes(record, communes)
        table = table.filter(pc.is_in(table["commune_code"], pa.array(sorted(set(communes)), pa.string())))
    return _typed(table.select(wanted).to_pandas(use_threads=False), record)


def _wanted(record: TableRecord, columns: Sequence[str] | None) -> list[str]:
    for column in columns or ():
        if column not in record.columns:
            hint = did_you_mean(column, record.columns)
            raise AskedWrongly(
                f"{record.name}: no column '{column}'{hint}. Columns: {', '.join(record.columns)}"
            )
    return list(columns or record.columns)


def _check_communes(record: TableRecord, communes: Sequence[str]) -> None:
    if isinstance(communes, str):
        raise AskedWrongly(f"{record.name}: communes is '{communes}'; give a list of codes")
    if not record.has_communes:
        raise AskedWrongly(
            f"{record.name}: its rows are not those of communes; load it whole. Key: {', '.join(record.key)}"
        )
    if unknown := sorted(set(communes) - current_communes()):
        raise AskedWrongly(
            f"{record.name}: no commune {', '.join(unknown[:5])} in COG {record.cog_year}. "
            f"'arpent territory history' says what a former commune became."
        )


def current_communes() -> frozenset[str]:
    """
    Codes of the communes of the tables' COG year.

    Returns
    -------
    frozenset of str
    """
    path = table_file("communes")
    table = read_whole(path)
    return _codes(path, path.stat().st_mtime_ns, len(table))


@cache
def _codes(path: Path, _modified: int, _rows: int) -> frozenset[str]:
    return frozenset(read_whole(path)["commune_code"].to_pylist())


def _typed(frame: pd.DataFrame, record: TableRecord) -> pd.DataFrame:
    types = {
        name: "Int64" if record.columns[name].is_nullable else "int64"
        for name in frame.columns
        if record.columns[name].dtype == "int"
    }
    return frame.astype(types)
