"""INSEE, Estel: jobs at the end of each year since 1989, by département, status and sector (XLS in a zip)."""

from pathlib import Path

import pandas as pd

from arpent.errors import DataInvalid
from arpent.sources.sheets import read_sheets, sheet_names

YEARS = 4  # row of the years


def read_jobs(path: Path, member: str = "") -> pd.DataFrame:
    """
    All sheets of table T201, as published, one below another.

    Parameters
    ----------
    path : Path
        The workbook, or the archive.
    member : str
        The workbook in the archive: ``T201.xls``.

    Returns
    -------
    DataFrame
        One row a sheet and line, text: ``statut`` (``ENS``, ``SAL``, ``NSAL``), ``secteur`` (NA5 code),
        ``territoire`` (``63-Puy-de-Dôme``), then years. ``nd`` is not published.

    Raises
    ------
    DataInvalid
        The archive lacks the workbook, or a sheet is not laid out so.
    """
    grids = read_sheets(path, sheet_names(path, member=member), member=member)
    return pd.concat([_sheet(grid, name, path) for name, grid in grids.items()], ignore_index=True)


def _sheet(grid: pd.DataFrame, name: str, path: Path) -> pd.DataFrame:
    status, _, sector = (part.strip() for part in name.partition("-"))
    years = list(grid.loc[YEARS])
    if years[0] != "Année":
        raise DataInvalid(f"{path}: sheet '{name}', row {YEARS + 1}: 'Année' expected, {years[0]!r} found")
    body = grid.loc[YEARS + 2 :]
    body.columns = ["territoire", *years[1:]]
    filled = body.loc[body.iloc[:, 1] != ""]
    return filled.assign(statut=status, secteur=sector)
