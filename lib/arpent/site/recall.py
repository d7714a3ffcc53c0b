"""What a build remembers of the one before, beside its files: so that only what changed is worked out again."""

from collections.abc import Mapping, Sequence
from dataclasses import astuple
from pathlib import Path
from typing import Any

from arpent import project
from arpent.campaign.contents import Contents as Digests
from arpent.campaign.contents import digest_of
from arpent.site.exports import to_parquet
from arpent.site.index_map import IndexMap, draw_index_map, map_from_state, map_to_state
from arpent.site.places import Place
from arpent.site.relations import Relations, relate
from arpent.site.search_index import search_files
from arpent.site.summaries import Summaries
from arpent.site.writing import Writer

#: Folders of the library that say what is remembered; a change in one of them forgets it.
_MAKERS = ("site", "views", "territory", "tables", "render")


class Recall:
    """
    Memory of a build.

    Parameters
    ----------
    state : dict
        Fit for JSON, as ``written_site`` gives it; changed here. What another version of the code remembered
        is forgotten, all but the pages of territories, whose keys hold what made them.
    """

    def __init__(self, state: dict[str, Any]) -> None:
        self._state = state
        self._known: str | None = None
        library = Path(__file__).parents[1]
        digests = Digests()
        made_by = digest_of([digests.folder(library / name) for name in _MAKERS])
        if state.get("made_by") != made_by:
            places = state.get("places", {})
            state.clear()
            state |= {"made_by": made_by, "places": places}
        self.summaries = Summaries.remembered(state)

    @property
    def places(self) -> dict[str, dict[str, Any]]:
        """Slug → key of what its pages were made of, and their files."""
        known: dict[str, dict[str, Any]] = self._state.get("places", {})
        return known

    def keep_places(self, made: Mapping[str, Mapping[str, Any]]) -> None:
        """
        Remember the pages of territories.

        Parameters
        ----------
        made : mapping
            As ``places``.
        """
        self._state["places"] = dict(made)

    def keep_summaries(self, places: Sequence[Place]) -> None:
        """
        Remember what lists and maps say of each report.

        Parameters
        ----------
        places : sequence of Place
            Of the edition.
        """
        found = [(place.slug, place.mark, place.summary) for place in places]
        self._state["summaries"] = Summaries.of(found).to_state()

    def relations(self, places: Sequence[Place]) -> dict[str, Relations]:
        """
        Who each territory is compared with: worked out again only where the territories or their twins changed.

        Parameters
        ----------
        places : sequence of Place
            Of the edition.

        Returns
        -------
        dict
            Slug → relations.
        """
        twins = [one.summary["twins"] for one in places]
        key = digest_of([self._territories(places), twins])
        kept = self._state.get("relations", {})
        if kept.get("key") != key:
            found = {slug: astuple(one) for slug, one in relate(places).items()}
            kept = self._state["relations"] = {"key": key, "found": found}
        return {slug: Relations(*(tuple(names) for names in one)) for slug, one in kept["found"].items()}

    def search(
        self, places: Sequence[Place], themes: Sequence[Mapping[str, Any]], writer: Writer, to: str
    ) -> None:
        """
        Write what the search finds, or keep it as it is.

        Parameters
        ----------
        places : sequence of Place
            Of the edition.
        themes : sequence of mapping
            See ``search_files``.
        writer : Writer
            Of the site.
        to : str
            Folder of the edition.
        """
        has = [[theme["theme"] for theme in one.themes] for one in places]
        told = [[theme[key] for key in ("theme", "title", "question")] for theme in themes]
        key = digest_of([self._territories(places), has, told, to])
        kept = self._state.get("search", {})
        if kept.get("key") != key or not writer.keep(kept["files"]):
            made = search_files(places, themes)
            files = [writer.write(f"{to}/{name}", content) for name, content in made.items()]
            self._state["search"] = {"key": key, "files": files}

    def _territories(self, places: Sequence[Place]) -> str:
        """Digest of the territories of an edition and of what the project knows of all territories."""
        if self._known is None:
            files = sorted(project.path("data", "embedded").glob("*.parquet"))
            given = [[path.name, Digests().digest(path)] for path in files]
            named = [
                [one.slug, one.level, one.short, one.territory.name, one.territory.communes] for one in places
            ]
            self._known = digest_of([given, named])
        return self._known

    def index_map(self, places: Sequence[Place]) -> IndexMap | None:
        """
        The map of the home page: drawn again only where its territories or their boundaries changed.

        Parameters
        ----------
        places : sequence of Place
            Of the edition.

        Returns
        -------
        IndexMap or None
        """
        files = sorted(project.path("data").glob("tables/boundaries_*"))
        key = digest_of([self._territories(places), [[path.name, Digests().digest(path)] for path in files]])
        kept = self._state.get("map", {})
        if kept.get("key") != key:
            kept = self._state["map"] = {"key": key, "drawn": map_to_state(draw_index_map(places))}
        return map_from_state(kept["drawn"], places)

    def parquet(self, places: Sequence[Place], writer: Writer, name: str) -> bytes:
        """
        The figures of the edition, the row groups of reports that did not change copied from the file before.

        Parameters
        ----------
        places : sequence of Place
            Of the edition.
        writer : Writer
            Knows whether the file before is as it was written.
        name : str
            Of the file, from the root of the site.

        Returns
        -------
        bytes
        """
        before = writer.before / name if writer.is_there(name) else None
        content, groups = to_parquet(places, before, self._state.get("groups", ()))
        self._state["groups"] = groups
        return content
