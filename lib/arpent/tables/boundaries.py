"""Reading boundaries ready to draw."""

import json
from collections.abc import Sequence

import geopandas as gpd
import pandas as pd
import pyarrow as pa
import shapely

from arpent.errors import AskedWrongly, did_you_mean
from arpent.tables.reading import load
from arpent.tables.storage import read_rows, read_whole, table_file

CRS = "EPSG:4326"
LEVELS = {
    "commune": "boundaries_communes",
    "epci": "boundaries_epci",
    "departement": "boundaries_departements",
    "region": "boundaries_departements",
    "iris": "boundaries_iris",
}
#: Digits of a commune in the code of an IRIS.
COMMUNE = 5


def load_boundaries(level: str, codes: Sequence[str] | None = None) -> gpd.GeoDataFrame:
    """
    Boundaries of the territories of a level, generalised for drawing. They are not to be measured.

    Borders are shared, between neighbours of a level and between levels: those of an EPCI are borders of its
    communes. They suit a map of one EPCI; simplify them together (``coverage_simplify``) for a map of France. IRIS fill
    their commune, without a vertex on its border where one of theirs ends next door (``coverage_clean`` makes it).

    Parameters
    ----------
    level : str
        ``commune``, ``epci``, ``departement``, ``region`` or ``iris``.
    codes : sequence of str, optional
        Keep these; all unless given. An IRIS ``<commune>0000`` that is not drawn apart is its commune.

    Returns
    -------
    GeoDataFrame
        ``code``, ``name``, ``geometry`` (EPSG:4326), sorted by code.

    Raises
    ------
    AskedWrongly
        No such level, or no such code.
    DataUnavailable, DataInvalid
        The file is not there, or can't be read.
    """
    if level not in LEVELS:
        raise AskedWrongly(
            f"no boundaries of level '{level}'{did_you_mean(level, LEVELS)}. Levels: {', '.join(LEVELS)}"
        )
    found = _regions() if level == "region" else _read(LEVELS[level], codes)
    if level == "iris" and codes is not None:
        found = _with_whole_communes(found, codes)
    if codes is None:
        return found
    if absent := sorted(set(codes) - set(found["code"])):
        raise AskedWrongly(f"boundaries of level '{level}': no code {', '.join(absent[:5])}")
    return found[found["code"].isin(list(codes))].reset_index(drop=True)


def _read(name: str, codes: Sequence[str] | None) -> gpd.GeoDataFrame:
    path = table_file(name)
    return _framed(read_whole(path) if codes is None else read_rows(path, "code", set(codes)))


def _with_whole_communes(iris: gpd.GeoDataFrame, codes: Sequence[str]) -> gpd.GeoDataFrame:
    """IRIS, and the communes that are each one IRIS."""
    whole = {code[:COMMUNE]: code for code in set(codes) - set(iris["code"]) if code.endswith("0000")}
    if not whole:
        return iris
    communes = _read(LEVELS["commune"], list(whole))
    both: gpd.GeoDataFrame = pd.concat([iris, communes.assign(code=communes["code"].map(whole))])
    return both.sort_values("code", ignore_index=True)


def _framed(table: pa.Table) -> gpd.GeoDataFrame:
    frame = table.select(["code", "name"]).to_pandas()
    shapes = shapely.from_wkb(table["geometry"].to_numpy(zero_copy_only=False))
    return gpd.GeoDataFrame(frame, geometry=shapes, crs=CRS)


def _regions() -> gpd.GeoDataFrame:
    pieces = _read(LEVELS["departement"], None).set_index("code")
    owner = load("departements").set_index("departement_code")["region_code"].reindex(pieces.index)
    whole = united(pieces.geometry, owner)
    names = load("regions").set_index("region_code")["region_name"]
    frame = {"code": whole.index.astype(str), "name": whole.index.map(names)}
    return gpd.GeoDataFrame(frame, geometry=whole.to_numpy(), crs=CRS)


def united(shapes: gpd.GeoSeries, owner: "pd.Series[str]") -> gpd.GeoSeries:
    """
    Unions of polygons that share their borders.

    Parameters
    ----------
    shapes : GeoSeries
        A valid coverage.
    owner : Series of str
        Same index: code of the union each goes into; missing for none.

    Returns
    -------
    GeoSeries
        Index: code, sorted.
    """
    unions = shapes.groupby(owner).agg(lambda some: shapely.coverage_union_all(some.to_numpy()))
    return gpd.GeoSeries(unions, crs=shapes.crs).sort_index()


def geoparquet_metadata(shapes: Sequence[shapely.Geometry]) -> dict[str, str]:
    """
    What makes a Parquet file a GeoParquet file (version 1.1.0).

    Parameters
    ----------
    shapes : sequence of Geometry
        All its geometries.

    Returns
    -------
    dict
        Entries of the file's metadata.
    """
    described = {
        "encoding": "WKB",
        "geometry_types": sorted({shape.geom_type for shape in shapes}),
        "crs": gpd.GeoSeries([], crs=CRS).crs.to_json_dict(),
        "bbox": [round(float(bound), 5) for bound in shapely.total_bounds(list(shapes))],
    }
    return {
        "geo": json.dumps(
            {"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": described}}
        )
    }
