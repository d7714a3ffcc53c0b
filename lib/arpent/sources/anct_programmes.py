"""ANCT: which programmes (PVD, ACV, CRTE…) each commune is in."""

from pathlib import Path

import pandas as pd

from arpent.sources.delimited import read_delimited


def read_programmes(path: Path) -> pd.DataFrame:
    """
    Programmes by commune, as published.

    Parameters
    ----------
    path : Path
        The published file.

    Returns
    -------
    DataFrame
        One row a commune, text; blank where it is in none.

    Raises
    ------
    DataInvalid
        It is not such a file.
    """
    return read_delimited(path, separator=",")
