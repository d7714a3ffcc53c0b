"""INSEE, census: residential migrations from département to département."""

from pathlib import Path

import pandas as pd

from arpent.sources.delimited import read_delimited


def read_flows(path: Path) -> pd.DataFrame:
    """
    Flows, as carried: the carrier summed individuals.

    Parameters
    ----------
    path : Path
        The published file.

    Returns
    -------
    DataFrame
        One row a pair: ``DRAN`` (before), ``DRACT`` (now), ``IPONDI`` (persons, weighted), and where both are.

    Raises
    ------
    DataInvalid
        It is not such a file.
    """
    return read_delimited(path, separator=",")
