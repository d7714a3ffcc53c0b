"""Reading a ready table: the slice of a territory, its record, and the names there are."""

from collections.abc import Sequence
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from arpent import project
from arpent.errors import AskedWrongly, DataInvalid, did_you_mean
from arpent.tables.record import TableRecord
from arpent.tables.storage import (
    built_file,
    has_slices,
    how_to_get,
    read_rows,
    read_whole,
    table_file,
)

if TYPE_CHECKING:
    import pandas as pd


def names() -> tuple[str, ...]:
    """
    Names of the tables that can be loaded: embedded, or built on this machine.

    Returns
    -------
    tuple of str
        Sorted.
    """
    return tuple(name for name in known() if table_file(name).is_file())


def known() -> tuple[str, ...]:
    """
    Names of all the tables: those that can be loaded, and those that could be built.

    Returns
    -------
    tuple of str
        Sorted: the modules of this package that declare a ``RECORD``, and the agency's own.
    """
    return tuple(sorted({*_modules(), *agency_names()}))


@cache
def _modules() -> tuple[str, ...]:
    # Read, not imported: reading one table must not wait for the builders of all.
    paths = Path(__file__).parent.glob("*.py")
    return tuple(sorted(path.stem for path in paths if "\nRECORD = " in path.read_text(encoding="utf-8")))


def agency_names() -> tuple[str, ...]:
    """
    Names of the agency's own tables: the ids of the datasets whose record has a ``table``.

    Returns
    -------
    tuple of str
        Sorted.
    """
    paths = sorted(project.path("data", "catalogue").glob("*.yml"))
    # Only the records that say so are parsed: the whole catalogue takes a second.
    return tuple(path.stem for path in paths if "\ntable:" in path.read_text(encoding="utf-8"))


def describe(name: str) -> TableRecord:
    """
    Record of one table.

    Parameters
    ----------
    name : str
        One of `known`.

    Returns
    -------
    TableRecord

    Raises
    ------
    AskedWrongly
        No such table.
    """
    if name not in _modules():
        return _describe_agency(name)
    record = import_module(f"arpent.tables.{name}").RECORD
    if not isinstance(record, TableRecord):
        raise TypeError(f"arpent.tables.{name}.RECORD is not a TableRecord")
    return record


def _describe_agency(name: str) -> TableRecord:
    if name not in agency_names():
        raise AskedWrongly(
            f"no table '{name}'{did_you_mean(name, known()) or '.'} There is: {', '.join(known())}"
        )
    from arpent.tables import agency  # noqa: PLC0415 - it is made of what reads tables

    return agency.record(name)


def load(
    name: str,
    communes: Sequence[str] | None = None,
    *,
    territories: Sequence[str] | None = None,
    columns: Sequence[str] | None = None,
) -> "pd.DataFrame":
    """
    Rows of a table: all of them, those of some communes, or those published for some territories.

    It is not a geometry: see ``load_boundaries``.

    Parameters
    ----------
    name : str
        One of `names`.
    communes : sequence of str, optional
        Commune codes of the table's COG year. A code that the table lacks is refused.
    territories : sequence of str, optional
        Ids (``epci:246300701``) for a table of published levels. One that it lacks has no row.
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
    if communes is not None:
        _check_communes(record, communes)
    if territories is not None:
        _check_territories(record, territories)
    path = table_file(name) if record.is_embedded else built_file(name)
    places = communes if communes is not None else territories
    table = _rows(path, record.place, places)
    if missing := [column for column in record.columns if column not in table.column_names]:
        raise DataInvalid(f"{path}: no column {', '.join(missing)}. {how_to_get(path)}")
    return _typed(table.select(wanted).to_pandas(use_threads=False), record)


def _rows(path: Path, place: str, wanted: Sequence[str] | None) -> pa.Table:
    if wanted is not None and len(wanted) and has_slices(path):
        return read_rows(path, place, set(wanted))
    table = read_whole(path)
    if wanted is None or place not in table.column_names:
        return table
    return table.filter(pc.is_in(table[place], pa.array(sorted(set(wanted)), pa.string())))


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


def _check_territories(record: TableRecord, territories: Sequence[str]) -> None:
    if isinstance(territories, str):
        raise AskedWrongly(f"{record.name}: territories is '{territories}'; give a list of ids")
    if record.place != "territory":
        raise AskedWrongly(
            f"{record.name}: its rows are not those of published levels. Key: {', '.join(record.key)}"
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


def _typed(frame: "pd.DataFrame", record: TableRecord) -> "pd.DataFrame":
    for name in frame.columns:
        if record.columns[name].dtype == "int":
            is_nullable = record.columns[name].is_nullable
            if is_nullable or frame[name].dtype != "int64":  # one at a time: a whole frame is laid out anew
                frame[name] = frame[name].astype("Int64") if is_nullable else frame[name].astype("int64")
    return frame
