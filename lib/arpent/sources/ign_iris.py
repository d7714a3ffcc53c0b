"""IGN and INSEE, Contours…IRIS: the polygon of each IRIS, whatever the form of the file."""

from pathlib import Path
from typing import TYPE_CHECKING

from arpent.errors import DataInvalid

if TYPE_CHECKING:
    import geopandas as gpd


def read_iris_contours(path: Path) -> "gpd.GeoDataFrame":
    """
    One file of contours, as published.

    Parameters
    ----------
    path : Path
        GeoPackage, shapefile or GeoJSON.

    Returns
    -------
    GeoDataFrame
        One row an IRIS, its column of codes first: ``CODE_IRIS`` until 2022, ``code_iris`` since. A third party's
        file may hold no name.

    Raises
    ------
    DataInvalid
        It is not such a file.
    """
    import geopandas as gpd  # noqa: PLC0415 - reading other files must not wait for it

    try:
        frame = gpd.read_file(path)
    except (OSError, RuntimeError, ValueError) as error:
        raise DataInvalid(f"{path}: not a file of polygons ({error})") from error
    named = {str(name).lower(): name for name in frame.columns}
    if "code_iris" not in named:
        raise DataInvalid(f"{path}: no column code_iris. It has: {', '.join(map(str, frame.columns))}")
    code = named["code_iris"]
    return frame[[code, *(name for name in frame.columns if name != code)]]
