"""
Any file that its record describes well enough → a frame, as published: no module of its own is needed.

This is what an agency's own table is read by: CSV, workbook, Parquet (so a query on its database too) or a layer
of polygons or points.
"""

from collections.abc import Callable
from pathlib import Path

import pandas as pd

from arpent.catalogue import SourceFile
from arpent.errors import DataInvalid
from arpent.sources.delimited import read_delimited
from arpent.sources.sheets import read_sheets, sheet_names


def read_declared(path: Path, declared: SourceFile) -> pd.DataFrame:
    """
    A file, read as its record says.

    Parameters
    ----------
    path : Path
        From `arpent.sources.store.locate`.
    declared : SourceFile
        Its form: ``format``, ``encoding``, ``separator``, ``sheet``, ``skip``.

    Returns
    -------
    DataFrame
        All text from a CSV or a workbook: codes keep their zeros, marks stay, decimals are as written. Typed
        columns, and a GeoDataFrame where there are geometries, from the other formats.

    Raises
    ------
    DataInvalid
        It is not such a file, or its format needs a reader of its own.
    """
    read = READERS.get("parquet" if declared.query else declared.format)
    if read is None:
        raise DataInvalid(
            f"{path}: format '{declared.format}' needs a module of its own in arpent.sources. Read from the "
            f"record alone: {', '.join(READERS)}"
        )
    return read(path, declared)


def _csv(path: Path, declared: SourceFile) -> pd.DataFrame:
    if declared.encoding.lower() in ("utf-8", "utf-8-sig"):
        return read_delimited(path, separator=declared.separator, skip=declared.skip)
    # NOTE: DuckDB knows UTF-8, UTF-16 and strict Latin-1; what Excel writes in France is cp1252.
    try:
        return pd.read_csv(
            path,
            sep=declared.separator,
            encoding=declared.encoding,
            skiprows=declared.skip,
            dtype="str",
            keep_default_na=False,
        )
    except (ValueError, LookupError) as error:
        raise DataInvalid(f"{path}: not the CSV file that its record describes ({error})") from error


def _workbook(path: Path, declared: SourceFile) -> pd.DataFrame:
    sheet = declared.sheet or sheet_names(path)[0]
    grid = read_sheets(path, [sheet])[sheet]
    if len(grid) <= declared.skip:
        raise DataInvalid(
            f"{path}, sheet {sheet}: no row under the {declared.skip} rows of title of its record"
        )
    header = grid.iloc[declared.skip].str.strip()
    named = header.ne("").to_numpy()
    rows = grid.iloc[declared.skip + 1 :].loc[:, named].reset_index(drop=True)
    return rows.set_axis(header[named].tolist(), axis="columns")


def _parquet(path: Path, _declared: SourceFile) -> pd.DataFrame:
    import pyarrow.parquet as pq  # noqa: PLC0415 - none of these is needed to read a CSV

    if b"geo" in (pq.read_schema(path).metadata or {}):
        import geopandas as gpd  # noqa: PLC0415

        layer: pd.DataFrame = gpd.read_parquet(path)
        return layer
    return pd.read_parquet(path)


def _layer(path: Path, declared: SourceFile) -> pd.DataFrame:
    import geopandas as gpd  # noqa: PLC0415

    # A GeoPackage's layer is to it what a sheet is to a workbook.
    layer: pd.DataFrame = gpd.read_file(path, layer=declared.sheet) if declared.sheet else gpd.read_file(path)
    return layer


READERS: dict[str, Callable[[Path, SourceFile], pd.DataFrame]] = {
    **dict.fromkeys(("csv",), _csv),
    **dict.fromkeys(("xlsx", "xls", "ods"), _workbook),
    **dict.fromkeys(("parquet", "postgis"), _parquet),
    **dict.fromkeys(("gpkg", "geojson", "shp"), _layer),
}
