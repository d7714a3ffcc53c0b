"""INSEE, Flores: establishments and employees at their place of work, by sector (A38), communes."""

from pathlib import Path

import pandas as pd

from arpent.sources.melodi import read_observations

#: All sizes of establishments; all legal forms but households that employ.
ALL = {"NUMBER_EMPL": "_T", "LEGAL_FORM_WITH_PUBLIC": "1T9X7"}


def read_sectors(path: Path) -> pd.DataFrame:
    """
    Establishments and employees by sector, as published.

    Parameters
    ----------
    path : Path
        ``DS_FLORES_A38_<year>_data.csv``.

    Returns
    -------
    DataFrame
        One row a commune, sector and measure, text: ``GEO``, ``ACTIVITY`` (A38, ``_T`` for all),
        ``FLORES_MEASURE`` (``UNIT_LOC`` establishments, ``EMPL3112`` employees at the end of December),
        ``OBS_STATUS`` (``A``; ``K``: hidden, its value is blank; ``W``: holds what another sector hides),
        ``TIME_PERIOD``, ``OBS_VALUE``. What is not there has no row.

    Raises
    ------
    DataInvalid
        It is not such a file.
    """
    return read_observations(path, ALL)
