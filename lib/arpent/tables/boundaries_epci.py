"""Table ``boundaries_epci``: boundaries of the EPCI, to draw a département, a région or France."""

import pandas as pd

from arpent.tables.inputs import Inputs
from arpent.tables.topology import dissolved_record, dissolved_table

RECORD = dissolved_record(
    "epci", "Contours des EPCI", "Code de l'EPCI (SIREN)", "EPCI", datasets=("ign_contours", "dgcl_epci")
)


def build(inputs: Inputs) -> pd.DataFrame:
    """
    The table, dissolved from the communes.

    Parameters
    ----------
    inputs : Inputs
        Tables already built.

    Returns
    -------
    DataFrame
        One row an EPCI; ``geometry`` is WKB, EPSG:4326.
    """
    return dissolved_table(inputs, "epci", "epci")
