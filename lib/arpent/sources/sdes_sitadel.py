"""SDES, Sitadel: dwellings authorised and started, by commune and year, and the list of permits."""

from pathlib import Path

import pandas as pd

from arpent.sources.delimited import read_delimited

#: What is read of the list of permits, of the 94 columns that it has.
PERMIT = [
    "COMM",
    "ETAT_DAU",
    "DATE_REELLE_AUTORISATION",
    "DATE_REELLE_DOC",
    "NB_LGT_TOT_CREES",
    "NB_LGT_IND_CREES",
    "NB_LGT_COL_CREES",
]


def read_communes(path: Path) -> pd.DataFrame:
    """
    Yearly totals of communes, in real dates, as published.

    Parameters
    ----------
    path : Path
        CSV.

    Returns
    -------
    DataFrame
        One row a commune, year and type, text: ``ANNEE``, ``COMM``, ``TYPE_LGT``, ``LOG_AUT`` and ``SDP_AUT``
        (authorised: dwellings, m²), ``LOG_COM`` and ``SDP_COM`` (started). Paris, Lyon and Marseille stand with
        their arrondissements too, and communes that merged since under their own code.

    Raises
    ------
    DataInvalid
        It is not such a file.
    """
    return read_delimited(path)


def read_permits(path: Path) -> pd.DataFrame:
    """
    Permits that create dwellings, a few columns, as published.

    Parameters
    ----------
    path : Path
        CSV of DiDo, with the names of columns on its first line.

    Returns
    -------
    DataFrame
        One row a permit, text: `PERMIT`. Dates are ``YYYY-MM-DD``, blank where there is none; ``ETAT_DAU`` is
        ``2`` authorised, ``4`` cancelled, ``5`` started, ``6`` done.

    Raises
    ------
    DataInvalid
        It is not such a file.
    """
    return read_delimited(path, columns=PERMIT)
