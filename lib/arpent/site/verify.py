"""Make an edition again, from the notebooks, and say in what it differs from what was published."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from arpent.campaign import Store
from arpent.errors import AskedWrongly
from arpent.render.staging import MARK
from arpent.site.build import rebuild
from arpent.site.declared import Site
from arpent.site.exports import figures
from arpent.site.publish import Destination

Figures = dict[tuple[Any, ...], Any]
#: What is said of a file of other bytes.
CHANGED = "is not what was published"


@dataclass(frozen=True)
class Difference:
    """One thing that is not as published: ``code``, ``file``, ``page`` or ``figure``; where; what."""

    kind: str
    where: str
    what: str


def verify(site: Site, store: Store, published: Destination) -> list[Difference]:
    """
    Compare what a campaign gives now with an edition that was published.

    Parameters
    ----------
    site : Site
        As declared; its edition is compared, the others are left alone.
    store : Store
        Of the campaign, made again.
    published : Destination
        Where the edition is.

    Returns
    -------
    list of Difference
        Figures first, then pages, then other files; empty where every byte is the same. Where the code is
        another, every page names it: the figures alone are compared then, and that is said.

    Raises
    ------
    AskedWrongly
        The edition is not there.
    """
    there = published_edition(site, published)
    made = rebuild(site, store)
    now = {name: str(known[2]) for name, known in made.written.items()}
    code = list(_code(json.loads(published.read(MARK) or b"{}"), json.loads(made.records.pop(MARK))))
    moved = sorted(name for name, content in made.records.items() if there.get(name) != now[name])
    said = [
        one
        for name in moved
        if name in there
        for one in _figures(name, published.read(name), made.records[name])
    ]
    files = _files(there, _of_edition(now, site.edition))
    if code:
        files = (one for one in files if one.what != CHANGED)
    return [*code, *said, *sorted(files, key=lambda one: (one.kind != "page", one.where))]


def published_edition(site: Site, published: Destination) -> dict[str, str]:
    """
    Files of the edition where it was published.

    Parameters
    ----------
    site : Site
        As declared.
    published : Destination
        Where the edition is.

    Returns
    -------
    dict of str to str
        Name → digest.

    Raises
    ------
    AskedWrongly
        It is not there.
    """
    there = _of_edition(published.published(), site.edition)
    if not there:
        raise AskedWrongly(f"no edition {site.edition} of {site.name} is there: nothing to compare with.")
    return there


def _of_edition(files: Mapping[str, str], edition: str) -> dict[str, str]:
    return {name: digest for name, digest in files.items() if name.startswith(f"{edition}/")}


def _code(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Difference]:
    then, now = ((str(one.get("version") or ""), str(one.get("commit") or "")) for one in (before, after))
    if then != now:
        told = [" ".join(part for part in one if part) or "unknown" for one in (then, now)]
        yield Difference(
            "code", MARK, f"published by arpent {told[0]}, made again by {told[1]}: figures only"
        )


def _files(there: Mapping[str, str], now: Mapping[str, str]) -> Iterator[Difference]:
    for name in there.keys() | now.keys():
        kind = "page" if name.endswith(".html") else "file"
        if name not in now:
            yield Difference(kind, name, "was published and is not made any more")
        elif name not in there:
            yield Difference(kind, name, "was not published")
        elif there[name] != now[name]:
            yield Difference(kind, name, CHANGED)


def _figures(name: str, before: bytes, after: bytes) -> Iterator[Difference]:
    """Figures of a territory that are not the same, each named by its theme, its table and its row."""
    new = _numbers(json.loads(after))
    try:
        old = _numbers(json.loads(before))
    except (ValueError, KeyError, TypeError):
        yield Difference("figure", name, "what was published there is no record of figures")
        return
    for key in dict.fromkeys([*old, *new]):
        if old.get(key, "absent") != new.get(key, "absent"):
            theme, table, label, year, column = (str(part) for part in key[:5])
            where = ", ".join(
                part for part in (theme, table, label, year, column) if part not in ("", "None")
            )
            yield Difference("figure", name, f"{where}: {old.get(key, 'absent')} → {new.get(key, 'absent')}")


def _numbers(record: Mapping[str, Any]) -> Figures:
    found: Figures = {}
    for theme in record["themes"]:
        for table in theme["tables"]:
            for label, code, year, column, value, mark in figures(table):
                key: tuple[Any, ...] = (
                    theme["theme"],
                    table["name"],
                    label or code,
                    year,
                    column["name"],
                    code,
                )
                while key in found:
                    key = (*key, "bis")
                found[key] = mark if value is None else value
    return found
