"""Every page of a site in the same frame: head, navigation, foot, and links that work from anywhere."""

import posixpath
import re
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, Environment, FileSystemLoader

from arpent import project
from arpent.render.templates import template
from arpent.render.theme import Theme, css_variables, font_files, load_theme
from arpent.render.typography import NARROW
from arpent.site.declared import Site

#: Pages of the navigation: address in the edition, French name.
NAVIGATION = (
    ("territoires.html", "Territoires"),
    ("themes/index.html", "Thèmes"),
    ("methodes/index.html", "Méthodes"),
    ("donnees.html", "Données"),
    ("recherche.html", "Recherche"),
)
#: The search and the index map; the maps of reports.
SCRIPTS = ("site.js", "maps.js")
_TYPED = re.compile(r"(<pre\b.*?</pre>)", re.DOTALL)


@dataclass(frozen=True)
class Frame:
    """
    What all the pages of an edition share.

    Parameters
    ----------
    site : Site
        As declared.
    is_demo : bool
        Made from the invented "France d'essai": every page says so.
    version, commit : str
        Of the code that made the reports.
    """

    site: Site
    is_demo: bool = False
    version: str = ""
    commit: str = ""

    @cached_property
    def theme(self) -> Theme:
        """Names and colours, read once."""
        return load_theme()

    def render(self, name: str, page: str, **context: Any) -> bytes:
        """
        One page.

        Parameters
        ----------
        name : str
            Template in ``reports/site``.
        page : str
            Address from the root of the site.
        **context
            For the template.

        Returns
        -------
        bytes
            The same for the same context.
        """

        def to(target: str) -> str:
            """Link to an address in the edition."""
            return link(page, f"{self.site.edition}/{target}")

        text = (
            _environment(project.path("reports", "site"))
            .get_template(name)
            .render(
                frame=self,
                site=self.site,
                theme=self.theme,
                navigation=NAVIGATION,
                page=page,
                to=to,
                top=lambda target: link(page, target),
                address=f"{self.site.url}/{page.removesuffix('index.html')}" if self.site.url else "",
                **context,
            )
        )
        return settled(text)

    def assets(self) -> dict[str, bytes]:
        """
        Style, script and fonts of an edition.

        Returns
        -------
        dict of str to bytes
            Address in the edition → content.
        """
        theme, own = project.path("reports", "theme"), project.path("reports", "site")
        styles = [
            css_variables(self.theme),
            *(
                path.read_text("utf-8")
                for path in (theme / "parts.css", theme / "page.css", own / "site.css")
            ),
        ]
        files = {
            "assets/site.css": "\n".join(styles).encode(),
            **{f"assets/{name}": (own / name).read_bytes() for name in SCRIPTS},
        }
        if self.theme.logo:
            files[f"assets/{self.theme.logo}"] = (theme / self.theme.logo).read_bytes()
        return files | {f"assets/fonts/{file.name}": file.read_bytes() for file in font_files(self.theme)}


def settled(html: str) -> bytes:
    """
    A page without blank lines or margins, except in what is printed as it is typed.

    Parameters
    ----------
    html : str
        Whole page.

    Returns
    -------
    bytes
    """
    parts = _TYPED.split(html)
    parts[::2] = [
        "\n".join(line.strip() for line in part.splitlines() if line.strip()) for part in parts[::2]
    ]
    return ("\n".join(part for part in parts if part) + "\n").encode()


def link(page: str, target: str) -> str:
    """
    Relative link: works from a disk and under any address.

    Parameters
    ----------
    page, target : str
        Addresses from the root of the site; the target may have an anchor.

    Returns
    -------
    str

    Examples
    --------
    >>> link("2026/epci-1/logement.html", "2026/themes/logement.html#tous")
    '../themes/logement.html#tous'
    >>> link("index.html", "2026/index.html")
    '2026/index.html'
    """
    return posixpath.relpath(target, posixpath.dirname(page) or ".")


@cache
def _environment(folder: Path) -> Environment:
    # The report's own environment: the same filters, every value escaped.
    base: Environment = template("blocks.html.j2").environment
    loaders = [FileSystemLoader(folder), *([base.loader] if base.loader else [])]
    environment = base.overlay(loader=ChoiceLoader(loaders))
    environment.filters["fr_size"] = _size
    environment.filters["fr_number"] = lambda value: f"{value:,}".replace(",", NARROW)
    return environment


def _size(count: int) -> str:
    r"""
    Bytes as a reader counts them.

    >>> _size(127_510), _size(3_400_000)
    ('128\u202fKo', '3,4\u202fMo')
    """
    if count < 1_000_000:
        return f"{max(round(count / 1000), 1)}{NARROW}Ko"
    return f"{count / 1e6:.1f}{NARROW}Mo".replace(".", ",")
