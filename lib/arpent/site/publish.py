"""
Publish a site where readers find it: all of it or nothing, and back again.

An edition's folder never changes once published: its pages are put first, where nothing leads to them yet,
and the few files of the front (home, feed, list of editions) last. A place keeps the front before, to go back.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from arpent.campaign.files import write_whole
from arpent.errors import AskedWrongly
from arpent.render.record import record_bytes
from arpent.site.editions import LISTING, digest_of_edition, editions_in, editions_of
from arpent.site.writing import files_of

Files = Mapping[str, str]


class Destination(Protocol):
    """Somewhere that a site is published."""

    def published(self) -> dict[str, str]:
        """Files that are there, with their digests; empty where nothing is."""

    def read(self, name: str) -> bytes:
        """One file that is there; empty where it is not."""

    def publish(self, folder: Path, files: Files, before: Files) -> None:
        """Put the files of a folder there, the front last."""

    def roll_back(self) -> str:
        """Put what was there before; what is there then, in a few words."""


@dataclass(frozen=True)
class Change:
    """What publishing would do: files new, changed and withdrawn."""

    new: tuple[str, ...]
    changed: tuple[str, ...]
    withdrawn: tuple[str, ...]

    @property
    def is_nothing(self) -> bool:
        """Whether all is there already."""
        return not (self.new or self.changed or self.withdrawn)


def destination_of(target: str) -> Destination:
    """
    The place that a target names.

    Parameters
    ----------
    target : str
        A folder; ``git:<remote>#<branch>``; ``rsync:[user@]server:/folder``; ``sftp://[user@]server/folder``; or
        an address that fsspec knows, as ``s3://bucket/folder``.

    Returns
    -------
    Destination

    Raises
    ------
    AskedWrongly
        It names none.
    """
    if not target.strip():
        raise AskedWrongly("the target is empty: give a folder, git:REMOTE#BRANCH or an address.")
    if target.startswith("git:"):
        from arpent.site.publish_git import Branch  # noqa: PLC0415 - only what is asked for

        return Branch.named(target)
    if target.startswith("rsync:"):
        from arpent.site.publish_rsync import Rsync  # noqa: PLC0415
        from arpent.site.publish_slots import Slots  # noqa: PLC0415

        return Slots(Rsync.named(target))
    if target.startswith("sftp:"):
        from arpent.site.publish_sftp import Sftp  # noqa: PLC0415
        from arpent.site.publish_slots import Slots  # noqa: PLC0415

        return Slots(Sftp.named(target))
    if "://" in target:
        from arpent.site.publish_bucket import Bucket  # noqa: PLC0415

        return Bucket.named(target)
    from arpent.site.publish_folder import Folder  # noqa: PLC0415

    return Folder(Path(target).expanduser().absolute())


def change_of(files: Files, published: Files) -> Change:
    """
    What differs between a site and what is published.

    Parameters
    ----------
    files, published : mapping
        Name → digest.

    Returns
    -------
    Change
    """
    return Change(
        tuple(sorted(name for name in files if name not in published)),
        tuple(sorted(name for name in files if name in published and files[name] != published[name])),
        tuple(sorted(name for name in published if name not in files)),
    )


def publish(
    folder: Path, destination: Destination, *, is_draft: bool = False, dry_run: bool = False
) -> Change:
    """
    Publish a site that is built.

    Parameters
    ----------
    folder : Path
        As ``build_site`` made it.
    destination : Destination
        Where it goes.
    is_draft : bool
        The editions may still change: for a place where it is read again before it is public.
    dry_run : bool
        Say what would change, and change nothing.

    Returns
    -------
    Change

    Raises
    ------
    AskedWrongly
        No site is there, or an edition that is published there would change or vanish.
    """
    published = destination.published()
    _check_editions(files_of(folder), editions_in(destination.read(LISTING)))
    if not is_draft and not dry_run:
        freeze(folder)
    files = files_of(folder)
    change = change_of(files, published)
    if not dry_run and not change.is_nothing:
        destination.publish(folder, files, published)
    return change


def _check_editions(files: Files, there: Sequence[Mapping[str, Any]]) -> None:
    """Refuse to change or withdraw an edition that is published there for good."""
    for one in (one for one in there if "sha256" in one):
        edition = str(one["edition"])
        if not any(name.startswith(f"{edition}/") for name in files):
            raise AskedWrongly(
                f"edition {edition} is published there and is not in this site: build where it was built, or copy "
                f"its folder and {LISTING} from there first."
            )
        if digest_of_edition(files, edition) != one["sha256"]:
            raise AskedWrongly(
                f"edition {edition} is published there and would change. Give the new one a name of its own "
                f'(edition: "{edition[:4]}-2" in params/sites), or publish a draft elsewhere with --draft.'
            )


def freeze(folder: Path) -> None:
    """
    Note the digest of each edition: none may change from now on.

    Parameters
    ----------
    folder : Path
        Of the site.
    """
    files = files_of(folder)
    editions = [
        {**one, "sha256": one.get("sha256") or digest_of_edition(files, str(one["edition"]))}
        for one in editions_of(folder)
    ]
    for name, extra in ((LISTING, False), ("api/index.json", True)):
        record = json.loads((folder / name).read_bytes())
        listed = [
            {**one, "index": f"../{one['edition']}/api/index.json"} if extra else one for one in editions
        ]
        write_whole(folder / name, record_bytes({**record, "editions": listed}))


def front_last(names: Files) -> list[str]:
    """
    Files in the order they are put: editions, then the front of the site, the home page at the very end.

    Parameters
    ----------
    names : mapping
        Files of a site.

    Returns
    -------
    list of str
    """
    return sorted(names, key=lambda name: (is_front(name), name == "index.html", name))


def is_front(name: str) -> bool:
    """
    Whether a file is of the front of a site, not of an edition.

    Parameters
    ----------
    name : str
        From the root.

    Returns
    -------
    bool

    Examples
    --------
    >>> is_front("index.html"), is_front("api/index.json"), is_front("2026/index.html")
    (True, True, False)
    """
    return not name[:4].isdigit()
