"""Tables that users give and take: CSV, XLSX and Parquet, in which codes are text."""

import csv
import os
import re
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from arpent.errors import AskedWrongly, DataInvalid, did_you_mean
from arpent.territory.repair import repair_codes

KINDS = (".csv", ".xlsx", ".parquet")
#: Usual names of a column of commune codes, written without case nor separators.
_NAMES = (
    "communecode", "codecommune", "codgeo", "depcom", "codeinsee", "inseecommune", "inseecode", "insee",
    "inseecom", "codeinseecommune", "com", "idcom", "codecom", "codeofficielcommune",
)  # fmt: skip
#: Share of values that are commune codes, in a column that has another name.
_MOSTLY = 0.9
_SAMPLE = 2_000


def read_table(file: Path, sheet: str | None = None) -> pd.DataFrame:
    """
    A table as text, so that no code loses its zeros.

    Parameters
    ----------
    file : Path
        ``.csv`` (comma, semicolon or tab; UTF-8 or Windows), ``.xlsx`` or ``.parquet``.
    sheet : str, optional
        Of a workbook; the first unless given.

    Returns
    -------
    DataFrame
        Text; empty cells are missing. Columns of a Parquet file keep their types.

    Raises
    ------
    AskedWrongly
        No such file, sheet or kind of file.
    DataInvalid
        It can't be read, or is empty.
    """
    check_kind(file)
    if not file.is_file():
        raise AskedWrongly(f"{file}: no such file.")
    try:
        frame = _READERS[file.suffix.lower()](file, sheet)
    except AskedWrongly:
        raise
    except Exception as error:
        raise DataInvalid(f"{file}: can't be read as {file.suffix} ({error}).") from error
    if frame.empty:
        raise DataInvalid(f"{file}: no row.")
    return frame.rename(columns=lambda name: str(name).strip())


def check_kind(file: Path) -> None:
    """
    Refuse a file whose name does not end in one of `KINDS`.

    Raises
    ------
    AskedWrongly
        With those allowed.
    """
    if file.suffix.lower() not in KINDS:
        raise AskedWrongly(f"{file}: '{file.suffix}' is not a kind of table; allowed: {', '.join(KINDS)}.")


def _read_csv(file: Path, _sheet: str | None) -> pd.DataFrame:
    content = file.read_bytes()
    try:
        head, encoding = content.decode("utf-8-sig"), "utf-8-sig"
    except UnicodeDecodeError:
        head, encoding = content.decode("cp1252", errors="replace"), "cp1252"
    first = head.partition("\n")[0]
    separator = max(";,\t|", key=first.count)
    return pd.read_csv(
        file, sep=separator, dtype=str, encoding=encoding, keep_default_na=False, na_values=[""]
    )


def _read_workbook(file: Path, sheet: str | None) -> pd.DataFrame:
    with pd.ExcelFile(file, engine="calamine") as book:
        names = [str(name) for name in book.sheet_names]
        if sheet is not None and sheet not in names:
            raise AskedWrongly(
                f"{file}: no sheet '{sheet}'{did_you_mean(sheet, names) or '.'} Sheets: {', '.join(names)}."
            )
        return pd.read_excel(book, sheet or names[0], dtype=str, keep_default_na=False, na_values=[""])


def _read_parquet(file: Path, _sheet: str | None) -> pd.DataFrame:
    return pd.read_parquet(file)


_READERS = {".csv": _read_csv, ".xlsx": _read_workbook, ".parquet": _read_parquet}


def code_column(table: pd.DataFrame, file: Path, given: str | None) -> str:
    """
    The column of commune codes.

    Parameters
    ----------
    table : DataFrame
        Any.
    file : Path
        For messages.
    given : str or None
        What was asked for; else the column with a usual name, or the only one that holds codes.

    Returns
    -------
    str

    Raises
    ------
    AskedWrongly
        There is none, or several; the message lists the columns.
    """
    columns = [str(name) for name in table.columns]
    if given is not None:
        return check_column(table, file, given)
    named = [name for name in columns if re.sub(r"[^a-z]", "", name.lower()) in _NAMES]
    found = named or [name for name in columns if _holds_codes(table[name])]
    if len(found) != 1:
        why = (
            "no column of commune codes is recognised"
            if not found
            else f"{', '.join(found)} may hold the codes"
        )
        raise AskedWrongly(f"{file}: {why}; name it with --code. Columns: {', '.join(columns)}.")
    return found[0]


