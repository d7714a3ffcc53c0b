"""
What happened to communes since 1943: the list of events, and the list it starts from.

An event is one row: what stood before (status, code, name) → what stands after, on a date. Several rows of
one date make a merge (many sources, one target), a split (one source, many targets) or a zone (many to
many). The list is read from, in this order:

1. ``data/raw/insee_mouvements_communes``: INSEE's own list, where a user has fetched it;
2. ``data/embedded/cog_events.parquet``: made by ``python -m arpent.territory.build_events``.

A later COG is a data file: ``data/embedded/cog_events_<year>.csv``, with the columns of `COLUMNS_ADDED`
(a heading alone is a year without change). It is not a code edit.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq

from arpent import project
from arpent.errors import AskedWrongly, DataInvalid, DataUnavailable
from arpent.sources import insee_mouvements_communes

FIRST_YEAR = 1968
COLUMNS = (
    "date", "kind", "source_status", "source_code", "source_name",
    "target_status", "target_code", "target_name", "target_typography", "part_code", "is_dated",
)  # fmt: skip
COLUMNS_ADDED = ("date", "source_code", "target_code", "target_name")
KINDS = (
    "rename", "merge", "association", "new_commune", "full_merge", "split", "creation", "removal",
    "departement", "seat", "status", "scope", "other",
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class Events:
    """
    A list of communes and what happened to them afterwards.

    Parameters
    ----------
    base : DataFrame
        ``commune_code``, ``commune_name``, ``typography`` on 1 January of ``first_year``.
    frame : DataFrame
        The columns of `COLUMNS`, sorted by date; rows dated before ``first_year`` tell the history only.
    first_year, last_year : int
        First and last COG year (state on 1 January).
    origin : str
        Which list it is: ``"insee"`` or ``"arpent"``.
    """

    base: pd.DataFrame
    frame: pd.DataFrame
    first_year: int
    last_year: int
    origin: str = "arpent"

    @property
    def years(self) -> range:
        """COG years covered, first to last."""
        return range(self.first_year, self.last_year + 1)


def _folder() -> Path:
    return project.path("data", "embedded")


def events(source: str | None = None) -> Events:
    """
    The events in use on this machine.

    Parameters
    ----------
    source : {None, "insee", "arpent"}
        ``None`` takes INSEE's fetched list where it is there, else the embedded one.

    Returns
    -------
    Events
        With the added years.

    Raises
    ------
    DataUnavailable
        ``"insee"`` was asked for and is not there, or the embedded file is missing.
    AskedWrongly
        Another ``source``.
    """
    if source not in (None, "insee", "arpent"):
        raise AskedWrongly(f"events: source {source!r} is unknown; allowed: None, 'insee', 'arpent'")
    raw = insee_mouvements_communes.latest_file(project.path("data", "raw"))
    if source == "insee" and raw is None:
        raise DataUnavailable(
            "data/raw/insee_mouvements_communes: no v_mvt_commune_*.csv; "
            "'arpent data fetch insee_mouvements_communes' brings it"
        )
    added = tuple(sorted(_folder().glob("cog_events_*.csv")))
    return _events(_folder(), None if source == "arpent" else raw, added)


@cache
def _events(folder: Path, raw: Path | None, added: tuple[Path, ...]) -> Events:
    base, embedded = _read(folder / "cog_communes_1968.parquet"), _read(folder / "cog_events.parquet")
    last = _last_year(folder / "cog_events.parquet")
    frame = embedded if raw is None else _with_insee(insee_mouvements_communes.read_events(raw), embedded)
    years = [_year_of(file) for file in added]
    if years != list(range(last + 1, last + 1 + len(years))):
        raise DataInvalid(f"{folder}: cog_events_*.csv must follow {last} without a gap; found {years}")
    if added:
        frame = fill_names(base, pd.concat([frame, *(read_added(file) for file in added)], ignore_index=True))
    return Events(base, frame, FIRST_YEAR, last + len(years), "arpent" if raw is None else "insee")


def _read(file: Path) -> pd.DataFrame:
    if not file.is_file():
        raise DataUnavailable(f"{file}: not there; get it back with 'git checkout -- data/embedded'.")
    return pd.read_parquet(file)


def _last_year(file: Path) -> int:
    return int((pq.read_schema(file).metadata or {})[b"cog_year"])


def _year_of(file: Path) -> int:
    text = file.stem.rsplit("_", 1)[-1]
    if not text.isdigit():
        raise DataInvalid(f"{file}: the name must end in the COG year: cog_events_2027.csv")
    return int(text)


def _with_insee(insee: pd.DataFrame, embedded: pd.DataFrame) -> pd.DataFrame:
    """INSEE's events, ours after its last date, and what INSEE does not list (entering, leaving)."""
    later = embedded[(embedded["date"] > insee["date"].max()) | (embedded["kind"] == "scope")]
    together: pd.DataFrame = pd.concat([insee, later], ignore_index=True)
    return together.sort_values("date", kind="stable", ignore_index=True)


