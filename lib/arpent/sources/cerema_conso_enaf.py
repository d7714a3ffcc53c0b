"""Cerema, land consumption: natural, farming and forest areas that became urban, a year, communes."""

from pathlib import Path

import pandas as pd

from arpent.sources.delimited import read_delimited


def read_land_take(path: Path) -> pd.DataFrame:
    """
    Yearly flows of communes, as published.

    NOTE: the edition of 2024 is separated by semicolons, that of 2025 by commas.

    Parameters
    ----------
    path : Path
        ``conso2009_2024_resultats_com.csv``, ``conso_com.csv`` or a later one.

    Returns
    -------
    DataFrame
        One row a commune, text, square metres: ``idcom``; ``naf<yy>art<zz>``, what was taken from 1 January of
        ``yy`` to that of ``zz``; ``art<yy><use><zz>``, the same by use (``hab``, ``act``, ``mix``, ``rou``,
        ``fer``, ``inc``); sums of several years, and others.

    Raises
    ------
    DataInvalid
        It is not such a file.
    """
    with path.open(encoding="utf-8-sig", errors="replace") as opened:
        header = opened.readline()
    return read_delimited(path, separator=";" if ";" in header else ",")
