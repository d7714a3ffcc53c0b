"""A report's page taken apart where the report ends and the site begins: the page itself is not touched."""

import re
from dataclasses import dataclass

from arpent.errors import RenderFailed

_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
_DESCRIPTION = re.compile(r'<meta name="description" content="(.*?)">', re.DOTALL)
_MAIN = re.compile(r'<main id="contenu" tabindex="-1">\n?(.*)</main>', re.DOTALL)
_CRUMBS = re.compile(r'<nav class="crumbs".*?</nav>\n?', re.DOTALL)
_CONTENTS = re.compile(r'<nav class="toc".*?</nav>', re.DOTALL)
_NEXT = re.compile(r'<nav class="next".*?</nav>\n?', re.DOTALL)
_WORDS = '<div class="hero-words">\n'


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
        As the embedded renderer wrote it.
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
    title, description, main = _TITLE.search(html), _DESCRIPTION.search(html), _MAIN.search(html)
    if not (title and description and main and _WORDS in main[1]):
        raise RenderFailed(
            f"{where}: not a page of the embedded renderer. Run the campaign with --renderer embedded."
        )
    return Piece(title[1], description[1], _NEXT.sub("", _CRUMBS.sub("", main[1])))


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
