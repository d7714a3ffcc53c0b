"""INSEE, localised unemployment rates by zone d'emploi, quarterly since 2003."""

from pathlib import Path

import pandas as pd

from arpent.sources.sheets import read_under

SHEET = "txcho_ze"


def read_unemployment(path: Path) -> pd.DataFrame:
    """
    Rates by zone d'emploi, as published: quarters side by side.

    Parameters
    ----------
    path : Path
        ``chomage-zone-t1-2003-….xlsx``.

    Returns
    -------
    DataFrame
        One row a zone, text: ``ZE2020``, ``LIBZE2020``, ``REG``, ``LIBREG``, ``2003-T1``… (%, of the active
        population, seasonally adjusted).

    Raises
    ------
    DataInvalid
        The workbook has no such sheet or header.
    """
    return read_under(path, SHEET, "ZE2020")
