"""INSEE, Statistiques locales: what its map tool exports, a few indicators of one level."""

from pathlib import Path

import pandas as pd

from arpent.sources.delimited import read_delimited

TITLE = 2  # lines above the header


def read_export(path: Path) -> pd.DataFrame:
    """
    One export, as published.

    Parameters
    ----------
    path : Path
        CSV.

    Returns
    -------
    DataFrame
        ``Code``, ``Libellé``, then a column an indicator, in French words with its year; text. ``N/A …`` says
        why a value is missing.

    Raises
    ------
    DataInvalid
        It is not such a file.
    """
    return read_delimited(path, skip=TITLE)
