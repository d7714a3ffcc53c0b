"""INSEE, historical populations of communes since 1876, in the communes of today."""

from pathlib import Path

import pandas as pd

from arpent.sources.sheets import read_under, sheet_names


def read_populations(path: Path) -> pd.DataFrame:
    """
    Populations at every census, as published (or as a carrier re-wrote it in Parquet).

    Parameters
    ----------
    path : Path
        ``base-pop-historiques-1876-<year>.xlsx``, or Parquet of the same columns.

    Returns
    -------
    DataFrame
        One row a commune, text. ``PMUN<yy>`` is the municipal population, ``PSDC<yy>`` the population
        without double counts (1962 to 1999), ``PTOT<yyyy>`` the total one (before).

    Raises
    ------
    DataInvalid
        It is not such a file.
    """
    if path.suffix == ".parquet":
        return pd.read_parquet(path).fillna("").astype("str")
    return read_under(path, sheet_names(path)[0], "CODGEO")
