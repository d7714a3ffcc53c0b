"""What a built table was made of, written in its file, so that a second build knows that nothing changed."""

import hashlib
import json
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from arpent import project
from arpent.errors import ArpentError
from arpent.tables.reading import describe
from arpent.tables.storage import built_file, table_file

if TYPE_CHECKING:
    from arpent.tables.raw import Sources

#: What is imported, at the top of a module.
IMPORT = re.compile(r"^from (arpent(?:\.\w+)+) import \(?([^)]*?)(?:\)|$)", re.MULTILINE)
#: What builds every table, beside its own module and what that imports.
BUILDER = "arpent.tables.build"


def recipe(name: str, sources: "Sources") -> str:
    """
    What a table was just made of.

    Parameters
    ----------
    name : str
        Of the table.
    sources : Sources
        What its builder read.

    Returns
    -------
    str
        JSON: ``code`` and ``records`` (checksums), ``files`` (dataset, vintage, role, path, size, time, sha256)
        ``absent`` (dataset, vintage, role) and ``mirror``.
    """
    files = [_file(*key, located) for key, located in sources.used.items() if located is not None]
    absent = [list(key) for key, located in sources.used.items() if located is None]
    made = {
        "code": code_version(name),
        "records": _records(describe(name).datasets),
        "files": files,
        "absent": absent,
        "mirror": sources.mirror or "",
    }
    return json.dumps(made, ensure_ascii=False, sort_keys=True)


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
        Empty where there is no such file, or it does not say.
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
        False where its code, its records or a file changed, or a file that was not there is.
    """
    made = read_recipe(built_file(name))
    if not made or made["code"] != code_version(name) or made["records"] != _records(made["records"]):
        return False
    if not all(_is_same(file) for file in made["files"]):
        return False
    elsewhere = bool(mirror) and mirror != made.get("mirror")
    # What was not there is looked for again only where it may have come.
    maybe = [
        key for key in made["absent"] if elsewhere or project.path("data", "raw", key[0], key[1]).is_dir()
    ]
    return not any(_is_here(*key, mirror=mirror) for key in maybe)


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
    summed = hashlib.sha256(_reference())
    for path in sorted(_imported(_path(f"arpent.tables.{name}")) | _imported(_path(BUILDER))):
        summed.update(_digest(path))
    return summed.hexdigest()[:16]


@cache
def _imported(path: Path) -> frozenset[Path]:
    """A module's file and those of the modules of arpent that it imports, and so on; read, not run."""
    found, waiting = set(), {path}
    while waiting:
        one = waiting.pop()
        if one in found or not one.is_file():
            continue
        found.add(one)
        for module, names in IMPORT.findall(one.read_text(encoding="utf-8")):
            waiting |= {_path(module), *(_path(f"{module}.{name}") for name in re.findall(r"\w+", names))}
    return frozenset(found)


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


def _is_here(dataset: str, vintage: str, role: str, *, mirror: str | None) -> bool:
    from arpent.sources.store import locate  # noqa: PLC0415 - only where a file was not there

    try:
        locate(dataset, vintage, role, mirror=mirror, offline=True)
    except ArpentError:
        return False
    return True
