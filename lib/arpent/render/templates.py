"""The project's own templates (``reports/templates/arpent``): every value escaped, French typography as filters."""

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment
from markupsafe import Markup
from nbconvert.exporters import TemplateExporter
from nbformat import NotebookNode

from arpent import project
from arpent.render import prose
from arpent.render.context import cite
from arpent.render.downloads import column_label, csv_name, visible_columns
from arpent.render.drawing import inline_svg
from arpent.render.sources import french_date
from arpent.render.typography import slug, typeset


class PageExporter(TemplateExporter):
    """
    nbconvert with the project's template, every value escaped.

    Not ``HTMLExporter``: that one passes the page through an HTML parser that lower-cases ``viewBox`` and
    takes longer than the rest of the page, and brings addresses of scripts that no page here may request.
    """

    output_mimetype = "text/html"

    def _file_extension_default(self) -> str:
        return ".html"

    def _preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        # NOTE: nothing to preprocess; nbconvert would copy every drawing of the report, twice a page.
        return nb, resources

    def _create_environment(self) -> Environment:
        environment: Environment = super()._create_environment()  # type: ignore[no-untyped-call]
        environment.autoescape = True
        environment.trim_blocks = environment.lstrip_blocks = True
        environment.filters.update(_filters())
        return environment


def _filters() -> dict[str, Any]:
    return {
        "fr": typeset,
        "slug": slug,
        "svg": lambda svg, prefix: Markup(inline_svg(svg or "", prefix)),  # noqa: S704 - drawn and escaped by views
        "prose": lambda text, numbers=None: Markup(prose.to_html(text, numbers)),  # noqa: S704 - escapes raw HTML
        "plain": prose.to_text,
        "csv_name": lambda block, page: csv_name(page, block),
        "column_label": lambda column: typeset(column_label(column)),
        "visible_columns": visible_columns,
        "drawn": Markup,  # a table that views drew and escaped
        "french_date": french_date,
        "citation": cite,
    }


def page_exporter() -> PageExporter:
    """
    The exporter of a page, with the templates of this project.

    Returns
    -------
    PageExporter
    """
    return _exporter(project.path("reports", "templates"))


@cache
def _exporter(templates: Path) -> PageExporter:
    return PageExporter(  # type: ignore[no-untyped-call]  # nbconvert publishes no types
        template_name="arpent", extra_template_basedirs=[str(templates)], template_file="page.html.j2"
    )


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
    return page_exporter().environment.get_template(name)
