"""Contours of the communes of the current COG, as finely as the producer's generalisation gives them."""

from functools import cache

import geopandas as gpd
import pandas as pd
import shapely

from arpent import catalogue
from arpent.errors import DataInvalid
from arpent.sources.ign_contours import read_rows
from arpent.tables.carrying import former_codes
from arpent.tables.inputs import ELSEWHERE, Inputs

WGS84 = "EPSG:4326"
#: Legal projection of each overseas département; Lambert-93 elsewhere (decree 2000-1276 as amended).
PROJECTIONS = {"971": "EPSG:5490", "972": "EPSG:5490", "973": "EPSG:2972", "974": "EPSG:2975", "976": "EPSG:4471"}
LAMBERT_93 = "EPSG:2154"
#: Communes re-established in 2025 out of 15141, which keeps what is left: their contours as communes déléguées.
REESTABLISHED = ("15031", "15035", "15047", "15141", "15171")


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
    """
    return _contours(inputs)


@cache
def _contours(inputs: Inputs) -> gpd.GeoSeries:
    vintage = catalogue.load("ign_contours").latest
    rows = read_rows(vintage.file("communes"), inputs.folder, ["code", "type", "geometry"])
    rows = rows[~rows["code"].str.startswith(ELSEWHERE)]
    whole = rows[rows["type"] == "COM"].set_index("code")["geometry"]
    delegated = rows[rows["type"] == "COMD"].set_index("code")["geometry"]
    published = pd.concat([whole.drop(index=whole.index.intersection(REESTABLISHED)), delegated[list(REESTABLISHED)]])
    polygons = gpd.GeoSeries(shapely.from_wkb(published.map(bytes.fromhex).to_numpy()), published.index, crs=WGS84)
    if not polygons.is_valid.all():
        raise DataInvalid(f"ign_contours: invalid polygons: {', '.join(polygons.index[~polygons.is_valid][:5])}")
    return merged(polygons, former_codes(inputs))


def merged(polygons: gpd.GeoSeries, became: "pd.Series[str]") -> gpd.GeoSeries:
    """
    Polygons of former codes united into those of the codes they became.

    Parameters
    ----------
    polygons : GeoSeries
        Index: code.
    became : Series of str
        Former code → current code. Codes that are not in it stay.

    Returns
    -------
    GeoSeries
        Index ``commune_code``, sorted.
    """
    target = polygons.index.to_series().map(became).fillna(polygons.index.to_series())
    united = polygons.groupby(target.to_numpy()).agg(lambda some: shapely.union_all(some.to_numpy()))
    return gpd.GeoSeries(united, crs=polygons.crs).rename_axis("commune_code").sort_index()


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
    return pd.concat([contours[codes].to_crs(crs).area / 1e6 for crs, codes in zones.items()]).sort_index()
