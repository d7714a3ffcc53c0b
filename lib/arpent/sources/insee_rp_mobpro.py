"""INSEE, census: home-to-work flows, individuals (MOBPRO) or sums by pair of communes."""

from pathlib import Path

import pandas as pd

from arpent.sources.delimited import read_delimited, sum_delimited


def read_mobpro(path: Path) -> pd.DataFrame:
    """
    An extract of MOBPRO, as published: one row an individual.

    Parameters
    ----------
    path : Path
        The published file.

    Returns
    -------
    DataFrame
        ``COMMUNE`` (home), ``DCLT`` (work), characteristics and ``IPONDI`` (weight), text.

    Raises
    ------
    DataInvalid
        It is not such a file.
    """
    return read_delimited(path, separator=",")


def sum_flows(path: Path, *, separator: str = ";") -> pd.DataFrame:
    """
    Flows of a detail file, summed while it is read: the national one never stands whole in memory.

    Parameters
    ----------
    path : Path
        MOBPRO in CSV or, since 2021, in Parquet.
    separator : str
        Of the CSV: a semicolon in INSEE's, a comma in the extract.

    Returns
    -------
    DataFrame
        One row a pair, sorted: ``COMMUNE``, ``DCLT`` (``99999`` abroad), ``IPONDI`` (float, persons).

    Raises
    ------
    DataInvalid
        It is not such a file.
    """
    return sum_delimited(path, keys=["COMMUNE", "DCLT"], value="IPONDI", separator=separator)
