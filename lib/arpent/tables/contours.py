"""Contours of the communes of the current COG, as finely as the producer's generalisation gives them."""

from collections.abc import Sequence
from functools import cache

import geopandas as gpd
import pandas as pd
import shapely

from arpent import catalogue
from arpent.errors import DataInvalid
from arpent.sources.ign_contours import read_rows
from arpent.tables.checks import check_no_stranger
from arpent.tables.inputs import ELSEWHERE, Inputs
from arpent.territory.passage import passage

WGS84 = "EPSG:4326"
#: Legal projection of each overseas département; Lambert-93 elsewhere (decree 2000-1276 as amended).
PROJECTIONS = {
    "971": "EPSG:5490",
    "972": "EPSG:5490",
    "973": "EPSG:2972",
    "974": "EPSG:2975",
    "976": "EPSG:4471",
}
LAMBERT_93 = "EPSG:2154"


@cache
def current_contours(inputs: Inputs) -> gpd.GeoSeries:
    """
    Polygon of each commune of the current COG.

    Parameters
    ----------
    inputs : Inputs
        Pinned files.

    Returns
    -------
    GeoSeries
        Index ``commune_code``, EPSG:4326; without the collectivités d'outre-mer.

    Raises
    ------
    DataInvalid
        A polygon is invalid, or a commune cut since the contours has no contours of its parts.
    """
    vintage = catalogue.load("ign_contours").latest
    rows = read_rows(vintage.file("communes"), inputs.folder, ["code", "type", "geometry"])
    rows = rows[~rows["code"].str.startswith(ELSEWHERE)]
    whole = _polygons(rows[rows["type"] == "COM"])
    delegated = _polygons(rows[rows["type"] == "COMD"])
    return brought_to(whole, delegated, passage(vintage.cog_year, inputs.cog.cog_year).frame)


def _polygons(rows: pd.DataFrame) -> gpd.GeoSeries:
    shapes = shapely.from_wkb(rows["geometry"].map(bytes.fromhex).to_numpy())
    if not shapely.is_valid(shapes).all():
        bad = ", ".join(rows.loc[~shapely.is_valid(shapes), "code"].head(5))
        raise DataInvalid(f"ign_contours: invalid polygon(s): {bad}")
    return gpd.GeoSeries(shapes, index=rows["code"].to_numpy(), crs=WGS84)


def brought_to(whole: gpd.GeoSeries, delegated: gpd.GeoSeries, way: pd.DataFrame) -> gpd.GeoSeries:
    """
    Polygons of the communes of another COG year.

    Merged communes are united. A commune that was cut is not shared by weight: each of its successors takes
    the polygon of the commune déléguée of the same code, so that none overlaps another.

    Parameters
    ----------
    whole : GeoSeries
        Communes of the source year; index: code.
    delegated : GeoSeries
        Communes déléguées of the source year; index: code.
    way : DataFrame
        ``source_code``, ``target_code``, ``is_estimated`` (the source is cut) of a passage.

    Returns
    -------
    GeoSeries
        Index ``commune_code``, sorted.

    Raises
    ------
    DataInvalid
        A code is not of the source year, a successor has no polygon, or the successors do not fill a commune.
    """
    check_no_stranger(whole.index.to_series(), set(way["source_code"]), "ign_contours")
    way = way[way["source_code"].isin(whole.index)]
    cut, kept = way[way["is_estimated"]], way[~way["is_estimated"]]
    if absent := sorted(set(cut["target_code"]) - set(delegated.index)):
        raise DataInvalid(
            f"ign_contours: no commune déléguée to draw {', '.join(absent)}, cut since the contours"
        )
    for code, targets in cut.groupby("source_code")["target_code"]:
        check_fills(whole[code], delegated[targets].tolist(), str(code))
    parts = [whole[kept["source_code"]], delegated[cut["target_code"]]]
    target = [*kept["target_code"], *cut["target_code"]]
    united = pd.concat(parts).groupby(target).agg(_united)
    return gpd.GeoSeries(united, crs=whole.crs).rename_axis("commune_code").sort_index()


def _united(shapes: "pd.Series[shapely.Geometry]") -> shapely.Geometry:
    return shapes.iloc[0] if len(shapes) == 1 else shapely.union_all(shapes.to_numpy())


def check_fills(whole: shapely.Geometry, parts: Sequence[shapely.Geometry], code: str) -> None:
    """
    Parts fill a whole and do not overlap, within a millionth of its area.

    Parameters
    ----------
    whole : Geometry
        Polygon.
    parts : sequence of Geometry
        Polygons.
    code : str
        Its commune, for the message.

    Raises
    ------
    DataInvalid
        They leave a hole, run over or overlap.
    """
    odd = shapely.union_all(parts).symmetric_difference(whole).area + abs(
        shapely.area(parts).sum() - whole.area
    )
    if odd > 1e-6 * whole.area:
        raise DataInvalid(
            f"ign_contours: {code}: its parts differ from it by {odd / whole.area:.1%} of its area"
        )


def by_projection(codes: pd.Index) -> dict[str, pd.Index]:
    """
    Codes grouped by the legal projection of their territory.

    Parameters
    ----------
    codes : Index of str
        Commune codes, or other codes that begin with the département's.

    Returns
    -------
    dict
        EPSG code → codes.
    """
    projection = codes.str[:3].map(lambda prefix: PROJECTIONS.get(prefix, LAMBERT_93))
    return {name: codes[projection == name] for name in sorted(set(projection))}


def areas_km2(contours: gpd.GeoSeries) -> "pd.Series[float]":
    """
    Area of each polygon, in its legal projection.

    It is computed on generalised contours: it is not the cadastral area.

    Parameters
    ----------
    contours : GeoSeries
        Index ``commune_code``, EPSG:4326.

    Returns
    -------
    Series
        km².
    """
    zones = by_projection(contours.index)
    areas: pd.Series[float] = pd.concat([contours[codes].to_crs(crs).area for crs, codes in zones.items()])
    return areas.sort_index() / 1e6
