"""From a campaign's reports to the folder of a site, whole, of which only what changed is written."""

from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any

from arpent import project
from arpent.campaign import Store, store_of
from arpent.campaign.contents import Contents as Digests
from arpent.campaign.contents import digest_of
from arpent.render.contributions import read_notes
from arpent.render.record import record_bytes
from arpent.site.cards import edition_card, territory_cards
from arpent.site.changes import compare
from arpent.site.contributions import notes_of
from arpent.site.declared import Site
from arpent.site.edition_pages import Contents, edition_pages, home_pages
from arpent.site.editions import check_frozen, editions_after, other_files
from arpent.site.exports import PARQUET, edition_files
from arpent.site.feeds import atom, sitemap
from arpent.site.frame import Frame
from arpent.site.places import Place, read_places
from arpent.site.recall import Recall
from arpent.site.relations import Relations
from arpent.site.territory_pages import territory_files
from arpent.site.writing import Sketch, Writer, written_site


@dataclass(frozen=True)
class Built:
    """A site: its folder, how many files and pages it has, how many were written this time, what is absent."""

    folder: Path
    files: int
    pages: int
    changed: int
    absent: tuple[str, ...] = ()


def build_site(site: Site, store: Store | None = None) -> Built:
    """
    Assemble the site of an edition from what its campaign rendered; nothing is run.

    Parameters
    ----------
    site : Site
        As declared.
    store : Store, optional
        Of the campaign, unless given.

    Returns
    -------
    Built

    Raises
    ------
    AskedWrongly
        The edition is published already and would change, or the folder holds something else than a site.
    RenderFailed
        No report is there, one is not of the embedded renderer, or the disk refused.
    """
    store = store or store_of(site.name)
    with written_site(site.folder) as (writer, memory):
        recall = Recall(memory)
        places = read_places(site.campaign, store, recall.summaries)
        frame = _frame(site, places)
        writer.keep(other_files(writer.known, site))
        _write_territories(frame, places, writer, recall)
        check_frozen(site, _write_edition(frame, places, writer, recall), writer)
        recall.keep_summaries(places)
    return _built(site, writer)


def rebuild(site: Site, store: Store) -> Sketch:
    """
    What a build from nothing would write; nothing is written, and nothing is remembered of another build.

    Parameters
    ----------
    site : Site
        As declared.
    store : Store
        Of a campaign that is made.

    Returns
    -------
    Sketch
        Digest of each file, and the content of those of the open interface.

    Raises
    ------
    RenderFailed
        No report is there.
    """
    sketch = Sketch(site.folder, site.folder, {})
    places = read_places(site.campaign, store)
    frame = _frame(site, places)
    _write_territories(frame, places, sketch, Recall({}))
    _write_edition(frame, places, sketch, Recall({}))
    return sketch


def _frame(site: Site, places: Sequence[Place]) -> Frame:
    made = places[0].provenance
    is_demo = any(place.summary["is_demo"] for place in places)
    return Frame(site, is_demo, str(made.get("version") or ""), str(made.get("commit") or ""))


def _write_territories(frame: Frame, places: Sequence[Place], writer: Writer, recall: Recall) -> None:
    """Pages of each territory; those whose report and surroundings are as before are kept unread."""
    relations = recall.relations(places)
    others = {place.slug: place for place in places}
    shared, before, notes = _recipe(frame), recall.places, read_notes()
    said = {place.slug: notes_of(notes, place) for place in places}
    keys = {
        place.slug: digest_of(
            [
                shared,
                place.mark,
                _around(relations[place.slug], others),
                [astuple(one) for one in said[place.slug]],
            ]
        )
        for place in places
    }
    known = {
        slug: before[slug]
        for slug, key in keys.items()
        if before.get(slug, {}).get("key") == key and writer.keep(before[slug]["files"])
    }
    cards = territory_cards(frame, [place for place in places if place.slug not in known])
    for place in (one for one in places if one.slug not in known):
        slug = place.slug
        made = territory_files(frame, place, relations[slug], others, said[slug], cards.get(slug))
        known[slug] = {"key": keys[slug], "files": [writer.write(name, content) for name, content in made]}
    recall.keep_places({place.slug: known[place.slug] for place in places})


