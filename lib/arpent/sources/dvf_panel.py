"""
Property sales by quarter, 2014 to 2023, as a third party summed them from DGFiP's DVF.

The prices and counts are theirs, not DGFiP's: whoever shows them says so.
"""

from pathlib import Path

import pandas as pd


def read_quarters(path: Path) -> pd.DataFrame:
    """
    Sales by quarter of EPCI, or of zones d'emploi.

    # NOTE: the column EPCI of the panel of EPCI holds the code of a zone d'emploi: the label names the EPCI.

    Parameters
    ----------
    path : Path
        ``immo_panel_epci_py.feather`` or ``immo_panel_ze_py.feather``.

    Returns
    -------
    DataFrame
        ``EPCI`` or ``ZE``, its label, ``Date`` (``YYYYMMDD``, first day), ``n_transactions``, ``prop_maison``
        (share of houses, 0–1), ``prixM2`` (€/m²). An EPCI has a row for each zone d'emploi that it is in.
    """
    return pd.read_feather(path)
