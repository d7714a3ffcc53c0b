"""
Build tables: ``python -m arpent.tables.build [TABLE…] [--mirror FOLDER] [--online] [--force]``.

Raw files that the catalogue finds (``data/raw``, a mirror, or the producer with ``--online``) →
``data/tables/*.parquet``. A table whose files, record and code have not changed is left as it is.
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Literal

from arpent import project
from arpent.errors import ArpentError, AskedWrongly, DataUnavailable, did_you_mean
from arpent.sources.mirror import mirror_of
from arpent.tables.checks import check_table
from arpent.tables.reading import agency_names, current_communes, describe, known
from arpent.tables.recipe import anywhere, is_fresh, note_lacking, note_made, recipe, still_lacking
from arpent.tables.storage import built_file, write_table

if TYPE_CHECKING:
    import pandas as pd

    from arpent.tables.raw import Sources

State = Literal["built", "unchanged", "unavailable", "failed"]


@dataclass(frozen=True)
class Outcome:
    """
    What became of one table.

    Parameters
    ----------
    table : str
        Its name.
    state : str
        ``built``, ``unchanged``, ``unavailable`` (its raw files are not here) or ``failed``.
    message : str
        Why, where it was not built.
    rows : int
        Of the table built.
    """

    table: str
    state: State
    message: str = ""
    rows: int = 0


def buildable() -> tuple[str, ...]:
    """
    Names of the tables that are built from raw files; the embedded ones are not.

    Returns
    -------
    tuple of str
        Sorted.
    """
    embedded = {path.stem for path in project.path("data", "embedded").glob("*.parquet")}
    return tuple(name for name in known() if name not in embedded)


def build_tables(
    wanted: Sequence[str] = (), *, mirror: str | None = None, offline: bool = True, force: bool = False
) -> Iterator[Outcome]:
    """
    Build tables, one after the other; one that fails stops no other.

    Parameters
    ----------
    wanted : sequence of str
        Names; all unless given.
    mirror : str, optional
        Folder or address of raw files.
    offline : bool
        Ask no producer.
    force : bool
        Build what is unchanged too.

    Yields
    ------
    Outcome

    Raises
    ------
    AskedWrongly
        No such table, or the mirror is not a folder: nothing is built.
    """
    mirror_of(mirror)
    allowed = buildable()
    for name in wanted:
        if name not in allowed:
            raise AskedWrongly(
                f"no table '{name}' to build{did_you_mean(name, allowed) or '.'} There is: {', '.join(allowed)}"
            )
    for name in wanted or allowed:
        if not force and is_fresh(name, mirror):
            yield Outcome(name, "unchanged")
        elif not force and offline and (said := still_lacking(name, mirror)):
            yield Outcome(name, "unavailable", said)
        else:
            yield _built(name, mirror, offline=offline)


def _built(name: str, mirror: str | None, *, offline: bool) -> Outcome:
    try:
        rows = build_table(name, mirror=mirror, offline=offline)
    except DataUnavailable as error:
        return Outcome(name, "unavailable", str(error))
    except ArpentError as error:
        return Outcome(name, "failed", str(error))
    return Outcome(name, "built", rows=rows)


def build_table(name: str, *, mirror: str | None = None, offline: bool = True) -> int:
    """
    Build one table and write it.

    Parameters
    ----------
    name, mirror, offline
        As in `build_tables`.

    Returns
    -------
    int
        Its rows.

    Raises
    ------
    DataUnavailable
        Its raw files are not here.
    DataInvalid
        A raw file or the table breaks a rule: nothing is written.
    ArpentError
        The disk is full, or not to be written on: nothing is left of the table.
    """
    from arpent.tables.raw import Sources  # noqa: PLC0415 - a build with nothing to do must not wait for it

    sources, record = Sources(mirror, offline=offline), describe(name)
    try:
        frame = _builder(name)(sources)
    except DataUnavailable as error:
        note_lacking(name, sources, str(error))
        raise
    check_table(frame, record, current_communes())
    path, made = built_file(name), recipe(name, sources)
    said = json.dumps(anywhere(made), ensure_ascii=False, sort_keys=True)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_table(frame, record, path, metadata={"recipe": said})
    except OSError as error:
        raise ArpentError(f"{path}: can't be written ({error}); nothing is kept of it") from error
    note_made(name, made)
    return len(frame)


def _builder(name: str) -> "Callable[[Sources], pd.DataFrame]":
    if name in agency_names():
        from arpent.tables import agency  # noqa: PLC0415 - as above

        return agency.builder(name)
    build: Callable[[Sources], pd.DataFrame] = import_module(f"arpent.tables.{name}").build
    return build


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
        Exit status: 0 done, 1 a table failed, 2 asked wrongly. A table whose files are not here is no failure
        unless it was asked for.
    """
    parser = argparse.ArgumentParser(
        prog="python -m arpent.tables.build", description="Build tables from raw files."
    )
    parser.add_argument("tables", nargs="*", help="names of tables; all unless given")
    parser.add_argument("--mirror", help="folder or address of raw files (ARPENT_MIRROR)")
    parser.add_argument("--online", action="store_true", help="fetch from producers what is not here")
    parser.add_argument("--force", action="store_true", help="build what is unchanged too")
    given = parser.parse_args(arguments)
    bad: tuple[State, ...] = ("failed", "unavailable") if given.tables else ("failed",)
    failures = 0
    try:
        for outcome in build_tables(
            given.tables, mirror=given.mirror, offline=not given.online, force=given.force
        ):
            failures += outcome.state in bad
            sys.stdout.write(f"{outcome.table}\t{outcome.state}\t{outcome.message or outcome.rows}\n")
    except AskedWrongly as error:
        sys.stderr.write(f"{error}\n")
        return 2
    return int(failures > 0)


if __name__ == "__main__":
    sys.exit(main())
