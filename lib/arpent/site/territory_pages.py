"""Pages of one territory: the report's own, in the site's navigation; its downloads and its provenance."""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from arpent.render.contributions import Note
from arpent.render.formats import DOCUMENTS
from arpent.render.prose_pages import IN_REPORT
from arpent.render.record import record_bytes
from arpent.render.staging import MARK
from arpent.site.cards import NAME as CARD
from arpent.site.contributions import with_notes
from arpent.site.frame import Frame
from arpent.site.places import Place
from arpent.site.relations import Relations
from arpent.site.seams import joined, take_apart
from arpent.territory.levels import LABELS

#: Folders of a report that go as they are.
COPIED = ("donnees/", "images/")
#: What a drawing has whose parts are named under the pointer: see ``Canvas.shapes``.
_HOVERED = " data-rows="
#: A method page of the report's own folder: the site has its own, once for all territories.
_METHOD = re.compile(rf'href="{IN_REPORT}([a-z_]+\.html)')


def territory_files(
    frame: Frame,
    place: Place,
    relations: Relations,
    others: Mapping[str, Place],
    notes: Sequence[Note] = (),
    card: bytes | None = None,
) -> Iterator[tuple[str, bytes]]:
    """
    Files of a territory.

    Parameters
    ----------
    frame : Frame
        Of the edition.
    place : Place
        The territory.
    relations : Relations
        Who it is compared with.
    others : mapping
        Slug → every territory of the edition.
    notes : sequence of Note
        Of partners, on its figures.
    card : bytes, optional
        The picture that a link to it is shown with.

    Yields
    ------
    str, bytes
        Address from the root of the site, content.
    """
    folder = f"{frame.site.edition}/{place.slug}"
    pages = {"index.html": _page(frame, place, None, relations, others)}
    for theme in place.themes:
        pages[theme["page"]] = _page(frame, place, theme, relations, others, notes)
    for name, content in pages.items():
        yield f"{folder}/{name}", content
    copied = {name: path.read_bytes() for name, path in _others(place.folder)}
    if card is not None:
        copied[CARD] = card
    for name, content in copied.items():
        yield f"{folder}/{name}", content
    yield f"{folder}/{MARK}", _provenance(place, frame.site.edition, {**pages, **copied})
    yield f"{frame.site.edition}/api/territoires/{place.slug}.json", _api(frame, place)


def _others(folder: Path) -> Iterator[tuple[str, Path]]:
    """Files of a report that go as they are: data, pictures and documents; the site has its own style and fonts."""
    documents = set(DOCUMENTS.values())
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and (name.startswith(COPIED) or name in documents):
            yield name, path


def _page(
    frame: Frame,
    place: Place,
    theme: Mapping[str, Any] | None,
    relations: Relations,
    others: Mapping[str, Place],
    notes: Sequence[Note] = (),
) -> bytes:
    name = theme["page"] if theme else "index.html"
    file = place.folder / name
    piece = take_apart(file.read_text(encoding="utf-8"), str(file))
    page = f"{frame.site.edition}/{place.slug}/{name}"
    shown: dict[str, Any] = {
        "place": place,
        "current": theme,
        "around": list(_around(place.themes, theme)),
        "compare": list(_compare(relations, others, theme)),
        "level": LABELS[place.level],
        "picture": f"{place.slug}/{CARD}",
    }
    parts = {
        part: frame.render(f"territory_{part}.html.j2", page, **shown).decode()
        for part in ("crumbs", "side", "end")
    }
    main = joined(with_notes(piece.main, _shown(frame, page, theme, notes)), **parts)
    main = _METHOD.sub(r'href="../methodes/\1', main)
    shown |= {"is_cover": theme is None, "has_map": _HOVERED in main}
    return frame.render("territory.html.j2", page, piece=piece, main=main, **shown)


def _shown(frame: Frame, page: str, theme: Mapping[str, Any] | None, notes: Sequence[Note]) -> dict[str, str]:
    """HTML of the notes of each figure of a page."""
    found: dict[str, list[Note]] = {}
    for note in notes:
        if theme is not None and note.theme == theme["theme"]:
            found.setdefault(note.figure, []).append(note)
    return {name: frame.render("notes.html.j2", page, notes=those).decode() for name, those in found.items()}


def _around(
    themes: Sequence[Mapping[str, Any]], current: Mapping[str, Any] | None
) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The theme before and the theme after."""
    if current is None:
        return
    position = [theme["theme"] for theme in themes].index(current["theme"])
    if position:
        yield "Thème précédent", themes[position - 1]
    if position + 1 < len(themes):
        yield "Thème suivant", themes[position + 1]


def _compare(
    relations: Relations, others: Mapping[str, Place], theme: Mapping[str, Any] | None
) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """The same page of other territories: name of the relation, then address and name of each."""
    for name, slugs in relations.groups:
        found = [
            (f"{slug}/{theme['page'] if theme else 'index.html'}", others[slug].short)
            for slug in slugs
            if theme is None or others[slug].theme(theme["theme"])
        ]
        if found:
            yield name, found


def _provenance(place: Place, edition: str, files: Mapping[str, bytes]) -> bytes:
    """The report's own record, with the edition and what each file is on the site."""
    record = json.loads((place.folder / MARK).read_bytes())
    record["edition"] = edition
    record["files"] = {name: hashlib.sha256(content).hexdigest() for name, content in sorted(files.items())}
    return (json.dumps(record, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def _api(frame: Frame, place: Place) -> bytes:
    """The report as data, with what the edition adds: communes, COG year, addresses."""
    territory = place.territory
    about = {
        **place.record["territory"],
        "slug": place.slug,
        "cog_year": territory.cog_year,
        "communes": list(territory.communes),
    }
    given = {key: value for key, value in place.record.items() if key != "territory"}
    address = f"{place.slug}/index.html"
    whole = f"{frame.site.url}/{frame.site.edition}/{place.slug}/" if frame.site.url else ""
    return record_bytes(
        {"edition": frame.site.edition, "page": address, "url": whole, "territory": about, **given}
    )