def read_added(file: Path) -> pd.DataFrame:
    """
    One later COG, from its data file.

    Parameters
    ----------
    file : Path
        ``cog_events_<year>.csv``: UTF-8, comma, the columns of `COLUMNS_ADDED`, one row per source and
        target: a merge has several rows of one target (the one that keeps its code included), a split
        several rows of one source, a rename or a change of code a single row.

    Returns
    -------
    DataFrame
        With the columns of `COLUMNS`.

    Raises
    ------
    DataInvalid
        A column is missing, a cell is empty, or a date is not of the year before.
    """
    year, given = _year_of(file), pd.read_csv(file, dtype=str, encoding="utf-8")
    missing = [name for name in COLUMNS_ADDED if name not in given.columns]
    if missing:
        raise DataInvalid(f"{file}: columns {missing} are missing; needed: {', '.join(COLUMNS_ADDED)}")
    if given[list(COLUMNS_ADDED)].isna().any(axis=None):
        raise DataInvalid(f"{file}: empty cells; every row needs {', '.join(COLUMNS_ADDED)}")
    wrong = given.loc[~given["date"].between(f"{year - 1}-01-02", f"{year}-01-01"), "date"]
    if len(wrong):
        raise DataInvalid(
            f"{file}: dates {sorted(set(wrong))} are not between {year - 1}-01-02 and {year}-01-01"
        )
    return from_rows(given)


def from_rows(rows: pd.DataFrame | Sequence[tuple[str, str, str, str]]) -> pd.DataFrame:
    """
    Events between communes from the four columns that nobody can do without.

    Parameters
    ----------
    rows : DataFrame or sequence of tuples
        ``date``, ``source_code``, ``target_code``, ``target_name``.

    Returns
    -------
    DataFrame
        With the columns of `COLUMNS`, sorted by date; kinds found from the shape of each event.
    """
    frame = pd.DataFrame(rows, columns=None if isinstance(rows, pd.DataFrame) else list(COLUMNS_ADDED))
    by_source = frame.groupby(["date", "source_code"])["target_code"].transform("nunique")
    by_target = frame.groupby(["date", "target_code"])["source_code"].transform("nunique")
    frame["kind"] = "rename"
    frame.loc[frame["source_code"] != frame["target_code"], "kind"] = "seat"
    frame.loc[by_target > 1, "kind"] = "merge"
    frame.loc[by_source > 1, "kind"] = "split"
    defaults = {"source_status": "COM", "source_name": "", "target_status": "COM", "part_code": ""}
    frame = frame.assign(**{name: value for name, value in defaults.items() if name not in frame})
    if "target_typography" not in frame:
        frame["target_typography"] = 0
    dated: pd.DataFrame = frame.assign(is_dated=True)[list(COLUMNS)]
    return dated.sort_values("date", kind="stable", ignore_index=True)


def fill_names(base: pd.DataFrame, frame: pd.DataFrame) -> pd.DataFrame:
    """
    Events with the names that communes had before, where they are not given.

    Parameters
    ----------
    base : DataFrame
        First list of communes, as in `Events`.
    frame : DataFrame
        Events sorted by date.

    Returns
    -------
    DataFrame
        With no ``source_name`` empty, but for codes that nothing named before.
    """
    bare = frame[(frame["source_name"] == "") & (frame["source_code"] != "")]
    wanted = frame["target_code"].isin(bare["source_code"]) & (frame["target_status"] == "COM")
    named = frame.loc[wanted, ["date", "target_code", "target_name"]]
    first = base.assign(date="")[["date", "commune_code", "commune_name"]]
    known = pd.concat([first.set_axis(named.columns, axis=1), named]).drop_duplicates()
    joined = bare.reset_index()[["index", "date", "source_code"]].merge(
        known, left_on="source_code", right_on="target_code", suffixes=("", "_named")
    )
    joined = joined[joined["date_named"] < joined["date"]].drop_duplicates("index", keep="last")
    names = joined.set_index("index")["target_name"]
    return frame.assign(source_name=frame["source_name"].where(~frame.index.isin(names.index), names))
