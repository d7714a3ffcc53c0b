"""INSEE, DADS 2014: net hourly wages in communes of 2 000 inhabitants or more."""

from pathlib import Path

import pandas as pd

from arpent.sources.delimited import read_delimited


def read_wages(path: Path) -> pd.DataFrame:
    """
    Mean wages by sex, age and category, as carried: commune codes lost their leading zero.

    Parameters
    ----------
    path : Path
        The published file.

    Returns
    -------
    DataFrame
        One row a commune, text, euros an hour.

    Raises
    ------
    DataInvalid
        It is not such a file.
    """
    return read_delimited(path)
