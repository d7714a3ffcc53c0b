"""Pages of a whole edition: home, territories, themes, methods, data, search, accessibility, lost page."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from arpent import catalogue
from arpent.errors import ArpentError
from arpent.notebook.themes import read_themes
from arpent.render.prose_pages import method_pages
from arpent.render.sources import merge_sources
from arpent.site.frame import Frame
from arpent.site.index_map import IndexMap
from arpent.site.places import Place, by_level
from arpent.site.theme_maps import shades_to_page, theme_shades, year_of
from arpent.views.numbers import unit_after

#: Columns of the table of a theme.
MOST_COLUMNS = 4
#: Where a territory has not a figure that others have: its page says why.
NOT_AVAILABLE = "n.d."
#: Territories that the home page lists beside its map; more have a page of their own.
MOST_LISTED = 60


@dataclass(frozen=True)
class Contents:
    """
    What the pages of an edition are made of.

    Parameters
    ----------
    frame : Frame
        Of all its pages.
    places : sequence of Place
        In the order of the campaign.
    map : IndexMap or None
        Drawn once.
    editions : sequence of mapping
        Those of the site, newest first: ``edition``, ``title``, ``updated``.
    changes : mapping or None
        See ``changes.compare``; None for a first edition.
    files : mapping
        Downloads of the edition: address → bytes, said on the data page.
    """

    frame: Frame
    places: Sequence[Place]
    map: IndexMap | None
    editions: Sequence[Mapping[str, Any]] = ()
    changes: Mapping[str, Any] | None = None
    files: Mapping[str, int] = field(default_factory=dict)

    @cached_property
    def themes(self) -> list[dict[str, Any]]:
        """Themes of the edition, in the order of its reports, with how many territories have each."""
        found: dict[str, dict[str, Any]] = {}
        for place in self.places:
            for theme in place.themes:
                known = found.setdefault(
                    theme["theme"],
                    {key: theme[key] for key in ("theme", "title", "question", "page")}
                    | {"places": 0, "is_study": _is_study(theme["theme"])},
                )
                known["places"] += 1
        return list(found.values())

    @cached_property
    def sources(self) -> list[Mapping[str, Any]]:
        """Datasets that the edition shows, each once, by producer and title."""
        every = (one for place in self.places for theme in place.themes for one in theme["sources"])
        once = {id(one): one for one in every}.values()  # a source that is remembered is one object
        return sorted(
            merge_sources([once]), key=lambda one: (str(one.get("producer")), str(one.get("title")))
        )

    @property
    def updated(self) -> str:
        """Day of the newest data, as ``2025-12-18``; empty where no source says one."""
        return max((day_of(str(one.get("published") or "")) for one in self.sources), default="")


def _is_study(theme: str) -> bool:
    """Whether a page is of a study of what may come, rather than of a theme of the observatories."""
    known = read_themes().get(theme.partition("-")[0])
    return known is not None and known.family == "prospective"


def day_of(published: str) -> str:
    """
    A date of publication as a day: the first of the month or of the year, where no more is said.

    Parameters
    ----------
    published : str
        As a record of the catalogue says it.

    Returns
    -------
    str
        Empty where there is no year in it.

    Examples
    --------
    >>> day_of("2025-12"), day_of("état au 1er janvier 2026"), day_of("")
    ('2025-12-01', '2026-01-01', '')
    """
    if match := re.match(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?(?!\d)", published):
        return f"{match[1]}-{match[2] or '01'}-{match[3] or '01'}"
    years = re.findall(r"\b(?:19|20)\d{2}\b", published)
    return f"{max(years)}-01-01" if years else ""


def edition_pages(contents: Contents) -> Iterator[tuple[str, bytes]]:
    """
    Pages of an edition that are of no single territory.

    Parameters
    ----------
    contents : Contents
        What is in the edition.

    Yields
    ------
    str, bytes
        Address from the root of the site, content.
    """
    frame, edition = contents.frame, contents.frame.site.edition
    themes = contents.themes
    shared = {"contents": contents, "themes": themes, "levels": by_level(list(contents.places))}
    simple = {
        "territoires.html": "places.html.j2",
        "themes/index.html": "themes.html.j2",
        "donnees.html": "data.html.j2",
        "recherche.html": "search.html.j2",
        "accessibilite.html": "accessibility.html.j2",
    }
    sources = contents.sources
    notices = licence_notices(sources)
    for address, name in simple.items():
        page = f"{edition}/{address}"
        yield page, frame.render(name, page, sources=sources, notices=notices, **shared)
    for theme in themes:
        page = f"{edition}/themes/{theme['page']}"
        table = theme_table(contents, theme)
        labels = [label for label, _ in table["columns"]]
        shades = theme_shades(contents.places, contents.map, theme["theme"], labels)
        told = {"about": theme, "table": table, "shades": shades, "told_shades": shades_to_page(shades)}
        yield page, frame.render("theme.html.j2", page, **told, **shared)
    if contents.changes is not None:
        page = f"{edition}/changements.html"
        yield page, frame.render("changes.html.j2", page, changes=contents.changes, **shared)
    yield from _methods(frame)


def home_pages(contents: Contents, *, is_newest: bool) -> Iterator[tuple[str, bytes]]:
    """
    The home page of an edition; and the front of the site, where the edition is the newest.

    Parameters
    ----------
    contents : Contents
        What is in the edition.
    is_newest : bool
        Whether ``/`` leads to it.

    Yields
    ------
    str, bytes
        Address from the root of the site, content.
    """
    edition = contents.frame.site.edition
    shared = {
        "contents": contents,
        "themes": contents.themes,
        "levels": by_level(list(contents.places)),
        "listed": len(contents.places) <= MOST_LISTED,
        "figure": _first_figure(contents.places),
    }
    for page in (f"{edition}/index.html", *(("index.html",) if is_newest else ())):
        yield page, contents.frame.render("home.html.j2", page, **shared)
    if is_newest:
        yield "404.html", contents.frame.render("lost.html.j2", "404.html", **shared)


def _methods(frame: Frame) -> Iterator[tuple[str, bytes]]:
    pages = method_pages()
    listing = f"{frame.site.edition}/methodes/index.html"
    yield listing, frame.render("methods.html.j2", listing, pages=pages)
    for one in pages:
        page = f"{frame.site.edition}/methodes/{one.stem}.html"
        yield page, frame.render("method.html.j2", page, method=one, pages=pages)


def _first_figure(places: Sequence[Place]) -> str:
    """Label of the figure that lists of territories show: the first of the first report."""
    return next((str(item["label"]) for place in places for item in key_figures(place)), "")


def key_figures(place: Place) -> list[Mapping[str, Any]]:
    """
    Key figures of a territory's first page that has some.

    Parameters
    ----------
    place : Place
        Of the edition.

    Returns
    -------
    list of mapping
        As ``render.record`` gives them.
    """
    return next((theme["key_figures"] for theme in place.themes if theme["key_figures"]), [])


def theme_table(contents: Contents, about: Mapping[str, Any]) -> dict[str, Any]:
    """
    Key figures of a theme for all the territories.

    Parameters
    ----------
    contents : Contents
        Of the edition.
    about : mapping
        The theme.

    Returns
    -------
    dict
        ``columns`` (label and year of each figure), ``rows`` (place, finding, values), by level, and ``is_whole``.
    """
    places = [place for _, those in by_level(list(contents.places)) for place in those]
    pages = [(place, theme) for place in places if (theme := place.theme(about["theme"]))]
    columns: dict[str, str] = {}
    for _, theme in pages:
        for item in theme["key_figures"]:
            columns.setdefault(str(item["label"]), year_of(item))
    kept = list(columns)[:MOST_COLUMNS]
    rows = []
    for place, theme in pages:
        values = {str(item["label"]): item for item in theme["key_figures"]}
        rows.append(
            {"place": place, "finding": theme["finding"], "values": [_said(values.get(one)) for one in kept]}
        )
    is_whole = all(NOT_AVAILABLE not in row["values"] for row in rows)
    return {"columns": [(label, columns[label]) for label in kept], "rows": rows, "is_whole": is_whole}


def _said(item: Mapping[str, Any] | None) -> str:
    """A value with its unit, unless the heading of the column says it: « 34 146 » under « Logements »."""
    if item is None:
        return NOT_AVAILABLE
    value, unit = str(item["value"]), str(item["unit"] or "")
    is_said = item["kind"] == "count" or unit.lower() in str(item["label"]).lower()
    return value if is_said or unit in value else f"{value}{unit_after(unit)}"


def licence_notices(sources: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """
    Notices to reproduce with the data, from the catalogue.

    Parameters
    ----------
    sources : sequence of mapping
        Datasets shown.

    Returns
    -------
    list of dict
        ``licence``, ``url``, and ``datasets``: producer, title, vintages and what a reader must know.
    """
    grouped: dict[tuple[str, str], list[dict[str, str]]] = {}
    for source in sources:
        key = (str(source.get("licence") or "Licence non précisée"), str(source.get("licence_url") or ""))
        grouped.setdefault(key, []).append(
            {
                "producer": str(source.get("producer") or ""),
                "title": str(source.get("title") or ""),
                "vintage": str(source.get("vintage") or ""),
                "note": _note(str(source.get("dataset") or "")),
            }
        )
    return [
        {"licence": name, "url": url, "datasets": those} for (name, url), those in sorted(grouped.items())
    ]


def _note(dataset: str) -> str:
    try:
        return catalogue.load(dataset).note
    except ArpentError:
        return ""  # an invented dataset of the tests, or one that left the catalogue since
