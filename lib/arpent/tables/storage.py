"""How a table lies in its file: Parquet sorted by its key, the same bytes whenever it is written again."""

from collections.abc import Collection, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from arpent import project
from arpent.errors import DataInvalid, DataUnavailable
from arpent.tables.record import TableRecord

ARROW = {
    "str": pa.string(),
    "int": pa.int32(),
    "float": pa.float64(),
    "bool": pa.bool_(),
    "geometry": pa.binary(),
}
#: Rows in a group of a table of boundaries: few are read for one EPCI. Other tables are read whole, once.
GROUP = 512
RESTORE = (
    "Get it back with 'git checkout -- data/embedded', or rebuild it with 'python -m arpent.tables.embed'."
)


def table_file(name: str) -> Path:
    """
    Where an embedded table lies.

    Parameters
    ----------
    name : str
        Name of the table.

    Returns
    -------
    Path
    """
    return project.path("data", "embedded", f"{name}.parquet")


def write_table(
    frame: pd.DataFrame, record: TableRecord, path: Path, *, metadata: Mapping[str, str] | None = None
) -> None:
    """
    Write a table to its file. It checks nothing: see `arpent.tables.checks`.

    Parameters
    ----------
    frame : DataFrame
        Columns of the record, in any order of rows; geometries as WKB.
    record : TableRecord
        What it is.
    path : Path
        File written, whole or not at all.
    metadata : mapping of str to str, optional
        Entries added to the file's own metadata.
    """
    schema = pa.schema(
        [
            pa.field(name, ARROW[column.dtype], nullable=column.is_nullable)
            for name, column in record.columns.items()
        ]
    )
    ordered = frame.sort_values(list(record.key), kind="stable")[list(record.columns)]
    table = pa.Table.from_pandas(ordered, schema=schema, preserve_index=False)
    table = table.replace_schema_metadata({"cog_year": str(record.cog_year), **(metadata or {})})
    partial = path.with_suffix(".partial")
    rows = GROUP if "geometry" in record.columns else max(len(table), 1)
    pq.write_table(table, partial, compression="zstd", compression_level=19, row_group_size=rows)
    partial.replace(path)


def read_whole(path: Path) -> pa.Table:
    """
    A file, whole; kept in memory, and read again when the file changes.

    Parameters
    ----------
    path : Path
        A Parquet file.

    Returns
    -------
    pyarrow.Table

    Raises
    ------
    DataUnavailable
        The file is not there.
    DataInvalid
        It can't be read: truncated, or not Parquet.
    """
    if not path.is_file():
        raise DataUnavailable(f"{path}: not there. {RESTORE}")
    state = path.stat()
    return _whole(path, state.st_mtime_ns, state.st_size)


@cache
def _whole(path: Path, _modified: int, _size: int) -> pa.Table:
    # Without threads: a process forked after this has none of its own to lose.
    return _read(path, use_threads=False)


def read_rows(path: Path, column: str, values: Collection[str]) -> pa.Table:
    """
    Rows of a file whose column holds one of some values; groups of rows that can't are not read.

    Parameters
    ----------
    path : Path
        A Parquet file sorted by the column.
    column : str
        Text.
    values : collection of str
        Not empty.

    Returns
    -------
    pyarrow.Table

    Raises
    ------
    DataUnavailable
        The file is not there.
    DataInvalid
        It can't be read: truncated, or not Parquet.
    """
    if not path.is_file():
        raise DataUnavailable(f"{path}: not there. {RESTORE}")
    return _read(path, filters=[(column, "in", sorted(values))], use_threads=False)


def _read(path: Path, **options: Any) -> pa.Table:
    try:
        return pq.read_table(path, partitioning=None, **options)
    except (pa.ArrowException, OSError) as error:
        raise DataInvalid(f"{path}: can't be read, truncated or not Parquet ({error}). {RESTORE}") from error
