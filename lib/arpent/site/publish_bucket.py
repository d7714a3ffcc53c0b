"""Publish to anything that fsspec reaches: an S3-like bucket, a network share."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from arpent.errors import ArpentError, AskedWrongly
from arpent.site.publish import Files, front_last, is_front

#: What arpent keeps there beside the site: the list of files, and the front before.
OWN = ".arpent"
KINDS = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".xml": "application/xml",
    ".csv": "text/csv; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".woff2": "font/woff2",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".parquet": "application/vnd.apache.parquet",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class PublishFailed(ArpentError):  # noqa: N818 - reads as a sentence where it is raised
    """The place refused; readers still find what was there."""


@dataclass(frozen=True)
class Bucket:
    """
    A folder on a file system that fsspec knows.

    Parameters
    ----------
    files : fsspec.AbstractFileSystem
        Where.
    root : str
        Folder on it.
    """

    files: Any
    root: str

    @classmethod
    def named(cls, address: str) -> "Bucket":
        """
        The bucket of an address; keys and passwords come from where its driver finds them, never from here.

        Raises
        ------
        AskedWrongly
            No driver for it is installed, or the address is not one.
        """
        import fsspec  # noqa: PLC0415 - only where it publishes

        try:
            files, root = fsspec.core.url_to_fs(address)
        except (ImportError, ValueError) as error:
            raise AskedWrongly(f"{address}: {error}. For s3://: pip install 'arpent[publish]'.") from error
        except Exception as error:
            raise PublishFailed(f"{address}: can't be reached ({type(error).__name__}: {error}).") from error
        return cls(files, root.rstrip("/"))

    def published(self) -> dict[str, str]:
        """Files that were put there, from the list that is there."""
        listed = self.read(f"{OWN}/files.json")
        found: dict[str, str] = json.loads(listed) if listed else {}
        return found

    def publish(self, folder: Path, files: Files, before: Files) -> None:
        """Put what is new or changed: editions first, then the front; what went is removed at the end."""
        wanted = [name for name in front_last(files) if before.get(name) != files[name]]
        try:
            for name in (name for name in wanted if not is_front(name)):
                self._put(name, (folder / name).read_bytes())
            self._keep_front(before)
            for name in (name for name in wanted if is_front(name)):
                self._put(name, (folder / name).read_bytes())
            self._put(f"{OWN}/files.json", json.dumps(dict(sorted(files.items()))).encode())
            for name in sorted(set(before) - set(files)):
                self.files.rm_file(f"{self.root}/{name}")
        except OSError as error:
            raise PublishFailed(
                f"{self.root}: {error}. Run again: what is there already is not sent twice."
            ) from error

    def _keep_front(self, before: Files) -> None:
        front = {name: self.read(name) for name in before if is_front(name)}
        for name, content in front.items():
            self._put(f"{OWN}/before/{name}", content or b"")
        if front:
            self._put(f"{OWN}/before.json", json.dumps(dict(before)).encode())

    def roll_back(self) -> str:
        """Put the front that was there before: the edition before is what readers find."""
        listed = self.read(f"{OWN}/before.json")
        if not listed:
            raise AskedWrongly(
                f"{self.root}: nothing was published there before; there is nothing to go back to."
            )
        before: dict[str, str] = json.loads(listed)
        now = self.published()
        for name in front_last({name: before[name] for name in before if is_front(name)}):
            self._put(name, self.read(f"{OWN}/before/{name}") or b"")
        for name in (name for name in now if is_front(name) and name not in before):
            self.files.rm_file(f"{self.root}/{name}")
        stay = {name: digest for name, digest in now.items() if not is_front(name)}
        front = {name: digest for name, digest in before.items() if is_front(name)}
        self._put(f"{OWN}/files.json", json.dumps({**stay, **front}).encode())
        return self.root

    def read(self, name: str) -> bytes:
        """One file that is there; empty where it is not."""
        try:
            content: bytes = self.files.cat_file(f"{self.root}/{name}")
        except FileNotFoundError:
            return b""
        return content

    def _put(self, name: str, content: bytes) -> None:
        path = f"{self.root}/{name}"
        self.files.makedirs(path.rpartition("/")[0], exist_ok=True)
        kind = KINDS.get(Path(name).suffix)
        more = {"ContentType": kind} if kind and "s3" in self._protocols else {}
        self.files.pipe_file(path, content, **more)

    @property
    def _protocols(self) -> tuple[str, ...]:
        protocol = self.files.protocol
        return (protocol,) if isinstance(protocol, str) else tuple(protocol)
