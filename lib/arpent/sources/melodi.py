"""INSEE, Melodi: any dataset of its API as a file, one observation a row."""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from arpent.errors import DataInvalid
from arpent.sources.delimited import column_names, read_delimited

#: What every file has, beside its own dimensions and measure.
GEO, LEVEL, TIME, VALUE = "GEO", "GEO_OBJECT", "TIME_PERIOD", "OBS_VALUE"
#: Levels of communes, and of arrondissements of Paris, Lyon and Marseille.
COMMUNES = ("COM", "ARM")


def read_observations(
    path: Path, dimensions: Mapping[str, str], *, levels: tuple[str, ...] = COMMUNES
) -> pd.DataFrame:
    """
    Observations of some levels, where dimensions have given values, as published.

    Parameters
    ----------
    path : Path
        ``<dataset>_<year>_data.csv`` or ``<dataset>_data.csv``, out of the archive.
    dimensions : mapping of str to str
        Column → value: ``{"EC_MEASURE": "LVB"}``. A dimension that is not given is not filtered.
    levels : tuple of str
        Values of ``GEO_OBJECT``.

    Returns
    -------
    DataFrame
        Text: ``GEO``, ``GEO_OBJECT``, ``TIME_PERIOD``, ``OBS_VALUE``, then the dimensions that were not given.
        Codes have no prefix of their level.

    Raises
    ------
    DataInvalid
        It is not such a file, or has no such dimension.
    """
    header = column_names(path)
    if absent := [name for name in (GEO, LEVEL, TIME, VALUE, *dimensions) if name not in header]:
        raise DataInvalid(f"{path}: no column {', '.join(absent)}. It has: {', '.join(header)}")
    listed = ", ".join(f"'{level}'" for level in levels)
    kept = [f"\"{name}\" = '{value}'" for name, value in dimensions.items()]
    condition = " AND ".join([f'"{LEVEL}" IN ({listed})', *kept])
    others = [name for name in header if name not in (GEO, LEVEL, TIME, VALUE, *dimensions)]
    return read_delimited(path, columns=[GEO, LEVEL, TIME, VALUE, *others], where=condition)
