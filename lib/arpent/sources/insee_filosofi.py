"""INSEE, Filosofi: incomes and poverty, at each level that it publishes (IRIS included)."""

from pathlib import Path

import pandas as pd

from arpent.sources.delimited import read_delimited


def read_filosofi(path: Path) -> pd.DataFrame:
    """
    One file of Filosofi, as published: one level, one year.

    Parameters
    ----------
    path : Path
        The published file.

    Returns
    -------
    DataFrame
        One row a territory, text, decimal commas as published. Marks stay: ``s``, ``ns``, ``nd``, blank.

    Raises
    ------
    DataInvalid
        It is not such a file.
    """
    return read_delimited(path)
