"""
DGFiP, property sales (DVF), as third parties summed them: by commune 2020–2024, by quarter 2014–2023.

The medians and counts are theirs, not DGFiP's: whoever shows them says so.
"""

from pathlib import Path

import pandas as pd

from arpent.sources.delimited import read_delimited


def read_communes(path: Path) -> pd.DataFrame:
    """
    Sales of 2020 to 2024 together, by commune and municipal arrondissement.

    Parameters
    ----------
    path : Path
        ``cityStats.csv`` of Bénéfriches (ADEME).

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


def read_quarters(path: Path) -> pd.DataFrame:
    """
    Sales by quarter, as a third party summed them.

    # NOTE: the column EPCI of the panel of EPCI holds the code of a zone d'emploi: the label names the EPCI.

    Parameters
    ----------
    path : Path
        ``immo_panel_epci_py.feather`` or ``immo_panel_ze_py.feather``.

    Returns
    -------
    DataFrame
        ``EPCI`` or ``ZE``, its label, ``Date`` (``YYYYMMDD``, first day), ``n_transactions``, ``prop_maison``
        (share of houses, 0–1), ``prixM2`` (€/m²).
    """
    return pd.read_feather(path)
