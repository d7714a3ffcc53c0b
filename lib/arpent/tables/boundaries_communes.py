"""Table ``boundaries_communes``: boundaries of the communes, to draw one EPCI or one département."""

import pandas as pd

from arpent.tables.contours import current_contours
from arpent.tables.inputs import Inputs
from arpent.tables.record import Column, TableRecord
from arpent.tables.topology import lightened

#: Metres. The producer's own generalisation is about as coarse: little is lost.
TOLERANCE = 150.0
RECORD = TableRecord(
    name="boundaries_communes",
    title="Contours des communes",
    columns={
        "code": Column("Code de la commune"),
        "name": Column("Commune"),
        "geometry": Column("Contour", "geometry"),
    },
    key=("code",),
    datasets=("ign_contours", "insee_cog"),
    cog_year=2026,
    note="Contours généralisés : ils se dessinent, ils ne se mesurent pas.",
)


def build(inputs: Inputs) -> pd.DataFrame:
    """
    The table, from the contours.

    Parameters
    ----------
    inputs : Inputs
        Pinned files.

    Returns
    -------
    DataFrame
        One row a commune; ``geometry`` is WKB, EPSG:4326.
    """
    light = lightened(current_contours(inputs), TOLERANCE, clean=True)
    names = inputs.table("communes").set_index("commune_code")["commune_name"]
    return pd.DataFrame(
        {"code": light.index, "name": light.index.map(names), "geometry": light.to_wkb().to_numpy()}
    )
