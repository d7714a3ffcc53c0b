"""INSEE, quartiers prioritaires: demography, incomes."""

from pathlib import Path

import pandas as pd

from arpent.sources.delimited import read_delimited


def read_qpv(path: Path) -> pd.DataFrame:
    """
    One file on the quartiers, as published.

    Parameters
    ----------
    path : Path
        The published file.

    Returns
    -------
    DataFrame
        One row a quartier (some files begin with totals), text; numbers hold spaces and decimal commas.

    Raises
    ------
    DataInvalid
        It is not such a file.
    """
    return read_delimited(path)
