"""
Markdown that authors and views write → HTML, with French typography and links to figures.

Raw HTML in it is shown as text, never obeyed: a territory's label can hold anything.
"""

import html
import re
from collections.abc import Mapping
from functools import cache

import mistune

from arpent.render.typography import slug, typeset

CROSS_REFERENCE = re.compile(r"(?<![\w@])@((?:fig|tbl)-[a-z0-9]+(?:-[a-z0-9]+)*)")

#: Address of a method page in a notebook: that of the repository, from ``docs``.
METHOD = re.compile(r"methodes/([a-z_]+)\.md")


class _French(mistune.HTMLRenderer):
    """HTML renderer with French typography in text, not in code or addresses."""

    def text(self, text: str) -> str:
        return str(super().text(typeset(text)))

    def heading(self, text: str, level: int, **_attributes: object) -> str:
        # NOTE: level 1 is the page's own; a heading inside a section starts at 3.
        anchor = slug(re.sub(r"<[^>]+>", "", html.unescape(text)))
        return f'<h{max(level, 3)} id="{anchor}">{text}</h{max(level, 3)}>\n'

    def link(self, text: str, url: str, title: str | None = None) -> str:
        label = f' title="{html.escape(title)}"' if title else ""
        if method := METHOD.fullmatch(url):
            url = f"methode-{method[1]}.html"
        return f'<a href="{html.escape(self.safe_url(url))}"{label}>{text}</a>'


@cache
def _markdown() -> mistune.Markdown:
    return mistune.create_markdown(renderer=_French(escape=True), plugins=["table", "strikethrough"])


def to_html(markdown: str, numbers: Mapping[str, str] | None = None) -> str:
    r"""
    HTML of a Markdown text.

    Parameters
    ----------
    markdown : str
        Quarto's cross-references (``@fig-population-serie``) become links where ``numbers`` has them.
    numbers : mapping, optional
        Label → what is printed: ``{"fig-population-serie": "figure 1"}``.

    Returns
    -------
    str
        Safe HTML: raw tags of the source are escaped.

    Examples
    --------
    >>> to_html("Voir @fig-a !", {"fig-a": "figure 1"})
    '<p>Voir <a href="#fig-a">figure 1</a>\u202f!</p>\n'
    """
    return str(_markdown()(with_links(markdown, numbers)))


def with_links(markdown: str, numbers: Mapping[str, str] | None = None) -> str:
    """
    Markdown whose cross-references are links that say what is printed.

    Parameters
    ----------
    markdown : str
        ``"Voir @fig-a"``.
    numbers : mapping, optional
        As ``to_html``.

    Returns
    -------
    str

    Examples
    --------
    >>> with_links("Voir @fig-a, @fig-b", {"fig-a": "figure 1"})
    'Voir [figure 1](#fig-a), @fig-b'
    """

    def linked(match: re.Match[str]) -> str:
        printed = (numbers or {}).get(match[1])
        return f"[{printed}](#{match[1]})" if printed else match[0]

    return CROSS_REFERENCE.sub(linked, markdown)


def typeset_markdown(markdown: str) -> str:
    r"""
    Markdown with French typography in its text, not in its code, attributes or addresses.

    A link to a method page leads to it in the folder of the report.

    Parameters
    ----------
    markdown : str

    Returns
    -------
    str

    Examples
    --------
    >>> typeset_markdown("Qui part ? `a ? b`")
    'Qui part\u202f? `a ? b`'
    """
    markdown = re.sub(rf"\]\({METHOD.pattern}\)", r"](methode-\1.html)", markdown)
    pieces = re.split(r"(`[^`]*`|\]\([^)]*\)|https?://\S+|\{[^}]*\})", markdown)
    return "".join(piece if place % 2 else typeset(piece) for place, piece in enumerate(pieces))


def to_text(markdown: str) -> str:
    """
    Plain text of a short Markdown text, on one line: for cards and descriptions.

    Parameters
    ----------
    markdown : str
        A phrase or a paragraph.

    Returns
    -------
    str

    Examples
    --------
    >>> to_text("La **métropole** gagne des habitants.")
    'La métropole gagne des habitants.'
    """
    return re.sub(r"[ \t\n]+", " ", html.unescape(re.sub(r"<[^>]+>", "", to_html(markdown)))).strip()
