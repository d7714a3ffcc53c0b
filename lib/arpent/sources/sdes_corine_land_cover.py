"""
SDES, CORINE Land Cover: areas by class and what changed, by EPCI and commune, as ADEME's ALDO carries them.

ALDO computed the intersections; the classes and the changes are those of SDES. An island commune that is in no
EPCI stands among EPCI under a number of one digit.
"""

from pathlib import Path

import pandas as pd

from arpent.sources.delimited import read_delimited


def read_areas(path: Path) -> pd.DataFrame:
    """
    Areas of 2018 by class of level 3, EPCI.

    Parameters
    ----------
    path : Path
        ``epci/clc18.csv``.

    Returns
    -------
    DataFrame
        ``siren``, then a column a class (``111``…``523``), hectares, text; blank is none.

    Raises
    ------
    DataInvalid
        It is not such a file.
    """
    return read_delimited(path, separator=",")


def read_changes(path: Path) -> pd.DataFrame:
    """
    Changes from 2012 to 2018, EPCI, side by side.

    Parameters
    ----------
    path : Path
        ``epci/clc18-change.csv``.

    Returns
    -------
    DataFrame
        ``siren``, then a column a change (``<class 2012>-<class 2018>``), hectares, text; blank is none.

    Raises
    ------
    DataInvalid
        It is not such a file.
    """
    return read_delimited(path, separator=",")


def read_commune_changes(path: Path) -> pd.DataFrame:
    """
    Changes from 2012 to 2018, communes, one below another.

    Parameters
    ----------
    path : Path
        ``commune/clc18-change.csv``.

    Returns
    -------
    DataFrame
        ``code12``, ``code18``, ``commune``, ``area`` (hectares), text. Only what changed.

    Raises
    ------
    DataInvalid
        It is not such a file.
    """
    return read_delimited(path, separator=",")
