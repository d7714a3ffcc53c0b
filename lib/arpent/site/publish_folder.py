"""Publish to a folder, as that of a web server on this machine or a mounted drive."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from arpent.errors import AskedWrongly
from arpent.render.staging import MARK, check_destination, staged_folder
from arpent.site.publish import Files
from arpent.site.writing import digests_of


@dataclass(frozen=True)
class Folder:
    """
    A folder, replaced whole; the one before is kept beside it.

    Parameters
    ----------
    path : Path
        It need not exist.
    """

    path: Path

    @property
    def _before(self) -> Path:
        return self.path.with_name(f".{self.path.name}.before")

    def published(self) -> dict[str, str]:
        """Files that are there; the folder is read, not a list of it."""
        check_destination(self.path)
        return digests_of(self.path)

    def read(self, name: str) -> bytes:
        """One file that is there; empty where it is not."""
        path = self.path / name
        return path.read_bytes() if path.is_file() else b""

    def publish(self, folder: Path, files: Files, before: Files) -> None:
        """Copy beside, then swap. What is the same is copied from what is there."""
        kept = self._before.with_name(f"{self._before.name}.kept")
        with staged_folder(self.path) as new:
            for name, digest in files.items():
                source = self.path / name if before.get(name) == digest else folder / name
                (new / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(source, new / name)
            if self.path.exists():
                shutil.rmtree(kept, ignore_errors=True)
                shutil.copytree(self.path, kept)
        if kept.exists():
            shutil.rmtree(self._before, ignore_errors=True)
            kept.rename(self._before)

    def roll_back(self) -> str:
        """Swap with the one before: done twice, it is as if not done."""
        if not (self._before / MARK).is_file():
            raise AskedWrongly(
                f"{self.path}: nothing was published there before; there is nothing to go back to."
            )
        aside = self._before.with_name(f"{self._before.name}.kept")
        shutil.rmtree(aside, ignore_errors=True)
        self.path.rename(aside)
        self._before.rename(self.path)
        aside.rename(self._before)
        return str(self.path)
