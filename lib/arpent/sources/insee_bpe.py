"""INSEE, base permanente des équipements: services by IRIS or commune and type, and their points."""

from pathlib import Path

import pandas as pd

from arpent.sources.delimited import read_delimited


def read_counts(path: Path) -> pd.DataFrame:
    """
    Services by IRIS and type, as published (or as a carrier re-wrote it in Parquet).

    Parameters
    ----------
    path : Path
        ``bpe<yy>_ensemble``, CSV or Parquet.

    Returns
    -------
    DataFrame
        ``REG``, ``DEP``, ``DEPCOM``, ``DCIRIS``, ``AN``, ``TYPEQU``, ``NB_EQUIP``. Only types that are there.

    Raises
    ------
    DataInvalid
        It is not such a file.
    """
    return pd.read_parquet(path) if path.suffix == ".parquet" else read_delimited(path)


def read_points(path: Path) -> pd.DataFrame:
    """
    Services as points, as carried: longitudes and latitudes where INSEE gives Lambert-93.

    Parameters
    ----------
    path : Path
        CSV.

    Returns
    -------
    DataFrame
        One row a service, text: ``DEPCOM``, ``DCIRIS``, ``AN``, ``TYPEQU``, ``lng``, ``lat`` (blank where
        INSEE could not place it).

    Raises
    ------
    DataInvalid
        It is not such a file.
    """
    return read_delimited(path)


def read_types(path: Path) -> pd.DataFrame:
    """
    Types of services: codes, themes and French labels.

    Parameters
    ----------
    path : Path
        CSV of a third party, from INSEE's nomenclature.

    Returns
    -------
    DataFrame
        ``dom``, ``sous_dom``, ``type``, ``libelle_equipement``, ``contenu`` and others, text.

    Raises
    ------
    DataInvalid
        It is not such a file.
    """
    return read_delimited(path)
