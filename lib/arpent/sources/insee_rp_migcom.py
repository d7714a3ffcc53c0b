"""INSEE, census: where people lived a year before (MIGCOM), sums of individuals by pair of communes."""

from pathlib import Path

import pandas as pd

from arpent.sources.delimited import sum_delimited


def sum_flows(path: Path) -> pd.DataFrame:
    """
    Flows of a detail file, summed while it is read: the national one never stands whole in memory.

    Left out, as INSEE documents ``IRAN``: those who are only administratively attached to a commune (``0``), and
    those born since (``Z``).

    Parameters
    ----------
    path : Path
        MIGCOM, in CSV or, since 2021, in Parquet.

    Returns
    -------
    DataFrame
        One row a pair, sorted: ``COMMUNE`` (home), ``DCRAN`` (home on 1 January of the year before; ``99999``
        abroad), ``IRAN`` (``1`` same dwelling, ``2`` same commune…), ``IPONDI`` (float, persons).

    Raises
    ------
    DataInvalid
        It is not such a file.
    """
    # NOTE: INSEE does not write what DCRAN holds for those who did not move; IRAN says it.
    return sum_delimited(
        path, keys=["COMMUNE", "DCRAN", "IRAN"], value="IPONDI", where="IRAN NOT IN ('0', 'Z')"
    )
