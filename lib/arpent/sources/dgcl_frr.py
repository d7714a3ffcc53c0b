"""DGCL, France ruralités revitalisation: communes and how each is classed."""

from pathlib import Path

import pandas as pd

from arpent.sources.delimited import read_delimited


def read_frr(path: Path) -> pd.DataFrame:
    """
    The list of communes, as published.

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
