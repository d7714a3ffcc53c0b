"""INSEE, civil registration: events by commune of residence, since 2008, each measure a dataset of Melodi."""

from pathlib import Path

import pandas as pd

from arpent.sources.melodi import read_observations


def read_births(path: Path) -> pd.DataFrame:
    """
    Live births by residence of the mother, as published (``insee_naissances``).

    Parameters
    ----------
    path : Path
        ``DS_ETAT_CIVIL_NAIS_COMMUNES_data.csv``.

    Returns
    -------
    DataFrame
        One row a commune (or arrondissement) and year, text: ``GEO``, ``TIME_PERIOD``, ``OBS_VALUE``…

    Raises
    ------
    DataInvalid
        It is not such a file.
    """
    return read_observations(path, {"EC_MEASURE": "LVB"})


def read_deaths(path: Path) -> pd.DataFrame:
    """
    Deaths by residence, as published (``insee_deces``); laid out as `read_births`.

    Parameters
    ----------
    path : Path
        ``DS_ETAT_CIVIL_DECES_COMMUNES_data.csv``.

    Returns
    -------
    DataFrame

    Raises
    ------
    DataInvalid
        It is not such a file.
    """
    return read_observations(path, {"EC_MEASURE": "DTH"})
