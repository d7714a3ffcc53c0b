"""INSEE, legal populations of communes: the CSV made of its workbook, with lines of title."""

from pathlib import Path

import pandas as pd

from arpent.errors import DataInvalid
from arpent.sources.delimited import read_delimited


def read_legal(path: Path) -> pd.DataFrame:
    """
    Legal populations of one year, as published.

    Parameters
    ----------
    path : Path
        CSV whose lines of title begin with ``#``.

    Returns
    -------
    DataFrame
        One row a commune, text: ``Code département`` (``971`` overseas), ``Code commune`` (three digits),
        ``Population municipale`` and others. The code of a commune is made of both.

    Raises
    ------
    DataInvalid
        It is not such a file.
    """
    with path.open(encoding="utf-8-sig") as opened:
        title = next((number for number, line in enumerate(opened) if not line.startswith("#")), 0)
    frame = read_delimited(path, skip=title)
    if "Population municipale" not in frame:
        raise DataInvalid(f"{path}: no column 'Population municipale' under {title} line(s) of title")
    return frame
