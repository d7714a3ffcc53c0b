"""
Property sales of 2020 to 2024 by commune, as ADEME's Bénéfriches summed them from DGFiP's DVF.

The medians and counts are theirs, not DGFiP's: whoever shows them says so.
"""

from pathlib import Path

import pandas as pd

from arpent.sources.delimited import read_delimited


def read_communes(path: Path) -> pd.DataFrame:
    """
    Sales of the five years together, by commune and municipal arrondissement.

    Parameters
    ----------
    path : Path
        ``cityStats.csv``.

    Returns
    -------
    DataFrame
        ``city_code``, ``dvf_nbtrans`` (sales), ``dvf_pxm2_median`` (€/m²), ``…_cod111`` houses, ``…_cod121``
        flats, text; blank where there is no sale.

    Raises
    ------
    DataInvalid
        It is not such a file.
    """
    return read_delimited(path)
