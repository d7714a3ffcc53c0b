"""
What a campaign has made so far, on the disk: one record a target, one a report, each whole or absent.

Only the process that runs the campaign writes here, under a lock. A record names the file of its result, and
appears after it: whatever is killed, what the records say is there.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from arpent import project
from arpent.campaign.contents import SHORT, digest_of
from arpent.campaign.files import PART, write_whole
from arpent.errors import AskedWrongly, DataInvalid

#: Seconds that a run which was killed may take to leave the lock: what it was doing ends with it.
PATIENCE = 2.0
Record = dict[str, Any]
#: Page and slug of a territory.
Key = tuple[str, str]


class Store:
    """
    Records and results of one campaign.

    Parameters
    ----------
    folder : Path
        ``reports/build/campaigns/<name>``.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def reports(self) -> Path:
        """Folder of the reports, one a territory."""
        return self.folder / "reports"

    def report(self, slug: str) -> Path:
        """Folder of a territory's report."""
        return self.reports / slug

    def records(self) -> dict[Key, Record]:
        """
        Record of each target; one whose result is not there, or that can't be read, is left out.

        Returns
        -------
        dict
            (page, slug) → record.
        """
        found: dict[Key, Record] = {}
        for page in sorted(path for path in (self.folder / "results").glob("*") if path.is_dir()):
            present = {path.name for path in page.iterdir()}
            for name in sorted(present):
                record = _read(page / name) if name.endswith(".json") else None
                if record is not None and (not record["result"] or record["result"] in present):
                    found[page.name, name.removesuffix(".json")] = record
        return found

    def keep(self, key: Key, record: Mapping[str, Any], packed: bytes | None) -> Record:
        """
        Keep what came of a target.

        Parameters
        ----------
        key : (str, str)
            Page and slug.
        record : mapping
            What is known of it.
        packed : bytes or None
            What it showed; None where it failed, and what was kept before is no more.

        Returns
        -------
        dict
            The record as kept, with ``result`` (a file's name, empty where it failed) and ``sha256``.

        Raises
        ------
        DiskRefused
            The disk is full; the record before is kept.
        """
        page, slug = key
        folder = self.folder / "results" / page
        before = _read(folder / f"{slug}.json")
        digest = hashlib.sha256(packed).hexdigest() if packed is not None else ""
        result = f"{slug}.{digest[:SHORT]}.ipynb.gz" if packed is not None else ""
        if packed is not None:
            write_whole(folder / result, packed)
        kept = {**record, "result": result, "sha256": digest}
        write_whole(folder / f"{slug}.json", _json(kept))
        if before and before["result"] not in ("", result):
            (folder / before["result"]).unlink(missing_ok=True)
        return kept

    def packed(self, key: Key, record: Mapping[str, Any]) -> bytes:
        """
        What a target showed.

        Parameters
        ----------
        key, record : (str, str), mapping
            As ``records`` gives them.

        Returns
        -------
        bytes
            See ``executed.unpack``.

        Raises
        ------
        DataInvalid
            It is not what the record says: a disk or a person changed it.
        """
        path = self.folder / "results" / key[0] / record["result"]
        content = path.read_bytes() if path.is_file() else b""
        if hashlib.sha256(content).hexdigest() != record["sha256"]:
            raise DataInvalid(f"{path}: is not what was written there. Run the campaign again with --force.")
        return content

    def rendered(self) -> dict[str, Record]:
        """
        Record of each report.

        Returns
        -------
        dict
            Slug → record.
        """
        paths = sorted((self.folder / "rendered").glob("*.json"))
        return {path.stem: record for path in paths if (record := _read(path)) is not None}

    def keep_rendered(self, slug: str, record: Mapping[str, Any]) -> None:
        """
        Keep what a report was made of.

        Parameters
        ----------
        slug : str
            Of the territory.
        record : mapping
            What is known of it.
        """
        write_whole(self.folder / "rendered" / f"{slug}.json", _json({"result": "", **record}))

    def recipe(self, digest: str) -> Record:
        """
        What results were made of.

        Parameters
        ----------
        digest : str
            As ``keep_recipe`` gave it.

        Returns
        -------
        dict
            Empty where it is not known any more.
        """
        return _read(self.folder / "recipes" / f"{digest}.json") or {}

    def keep_recipe(self, recipe: Mapping[str, Any]) -> str:
        """
        Keep what results are made of; it is the same for all the territories of a notebook.

        Parameters
        ----------
        recipe : mapping
            JSON.

        Returns
        -------
        str
            Its digest, for the records.
        """
        digest = digest_of(recipe)
        path = self.folder / "recipes" / f"{digest}.json"
        if not path.is_file():
            write_whole(path, _json({"result": "", **recipe}))
        return digest

    def sweep(self) -> None:
        """Remove what a run that was killed left: files half-written, results that no record names."""
        for path in self.folder.rglob(f".*{PART}"):
            path.unlink(missing_ok=True)
        named = {(page, record["result"]) for (page, _), record in self.records().items()}
        for path in (self.folder / "results").glob("*/*.ipynb.gz"):
            if (path.parent.name, path.name) not in named:
                path.unlink(missing_ok=True)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """
        Keep other runs of this campaign out; a run that is killed leaves no lock.

        Raises
        ------
        AskedWrongly
            Another process runs it, or the folder can't be written to.
        """
        lock = FileLock(self.folder / "lock", timeout=PATIENCE)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            lock.acquire()
        except Timeout as error:
            raise AskedWrongly(
                f"{self.folder}: another run of this campaign is under way. Wait for it, or stop it."
            ) from error
        except OSError as error:
            raise AskedWrongly(f"{self.folder}: can't be written to ({error.strerror}).") from error
        try:
            yield
        finally:
            lock.release()


def store_of(name: str) -> Store:
    """
    Store of a campaign of this project.

    Parameters
    ----------
    name : str
        Of the campaign.

    Returns
    -------
    Store
        Its folder need not exist.
    """
    return Store(project.path("reports", "build", "campaigns", name))


def _read(path: Path) -> Record | None:
    """A record; None where there is none, or it was damaged: what it stood for is made again."""
    try:
        record = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return None
    return record if isinstance(record, dict) and isinstance(record.get("result"), str) else None


def _json(record: Mapping[str, Any]) -> bytes:
    return (json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n").encode()
