"""INSEE, comparateur de territoires: one row a commune, a few figures of each theme."""

from pathlib import Path

import pandas as pd

from arpent.sources.delimited import read_delimited


def read_comparateur(path: Path) -> pd.DataFrame:
    """
    The comparateur of communes, as published.

    Parameters
    ----------
    path : Path
        The published file.

    Returns
    -------
    DataFrame
        One row a commune, text. ``MED``, ``TP60``, ``PIMP`` are blank where Filosofi keeps them secret.

    Raises
    ------
    DataInvalid
        It is not such a file.
    """
    return read_delimited(path)
