"""
ANCT, residential mobility from INSEE's census: who left, who came, by EPCI, département and région.

R's own format (RDS). pyreadr reads it, rather than rdata: a data frame in C, ten times faster, and no xarray
to install for it; nothing of R is run.
"""

from pathlib import Path

import pandas as pd

from arpent.errors import DataInvalid


def read_migrations(path: Path) -> pd.DataFrame:
    """
    One file of the observatory, as published.

    Parameters
    ----------
    path : Path
        ``indics_migres_TERR…rds``.

    Returns
    -------
    DataFrame
        One row a territory (and an age group ``AGEREVS`` or social category ``CS1``): ``nb_ind_ISO`` (stayed),
        ``nb_ind_SORT`` (left), ``nb_ind_ENTR`` (came), ``SM`` (balance), rates. ``TERR`` is a code within its
        level ``NIV_TERR``.

    Raises
    ------
    DataInvalid
        It is not an RDS file of one data frame.
    """
    import pyreadr  # noqa: PLC0415 - reading a ready table must not wait for it

    try:
        content = pyreadr.read_r(str(path))
    except (pyreadr.PyreadrError, pyreadr.LibrdataError) as error:
        raise DataInvalid(f"{path}: not an RDS file ({error})") from error
    frame = content.get(None)
    if not isinstance(frame, pd.DataFrame):
        raise DataInvalid(f"{path}: it must hold one data frame; it holds {', '.join(map(str, content))}")
    return frame
