"""Table ``epci``: the EPCI with own tax (EPCI à fiscalité propre) of the current year."""

import pandas as pd

from arpent import catalogue
from arpent.sources.decoupage import read_epci
from arpent.tables.inputs import Inputs
from arpent.tables.record import Column, TableRecord

RECORD = TableRecord(
    name="epci",
    title="Intercommunalités (EPCI à fiscalité propre)",
    columns={
        "epci_code": Column("Code de l'EPCI (SIREN)"),
        "epci_name": Column("EPCI"),
        "epci_type": Column("Nature juridique"),
    },
    key=("epci_code",),
    datasets=("dgcl_epci",),
    cog_year=2026,
)


def build(inputs: Inputs) -> pd.DataFrame:
    """
    The table, from DGCL's list.

    Parameters
    ----------
    inputs : Inputs
        Pinned files.

    Returns
    -------
    DataFrame
        One row an EPCI; ``epci_type`` is ``CC``, ``CA``, ``CU``, ``METRO`` or ``MET69`` (Lyon).
    """
    published = read_epci(catalogue.load("dgcl_epci").latest.file("epci"), inputs.folder)
    return pd.DataFrame(
        {
            "epci_code": published["code"],
            "epci_name": published["nom"],
            "epci_type": published["type"],
        }
    )
