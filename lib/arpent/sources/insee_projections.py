"""INSEE, population projections 2021–2070 and the demography they start from: age × year workbooks."""

import re
from pathlib import Path

import pandas as pd

from arpent.errors import DataInvalid
from arpent.sources.sheets import read_sheets


def read_by_age(path: Path, sheet: str) -> pd.DataFrame:
    """
    One sheet of a scenario, as published: ages down, years across.

    Parameters
    ----------
    path : Path
        ``00_central.xlsx`` and its neighbours.
    sheet : str
        ``population``, ``populationF``, ``populationH``, ``deces``, ``hyp_mortaliteF``, ``hyp_fecondite``…

    Returns
    -------
    DataFrame
        First column as published (the age, then totals such as ``Total``), then a column a year, text.

    Raises
    ------
    DataInvalid
        The workbook has no such sheet, or its second row is not one of years.
    """
    grid = read_sheets(path, [sheet])[sheet]
    years = list(grid.loc[1])
    if len(years) < 2 or not years[1].isdigit():
        raise DataInvalid(f"{path}: sheet '{sheet}', row 2: years expected, {years[:3]} found")
    kept = [number for number, name in enumerate(years) if number == 0 or name]
    body = grid.loc[2:, kept]
    body.columns = [years[number] for number in kept]
    return body[body[body.columns[1]] != ""].reset_index(drop=True)


def read_hypotheses(path: Path, sheet: str) -> pd.DataFrame:
    """
    The first block of a sheet of hypotheses, as published: ages down, years across.

    Survivors and life expectancies, which stand under the quotients, are not read.

    Parameters
    ----------
    path : Path
        ``00_central.xlsx`` and its neighbours.
    sheet : str
        ``hyp_mortaliteF``, ``hyp_fecondite``, ``hyp_soldemigF``, ``ajustementF``…

    Returns
    -------
    DataFrame
        ``age``, then a column a year (its marks of provisional figures left out of the name), text; an empty cell
        is ``""``.

    Raises
    ------
    DataInvalid
        The workbook has no such sheet, its second row is not one of years, or no age stands under it.
    """
    grid = read_sheets(path, [sheet])[sheet]
    years = {column: name[:4] for column, name in enumerate(grid.loc[1]) if re.match(r"\d{4}", name)}
    is_age = grid.loc[2:, 0].str.fullmatch(r"\d+\+?")
    if not years or not is_age.iloc[0]:
        raise DataInvalid(f"{path}: sheet '{sheet}': years expected in row 2 and ages from row 3")
    block = grid.loc[2:][is_age.cummin()]
    return block[[0, *years]].set_axis(["age", *years.values()], axis=1).reset_index(drop=True)