def _around(relations: Relations, others: Mapping[str, Place]) -> list[Any]:
    """What a territory's pages say of others: their names and themes."""
    return [
        [
            name,
            [[slug, others[slug].short, [theme["theme"] for theme in others[slug].themes]] for slug in slugs],
        ]
        for name, slugs in relations.groups
    ]


def _recipe(frame: Frame) -> str:
    """Digest of what all the pages of territories are made with."""
    digests = Digests()
    site = frame.site
    said = [site.edition, site.url, site.contact, site.invitation, site.campaign.title]
    return digest_of(
        [
            digests.folder(project.path("reports", "site")),
            digests.folder(project.path("reports", "theme")),
            digests.folder(Path(__file__).parent),
            digests.digest(project.path("reports", "templates", "typst", "cards.typ")),
            [said, frame.is_demo, frame.version, frame.commit],
        ]
    )


def _write_edition(frame: Frame, places: Sequence[Place], writer: Writer, recall: Recall) -> list[Any]:
    """All that is not of one territory: assets, downloads, lists, home, feeds; the editions there are then."""
    site, edition = frame.site, frame.site.edition
    contents = Contents(frame, places, recall.index_map(places))
    recall.search(places, contents.themes, writer, edition)
    for name, content in frame.assets().items():
        writer.write(f"{edition}/{name}", content)
    for name, content in edition_card(frame, len(places)).items():
        writer.write(f"{edition}/{name}", content)
    downloads = {PARQUET: recall.parquet(places, writer, f"{edition}/{PARQUET}"), **edition_files(contents)}
    for name, content in downloads.items():
        writer.write(f"{edition}/{name}", content)
    sizes = {name: len(content) for name, content in downloads.items()}
    editions = editions_after(site, places, contents.updated)
    contents = Contents(frame, places, contents.map, editions, _changes(site, editions, places), sizes)
    for name, content in edition_pages(contents):
        writer.write(name, content)
    is_newest = editions[0]["edition"] == edition
    for name, content in home_pages(contents, is_newest=is_newest):
        writer.write(name, content)
    _write_root(site, contents, writer, is_newest=is_newest)
    return editions


def _changes(
    site: Site, editions: Sequence[Mapping[str, Any]], places: Sequence[Place]
) -> dict[str, Any] | None:
    """What changed since the edition before; None where there is none."""
    names = [str(one["edition"]) for one in editions]
    older = names[names.index(site.edition) + 1 :]
    return compare(site.folder / older[0], places, (older[0], site.edition)) if older else None


def _write_root(site: Site, contents: Contents, writer: Writer, *, is_newest: bool) -> None:
    editions = list(contents.editions)
    writer.write("editions.json", record_bytes({"name": site.name, "editions": editions}))
    listed = [{**one, "index": f"../{one['edition']}/api/index.json"} for one in editions]
    writer.write("api/index.json", record_bytes({"name": site.name, "editions": listed}))
    if is_newest:
        writer.write("feed.xml", atom(site, contents.frame.theme.publisher, _news(site, contents)))
    if site.url:
        pages = [name for name in writer.written if name.endswith(".html") and name != "404.html"]
        writer.write("sitemap.xml", sitemap(site, pages))
        writer.write("robots.txt", f"User-agent: *\nSitemap: {site.url}/sitemap.xml\n".encode())
    made = {"generator": "arpent", "version": contents.frame.version, "commit": contents.frame.commit}
    writer.write("provenance.json", record_bytes({**made, "name": site.name, "editions": editions}))


def _news(site: Site, contents: Contents) -> list[dict[str, str]]:
    """Entries of the feed: the editions, then the themes of this one."""
    editions = [
        {
            "id": str(one["edition"]),
            "title": f"{one['title']} : édition {one['edition']}",
            "summary": f"{one['places']} territoires.",
            "link": f"{one['edition']}/index.html",
            "updated": str(one["updated"]),
        }
        for one in contents.editions
    ]
    themes = [
        {
            "id": f"{site.edition}:{theme['theme']}",
            "title": f"{theme['title']} : édition {site.edition}",
            "summary": str(theme["question"] or theme["title"]),
            "link": f"{site.edition}/themes/{theme['page']}",
            "updated": contents.updated,
        }
        for theme in contents.themes
    ]
    return editions + themes


def _built(site: Site, writer: Writer) -> Built:
    pages = sum(name.endswith(".html") for name in writer.written)
    return Built(site.folder, len(writer.written), pages, writer.changed)
