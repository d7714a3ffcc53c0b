"""What is looked for, under which names, where it is kept, and what is kept of a failure: nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from arpent import project
from arpent.catalogue import Dataset, SourceFile, Vintage
from arpent.sources.addresses import file_name
from arpent.sources.fetching import VALIDATOR, Progress
from arpent.sources.mirror import is_address


@dataclass(frozen=True)
class Search:
    """
    What is looked for, and where.

    Parameters
    ----------
    dataset, vintage : Dataset, Vintage
        From the catalogue.
    mirror : str or None
        Folder or address of a mirror.
    keep : bool
        Copy what a mirror serves into the raw store.
    force : bool
        Fetch again, and accept a file that has changed.
    progress : callable or None
        Told what arrives.
    """

    dataset: Dataset
    vintage: Vintage
    mirror: str | None = None
    keep: bool = False
    force: bool = False
    progress: Progress | None = None

    @property
    def raw(self) -> Path:
        """The raw store."""
        return project.path("data", "raw")

    @property
    def folder(self) -> Path:
        """Folder of the vintage in the raw store."""
        return self.raw / self.dataset.id / self.vintage.name

    def key(self, name: str) -> str:
        """Name of a file of the vintage in the list of checksums."""
        return f"{self.dataset.id}/{self.vintage.name}/{name}"

    def part(self, name: str) -> Path:
        """Where a file of the vintage arrives."""
        return self.raw / ".partial" / self.key(name).replace("/", "__")

    def names(self, form: SourceFile) -> list[str]:
        """Names that a form may have in the raw store, the published one first."""
        names = [file_name(form, self.vintage)] if form.has_address else []
        if form.query:
            names.append(f"{form.role}.parquet")
        if form.member and "*" not in form.member:
            names.append(PurePosixPath(form.member).name)
        return list(dict.fromkeys([*names, *(PurePosixPath(path).name for path in form.mirror)]))

    def in_raw(self, form: SourceFile) -> Path | None:
        """Where the raw store, or the agency, has a form; nothing is checked."""
        if form.path:
            own = project.path(form.path)
            return own if own.is_file() else None
        candidates = (self.folder / name for name in self.names(form))
        return next((path for path in candidates if path.is_file()), None)

    def below_mirror(self, form: SourceFile) -> list[str]:
        """Paths below a mirror where a form may lie: as recorded, or as in a copy of the raw store."""
        return list(dict.fromkeys([*form.mirror, *(self.key(name) for name in self.names(form))]))

    def in_mirror(self, form: SourceFile) -> Path | None:
        """Where a mirror folder has a form; nothing is checked."""
        if self.mirror is None or is_address(self.mirror):
            return None
        candidates = (Path(self.mirror) / below for below in self.below_mirror(form))
        return next((path for path in candidates if path.is_file()), None)

    def candidates(self, form: SourceFile) -> list[Path]:
        """Where a form may come to be on this machine: if one of them is a file, it is worth looking for again."""
        if form.path:
            return [project.path(form.path)]
        here = [self.folder / name for name in self.names(form)]
        if self.mirror is None or is_address(self.mirror):
            return here
        return [*here, *(Path(self.mirror) / below for below in self.below_mirror(form))]

    def is_published(self, form: SourceFile, name: str) -> bool:
        """Whether a name is that of the file as its producer serves it: its record's checksum is of that one."""
        return form.has_address and name == file_name(form, self.vintage)


@contextmanager
def discarding(part: Path) -> Iterator[None]:
    """
    Keep nothing of a partial file where what follows fails.

    Parameters
    ----------
    part : Path
        From `download`.

    Yields
    ------
    None
    """
    try:
        yield
    except BaseException:
        part.unlink(missing_ok=True)
        part.with_name(f"{part.name}{VALIDATOR}").unlink(missing_ok=True)
        raise
