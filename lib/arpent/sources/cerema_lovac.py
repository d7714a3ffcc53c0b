"""DHUP and Cerema, LOVAC: private dwellings vacant, and vacant for two years, by département."""

from pathlib import Path

import pandas as pd

from arpent.sources.delimited import read_delimited


def read_departements(path: Path) -> pd.DataFrame:
    """
    LOVAC in open data, as published, all years side by side.

    Parameters
    ----------
    path : Path
        The published file.

    Returns
    -------
    DataFrame
        One row a département, text without the spaces that pad it; ``s`` is a secret.

    Raises
    ------
    DataInvalid
        It is not such a file.
    """
    frame = read_delimited(path, encoding="latin-1")
    return frame.assign(**{str(name): frame[name].str.strip() for name in frame})
