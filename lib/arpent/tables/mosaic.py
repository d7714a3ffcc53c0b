"""Coarser boundaries of EPCI and départements, dissolved from the same pieces so that their borders agree."""

from functools import cache

import geopandas as gpd
import pandas as pd
import shapely

from arpent.tables.contours import WGS84
from arpent.tables.inputs import Inputs
from arpent.tables.topology import lightened

#: Metres: about one pixel of a map of France 720 pixels wide.
TOLERANCE = 900.0


def dissolved(inputs: Inputs, column: str) -> gpd.GeoSeries:
    """
    Boundaries of the territories that a column of ``communes`` names.

    Parameters
    ----------
    inputs : Inputs
        Tables already built.
    column : str
        ``epci_code`` or ``departement_code``.

    Returns
    -------
    GeoSeries
        Index: code. EPSG:4326.
    """
    pieces = _pieces(inputs)
    codes = pieces.index.to_series().str.split("|", expand=True)
    owner = codes[0] if column == "departement_code" else codes[1]
    kept = owner[owner != ""]
    united = pieces[kept.index].groupby(kept.to_numpy()).agg(lambda some: shapely.coverage_union_all(some.to_numpy()))
    return gpd.GeoSeries(united, crs=WGS84).rename_axis("code").sort_index()


@cache
def _pieces(inputs: Inputs) -> gpd.GeoSeries:
    """Each EPCI cut by département, and the communes that are in no EPCI: a common mosaic, made lighter once."""
    boundaries = inputs.table("boundaries_communes").set_index("code")["geometry"]
    communes = inputs.table("communes").set_index("commune_code")
    epci = communes["epci_code"].fillna("")
    alone = pd.Series(communes.index, communes.index).where(epci == "", "")
    label = communes["departement_code"] + "|" + epci + "|" + alone
    shapes = gpd.GeoSeries(shapely.from_wkb(boundaries.to_numpy()), boundaries.index, crs=WGS84)
    pieces = shapes.groupby(label.reindex(shapes.index).to_numpy()).agg(
        lambda some: shapely.coverage_union_all(some.to_numpy())
    )
    return lightened(gpd.GeoSeries(pieces, crs=WGS84), TOLERANCE)
