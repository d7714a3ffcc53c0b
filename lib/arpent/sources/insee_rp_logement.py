"""INSEE, census: dwellings by category, in Melodi's long file (those of base-cc have their own reader)."""

from pathlib import Path

import pandas as pd

from arpent.sources.melodi import read_observations

#: Dwellings of all kinds together: every dimension but the category (``OCS``) at its total.
ALL = {
    "RP_MEASURE": "DWELLINGS",
    **dict.fromkeys(("TDW", "TSH", "NOR", "BUILD_END", "L_STAY", "NRG_SRC", "CARS", "CARPARK"), "_T"),
}


def read_categories(path: Path) -> pd.DataFrame:
    """
    Dwellings by category of occupation, as published.

    Parameters
    ----------
    path : Path
        ``DS_RP_LOGEMENT_PRINC_<year>_data.csv``.

    Returns
    -------
    DataFrame
        One row a commune, census and category, text: ``GEO``, ``TIME_PERIOD``, ``OBS_VALUE``, ``OCS`` (``_T``,
        ``DW_MAIN``, ``DW_SEC_DW_OCC``, ``DW_VAC`` and others)…

    Raises
    ------
    DataInvalid
        It is not such a file.
    """
    return read_observations(path, ALL)
