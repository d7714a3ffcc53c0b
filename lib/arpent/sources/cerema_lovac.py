"""DHUP and Cerema, LOVAC: private dwellings vacant, and vacant for two years, by département and by commune."""

from pathlib import Path

import pandas as pd

from arpent.sources.delimited import read_delimited


def read_departements(path: Path) -> pd.DataFrame:
    """
    LOVAC in open data, as published, all years side by side.

    Parameters
    ----------
    path : Path
        The published file.

    Returns
    -------
    DataFrame
        One row a département, text without the spaces that pad it; ``s`` is a secret.

    Raises
    ------
    DataInvalid
        It is not such a file.
    """
    frame = read_delimited(path, encoding="latin-1")
    return frame.assign(**{str(name): frame[name].str.strip() for name in frame})


def read_communes(path: Path) -> pd.DataFrame:
    """
    LOVAC of communes in open data, as published, all years side by side.

    Parameters
    ----------
    path : Path
        The published file.

    Returns
    -------
    DataFrame
        One row a commune, or arrondissement of Paris, Lyon and Marseille; text without the spaces that pad it:
        ``CODGEO_<yy>``, ``pp_vacant_<yy>``, ``pp_vacant_plus_2ans_<yy>``, ``pp_total_<yy>`` (``ff_pp_total_<yy>``
        since 2026)…; ``s`` is a secret.

    Raises
    ------
    DataInvalid
        It is not such a file.
    """
    return read_departements(path)
