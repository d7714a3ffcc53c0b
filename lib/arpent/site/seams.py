"""
A report's page taken apart where the report ends and the site begins: the page itself is not touched.

Of a page that Quarto made, the title block and the contents are told in the site's own way; the text, the figures
and the tables stay Quarto's.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from arpent.errors import RenderFailed

_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
_DESCRIPTION = re.compile(r'<meta name="description" content="(.*?)">', re.DOTALL)
_MAIN = re.compile(r'<main id="contenu" tabindex="-1">\n?(.*)</main>', re.DOTALL)
_CRUMBS = re.compile(r'<nav class="crumbs".*?</nav>\n?', re.DOTALL)
_CONTENTS = re.compile(r'<nav class="toc".*?</nav>', re.DOTALL)
_NEXT = re.compile(r'<nav class="next".*?</nav>\n?', re.DOTALL)
_WORDS = '<div class="hero-words">\n'
_QUARTO_MAIN = re.compile(r'<main\b[^>]*\bid="quarto-document-content"[^>]*>(.*)</main>', re.DOTALL)
_QUARTO_TITLE_BLOCK = re.compile(r'<header\b[^>]*\bid="title-block-header".*?</header>', re.DOTALL)
_QUARTO_CONTENTS = re.compile(r'<nav\b[^>]*\bid="TOC".*?</nav>', re.DOTALL)
_QUARTO_ENTRY = re.compile(r'<a\b[^>]*\bhref="(#[^"]+)"[^>]*>(.*?)</a>', re.DOTALL)
_QUARTO_FIGURE = re.compile(r'<div\b([^>]*?)\s*\bid="((?:fig|tbl)-[\w-]+)"([^>]*)>(\s*)<figure\b')
_QUARTO_SAID = {
    "title": re.compile(r'<h1\b[^>]*\bclass="title\b[^>]*>(.*?)</h1>', re.DOTALL),
    "place": re.compile(r'<p\b[^>]*\bclass="subtitle\b[^>]*>(.*?)</p>', re.DOTALL),
    "question": re.compile(r'<div\b[^>]*\bclass="description\b[^>]*>(.*?)</div>', re.DOTALL),
}
_TAG = re.compile(r"<[^>]+>")
_HOME = '<div class="home">'


@dataclass(frozen=True)
class Piece:
    """
    What a report's page is, without the report's own navigation.

    Parameters
    ----------
    title, description : str
        HTML text, escaped already.
    main : str
        HTML inside ``<main>``.
    """

    title: str
    description: str
    main: str


def take_apart(html: str, where: str) -> Piece:
    """
    The page inside a report's page.

    Parameters
    ----------
    html : str
        As either renderer wrote it.
    where : str
        For messages.

    Returns
    -------
    Piece

    Raises
    ------
    RenderFailed
        It is not such a page.
    """
    quarto = _QUARTO_MAIN.search(html)
    if quarto:
        return _of_quarto(quarto[1], html, where)
    title, description, main = _TITLE.search(html), _DESCRIPTION.search(html), _MAIN.search(html)
    if not (title and description and main and _WORDS in main[1]):
        raise RenderFailed(f"{where}: not a page of a report. Run the campaign again, with --force.")
    return Piece(title[1], description[1], _NEXT.sub("", _CRUMBS.sub("", main[1])))


def _of_quarto(main: str, html: str, where: str) -> Piece:
    block = _QUARTO_TITLE_BLOCK.search(main)
    said = {
        name: found[1].strip() if block and (found := pattern.search(block[0])) else ""
        for name, pattern in _QUARTO_SAID.items()
    }
    if not (block and said["title"]):
        raise RenderFailed(f"{where}: Quarto's page has no title block; run `quarto check`.")
    contents = _QUARTO_CONTENTS.search(html)
    body = _QUARTO_CONTENTS.sub("", main.replace(block[0], "", 1)).strip()
    # NOTE: Quarto names the box around a figure; notes and links look for the figure.
    body = _QUARTO_FIGURE.sub(r'<div\1\3>\4<figure id="\2"', body)
    words = _TAG.sub("", " — ".join(part for part in (said["title"], said["place"]) if part))
    shown = _cover(body) if _HOME in body else _columns(contents[0] if contents else "", body)
    return Piece(words, _TAG.sub("", said["question"] or words), f"{_hero(said)}\n{shown}\n")


def _hero(said: Mapping[str, str]) -> str:
    place = f' <span class="place"><span class="sr">— </span>{said["place"]}</span>' if said["place"] else ""
    asked = f'<p class="question">{said["question"]}</p>\n' if said["question"] else ""
    words = f"{_WORDS}<h1>{said['title']}{place}</h1>\n{asked}</div>"
    return f'<div class="hero">\n<div class="hero-inner">\n{words}\n</div>\n</div>'


def _columns(contents: str, body: str) -> str:
    entries = "".join(
        f'<li><a href="{anchor}">{_TAG.sub("", words)}</a></li>'
        for anchor, words in _QUARTO_ENTRY.findall(contents)
    )
    title = '<p class="toc-title" id="toc-titre">Sur cette page</p>'
    side = f'<nav class="toc" aria-labelledby="toc-titre">\n{title}\n<ol>{entries}</ol>\n</nav>'
    flow = f'<div class="flow">\n<article>\n{body}\n</article>\n</div>'
    return f'<div class="columns">\n{side}\n{flow}\n</div>'


def _cover(body: str) -> str:
    first, mark, rest = body.partition(_HOME)
    return f'<div class="band">\n{first}\n</div>\n{mark}{rest}'


def joined(main: str, *, crumbs: str, side: str, end: str) -> str:
    """
    The page with the navigation of a site.

    Parameters
    ----------
    main : str
        Of a piece.
    crumbs : str
        HTML put above the title.
    side : str
        HTML put above the contents, where the page has contents.
    end : str
        HTML put below everything.

    Returns
    -------
    str
        HTML inside ``<main>``.
    """
    main = main.replace(_WORDS, _WORDS + crumbs, 1)
    main = _CONTENTS.sub(lambda found: f'<div class="side">{side}{found[0]}</div>', main, count=1)
    return main + end
