"""INSEE, civil registration: deaths by commune of residence, since 2008."""

from pathlib import Path

import pandas as pd

from arpent.sources.melodi import read_observations


def read_deaths(path: Path) -> pd.DataFrame:
    """
    Deaths, as published.

    Parameters
    ----------
    path : Path
        ``DS_ETAT_CIVIL_DECES_COMMUNES_data.csv``.

    Returns
    -------
    DataFrame
        One row a commune (or arrondissement) and year, text: ``GEO``, ``TIME_PERIOD``, ``OBS_VALUE``…

    Raises
    ------
    DataInvalid
        It is not such a file.
    """
    return read_observations(path, {"EC_MEASURE": "DTH"})
