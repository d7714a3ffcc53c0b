"""Table ``boundaries_epci``: boundaries of the EPCI, to draw a département, a région or France."""

import pandas as pd

from arpent.tables.inputs import Inputs
from arpent.tables.record import Column, TableRecord
from arpent.tables.topology import dissolved

RECORD = TableRecord(
    name="boundaries_epci",
    title="Contours des EPCI",
    columns={
        "code": Column("Code de l'EPCI (SIREN)"),
        "name": Column("EPCI"),
        "geometry": Column("Contour", "geometry"),
    },
    key=("code",),
    datasets=("ign_contours", "dgcl_epci"),
    cog_year=2026,
    note="Contours généralisés, réunions de ceux des communes : ils se dessinent, ils ne se mesurent pas.",
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
    shapes = dissolved(inputs, "epci_code")
    names = inputs.table("epci").set_index("epci_code")["epci_name"]
    return pd.DataFrame(
        {"code": shapes.index, "name": shapes.index.map(names), "geometry": shapes.to_wkb().to_numpy()}
    )
