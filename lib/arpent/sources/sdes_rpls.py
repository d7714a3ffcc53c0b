"""SDES, RPLS: dwellings of social landlords, results by commune."""

from pathlib import Path

import pandas as pd

from arpent.errors import DataInvalid
from arpent.sources.sheets import read_sheets

SHEET, CODE = "COMMUNE", "DEPCOM_ARM"
#: Rows of title and labels above the header, at most.
ABOVE = 20


def read_communes(path: Path) -> pd.DataFrame:
    """
    Results by commune, as published.

    Parameters
    ----------
    path : Path
        XLSX.

    Returns
    -------
    DataFrame
        One row a commune, or arrondissement of Paris, Lyon and Marseille, text: ``DEPCOM_ARM``; ``nb_ls``,
        dwellings on 1 January, and ``nb_ls<year>`` of years before; ``tx_vac`` and ``tx_vac3`` (% vacant, for three
        months), ``tx_mob`` and ``tx_mob_<year>`` (% moved in during the year), ``loymoy`` (€/m²)…

    Raises
    ------
    DataInvalid
        It is not such a file.
    """
    grid = read_sheets(path, [SHEET])[SHEET]
    # NOTE: names of columns stand under rows of title and of labels, on the sixth row in 2025.
    above = (number for number, row in enumerate(grid.head(ABOVE).to_numpy()) if CODE in row)
    if (found := next(above, None)) is None:
        raise DataInvalid(f"{path}: sheet {SHEET} has no row with {CODE}: its layout changed")
    header = grid.iloc[found].str.strip()
    named = header.ne("").to_numpy()
    rows: pd.DataFrame = grid.iloc[found + 1 :].loc[:, named].reset_index(drop=True)
    rows.columns = header[named].tolist()
    return rows
