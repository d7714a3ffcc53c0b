"""Editions of a site: those already there, which is the newest, and which may not change any more."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from arpent.errors import AskedWrongly
from arpent.site.declared import Site
from arpent.site.places import Place
from arpent.site.writing import Writer

LISTING = "editions.json"


def editions_of(folder: Path) -> list[dict[str, Any]]:
    """
    Editions of a site that was built.

    Parameters
    ----------
    folder : Path
        Of the site.

    Returns
    -------
    list of dict
        Newest first: ``edition``, ``title``, ``places``, ``updated``, and ``sha256`` once it is published.
    """
    path = folder / LISTING
    return editions_in(path.read_bytes() if path.is_file() else b"")


def editions_in(listing: bytes) -> list[dict[str, Any]]:
    """
    Editions that a list of them names.

    Parameters
    ----------
    listing : bytes
        Content of ``editions.json``.

    Returns
    -------
    list of dict
        Newest first; empty where it is not such a list.
    """
    try:
        return sorted(json.loads(listing)["editions"], key=_rank, reverse=True)
    except (ValueError, KeyError, TypeError):
        return []


def _rank(one: Mapping[str, Any]) -> tuple[int, int]:
    year, _, rank = str(one["edition"]).partition("-")
    return int(year), int(rank or 1)


def editions_after(site: Site, places: Sequence[Place], updated: str) -> list[dict[str, Any]]:
    """
    Editions of a site once this one is built.

    Parameters
    ----------
    site : Site
        As declared.
    places : sequence of Place
        Of this edition.
    updated : str
        Date of its newest data.

    Returns
    -------
    list of dict
        Newest first.
    """
    before = {str(one["edition"]): one for one in editions_of(site.folder)}
    own = {"edition": site.edition, "title": site.campaign.title, "places": len(places), "updated": updated}
    if "sha256" in before.get(site.edition, {}):
        own["sha256"] = before[site.edition]["sha256"]
    return sorted(
        [*(one for key, one in before.items() if key != site.edition), own], key=_rank, reverse=True
    )


def other_files(names: Iterable[str], site: Site) -> list[str]:
    """
    Files of the other editions, which a build does not touch; with the front page where one of them is newer.

    Parameters
    ----------
    names : iterable of str
        Files of the site as it is.
    site : Site
        As declared.

    Returns
    -------
    list of str
    """
    editions = {str(one["edition"]) for one in editions_of(site.folder)} - {site.edition}
    is_newest = all(_rank({"edition": one}) < _rank({"edition": site.edition}) for one in editions)
    front = () if is_newest else ("index.html", "404.html", "feed.xml")
    return [name for name in names if name.partition("/")[0] in editions or name in front]


def digest_of_edition(files: Mapping[str, str], edition: str) -> str:
    """
    Digest of all the files of an edition.

    Parameters
    ----------
    files : mapping
        Name from the root of the site → sha256.
    edition : str
        Its name.

    Returns
    -------
    str
        sha256 of the sorted list of names and digests.
    """
    own = [f"{digest}  {name}" for name, digest in sorted(files.items()) if name.startswith(f"{edition}/")]
    return hashlib.sha256("\n".join(own).encode()).hexdigest()


def check_frozen(site: Site, editions: Sequence[Mapping[str, Any]], writer: Writer) -> None:
    """
    Refuse to change an edition that is published.

    Parameters
    ----------
    site : Site
        As declared.
    editions : sequence of mapping
        See ``editions_after``.
    writer : Writer
        All the files of the edition are in it.

    Raises
    ------
    AskedWrongly
        It would not be what was published.
    """
    own = next(one for one in editions if one["edition"] == site.edition)
    files = {name: str(known[2]) for name, known in writer.written.items()}
    if "sha256" not in own or own["sha256"] == digest_of_edition(files, site.edition):
        return
    moved = [name for name, digest in files.items() if writer.known.get(name, [0, 0, ""])[2] != digest]
    raise AskedWrongly(
        f"edition {site.edition} of {site.name} is published and would change ({len(moved)} files, as "
        f"{', '.join(sorted(moved)[:3])}). Give the new one a name of its own in params/sites/{site.name}.yml, "
        f'as edition: "{site.edition[:4]}-2".'
    )
