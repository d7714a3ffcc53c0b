"""
Published spreadsheets → frames of text: XLS, XLSX and ODS, alone or in an archive, with rows of title above.

Calamine reads all three and is ten times faster than openpyxl; one reader instead of two.
"""

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from arpent.errors import DataInvalid


def sheet_names(path: Path, *, member: str = "") -> list[str]:
    """
    Names of the sheets of a workbook.

    Parameters
    ----------
    path : Path
        The workbook, or an archive that holds it.
    member : str
        Its name in the archive.

    Returns
    -------
    list of str
        In the order of the workbook.

    Raises
    ------
    DataInvalid
        It is not a workbook, or the archive does not hold it.
    """
    with _workbook(path, member) as book:
        return [str(name) for name in book.sheet_names]


def read_sheets(path: Path, sheets: Sequence[str], *, member: str = "") -> dict[str, pd.DataFrame]:
    """
    Sheets as they stand: no header, all text.

    Parameters
    ----------
    path : Path
        The workbook, or an archive that holds it.
    sheets : sequence of str
        Names.
    member : str
        Its name in the archive.

    Returns
    -------
    dict of str to DataFrame
        Columns are numbered from 0; an empty cell is ``""``.

    Raises
    ------
    DataInvalid
        It is not a workbook, the archive does not hold it, or it lacks a sheet.
    """
    with _workbook(path, member) as book:
        if absent := [name for name in sheets if name not in book.sheet_names]:
            known = ", ".join(str(name) for name in book.sheet_names[:12])
            raise DataInvalid(f"{path}: no sheet '{absent[0]}'. It has: {known}")
        return {
            name: pd.read_excel(book, sheet_name=name, header=None, dtype="str").fillna("") for name in sheets
        }


def read_under(path: Path, sheet: str, first: str, *, member: str = "") -> pd.DataFrame:
    """
    One sheet whose header stands under rows of title.

    Parameters
    ----------
    path : Path
        The workbook, or an archive that holds it.
    sheet : str
        Its name.
    first : str
        What the first cell of the header holds.
    member : str
        Name of the workbook in the archive.

    Returns
    -------
    DataFrame
        All text, named by that header; rows below it, to the last.

    Raises
    ------
    DataInvalid
        As `read_sheets`; or no row begins so.
    """
    grid = read_sheets(path, [sheet], member=member)[sheet]
    found = grid.index[grid[0].str.strip() == first]
    if not len(found):
        raise DataInvalid(f"{path}: no row of sheet '{sheet}' begins with '{first}'")
    body = grid.loc[found[0] + 1 :].reset_index(drop=True)
    body.columns = grid.loc[found[0]].str.strip().tolist()
    return body


def _workbook(path: Path, member: str) -> pd.ExcelFile:
    from python_calamine import CalamineError  # noqa: PLC0415 - reading a ready table must not wait for it

    content = _content(path, member) if member else path
    try:
        return pd.ExcelFile(content, engine="calamine")
    except (CalamineError, ValueError) as error:
        raise DataInvalid(f"{path}: not a workbook ({error})") from error


def _content(path: Path, member: str) -> io.BytesIO:
    try:
        with zipfile.ZipFile(path) as archive:
            return io.BytesIO(archive.read(member))
    except (KeyError, zipfile.BadZipFile) as error:
        raise DataInvalid(f"{path}: no member {member} ({error})") from error
