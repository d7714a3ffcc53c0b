"""INSEE, CLAP 2014: establishments by number of employees, communes."""

from pathlib import Path

import pandas as pd

from arpent.sources.delimited import read_delimited


def read_establishments(path: Path) -> pd.DataFrame:
    """
    Establishments by size, as carried: commune codes lost their leading zero.

    Parameters
    ----------
    path : Path
        The published file.

    Returns
    -------
    DataFrame
        One row a commune, text.

    Raises
    ------
    DataInvalid
        It is not such a file.
    """
    return read_delimited(path)
