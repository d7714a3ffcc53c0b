"""
Table ``boundaries_iris``: boundaries of the IRIS of communes that are cut into several, within those of communes.

A commune that is not cut is its own IRIS: its boundaries are those of ``boundaries_communes``.
"""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from arpent.errors import DataInvalid, DataUnavailable
from arpent.sources.ign_iris import read_iris_contours
from arpent.sources.insee_filosofi import read_filosofi
from arpent.tables.boundaries import CRS, load_boundaries
from arpent.tables.contours import by_projection
from arpent.tables.raw import Raw, Sources
from arpent.tables.reading import load
from arpent.tables.record import Column, TableRecord

DATASET, NAMES = "ign_iris", "insee_filosofi"
#: Digits of a commune in the code of an IRIS; kind of IRIS that is a whole commune.
COMMUNE, WHOLE = 5, "Z"
#: Metres: generalisation of the limits inside a commune, and gaps closed between them.
TOLERANCE, GAP = 15.0, 20.0
#: Least share of an IRIS that lies in its commune: less is a file of other places.
INSIDE = 0.5
RECORD = TableRecord(
    name="boundaries_iris",
    title="Contours des IRIS",
    columns={
        "code": Column("Code de l'IRIS"),
        "commune_code": Column("Code de la commune"),
        "name": Column("IRIS"),
        "geometry": Column("Contour", "geometry"),
    },
    key=("code",),
    datasets=(DATASET, "insee_rp_iris", NAMES),
    cog_year=2026,
    note=(
        "Communes découpées en IRIS seulement, et dont le fichier lu a tous les IRIS du recensement de 2021. Les "
        "contours sont ramenés à celui de leur commune : ils se dessinent, ils ne se mesurent pas. Un IRIS dont le nom "
        "n'est dans aucun fichier lu porte ses quatre derniers chiffres."
    ),
    is_embedded=False,
)


def build(sources: Sources) -> pd.DataFrame:
    """
    The table, from the contours and the list of IRIS of the census.

    Parameters
    ----------
    sources : Sources
        Raw files.

    Returns
    -------
    DataFrame
        One row an IRIS; ``geometry`` is WKB, EPSG:4326.

    Raises
    ------
    DataUnavailable
        No contours are on this machine.
    DataInvalid
        An IRIS stands twice, or lies out of its commune; or no commune has all its IRIS.
    """
    raw = _contours(sources)
    published = raw.frame.rename(columns=str.lower).set_index("code_iris")
    if published.index.has_duplicates:
        raise DataInvalid(f"{raw.file}: an IRIS stands twice")
    owner = _drawn(published.index)
    if owner.empty:
        raise DataInvalid(f"{raw.file}: it holds every IRIS of no commune")
    shapes = published.geometry.reindex(owner.index).to_crs(CRS)
    fitted = pd.concat(
        [_within(shapes[codes], str(commune)) for commune, codes in owner.groupby(owner).groups.items()]
    )
    named = _names(sources, published).reindex(owner.index)
    short = "IRIS " + owner.index.str[COMMUNE:].to_series(owner.index)
    return pd.DataFrame(
        {
            "code": owner.index,
            "commune_code": owner.to_numpy(),
            "name": named.where(named.notna(), short).to_numpy(),
            "geometry": fitted.reindex(owner.index).to_wkb().to_numpy(),
        }
    )


def _contours(sources: Sources) -> Raw:
    """The producer's file where it is there, else the parts that a third party carries."""
    try:
        return sources.raw(DATASET, "iris", read_iris_contours)
    except DataUnavailable:
        return sources.parts(DATASET, "iris_", read_iris_contours)


def _drawn(published: pd.Index) -> "pd.Series[str]":
    """IRIS of the communes that are cut and of which every IRIS is drawn: code → commune."""
    iris = load("census_iris", columns=["iris_code", "commune_code", "iris_type"])
    iris = iris.assign(is_cut=iris["iris_type"] != WHOLE, is_drawn=iris["iris_code"].isin(published))
    by_commune = iris.groupby("commune_code")
    kept = by_commune["is_cut"].transform("any") & by_commune["is_drawn"].transform("all")
    kept &= ~iris["iris_code"].duplicated(keep=False)
    return iris[kept].set_index("iris_code")["commune_code"].rename_axis("code").sort_index()


def _within(shapes: gpd.GeoSeries, commune: str) -> gpd.GeoSeries:
    """IRIS of one commune brought to its boundaries: they fill it, and share their borders."""
    whole = load_boundaries("commune", [commune]).geometry
    (crs,) = by_projection(shapes.index)
    limit = whole.to_crs(crs).iloc[0]
    drawn = shapely.make_valid(shapes.to_crs(crs).to_numpy())
    pieces = shapely.intersection(drawn, limit)
    if (shapely.area(pieces) < INSIDE * shapely.area(drawn)).any():
        raise DataInvalid(f"{DATASET}: an IRIS of {commune} lies out of its commune")
    filled = shapely.coverage_clean(_filled(pieces, limit), gap_width=GAP)
    light = shapely.coverage_simplify(filled, TOLERANCE, simplify_boundary=False)
    return gpd.GeoSeries(light, shapes.index, crs=crs).to_crs(CRS)


def _filled(pieces: np.ndarray, limit: shapely.Geometry) -> np.ndarray:
    """What of a commune no IRIS covers goes to the nearest, that with the longest common border first."""
    grown: list[list[shapely.Geometry]] = [[piece] for piece in pieces]
    for rest in shapely.get_parts(shapely.difference(limit, shapely.union_all(pieces))):
        around = shapely.buffer(rest, 1.0)
        shared = shapely.area(shapely.intersection(pieces, around))
        best = int(shared.argmax()) if shared.any() else int(shapely.distance(pieces, rest).argmin())
        grown[best].append(rest)
    return np.array([_polygonal(shapely.union_all(some)) for some in grown])


def _polygonal(shape: shapely.Geometry) -> shapely.Geometry:
    """Without the points and lines that cutting leaves."""
    return shapely.union_all([part for part in shapely.get_parts(shape) if part.geom_type == "Polygon"])


def _names(sources: Sources, published: pd.DataFrame) -> "pd.Series[str]":
    """Names of IRIS, by code: the contours' own, else those that the incomes by IRIS carry."""
    if "nom_iris" in published:
        return published["nom_iris"].astype("object")
    try:
        raws = sources.vintages(NAMES, "disp_iris", read_filosofi)
    except DataUnavailable:
        return pd.Series(index=published.index, dtype="object")
    listed = [raw.frame.set_index("IRIS")["LIBIRIS"] for raw in raws if "LIBIRIS" in raw.frame]
    every: pd.Series[str] = pd.concat(listed)
    return every[~every.index.duplicated(keep="last")].str.strip()
