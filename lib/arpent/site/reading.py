"""What a page of a site says to those that check it: its links, anchors, pictures, requests, texts, weight."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

#: Attributes that make a browser ask for something at once.
_LOADED = {
    "img": ("src", "srcset"),
    "script": ("src",),
    "iframe": ("src",),
    "source": ("src", "srcset"),
    "video": ("src", "poster"),
    "audio": ("src",),
    "embed": ("src",),
    "object": ("data",),
    "image": ("href", "xlink:href"),
    "use": ("href", "xlink:href"),
}
#: Relations of a ``link`` that are addresses, not something to load.
_NOT_LOADED = {"canonical", "alternate", "next", "prev", "license"}
_STYLE_URL = re.compile(r"url\(\s*['\"]?([^'\")]+)")
_UNREAD = {"script", "style", "svg", "code", "pre"}


@dataclass
class PageRead(HTMLParser):
    """
    A page as it is read.

    Parameters
    ----------
    links : list of str
        Where its links lead.
    loads : list of str
        What a browser asks for with it.
    anchors : list of str
        Identifiers, each as often as it is there.
    without_alt : list of str
        Pictures without a text.
    text : list of str
        What is read, outside drawings, code and scripts.
    """

    links: list[str] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)
    anchors: list[str] = field(default_factory=list)
    without_alt: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    lang: str = ""
    titles: int = 0
    _unread: list[str] = field(default_factory=list)
    _in_style: bool = False

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what an element leads to, loads or is called."""
        given = {name: value or "" for name, value in attrs}
        if "id" in given:
            self.anchors.append(given["id"])
        if tag == "html":
            self.lang = given.get("lang", "")
        self.titles += tag == "h1"
        if tag in ("a", "area") and "href" in given:
            self.links.append(given["href"])
        self.loads += list(_loaded(tag, given))
        self._note_picture(tag, given)
        if tag in _UNREAD:
            self._unread.append(tag)
        self._in_style = tag == "style"

    def _note_picture(self, tag: str, given: dict[str, str]) -> None:
        is_named = "aria-label" in given or "aria-labelledby" in given
        is_silent = given.get("aria-hidden") == "true" or given.get("role") == "presentation"
        if tag == "img" and "alt" not in given:
            self.without_alt.append(f'<img src="{given.get("src", "")}">')
        elif given.get("role") == "img" and not (given.get("aria-label") or "aria-labelledby" in given):
            self.without_alt.append(f'<{tag} role="img">')
        elif tag == "svg" and not is_named and not is_silent:
            self.without_alt.append("<svg>")

    def handle_endtag(self, tag: str) -> None:
        """Read again after what is not text."""
        if self._unread and self._unread[-1] == tag:
            self._unread.pop()
        self._in_style = False

    def handle_data(self, data: str) -> None:
        """Note what is read, and what a style loads."""
        if self._in_style:
            self.loads += _STYLE_URL.findall(data)
        elif not self._unread and data.strip():
            self.text.append(data)


def _loaded(tag: str, given: dict[str, str]) -> Iterator[str]:
    for name in _LOADED.get(tag, ()):
        if given.get(name):
            yield from (part.split()[0] for part in given[name].split(",") if part.strip())
    if tag == "link" and not _NOT_LOADED & set(given.get("rel", "").split()) and given.get("href"):
        yield given["href"]
    yield from _STYLE_URL.findall(given.get("style", ""))


def read_html(html: str) -> PageRead:
    """
    Read a page.

    Parameters
    ----------
    html : str
        All of it.

    Returns
    -------
    PageRead
    """
    page = PageRead()
    page.feed(html)
    page.close()
    return page


def loaded_by_style(css: str) -> list[str]:
    """
    What a style sheet asks for.

    Parameters
    ----------
    css : str
        Its text.

    Returns
    -------
    list of str
        Addresses, data ones too.

    Examples
    --------
    >>> loaded_by_style("a{background:url('x.png')}")
    ['x.png']
    """
    return _STYLE_URL.findall(css) + re.findall(r"@import\s+['\"]([^'\"]+)", css)
