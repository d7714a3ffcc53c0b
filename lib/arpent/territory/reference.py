"""The reference tables of the current COG: who exists, and who belongs to whom."""

from functools import cache
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq

from arpent import project
from arpent.errors import DataInvalid, DataUnavailable

FOLDER = ("data", "embedded")
#: Zonings come from INSEE's files: the table is built on this machine, and is not part of arpent.
ZONINGS = ("data", "tables", "zonings.parquet")
GROUPS = ("params", "territories.yml")
State = tuple[Path, int, int]


def state() -> State:
    """
    What territories are read from, to know that it changed: what is kept in memory is kept under it.

    Returns
    -------
    tuple
        The project's folder; when its groupings and its zonings were written (0 where they are not there).
    """
    root = project.root()
    return root, _written(root.joinpath(*GROUPS)), _written(root.joinpath(*ZONINGS))


def _written(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


def _file(name: str) -> Path:
    path = project.path(*FOLDER, f"{name}.parquet")
    if not path.is_file():
        raise DataUnavailable(
            f"{path}: not there. It is part of arpent: get it back with 'git checkout -- data/embedded'."
        )
    return path


def read_reference(name: str) -> pd.DataFrame:
    """
    One reference table, whole.

    Parameters
    ----------
    name : str
        ``communes``, ``epci``, ``arrondissements``, ``departements``, ``regions``, ``epci_history``,
        ``epci_names`` or ``neighbours``.

    Returns
    -------
    DataFrame
        Indexed by the first column, a code (text). Not to be altered: others read the same.

    Raises
    ------
    DataUnavailable
        The file is not there.
    DataInvalid
        The file can't be read.
    """
    return _read(_file(name))


@cache
def _read(path: Path) -> pd.DataFrame:
    try:
        frame = pd.read_parquet(path)
    except (OSError, ValueError) as error:
        raise DataInvalid(
            f"{path}: can't be read ({error}). Get it back with 'git checkout -- data/embedded'."
        ) from error
    return frame.set_index(frame.columns[0])


def has_zonings() -> bool:
    """Whether the table of zonings was built on this machine."""
    return project.path(*ZONINGS).is_file()


def read_zonings() -> pd.DataFrame:
    """
    Zonings of the communes of the current COG.

    Returns
    -------
    DataFrame
        Index ``commune_code``; ``<zoning>_code`` and ``<zoning>_name``, ``catchment_area_part``,
        ``density_level``: see ``levels`` for what they are called as levels. Not to be altered.

    Raises
    ------
    DataUnavailable
        The table was not built; the message names the commands that bring it.
    DataInvalid
        It can't be read.
    """
    path = project.path(*ZONINGS)
    if not path.is_file():
        raise DataUnavailable(
            "data/tables/zonings.parquet: not there: zones d'emploi, bassins de vie, unités urbaines, aires "
            "d'attraction and the density grid are read from INSEE's files. 'arpent data fetch "
            "insee_zonages insee_densite anct_qpv' brings them, 'arpent data build zonings' makes the table."
        )
    return _read_zonings(path, path.stat().st_mtime_ns)


@cache
def _read_zonings(path: Path, _modified: int) -> pd.DataFrame:
    try:
        return pd.read_parquet(path).set_index("commune_code")
    except (OSError, ValueError, KeyError) as error:
        raise DataInvalid(
            f"{path}: can't be read ({error}). Build it again with 'arpent data build zonings --force'."
        ) from error


def cog_year() -> int:
    """
    Year of the COG that the reference tables are in.

    Returns
    -------
    int
        From the ``cog_year`` entry of the file's own metadata, so that a new COG is a new file.
    """
    return _cog_year(_file("communes"))


@cache
def _cog_year(path: Path) -> int:
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
