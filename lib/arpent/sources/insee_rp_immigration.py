"""INSEE, census: immigrants by activity, communes, as a third party assembled them."""

from pathlib import Path

import pandas as pd

from arpent.sources.delimited import read_delimited


def read_immigration(path: Path) -> pd.DataFrame:
    """
    Immigrants and French by activity, as carried.

    Parameters
    ----------
    path : Path
        The published file.

    Returns
    -------
    DataFrame
        One row a commune, text; counts have decimals.

    Raises
    ------
    DataInvalid
        It is not such a file.
    """
    return read_delimited(path)
