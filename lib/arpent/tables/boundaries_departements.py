"""Table ``boundaries_departements``: boundaries of the départements, to draw a région or France."""

import pandas as pd

from arpent.tables.inputs import Inputs
from arpent.tables.record import Column, TableRecord
from arpent.tables.topology import dissolved

RECORD = TableRecord(
    name="boundaries_departements",
    title="Contours des départements",
    columns={
        "code": Column("Code du département"),
        "name": Column("Département"),
        "geometry": Column("Contour", "geometry"),
    },
    key=("code",),
    datasets=("ign_contours", "insee_cog"),
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
        One row a département; ``geometry`` is WKB, EPSG:4326.
    """
    shapes = dissolved(inputs, "departement_code")
    names = inputs.table("departements").set_index("departement_code")["departement_name"]
    return pd.DataFrame(
        {"code": shapes.index, "name": shapes.index.map(names), "geometry": shapes.to_wkb().to_numpy()}
    )
