"""INSEE, census by commune (base-cc): population, dwellings, activity, households, diplomas, three censuses a file."""

from pathlib import Path

import pandas as pd

from arpent.sources.delimited import read_delimited


def read_base_cc(path: Path) -> pd.DataFrame:
    """
    One file of a base-cc, as published.

    Parameters
    ----------
    path : Path
        ``base-cc-<theme>-<year>.CSV``.

    Returns
    -------
    DataFrame
        One row a commune, text: ``CODGEO``, then counts with decimals, named by exploitation (``P`` main, ``C``
        complementary), census and quantity: ``P22_POP``, ``P16_POP``, ``P11_POP``… Paris, Lyon and Marseille stand
        with their arrondissements too.

    Raises
    ------
    DataInvalid
        It is not such a file.
    """
    return read_delimited(path, encoding="latin-1")
