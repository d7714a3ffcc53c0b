"""INSEE, NAF rév. 2: labels of activities at all levels."""

import zipfile
from pathlib import Path

import pandas as pd

from arpent.errors import DataInvalid


def read_levels(path: Path, member: str = "naf2008/naf2008_5_niveaux.csv") -> pd.DataFrame:
    """
    One list of the archive, as published.

    Parameters
    ----------
    path : Path
        The archive.
    member : str
        The list in it.

    Returns
    -------
    DataFrame
        Text.

    Raises
    ------
    DataInvalid
        The archive lacks it.
    """
    try:
        with zipfile.ZipFile(path) as archive, archive.open(member) as opened:
            return pd.read_csv(opened, sep=None, engine="python", dtype=str, keep_default_na=False)
    except (KeyError, zipfile.BadZipFile) as error:
        raise DataInvalid(f"{path}: no member {member} ({error})") from error
