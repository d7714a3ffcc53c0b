"""How a table lies in its file: Parquet sorted by its key, the same bytes whenever it is written again."""

from collections.abc import Collection, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from arpent import project
from arpent.errors import DataInvalid, DataUnavailable
from arpent.tables.record import TableRecord

if TYPE_CHECKING:
    import pandas as pd

ARROW = {
    "str": pa.string(),
    "int": pa.int32(),
    "float": pa.float64(),
    "bool": pa.bool_(),
    "geometry": pa.binary(),
}
#: Rows in a group of a table of boundaries: few are read for one EPCI.
GROUP = 512
#: Rows of a built table read whole, once, and kept; longer ones have groups of rows, of which few are read.
WHOLE, SLICE = 40_000, 16_384
RESTORE = (
    "Get it back with 'git checkout -- data/embedded', or rebuild it with 'python -m arpent.tables.embed'."
)


def table_file(name: str) -> Path:
    """
    Where a table is read from: ``data/tables`` where it was built there, else ``data/embedded``.

    Parameters
    ----------
    name : str
        Name of the table.

    Returns
    -------
    Path
        It need not exist.
    """
    built = built_file(name)
    return built if built.is_file() else project.path("data", "embedded", f"{name}.parquet")


def built_file(name: str) -> Path:
    """
    Where a table is built.

    Parameters
    ----------
    name : str
        Name of the table.

    Returns
    -------
    Path
        It need not exist.
    """
    return project.path("data", "tables", f"{name}.parquet")


def how_to_get(path: Path) -> str:
    """
    What brings a table's file back.

    Parameters
    ----------
    path : Path
        The file.

    Returns
    -------
    str
        A sentence.
    """
    if path.parent.name == "embedded":
        return RESTORE
    return f"Build it with 'arpent data build {path.stem}'."


def write_table(
    frame: "pd.DataFrame", record: TableRecord, path: Path, *, metadata: Mapping[str, str] | None = None
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
    if not record.is_embedded and len(table) > WHOLE:
        rows = SLICE
    # The embedded tables are small and carried by the repository; the others are built often.
    level = 19 if record.is_embedded else 3
    try:
        pq.write_table(table, partial, compression="zstd", compression_level=level, row_group_size=rows)
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


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
        raise DataUnavailable(f"{path}: not there. {how_to_get(path)}")
    state = path.stat()
    return _whole(path, state.st_mtime_ns, state.st_size)


@cache
def _whole(path: Path, _modified: int, _size: int) -> pa.Table:
    # Without threads: a process forked after this has none of its own to lose.
    return _read(path, use_threads=False)


def has_slices(path: Path) -> bool:
    """
    Whether a file has groups of rows, so that a slice is read without the rest.

    Parameters
    ----------
    path : Path
        A Parquet file.

    Returns
    -------
    bool
        False where it is not there.
    """
    return path.is_file() and _groups(path, path.stat().st_mtime_ns) > 1


@cache
def _groups(path: Path, _modified: int) -> int:
    try:
        return int(pq.read_metadata(path).num_row_groups)
    except (pa.ArrowException, OSError):
        return 0  # reading it says why


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
        raise DataUnavailable(f"{path}: not there. {how_to_get(path)}")
    state = path.stat()
    return _slice(path, state.st_mtime_ns, state.st_size, column, tuple(sorted(values)))


@lru_cache(maxsize=32)
def _slice(path: Path, _modified: int, _size: int, column: str, values: tuple[str, ...]) -> pa.Table:
    """Kept: the figures of a page ask for the same rows one after another."""
    return _read(path, filters=[(column, "in", values)], use_threads=False)


def _read(path: Path, **options: Any) -> pa.Table:
    try:
        return pq.read_table(path, partitioning=None, **options)
    except (pa.ArrowException, OSError) as error:
        raise DataInvalid(
            f"{path}: can't be read, truncated or not Parquet ({error}). {how_to_get(path)}"
        ) from error
