"""What is looked for, under which names, where it is kept, and what is kept of a failure: nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from arpent import project
from arpent.catalogue import Dataset, SourceFile, Vintage
from arpent.sources.addresses import file_name
from arpent.sources.fetching import VALIDATOR, Progress


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
