"""A table of communes laid out for sums: every commune, every year, every count, in one array."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd

from arpent import tables
from arpent.errors import ArpentError
from arpent.indicators.figures import Bools, Floats, Ints
from arpent.tables.storage import built_file, table_file
from arpent.territory.reference import latest_population

#: Reason of a row that the table lacks.
LACKING = "not_available"


@dataclass(frozen=True, eq=False)
class Cube:
    """
    Figures of all communes, in the order of their codes.

    Parameters
    ----------
    years : array of int, shape (years,)
        In order.
    columns : tuple of str
        Counts.
    figures : array, shape (columns, years, communes)
        NaN where missing.
    reasons : array of int8, same shape
        Rank in ``names`` of the reason of what is missing.
    names : tuple of str
        Reasons.
    is_estimated : array of bool, shape (years, communes)
    """

    years: Ints
    columns: tuple[str, ...]
    figures: Floats
    reasons: npt.NDArray[np.int8]
    names: tuple[str, ...]
    is_estimated: Bools


def load_cube(table: str, columns: Sequence[str]) -> Cube:
    """
    Cube of a table; kept, and made again when the table's file changes.

    Parameters
    ----------
    table : str
        One whose rows are those of communes, of each year where it has years.
    columns : sequence of str
        Counts: of the table itself, or of the table ``communes`` (``area_km2``; ``communes`` counts one each).

    Returns
    -------
    Cube

    Raises
    ------
    ArpentError
        Its rows are not those of communes and years.
    DataUnavailable
        The table is not on this machine; the message names the command that brings it.
    """
    record = tables.describe(table)
    if not {"commune_code"} <= set(record.key) <= {"commune_code", "year"}:
        raise ArpentError(f"{table}: its rows are not those of communes and years; it can't be summed so.")
    path = table_file(table) if record.is_embedded else built_file(table)
    return _cube(table, tuple(columns), _state(path), _state(table_file("communes")))


def ranks_of(communes: Sequence[str]) -> Ints:
    """
    Where communes stand in every cube.

    Parameters
    ----------
    communes : sequence of str
        Codes of the COG year of the tables.

    Returns
    -------
    array of int
    """
    get = _ranks(_state(table_file("communes"))).__getitem__
    return np.fromiter(map(get, communes), np.int64, len(communes))


def inhabitants() -> Floats:
    """
    Latest population of the communes, in the order of every cube, to weigh; never shown.

    Returns
    -------
    array of float
        One more than the population, so that none weighs nothing.
    """
    return _inhabitants(_state(table_file("communes")), _state(table_file("population_legal")))


@lru_cache(maxsize=2)
def _inhabitants(communes: tuple[Path, int], _population: tuple[Path, int]) -> Floats:
    people = latest_population().reindex(list(_ranks(communes))).fillna(0.0)
    return np.asarray(people + 1, dtype="float64")


def _state(path: Path) -> tuple[Path, int]:
    return path, path.stat().st_mtime_ns if path.is_file() else 0


@lru_cache(maxsize=2)
def _ranks(_communes: tuple[Path, int]) -> dict[str, int]:
    codes = sorted(tables.load("communes")["commune_code"])
    return dict(zip(codes, range(len(codes)), strict=True))


@lru_cache(maxsize=512)  # the nine themes ask for 121 of them, 109 MB in all
def _cube(table: str, columns: tuple[str, ...], _table: tuple[Path, int], communes: tuple[Path, int]) -> Cube:
    rows = _rows(table, columns)
    codes = pd.Index(_ranks(communes))
    years, year = np.unique(rows["year"].to_numpy(dtype="int64"), return_inverse=True)
    place = codes.get_indexer(pd.Index(rows["commune_code"]))
    shape = (len(columns), len(years), len(codes))
    names, ranks = _reasons(table, columns, rows)
    values, reasons = np.full(shape, np.nan), np.zeros(shape, dtype="int8")
    for rank, name in enumerate(columns):
        values[rank, year, place] = rows[name].to_numpy(dtype="float64", na_value=np.nan)
        reasons[rank, year, place] = ranks[rank]
    is_estimated = np.zeros(shape[1:], dtype=bool)
    if "is_estimated" in rows:
        is_estimated[year, place] = rows["is_estimated"].to_numpy(dtype=bool)
    return Cube(years, columns, values, reasons, names, is_estimated)


def _rows(table: str, columns: tuple[str, ...]) -> pd.DataFrame:
    record = tables.describe(table)
    own = [name for name in columns if name in record.columns]
    others = [name for name in columns if name not in record.columns]
    told = {"year", "is_estimated", *(record.reason_of(name) for name in own)}
    kept = [name for name in record.columns if name == "commune_code" or name in told or name in own]
    rows = tables.load(table, columns=kept)
    if others:
        rows = rows.merge(_of_communes(others), on="commune_code", how="left")
    return rows if "year" in rows else rows.assign(year=record.cog_year)


def _of_communes(names: Sequence[str]) -> pd.DataFrame:
    communes = tables.load("communes").assign(communes=1)
    return communes[["commune_code", *names]]


def _reasons(
    table: str, columns: tuple[str, ...], rows: pd.DataFrame
) -> tuple[tuple[str, ...], list[npt.NDArray[np.int8]]]:
    """Reasons by rank, the first that of a lacking row; and, a column at a time, the rank of each row's."""
    record = tables.describe(table)
    columns_of = [record.reason_of(name) if name in record.columns else "" for name in columns]
    told = {name: rows[name].astype("object").fillna(LACKING) for name in set(columns_of) - {""}}
    names = (
        LACKING,
        *sorted({str(one) for reasons in told.values() for one in reasons.unique()} - {LACKING}),
    )
    rank = {name: position for position, name in enumerate(names)}
    nothing = np.zeros(len(rows), dtype="int8")
    return names, [np.asarray(told[name].map(rank), dtype="int8") if name else nothing for name in columns_of]
