"""The reference tables of the current COG: who exists, and who belongs to whom."""

from functools import cache
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq

from arpent import project
from arpent.errors import DataInvalid, DataUnavailable

FOLDER = ("data", "embedded")


def _file(name: str) -> Path:
    path = project.path(*FOLDER, f"{name}.parquet")
    if not path.is_file():
        raise DataUnavailable(
            f"{path}: not there. It is part of arpent: get it back with 'git checkout -- data/embedded'."
        )
    return path


@cache
def read_reference(name: str) -> pd.DataFrame:
    """
    One reference table, whole.

    Parameters
    ----------
    name : str
        ``communes``, ``epci``, ``departements`` or ``regions``.

    Returns
    -------
    DataFrame
        Indexed by the first column, the code (text).

    Raises
    ------
    DataUnavailable
        The file is not there.
    DataInvalid
        The file can't be read.
    """
    path = _file(name)
    try:
        frame = pd.read_parquet(path)
    except (OSError, ValueError) as error:
        raise DataInvalid(
            f"{path}: can't be read ({error}). Get it back with 'git checkout -- data/embedded'."
        ) from error
    return frame.set_index(frame.columns[0])


@cache
def cog_year() -> int:
    """
    Year of the COG that the reference tables are in.

    Returns
    -------
    int
        From the ``cog_year`` entry of the file's own metadata, so that a new COG is a new file.
    """
    path = _file("communes")
    metadata = pq.read_schema(path).metadata or {}
    if b"cog_year" not in metadata:
        raise DataInvalid(
            f"{path}: no 'cog_year' in its metadata; rebuild with 'python -m arpent.tables.embed'."
        )
    return int(metadata[b"cog_year"])


@cache
def latest_population() -> "pd.Series[float]":
    """
    Latest legal population of each commune, to order homonyms and to weigh; never shown.

    Returns
    -------
    Series
        Index ``commune_code``, inhabitants; 0 where unknown.
    """
    table = pd.read_parquet(_file("population_legal"), columns=["commune_code", "year", "population"])
    latest = table[table["year"] == table["year"].max()].set_index("commune_code")["population"]
    inhabitants: pd.Series[float] = latest.astype("float64").fillna(0.0)
    return inhabitants
