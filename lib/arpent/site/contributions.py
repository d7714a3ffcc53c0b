"""Partners' notes beside a figure of the site: see ``render.contributions``."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from arpent.errors import AskedWrongly, did_you_mean
from arpent.render.contributions import Note
from arpent.render.typography import slug
from arpent.site.places import Place

_FIGURE_END = "</figure>"


def notes_of(notes: Sequence[Note], place: Place) -> list[Note]:
    """
    Notes that speak of a territory's figures.

    Parameters
    ----------
    notes : sequence of Note
        Of the project.
    place : Place
        A territory of the edition.

    Returns
    -------
    list of Note

    Raises
    ------
    AskedWrongly
        One names a theme or a figure that the territory has not: a note is never dropped in silence.
    """
    own = [note for note in notes if note.territory == place.territory.id]
    for note in own:
        themes = [str(theme["theme"]) for theme in place.themes]
        if note.theme not in themes:
            raise AskedWrongly(
                f"{note.where}: theme '{note.theme}': not in the report of {place.territory.id}"
                f"{did_you_mean(note.theme, themes) or '.'} There is: {', '.join(themes)}."
            )
        figures = [slug(str(table["name"])) for table in _tables(place, note.theme)]
        if slug(note.figure) not in figures:
            raise AskedWrongly(
                f"{note.where}: figure '{note.figure}': not on the page '{note.theme}' of {place.territory.id}"
                f"{did_you_mean(note.figure, figures) or '.'} There is: {', '.join(figures)}."
            )
    return own


def _tables(place: Place, stem: str) -> list[Mapping[str, Any]]:
    return [table for theme in place.record["themes"] if theme["theme"] == stem for table in theme["tables"]]


def with_notes(main: str, shown: Mapping[str, str]) -> str:
    """
    A page with its notes, each at the end of the figure that it speaks of.

    Parameters
    ----------
    main : str
        HTML of the page.
    shown : mapping
        Name of a figure → HTML of its notes.

    Returns
    -------
    str
    """
    for name, html in shown.items():
        opening = re.search(rf'<figure\b[^>]*\bid="(?:fig|tbl)-{re.escape(slug(name))}"', main)
        if opening is not None:
            end = main.index(_FIGURE_END, opening.end())
            main = main[:end] + html + main[end:]
    return main
