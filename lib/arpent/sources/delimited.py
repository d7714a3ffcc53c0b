"""
Published CSV files → frames of text, as they stand: any size, in bounded memory.

DuckDB reads them: it keeps to its memory limit where a national file takes 100 MB and more, reads only the
columns asked for, and knows the encodings that producers use.
"""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd

from arpent.errors import DataInvalid

MEMORY = "512MB"


def read_delimited(
    path: Path,
    *,
    separator: str = ";",
    encoding: str = "utf-8",
    skip: int = 0,
    columns: Sequence[str] | None = None,
    where: str = "",
) -> pd.DataFrame:
    """
    A CSV file, all text.

    Nothing is read as a number or as missing: codes keep their zeros, and marks (``s``, ``nd``, blank) stay.

    Parameters
    ----------
    path : Path
        The file, compressed by gzip or not.
    separator : str
        One character.
    encoding : str
        ``utf-8``, ``latin-1`` or ``CP1252``.
    skip : int
        Lines of title before the header.
    columns : sequence of str, optional
        Read these only.
    where : str
        SQL condition on the columns as text; all rows unless given.

    Returns
    -------
    DataFrame
        Rows in the order of the file; a blank is ``""``.

    Raises
    ------
    DataInvalid
        It is not such a file, or lacks a column asked for.
    """
    header = column_names(path, separator=separator, encoding=encoding, skip=skip)
    if absent := [name for name in columns or () if name not in header]:
        raise DataInvalid(f"{path}: no column {', '.join(absent)}. It has: {', '.join(header[:40])}")
    wanted = ", ".join(_quoted(name) for name in columns or header if name.strip())
    condition = f" WHERE {where}" if where else ""
    source = _source(path, separator, encoding, skip)
    frame = _query(path, f"SELECT {wanted} FROM {source}{condition}")  # noqa: S608 - names are of the file
    frame.columns = frame.columns.str.strip()
    return frame


def column_names(path: Path, *, separator: str = ";", encoding: str = "utf-8", skip: int = 0) -> list[str]:
    """
    Names of the columns of a CSV or Parquet file.

    Parameters
    ----------
    path, separator, encoding, skip
        As in `read_delimited`.

    Returns
    -------
    list of str
        In the order of the file; a column without a name is left.

    Raises
    ------
    DataInvalid
        It is not such a file.
    """
    described = _query(path, f"DESCRIBE SELECT * FROM {_source(path, separator, encoding, skip)}")  # noqa: S608
    names = enumerate(described["column_name"])
    # DuckDB names a header left blank by its position.
    return [name for number, name in names if not re.fullmatch(rf"column0*{number}", name)]


def _source(path: Path, separator: str, encoding: str, skip: int) -> str:
    file = str(path).replace("'", "''")
    if path.suffix == ".parquet":
        return f"read_parquet('{file}')"
    options = f"delim='{separator}', header=true, all_varchar=true, skip={skip}, encoding='{encoding}'"
    return f"read_csv('{file}', {options}, quote='\"', escape='\"', nullstr='\x02', strict_mode=false)"


def _query(path: Path, sql: str) -> pd.DataFrame:
    import duckdb  # noqa: PLC0415 - reading a ready table must not wait for it

    try:
        with duckdb.connect(config={"memory_limit": MEMORY, "threads": 2}) as connection:
            frame: pd.DataFrame = connection.sql(sql).to_arrow_table().to_pandas()
    except duckdb.Error as error:
        raise DataInvalid(f"{path}: not the CSV file expected ({str(error).splitlines()[0]})") from error
    return frame.fillna("")


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def sum_delimited(
    path: Path,
    *,
    keys: Sequence[str],
    value: str,
    separator: str = ";",
    encoding: str = "utf-8",
    where: str = "",
) -> pd.DataFrame:
    """
    Sums of one column of a CSV or Parquet file by others, made while it is read.

    Parameters
    ----------
    path : Path
        The file, of any size.
    keys : sequence of str
        Columns that name a group.
    value : str
        Column of numbers, with decimal points.
    separator, encoding : str
        As in `read_delimited`; a Parquet file has none.
    where : str
        SQL condition on the columns; all rows unless given.

    Returns
    -------
    DataFrame
        ``keys`` (text) and ``value`` (float), sorted.

    Raises
    ------
    DataInvalid
        It is not such a file, lacks a column, or a value is not a number.
    """
    header = column_names(path, separator=separator, encoding=encoding)
    if absent := [name for name in (*keys, value) if name not in header]:
        raise DataInvalid(f"{path}: no column {', '.join(absent)}")
    named, summed = ", ".join(_quoted(key) for key in keys), _quoted(value)
    condition = f"WHERE {where} " if where else ""
    source = _source(path, separator, encoding, 0)
    return _query(
        path,
        f"SELECT {named}, sum(CAST({summed} AS DOUBLE)) AS {summed} FROM {source} {condition}"  # noqa: S608
        f"GROUP BY {named} ORDER BY {named}",
    )


def count_delimited(
    path: Path, *, keys: Mapping[str, str], separator: str = ";", where: str = ""
) -> pd.DataFrame:
    """
    Rows of a CSV or Parquet file by group, counted while it is read.

    Parameters
    ----------
    path : Path
        The file, of any size.
    keys : mapping of str to str
        Name here → SQL expression on the columns as text: ``{"year": "left(date, 4)"}``.
    separator : str
        As in `read_delimited`.
    where : str
        SQL condition on the columns; all rows unless given.

    Returns
    -------
    DataFrame
        ``keys`` (text) and ``rows`` (int), sorted.

    Raises
    ------
    DataInvalid
        It is not such a file, or lacks a column of an expression.
    """
    named = ", ".join(f"{expression} AS {_quoted(name)}" for name, expression in keys.items())
    condition = f"WHERE {where} " if where else ""
    source = _source(path, separator, "utf-8", 0)
    counted = f"SELECT {named}, count(*) AS rows FROM {source} {condition}"  # noqa: S608
    return _query(path, f"{counted}GROUP BY ALL ORDER BY ALL")
