"""Flows between communes as numbers: ranks of both ends and persons, read once a file, without a text a row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from arpent.errors import ArpentError, DataInvalid, DataUnavailable
from arpent.tables.reading import current_communes, describe
from arpent.tables.record import TableRecord
from arpent.tables.storage import built_file, how_to_get, table_file

#: Two censuses share survey years until they are this far apart.
YEARS_APART = 5
#: Rank of an end that is no commune: another country, a collectivité d'outre-mer.
BEYOND = -1


@dataclass(frozen=True, eq=False)
class Pairs:
    """
    Flows of one year.

    Parameters
    ----------
    home, other : array of int32
        Ranks of communes among the sorted codes of the tables' COG; ``other`` is `BEYOND` where it is none.
    counts : mapping of str to array
        Column → persons.
    """

    home: npt.NDArray[np.int32]
    other: npt.NDArray[np.int32]
    counts: Mapping[str, npt.NDArray[np.float64]]


def is_flows(record: TableRecord) -> bool:
    """
    Whether a table's rows are pairs of communes.

    Parameters
    ----------
    record : TableRecord
        Any.

    Returns
    -------
    bool
    """
    return len(record.key) == 3 and tuple(record.key[:2]) == ("commune_code", "year")


def load_pairs(name: str) -> Mapping[int, Pairs]:
    """
    Flows of the years of a table that can be compared: the latest, and back by five years or more.

    Parameters
    ----------
    name : str
        A table of flows.

    Returns
    -------
    mapping of int to Pairs
        By year, in order. Kept, and read again when the file changes.

    Raises
    ------
    ArpentError
        It is not a table of flows.
    DataUnavailable, DataInvalid
        Its file is not there, or can't be read.
    """
    if not is_flows(describe(name)):
        raise ArpentError(f"{name}: its rows are not pairs of communes; see tables.load")
    path = built_file(name)
    if not path.is_file():
        raise DataUnavailable(f"{path}: not there. {how_to_get(path)}")
    communes = table_file("communes")
    return _pairs(name, path, path.stat().st_mtime_ns, communes, communes.stat().st_mtime_ns)


def comparable(years: Sequence[int]) -> tuple[int, ...]:
    """
    The latest year, and those before it that overlap neither it nor one another.

    Examples
    --------
    >>> comparable([2015, 2018, 2019, 2022]), comparable([2019, 2020])
    ((2015, 2022), (2020,))
    """
    kept: list[int] = []
    for year in sorted(set(years), reverse=True):
        if not kept or kept[-1] - year >= YEARS_APART:
            kept.append(year)
    return tuple(sorted(kept))


@lru_cache(maxsize=8)
def _pairs(name: str, path: Path, _modified: int, _communes: Path, _then: int) -> Mapping[int, Pairs]:
    record = describe(name)
    counts = [column for column, one in record.columns.items() if one.dtype == "float"]
    ends = ["commune_code", record.key[2]]
    try:
        years = pq.read_table(path, columns=["year"], partitioning=None, use_threads=False)["year"]
        kept = comparable(years.unique().to_pylist())
        rows = pq.read_table(
            path,
            columns=[*ends, "year", *counts],
            filters=[("year", "in", list(kept))],
            read_dictionary=ends,
            partitioning=None,
            use_threads=False,
        )
    except (pa.ArrowException, OSError) as error:
        raise DataInvalid(
            f"{path}: can't be read, truncated or not Parquet ({error}). {how_to_get(path)}"
        ) from error
    rank = {code: position for position, code in enumerate(sorted(current_communes()))}
    home, other = (_ranks(rows[end], rank) for end in ends)
    year = rows["year"].to_numpy()
    numbers = {count: rows[count].to_numpy() for count in counts}
    return MappingProxyType(
        {
            one: Pairs(home[here], other[here], {count: array[here] for count, array in numbers.items()})
            for one in kept
            for here in (year == one,)
        }
    )


def _ranks(codes: pa.ChunkedArray, rank: Mapping[str, int]) -> npt.NDArray[np.int32]:
    """Rank of each code; a code is looked up once."""
    found = [
        np.array([rank.get(code, BEYOND) for code in chunk.dictionary.to_pylist()], dtype="int32")[
            chunk.indices.to_numpy(zero_copy_only=False)
        ]
        for chunk in codes.chunks
    ]
    return np.concatenate(found) if found else np.empty(0, dtype="int32")
