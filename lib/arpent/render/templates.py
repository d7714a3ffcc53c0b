"""The project's own templates (``reports/templates/arpent``): every value escaped, French typography as filters."""

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from arpent import project
from arpent.render import prose
from arpent.render.context import cite
from arpent.render.downloads import are_numbers, column_label, csv_name, visible_columns
from arpent.render.drawing import inline_svg
from arpent.render.pictures import picture_name
from arpent.render.sources import french_date
from arpent.render.typography import slug, tied, typeset


def _filters() -> dict[str, Any]:
    return {
        "fr": typeset,
        "slug": slug,
        "tied": lambda text: Markup(tied(str(text))),  # noqa: S704 - escapes the text
        "svg": lambda svg, prefix: Markup(inline_svg(svg or "", prefix)),  # noqa: S704 - drawn and escaped by views
        "prose": lambda text, numbers=None: Markup(prose.to_html(text, numbers)),  # noqa: S704 - escapes raw HTML
        "plain": prose.to_text,
        "csv_name": lambda block, page: csv_name(page, block),
        "picture_name": lambda block, page, suffix: picture_name(page, block, suffix),
        "column_label": lambda column: typeset(column_label(column)),
        "visible_columns": visible_columns,
        "are_numbers": are_numbers,
        "drawn": Markup,  # a table that views drew and escaped
        "french_date": french_date,
        "citation": cite,
    }


def environment() -> Environment:
    """
    What reads the templates of this project.

    Returns
    -------
    jinja2.Environment
        Made once.
    """
    return _environment(project.path("reports", "templates", "arpent"))


@cache
def _environment(folder: Path) -> Environment:
    made = Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(_filters())
    return made


def macros() -> Any:
    """
    What a page is made of, as functions that give HTML: ``figure``, ``tools``, ``key_figures``…

    Returns
    -------
    module of macros
        ``reports/templates/arpent/blocks.html.j2``.
    """
    return template("blocks.html.j2").module


def template(name: str) -> Any:
    """
    One of the project's own templates, every value escaped.

    Parameters
    ----------
    name : str
        File in ``reports/templates/arpent``.

    Returns
    -------
    jinja2.Template
    """
    return environment().get_template(name)
