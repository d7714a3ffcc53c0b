"""ANCT from INSEE: natural and migratory balances between censuses, EPCI to France."""

from pathlib import Path

import pandas as pd

from arpent.sources.delimited import read_delimited


def read_balances(path: Path) -> pd.DataFrame:
    """
    Balances by period, as published.

    Parameters
    ----------
    path : Path
        The published file.

    Returns
    -------
    DataFrame
        One row a territory and period, text; ``TERR`` names a territory within its level ``NIV_TERR``.

    Raises
    ------
    DataInvalid
        It is not such a file.
    """
    return read_delimited(path, separator=",")


def read_mortality(path: Path) -> pd.DataFrame:
    """
    Mortality rate by period, as published.

    Parameters
    ----------
    path : Path
        The published file.

    Returns
    -------
    DataFrame
        One row a territory and period: ``codgeo``, ``libgeo``, ``an``, ``tx_morta`` (for 1 000, decimal comma).

    Raises
    ------
    DataInvalid
        It is not such a file.
    """
    return read_delimited(path)
