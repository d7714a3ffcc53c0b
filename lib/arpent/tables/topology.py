"""Lighter boundaries whose neighbours still share every border: no sliver, no overlap."""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from arpent.errors import DataInvalid
from arpent.tables.boundaries import united
from arpent.tables.contours import WGS84, by_projection
from arpent.tables.inputs import Inputs
from arpent.tables.record import Column, TableRecord

#: Decimals of a degree kept: about 10 cm.
DECIMALS = 6
#: Gaps narrower than this, left between neighbours by the producer's generalisation, are closed (metres).
GAP = 50.0


def lightened(polygons: gpd.GeoSeries, tolerance: float, *, clean: bool = False) -> gpd.GeoSeries:
    """
    Polygons with fewer vertices, borders still shared.

    Parameters
    ----------
    polygons : GeoSeries
        EPSG:4326; the index begins with the département's code.
    tolerance : float
        In metres: a vertex goes where the triangle it makes is smaller than its square.
    clean : bool
        Close gaps and settle overlaps first.

    Returns
    -------
    GeoSeries
        Same index, EPSG:4326, to 1e-6 degree. Vertices kept are vertices given.

    Raises
    ------
    DataInvalid
        Neighbours do not share their borders.
    """
    zones = by_projection(polygons.index)
    parts = [_lightened(polygons[codes].to_crs(crs), tolerance, clean=clean) for crs, codes in zones.items()]
    light = pd.concat(parts).sort_index()
    for codes in zones.values():
        check_coverage(light[codes])
    return light


def _lightened(polygons: gpd.GeoSeries, tolerance: float, *, clean: bool) -> gpd.GeoSeries:
    shapes = polygons.to_numpy()
    shapes = shapely.coverage_clean(shapes, gap_width=GAP) if clean else shapes
    simple = shapely.coverage_simplify(shapes, tolerance)
    back = gpd.GeoSeries(simple, polygons.index, crs=polygons.crs).to_crs(WGS84)
    return gpd.GeoSeries(shapely.transform(back.to_numpy(), _rounded), polygons.index, crs=WGS84)


def _rounded(
    coordinates: "np.ndarray[tuple[int, ...], np.dtype[np.float64]]",
) -> "np.ndarray[tuple[int, ...], np.dtype[np.float64]]":
    return np.round(coordinates, DECIMALS)


def dissolved(inputs: Inputs, column: str) -> gpd.GeoSeries:
    """
    Boundaries of the territories that a column of ``communes`` names: unions of ``boundaries_communes``.

    Nothing is simplified further, so that every level shares its borders with the communes.

    Parameters
    ----------
    inputs : Inputs
        Tables already built.
    column : str
        ``epci_code`` or ``departement_code``. Communes where it is missing are in none.

    Returns
    -------
    GeoSeries
        Index: code. EPSG:4326.
    """
    boundaries = inputs.table("boundaries_communes").set_index("code")["geometry"]
    shapes = gpd.GeoSeries(shapely.from_wkb(boundaries.to_numpy()), boundaries.index, crs=WGS84)
    owner = inputs.table("communes").set_index("commune_code")[column].reindex(shapes.index)
    return united(shapes, owner).rename_axis("code")


def dissolved_record(
    level: str, title: str, code: str, name: str, *, datasets: tuple[str, ...]
) -> TableRecord:
    """
    Record of a table of boundaries that are unions of the communes'.

    Parameters
    ----------
    level : str
        Plural, of the table's name: ``epci``, ``departements``.
    title, code, name : str
        French.
    datasets : tuple of str
        As in `TableRecord`.

    Returns
    -------
    TableRecord
    """
    return TableRecord(
        name=f"boundaries_{level}",
        title=title,
        columns={"code": Column(code), "name": Column(name), "geometry": Column("Contour", "geometry")},
        key=("code",),
        datasets=datasets,
        cog_year=2026,
        note="Contours généralisés, réunions de ceux des communes : ils se dessinent, ils ne se mesurent pas.",
    )


def dissolved_table(inputs: Inputs, table: str, stem: str) -> pd.DataFrame:
    """
    A table of boundaries that are unions of the communes'.

    Parameters
    ----------
    inputs : Inputs
        Tables already built.
    table : str
        Table of the level, for its names.
    stem : str
        Of its columns: ``epci`` for ``epci_code``, ``epci_name``.

    Returns
    -------
    DataFrame
        ``code``, ``name``, ``geometry`` (WKB, EPSG:4326).
    """
    shapes = dissolved(inputs, f"{stem}_code")
    names = inputs.table(table).set_index(f"{stem}_code")[f"{stem}_name"]
    return pd.DataFrame(
        {"code": shapes.index, "name": shapes.index.map(names), "geometry": shapes.to_wkb().to_numpy()}
    )


def check_coverage(polygons: gpd.GeoSeries) -> None:
    """
    Neighbours share their borders exactly.

    Parameters
    ----------
    polygons : GeoSeries
        Of one projection's zone.

    Raises
    ------
    DataInvalid
        Some overlap, or leave a sliver; or a polygon is empty or invalid.
    """
    shapes = polygons.to_numpy()
    bad = ~shapely.is_valid(shapes) | shapely.is_empty(shapes)
    bad |= ~shapely.is_empty(shapely.coverage_invalid_edges(shapes))
    if bad.any():
        codes = ", ".join(polygons.index[bad][:8])
        raise DataInvalid(
            f"boundaries: {bad.sum()} polygon(s) do not share their neighbours' borders, as {codes}"
        )
