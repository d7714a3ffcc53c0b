"""DGFiP: communes where vacant dwellings are taxed, and the rate."""

from pathlib import Path

import pandas as pd

from arpent.sources.delimited import read_delimited


def read_taxes(path: Path) -> pd.DataFrame:
    """
    Tax on vacant dwellings by commune, as carried.

    Parameters
    ----------
    path : Path
        The published file.

    Returns
    -------
    DataFrame
        ``code_commune``, ``type_taxe`` (``TLV``, ``THLV``), ``taux``, text.

    Raises
    ------
    DataInvalid
        It is not such a file.
    """
    return read_delimited(path)
