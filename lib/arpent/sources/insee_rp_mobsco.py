"""INSEE, census: home-to-school flows (MOBSCO), sums of individuals by pair of communes."""

from pathlib import Path

import pandas as pd

from arpent.sources.delimited import sum_delimited


def sum_flows(path: Path) -> pd.DataFrame:
    """
    Flows of a detail file, summed while it is read: the national one never stands whole in memory.

    Parameters
    ----------
    path : Path
        MOBSCO, in CSV or, since 2021, in Parquet.

    Returns
    -------
    DataFrame
        One row a pair and age, sorted: ``COMMUNE`` (home), ``DCETUF`` (place of study; ``99999`` abroad),
        ``AGEREV10`` (age: ``02`` to ``06``, ``11``, ``15``, ``18``, ``25``, ``30``), ``IPONDI`` (float, persons).

    Raises
    ------
    DataInvalid
        It is not such a file.
    """
    return sum_delimited(path, keys=["COMMUNE", "DCETUF", "AGEREV10"], value="IPONDI")
