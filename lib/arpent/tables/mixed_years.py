"""Codes of files that mix COG years: each is brought to the commune that holds it today."""

import pandas as pd

from arpent.errors import DataInvalid
from arpent.tables.completing import CURRENT
from arpent.tables.raw import Raw
from arpent.territory.subcommunes import communes_of


def commune_codes(raw: Raw, column: str) -> "pd.Series[str]":
    """
    Communes of the tables' COG that hold the codes of a file.

    Nothing is shared by weight: a code whose territory is now in several communes is refused.

    Parameters
    ----------
    raw : Raw
        A file whose codes are of no single COG year.
    column : str
        Of codes, of communes of any year or of arrondissements.

    Returns
    -------
    Series of str

    Raises
    ------
    DataInvalid
        A code was never a commune's, or its territory is now in several.
    """
    try:
        return communes_of(raw.frame[column], year=CURRENT)
    except DataInvalid as error:
        raise DataInvalid(f"{raw.file}: {column}: {error}") from error
