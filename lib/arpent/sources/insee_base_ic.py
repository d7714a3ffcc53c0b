"""INSEE, census by IRIS (base-ic): population, dwellings, activity, households, diplomas."""

from pathlib import Path

import pandas as pd

from arpent.sources.delimited import read_delimited


def read_base_ic(path: Path) -> pd.DataFrame:
    """
    One file of a base-ic, as published.

    Parameters
    ----------
    path : Path
        The published file.

    Returns
    -------
    DataFrame
        One row an IRIS (or a commune that has none, ``TYP_IRIS`` ``Z``), text; counts have decimals.

    Raises
    ------
    DataInvalid
        It is not such a file.
    """
    return read_delimited(path)
