"""Table ``boundaries_departements``: boundaries of the départements, to draw a région or France."""

import pandas as pd

from arpent.tables.inputs import Inputs
from arpent.tables.topology import dissolved_record, dissolved_table

RECORD = dissolved_record(
    "departements",
    "Contours des départements",
    "Code du département",
    "Département",
    datasets=("ign_contours", "insee_cog"),
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
        One row a département; ``geometry`` is WKB, EPSG:4326.
    """
    return dissolved_table(inputs, "departements", "departement")
