"""
What a built table was made of, so that a second build knows that nothing changed.

Its file says what is true on any machine, so that two machines build the same bytes; a note beside it says where the
raw files were on this one.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from arpent import project
from arpent.errors import ArpentError
from arpent.sources.mirror import is_address, mirror_of
from arpent.tables.reading import describe
from arpent.tables.storage import built_file, table_file

if TYPE_CHECKING:
    from arpent.tables.raw import Sources

#: What is imported, at the top of a module.
IMPORT = re.compile(r"^from (arpent(?:\.\w+)+) import \(?([^)]*?)(?:\)|$)", re.MULTILINE)
#: What builds every table, beside its own module and what that imports.
BUILDER = "arpent.tables.build"
#: What builds an agency's own tables, which have no module.
AGENCY = "arpent.tables.agency"
#: Folders of notes, beside the tables: of those that were built, and of those that could not be.
MADE, LACKING = ".made", ".lacking"
#: What names a raw file, wherever it lies.
_KEY = ("dataset", "vintage", "role")


def recipe(name: str, sources: "Sources") -> dict[str, Any]:
    """
    What a table was just made of, or could not be made of, on this machine.

    Parameters
    ----------
    name : str
        Of the table.
    sources : Sources
        What its builder read.

    Returns
    -------
    dict
        ``code`` and ``records`` (checksums), ``files`` (dataset, vintage, role, sha256, path, size, time),
        ``absent`` (dataset, vintage, role, and the paths where it would be found) and ``mirror``.
    """
    files = [_file(*key, located) for key, located in sources.used.items() if located is not None]
    absent = [_absent(*key, sources.mirror) for key, located in sources.used.items() if located is None]
    return {
        "code": code_version(name),
        "records": _records(describe(name).datasets),
        "files": files,
        "absent": absent,
        "mirror": _mirror(sources.mirror),
    }


def anywhere(made: Mapping[str, Any]) -> dict[str, Any]:
    """
    What a recipe says that holds on any machine.

    Parameters
    ----------
    made : mapping
        Of ``recipe``.

    Returns
    -------
    dict
        Without paths, sizes, times and mirror.
    """
    files = [{name: one[name] for name in (*_KEY, "sha256")} for one in made["files"]]
    absent = [{name: one[name] for name in _KEY} for one in made["absent"]]
    return {"code": made["code"], "records": made["records"], "files": files, "absent": absent}


def read_recipe(path: Path) -> dict[str, Any]:
    """
    What a built table says that it was made of.

    Parameters
    ----------
    path : Path
        Its file.

    Returns
    -------
    dict
        As ``anywhere``; empty where there is no such file, or it does not say.
    """
    try:
        metadata = pq.read_schema(path).metadata or {}
    except (OSError, pa.ArrowException):
        return {}
    made: dict[str, Any] = json.loads(metadata.get(b"recipe", b"{}"))
    return made


def is_fresh(name: str, mirror: str | None) -> bool:
    """
    Whether a built table is what a new build would give.

    Parameters
    ----------
    name : str
        Of the table.
    mirror : str or None
        Folder or address of raw files.

    Returns
    -------
    bool
        False where its code, its records or a file changed, or a file that was not there is; or where the table was
        built on another machine.
    """
    made = _noted(MADE, name)
    return bool(made) and read_recipe(built_file(name)) == anywhere(made) and _stands(name, made, mirror)


def still_lacking(name: str, mirror: str | None) -> str:
    """
    What a table that could not be built still lacks.

    Parameters
    ----------
    name : str
        Of the table.
    mirror : str or None
        Folder or address of raw files.

    Returns
    -------
    str
        What was said then; empty where something has changed since, so that it is worth another try.
    """
    noted = _noted(LACKING, name)
    return str(noted["message"]) if noted and _stands(name, noted["made"], mirror) else ""


def note_made(name: str, made: Mapping[str, Any]) -> None:
    """
    Note where the raw files of a table were, beside the tables.

    Parameters
    ----------
    name : str
        Of the table.
    made : mapping
        Of ``recipe``.
    """
    _note(MADE, name, made)


def note_lacking(name: str, sources: "Sources", message: str) -> None:
    """
    Note what a table lacked, beside the tables; nothing where no file was looked for in vain.

    Parameters
    ----------
    name : str
        Of the table.
    sources : Sources
        What its builder looked for.
    message : str
        What is said.
    """
    if None not in sources.used.values():
        return
    _note(LACKING, name, {"message": message, "made": recipe(name, sources)})


def _note(folder: str, name: str, said: Mapping[str, Any]) -> None:
    path = built_file(name).parent / folder / f"{name}.json"
    # Where it can't be written, or only in part, the next build looks again: nothing else is lost.
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(said, ensure_ascii=False, sort_keys=True), encoding="utf-8")


def _noted(folder: str, name: str) -> dict[str, Any]:
    path = built_file(name).parent / folder / f"{name}.json"
    try:
        said: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return said


def _stands(name: str, made: dict[str, Any], mirror: str | None) -> bool:
    if not made or made["code"] != code_version(name) or made["records"] != _records(made["records"]):
        return False
    if not all(_is_same(file) for file in made["files"]):
        return False
    if _mirror(mirror) != made["mirror"] or is_address(made["mirror"]):
        # What was not there is looked for again, where it may have come.
        return not any(
            _is_here(one["dataset"], one["vintage"], one["role"], mirror) for one in made["absent"]
        )
    return not any(Path(path).is_file() for one in made["absent"] for path in one["paths"])


def _mirror(given: str | None) -> str:
    return mirror_of(given) or ""


def code_version(name: str) -> str:
    """
    Checksum of the code that a table is built by: its module, all that it imports from arpent, the COG's events.

    Parameters
    ----------
    name : str
        Of the table.

    Returns
    -------
    str
    """
    summed, own = hashlib.sha256(_reference()), _path(f"arpent.tables.{name}")
    module = own if own.is_file() else _path(AGENCY)
    for path in sorted(_imported(module) | _imported(_path(BUILDER))):
        summed.update(_digest(path))
    return summed.hexdigest()[:16]


@cache
def _imported(path: Path) -> frozenset[Path]:
    """A module's file and those of the modules of arpent that it imports, and so on; read, not run."""
    found, waiting = set(), {path}
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting |= _imports(one)
    return frozenset(found)


