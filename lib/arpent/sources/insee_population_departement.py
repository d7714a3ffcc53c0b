"""INSEE, estimated populations of départements on 1 January, by sex and five ages, since 1975."""

from pathlib import Path

import pandas as pd

from arpent.errors import DataInvalid
from arpent.sources.sheets import read_sheets, sheet_names

GROUPS = ("Ensemble", "Hommes", "Femmes")
HEADER = 3  # row of the groups; ages stand below


def read_estimates(path: Path) -> pd.DataFrame:
    """
    Every year of the workbook, one sheet a year, as published.

    Parameters
    ----------
    path : Path
        ``estim-pop-dep-sexe-gca-1975-<year>.xls``.

    Returns
    -------
    DataFrame
        One row a year and line (départements, then totals), text: ``annee``, ``code``, ``libelle``, and
        ``<Ensemble|Hommes|Femmes> <age>`` columns.

    Raises
    ------
    DataInvalid
        A sheet is not laid out so.
    """
    years = [name for name in sheet_names(path) if name.isdigit()]
    grids = read_sheets(path, years)
    return pd.concat([_year(grid, year, path) for year, grid in grids.items()], ignore_index=True)


def _year(grid: pd.DataFrame, year: str, path: Path) -> pd.DataFrame:
    groups = list(pd.Series(grid.loc[HEADER]).replace("", None).ffill())
    if found := set(GROUPS) - set(groups):
        raise DataInvalid(f"{path}: sheet {year}, row {HEADER + 1}: no {', '.join(sorted(found))}")
    ages = list(grid.loc[HEADER + 1])
    body = grid.loc[HEADER + 2 :]
    body.columns = ["code", "libelle", *(f"{g} {a}" for g, a in zip(groups[2:], ages[2:], strict=True))]
    return body[body.iloc[:, 2] != ""].assign(annee=year)
