"""nbconvert with the project's template: what makes the pages of the embedded renderer."""

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment
from nbconvert.exporters import TemplateExporter
from nbformat import NotebookNode

from arpent import project
from arpent.render.templates import environment


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
        # The project's own: nbconvert's filters are of its own templates.
        return environment()


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