def check_column(table: pd.DataFrame, file: Path, name: str) -> str:
    """
    Refuse a column that the table lacks.

    Raises
    ------
    AskedWrongly
        With the columns there are.
    """
    columns = [str(one) for one in table.columns]
    if name not in columns:
        raise AskedWrongly(
            f"{file}: no column '{name}'{did_you_mean(name, columns) or '.'} Columns: {', '.join(columns)}."
        )
    return name


def _holds_codes(values: "pd.Series[str]") -> bool:
    sample = values.dropna().head(_SAMPLE)
    is_short = sample.astype(str).str.fullmatch(r"\s*(?:\d{4,5}(?:\.0)?|2[ABab]\d{3})\s*")
    if sample.empty or is_short.mean() < _MOSTLY:
        return False
    return bool(repair_codes(sample, is_strict=False).codes.notna().mean() >= _MOSTLY)


def numbers(table: pd.DataFrame, file: Path, columns: Sequence[str], missing: Sequence[str]) -> pd.DataFrame:
    """
    The table with some columns as numbers.

    Parameters
    ----------
    table : DataFrame
        As read.
    file : Path
        For messages.
    columns : sequence of str
        Columns of figures: decimal point or comma, spaces between thousands.
    missing : sequence of str
        Marks that stand for a missing figure (``s``, ``nd``).

    Returns
    -------
    DataFrame

    Raises
    ------
    DataInvalid
        A value is neither a number, nor empty, nor such a mark.
    """
    converted = {}
    for name in columns:
        column = table[check_column(table, file, name)]
        plain = pd.to_numeric(column, errors="coerce").astype(float)
        odd = column[plain.isna()].astype("str").str.replace(r"\s", "", regex=True).str.replace(",", ".")
        text = odd.mask(odd.isin(["", *missing]))
        plain.loc[text.index] = pd.to_numeric(text, errors="coerce").astype(float)
        converted[name] = plain
        unread = text.index[plain[text.index].isna() & text.notna()]
        strange = column[unread].drop_duplicates()
        if len(strange):
            listed = ", ".join(repr(value) for value in strange.head(5))
            raise DataInvalid(
                f"{file}: column '{name}': {listed} are not numbers. If they stand for a missing figure, say "
                f"--missing {strange.iloc[0]}."
            )
    return table.assign(**converted)


def write_table(frame: pd.DataFrame, output: Path) -> None:
    """
    Write a table, whole or not at all; codes are text in each kind of file.

    Parameters
    ----------
    frame : DataFrame
        Any.
    output : Path
        One of `KINDS`; replaced.

    Raises
    ------
    AskedWrongly
        It can't be written there.
    """
    try:
        handle, name = tempfile.mkstemp(dir=output.parent, suffix=output.suffix.lower())
        os.close(handle)
        part = Path(name)
        _WRITERS[output.suffix.lower()](frame, part)
        part.chmod(0o644)
        part.replace(output)
    except OSError as error:
        raise AskedWrongly(
            f"{output}: can't be written ({error.strerror}); give another --output."
        ) from error


def _write_csv(frame: pd.DataFrame, output: Path) -> None:
    frame.to_csv(output, index=False, encoding="utf-8", lineterminator="\n", quoting=csv.QUOTE_MINIMAL)


def _write_workbook(frame: pd.DataFrame, output: Path) -> None:
    from arpent.render.workbook import write_rows  # noqa: PLC0415 - brings what draws reports

    rows = frame.astype(object).where(frame.notna(), None).to_dict("records")
    write_rows(rows, output)  # type: ignore[arg-type]


def _write_parquet(frame: pd.DataFrame, output: Path) -> None:
    frame.to_parquet(output, index=False)


_WRITERS = {".csv": _write_csv, ".xlsx": _write_workbook, ".parquet": _write_parquet}