@cache
def _imports(path: Path) -> frozenset[Path]:
    """Files of the modules that one imports at its top."""
    named = set()
    for module, names in IMPORT.findall(path.read_text(encoding="utf-8")):
        named |= {_path(module), *(_path(f"{module}.{name}") for name in re.findall(r"\w+", names))}
    return frozenset(one for one in named if one.is_file())


def _path(module: str) -> Path:
    return Path(__file__).parents[2].joinpath(*module.split(".")).with_suffix(".py")


@cache
def _digest(path: Path) -> bytes:
    return hashlib.sha256(path.read_bytes()).digest()


@cache
def _reference() -> bytes:
    paths = [*sorted(project.path("data", "embedded").glob("cog_*")), table_file("communes")]
    return b"".join(_digest(path) for path in paths)


def _records(datasets: Iterable[str]) -> dict[str, str]:
    paths = {one: project.path("data", "catalogue", f"{one}.yml") for one in datasets}
    return {one: _digest(path).hex()[:16] if path.is_file() else "" for one, path in paths.items()}


def _file(dataset: str, vintage: str, role: str, located: Any) -> dict[str, Any]:
    state = located.path.stat()
    return {
        "dataset": dataset,
        "vintage": vintage,
        "role": role,
        "path": str(located.path),
        "size": state.st_size,
        "time": state.st_mtime_ns,
        "sha256": located.sha256,
    }


def _is_same(file: dict[str, Any]) -> bool:
    """Whether a file is the one read: by its size and time, or else by its bytes."""
    path = Path(file["path"])
    if not path.is_file():
        return False
    state = path.stat()
    if state.st_size != file["size"]:
        return False
    if state.st_mtime_ns == file["time"]:
        return True
    from arpent.sources.pins import sha256  # noqa: PLC0415 - only where a file was touched

    return bool(sha256(path) == file["sha256"])


def _absent(dataset: str, vintage: str, role: str, mirror: str | None) -> dict[str, Any]:
    from arpent.catalogue import load  # noqa: PLC0415 - only where a table is built
    from arpent.sources.search import Search  # noqa: PLC0415

    record = load(dataset)
    dated = record.vintage(vintage)
    search = Search(record, dated, mirror_of(mirror))
    paths = [str(path) for form in dated.forms(role) for path in search.candidates(form)]
    return {"dataset": dataset, "vintage": vintage, "role": role, "paths": paths}


def _is_here(dataset: str, vintage: str, role: str, mirror: str | None) -> bool:
    from arpent.sources.store import locate  # noqa: PLC0415 - only where a file was not there

    try:
        locate(dataset, vintage, role, mirror=mirror, offline=True)
    except ArpentError:
        return False
    return True
