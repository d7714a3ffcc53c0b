"""How a table lies in its file: Parquet sorted by its key, the same bytes whenever it is written again."""

from collections.abc import Mapping
from pathlib import Path

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
#: Rows in a group: small enough that one EPCI's slice reads few, large enough to compress well.
GROUP = 4096
RESTORE = "Get it back with 'git checkout -- data/embedded', or rebuild it with 'python -m arpent.tables.embed'."


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
    schema = pa.schema([
        pa.field(name, ARROW[column.dtype], nullable=column.is_nullable) for name, column in record.columns.items()
    ])
    ordered = frame.sort_values(list(record.key), kind="stable")[list(record.columns)]
    table = pa.Table.from_pandas(ordered, schema=schema, preserve_index=False)
    table = table.replace_schema_metadata({"cog_year": str(record.cog_year), **(metadata or {})})
    partial = path.with_suffix(".partial")
    pq.write_table(table, partial, compression="zstd", compression_level=19, row_group_size=GROUP)
    partial.replace(path)


def read_slice(
    path: Path, columns: list[str] | None = None, within: tuple[str, list[str]] | None = None
) -> pa.Table:
    """
    Some columns and some rows of a file.

    Parameters
    ----------
    path : Path
        A Parquet file.
    columns : list of str, optional
        All unless given.
    within : (column, values), optional
        Only rows whose column holds one of the values; groups of rows that can't are not read.

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
    filters = None if within is None else [(within[0], "in", within[1])]
    try:
        return pq.read_table(path, columns=columns, filters=filters, partitioning=None)
    except (pa.ArrowException, OSError) as error:
        raise DataInvalid(f"{path}: can't be read, truncated or not Parquet ({error}). {RESTORE}") from error
