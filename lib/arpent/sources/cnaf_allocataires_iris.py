"""CNAF: households that receive allowances, by IRIS."""

from pathlib import Path

import pandas as pd

from arpent.sources.delimited import read_delimited


def read_allocataires(path: Path) -> pd.DataFrame:
    """
    Allocataires of one year, as published.

    Parameters
    ----------
    path : Path
        The published file.

    Returns
    -------
    DataFrame
        One row an IRIS, text. ``NOTE`` tells what is hidden; a blank is a secret.

    Raises
    ------
    DataInvalid
        It is not such a file.
    """
    return read_delimited(path)
